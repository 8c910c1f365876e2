import { describe, expect, it } from 'vitest';
import type { ColumnStatistics } from '../core/report/comparison.ts';
import { compareTables } from './compare-tables.ts';
import golden from './golden/study.json' with { type: 'json' };
import { encode, numbers, QUIET, schemaOf, texts, type Table } from './testing/tables.ts';

// Whoever has the input, `split` of report.json and pairs.csv finds the same to a millionth.
const TOLERANCE = 1e-6;

function at(rows: readonly number[]): Table {
  return Object.fromEntries(
    Object.entries(golden.table).map(([name, cells]) => [name, rows.map((row) => cells[row] ?? '')]),
  );
}

/** As the schema is fitted: on the patients trained on. Those put aside may lie outside. */
const { train, holdout } = golden.split;
function range(name: 'age' | 'pressure', decimals: number) {
  const cells = [...train.map((row) => golden.table[name][row] ?? ''), ...golden.synthetic[name]];
  const known = cells.filter((cell) => cell !== '').map(Number);
  return numbers(Math.min(...known), Math.max(...known), decimals);
}

const schema = schemaOf({
  age: range('age', 0),
  pressure: range('pressure', 1),
  smoker: texts('no', 'yes'),
  disease: texts('0', '1'),
  class: texts('a', 'b', 'c'),
});

function expectClose(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number');
    expect(Math.abs(Number(actual) - expected), `${path}: ${String(actual)} for ${expected}`).toBeLessThan(TOLERANCE);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, inner] of Object.entries(expected)) {
      expectClose((actual as Record<string, unknown> | null)?.[key], inner, `${path}.${key}`);
    }
  } else throw new Error(`${path} is no number`);
}

describe('the report of rows, recomputed with NumPy from the cells: blanks and patients put aside', async () => {
  const report = await compareTables(
    {
      schema,
      real: encode(schema, at(train)),
      synthetic: encode(schema, golden.synthetic),
      holdout: encode(schema, at(holdout)),
      split: golden.split,
      seed: 1,
    },
    QUIET,
  );

  it.each(report.columns)('column $name', (column) => {
    const { real, synthetic, missing, ...distances } = golden.columns[
      column.name as keyof typeof golden.columns
    ] as Record<string, unknown>;
    expectClose(column, distances, column.name);
    expectClose(column.missing.real, missing, `${column.name}.missing`);
    if (real !== undefined) expectClose(column.statistics?.real, real as ColumnStatistics, `${column.name}.real`);
    if (synthetic !== undefined) expectClose(column.statistics?.synthetic, synthetic, `${column.name}.synthetic`);
  });

  it.each(['shapesScore', 'correlation', 'pairs'] as const)('%s', (key) => {
    expectClose(report[key], golden[key], key);
  });

  it('pca', () => expectClose(report.projections.pca, golden.pca, 'pca'));

  it('privacy, patients put aside included', () => {
    expectClose(report.privacy.rows, golden.privacy, 'privacy');
    expect(report.holdout).toBe(holdout.length);
    expect(report.split).toEqual(golden.split);
  });
});
