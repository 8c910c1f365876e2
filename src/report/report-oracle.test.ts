import { describe, expect, it } from 'vitest';
import type { ColumnStatistics } from '../core/report/comparison.ts';
import { compareTables } from './compare-tables.ts';
import golden from './golden/tables.json' with { type: 'json' };
import { encode, nobodyAside, numbers, QUIET, schemaOf, texts } from './testing/tables.ts';

const { report: expected } = golden;

function range(values: readonly number[], decimals: number) {
  return numbers(Math.min(...values), Math.max(...values), decimals);
}

// The ranges are those of real, and of what lies outside in synthetic: nothing is cut off on the way.
const schema = schemaOf({
  age: range([...expected.real.age, ...expected.synthetic.age], 0),
  pressure: range([...expected.real.pressure, ...expected.synthetic.pressure], 1),
  smoker: texts('no', 'yes'),
  disease: texts('0', '1'),
  class: texts('a', 'b', 'c'),
});

// Whoever has the input and pairs.csv can check the report with NumPy, and must find the same.
describe('a whole report is what NumPy and SciPy make of the cells', async () => {
  const sides = { real: encode(schema, expected.real), synthetic: encode(schema, expected.synthetic) };
  const report = await compareTables({ schema, ...sides, seed: 1, ...nobodyAside(70) }, QUIET);

  it.each(['age', 'pressure'] as const)('numbers: %s', (name) => {
    const column = report.columns.find((one) => one.name === name);
    if (column === undefined || !('ks' in column)) throw new Error(name);
    const wanted = expected.columns[name];
    expect(column.ks).toBeCloseTo(wanted.ks, 12);
    expect(column.wasserstein).toBeCloseTo(wanted.wasserstein, 12);
    for (const [key, real] of Object.entries(wanted.real)) {
      const statistic = key as keyof ColumnStatistics;
      expect(column.statistics.real[statistic]).toBeCloseTo(real, 9);
      expect(column.statistics.synthetic[statistic]).toBeCloseTo(wanted.synthetic[statistic], 9);
      expect(column.statistics.difference[statistic]).toBeCloseTo(wanted.synthetic[statistic] - real, 9);
    }
  });

  it.each(['smoker', 'disease', 'class'] as const)('values: %s', (name) => {
    const column = report.columns.find((one) => one.name === name);
    if (column === undefined || !('tv' in column)) throw new Error(name);
    expect(column.tv).toBeCloseTo(expected.columns[name].tv, 12);
  });

  it('scores', () => {
    expect(report.shapesScore).toBeCloseTo(expected.shapesScore, 12);
    expect(report.correlation.columns).toEqual(expected.correlation.columns);
    for (const side of ['real', 'synthetic'] as const) {
      const flat = report.correlation[side].flat();
      for (const [at, rho] of expected.correlation[side].flat().entries()) expect(flat[at]).toBeCloseTo(rho, 10);
    }
    expect(report.correlation.meanAbsoluteDifference).toBeCloseTo(expected.correlation.meanAbsoluteDifference, 10);
    const { dcr, nndr, identicalShare } = report.privacy.rows;
    for (const key of ['q1', 'q5', 'q50'] as const) expect(dcr.synthetic[key]).toBeCloseTo(expected.dcr[key], 12);
    expect(nndr).toBeCloseTo(expected.nndr, 12);
    expect(identicalShare).toBeCloseTo(expected.identicalShare, 12);
  });
});
