import { beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonReport } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import { compareTables } from './compare-tables.ts';
import {
  encode,
  nobodyAside,
  numbers,
  PATIENT_SCHEMA,
  patients,
  QUIET,
  schemaOf,
  texts,
  type Table,
} from './testing/tables.ts';

const N = 120;
const REAL = patients(N, 1);
const FRESH = patients(N, 2);

function compare(real: Table, synthetic: Table, schema = PATIENT_SCHEMA): Promise<ComparisonReport> {
  const sides = { real: encode(schema, real), synthetic: encode(schema, synthetic) };
  return compareTables({ schema, ...sides, seed: 3, ...nobodyAside(sides.real.length / schema.width) }, QUIET);
}

/** What most tests start from: measured once. */
let usual: ComparisonReport;
beforeAll(async () => {
  usual = await compare(REAL, FRESH);
});

function reorder(table: Table, seed: number, isTogether: boolean): Table {
  const rng = new Rng(seed, 901);
  const common = rng.permutation(N);
  return Object.fromEntries(
    Object.entries(table).map(([name, cells]) => {
      const order = isTogether ? common : rng.permutation(N);
      return [name, Array.from(order, (row) => cells[row] ?? '')];
    }),
  );
}

function ks(report: ComparisonReport, name: string): number {
  const column = report.columns.find((one) => one.name === name);
  if (column === undefined || !('ks' in column) || column.ks === null) throw new Error(`no ks of ${name}`);
  return column.ks;
}

function ceilingOf(ceiling: { low: number; high: number; synthetic: number } | null | undefined) {
  if (ceiling === null || ceiling === undefined) throw new Error('no ceiling');
  return ceiling;
}

/** Everything in it is a finite number, a text, a boolean or null. */
function expectPlain(value: unknown, path = 'report'): void {
  if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) expectPlain(inner, `${path}.${key}`);
  } else expect(['string', 'boolean', 'object'], path).toContain(typeof value);
}

describe('compareTables', () => {
  it('identical tables: every score at its best, and privacy screams', async () => {
    const report = await compare(REAL, REAL);
    expect(report.shapesScore).toBe(1);
    expect(report.pairs.mean).toBe(1);
    expect(report.correlation.meanAbsoluteDifference).toBe(0);
    expect(report.pairsScore).toBeGreaterThanOrEqual(1);
    expect(report.dependence?.against).toBe('halves');
    expect(report.dependence?.high).toBeGreaterThan(1);
    expect(report.impossible.synthetic).toBe(0);
    expect(report.privacy.rows.identicalShare).toBe(1);
    expect(report.privacy.rows.dcr.synthetic).toEqual({ q1: 0, q5: 0, q50: 0 });
    expect(report.columns.every((column) => column.p === 1 && !column.significant)).toBe(true);
    // Real halves share no such copies.
    const identical = ceilingOf(report.ceiling.privacy.rows.identicalShare);
    expect(identical.synthetic).toBeGreaterThan(identical.high);
  });

  it('other patients of the same kind are about as good as real', () => {
    expectPlain(usual);
    const shapes = ceilingOf(usual.ceiling.shapesScore);
    expect(shapes.synthetic).toBeGreaterThan(shapes.low - 0.02);
    expect(usual.pairsScore).toBeGreaterThan(0.6);
    expect(usual.privacy.rows.identicalShare).toBe(0);
    expect(usual.columns.filter((column) => column.significant)).toHaveLength(0);
    expect(usual.projections.tsne.real).toHaveLength(N);
    expect(usual.projections.pca.synthetic).toHaveLength(N);
  });

  it('the order of synthetic rows does not change what is said of columns and pairs', async () => {
    const reordered = await compare(REAL, reorder(FRESH, 4, true));
    expect(reordered.columns).toEqual(usual.columns);
    expect(reordered.shapesScore).toBe(usual.shapesScore);
    expect(reordered.pairs.mean).toBeCloseTo(usual.pairs.mean ?? 0, 12);
    expect(reordered.privacy).toEqual(usual.privacy);
  });

  it('independent columns keep every column and drop the pairs score', async () => {
    const independent = await compare(REAL, reorder(FRESH, 4, false));
    expect(independent.columns).toEqual(usual.columns);
    expect(independent.pairsScore).toBeLessThan(0.3);
    expect(Math.abs(independent.dependence?.value ?? 1)).toBeLessThan(0.3);
    const pairs = ceilingOf(independent.ceiling.pairsScore);
    expect(pairs.synthetic).toBeLessThan(pairs.low);
    const difference = ceilingOf(independent.ceiling.correlation.meanAbsoluteDifference);
    expect(difference.synthetic).toBeGreaterThan(difference.high);
  });

  it('an age of three peaks shows in its ks, its p and against its ceiling, and in no other column', async () => {
    const peaks = { ...FRESH, age: Array.from({ length: N }, (_, i) => [25, 55, 85][i % 3] ?? 0) };
    const report = await compare(REAL, peaks);
    expect(ks(report, 'age')).toBeGreaterThan(0.25);
    expect(report.columns.filter((column) => column.significant).map((column) => column.name)).toEqual(['age']);
    const [age] = report.ceiling.columns;
    const ceiling = ceilingOf(age && 'ks' in age ? age.ks : null);
    expect(ceiling.synthetic).toBeGreaterThan(ceiling.high);
  });

  it('same rows and seed, same report', async () => {
    expect(await compare(REAL, FRESH)).toEqual(usual);
  });

  it('sides of different size are compared on equal n: more rows alone are no better', async () => {
    const many = await compare(REAL, patients(3 * N, 5));
    expect(many.n).toEqual({ real: N, synthetic: 3 * N });
    expect(many.columns.every((column) => column.n.synthetic === 3 * N)).toBe(true);
    // Against its own half of 60 real rows, as the ceiling: the same, however many were made.
    expect(ceilingOf(many.ceiling.shapesScore)).toMatchObject({ n: N / 2 });
    expectPlain(many);
  });

  it('missing real cells are left out and counted', async () => {
    const gaps = { ...REAL, age: REAL['age']?.map((age, i) => (i % 4 === 0 ? '' : age)) ?? [] };
    const report = await compare(gaps, REAL);
    expectPlain(report);
    const [age, pressure] = report.columns;
    expect(age).toMatchObject({ n: { real: 90, synthetic: N }, missing: { real: 0.25, synthetic: 0 } });
    expect(pressure?.missing).toEqual({ real: 0, synthetic: 0 });
    // A row equal in all that is known.
    expect(report.privacy.rows.identicalShare).toBe(1);
  });

  it('constants: left out of correlations when real, ρ = 0 when only synthetic', async () => {
    const schema = schemaOf({ a: numbers(0, 10), b: numbers(0, 10), c: texts('n', 'y'), d: texts('p', 'q', 'r') });
    const count = (step: number): number[] => Array.from({ length: 40 }, (_, i) => (i * step) % 11);
    const kinds = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 'p' : 'q'));
    const real = { a: count(1), b: count(3), c: count(0).map(() => 'n'), d: kinds };
    const report = await compare(real, { ...real, b: count(0).map(() => 4), c: kinds.map(() => 'y') }, schema);
    expectPlain(report);
    expect(report.correlation.leftOut).toEqual(['c', 'd = r']);
    expect(report.correlation.columns).toEqual(['a', 'b', 'd = p', 'd = q']);
    expect(report.correlation.synthetic[1]).toEqual([0, 0, 0, 0]);
    expect(report.columns[2]).toMatchObject({ tv: 1 });
    expect(report.columns[1]).toMatchObject({ statistics: { range: 10, synthetic: { std: 0 } } });
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 4],
    [5, 30],
  ])('%i real and %i synthetic rows: nothing breaks, nothing is NaN', async (real, synthetic) => {
    const report = await compare(patients(real, 6), patients(synthetic, 7));
    expectPlain(report);
    expect(report.projections.tsne.real).toHaveLength(real);
    expect(report.ceiling.shapesScore === null).toBe(real < 4 || synthetic < 2);
  });

  it('halves never share a patient', async () => {
    // Every patient has two equal records: split by rows, half of them would have a copy on the other side.
    const twice = Object.fromEntries(
      Object.entries(patients(40, 8)).map(([name, cells]) => [name, [...cells, ...cells]]),
    );
    const real = encode(PATIENT_SCHEMA, twice);
    const input = {
      schema: PATIENT_SCHEMA,
      real,
      synthetic: encode(PATIENT_SCHEMA, FRESH),
      seed: 3,
      ...nobodyAside(80),
    };
    const owners = Int32Array.from({ length: 80 }, (_, i) => i % 40);
    const byPatient = await compareTables({ ...input, patients: owners }, QUIET);
    const byRow = await compareTables(input, QUIET);
    expect(byPatient.ceiling.privacy.rows.identicalShare?.mean).toBe(0);
    expect(byRow.ceiling.privacy.rows.identicalShare?.mean).toBeGreaterThan(0.3);
    // One record each: the test sees 40 real records, not 80.
    expect(byPatient.columns.map((column) => column.n.real)).toEqual([80, 80, 80, 80, 80]);
  });

  it('progress rises to 1, and a cancel is obeyed within a piece of work', async () => {
    const fractions: number[] = [];
    const input = {
      schema: PATIENT_SCHEMA,
      real: encode(PATIENT_SCHEMA, REAL),
      synthetic: encode(PATIENT_SCHEMA, FRESH),
      seed: 3,
      ...nobodyAside(N),
    };
    await compareTables(input, { ...QUIET, onProgress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 9);

    let steps = 0;
    const cancelled = compareTables(input, {
      ...QUIET,
      onProgress: () => {
        steps += 1;
      },
      isCancelled: () => steps === 12,
    });
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(steps).toBe(12);
  });
});

describe('compareTables with patients put aside', () => {
  const ASIDE = patients(40, 21);
  const split = { train: Array.from({ length: N }, (_, i) => i), holdout: Array.from({ length: 40 }, (_, i) => N + i) };
  const against = (synthetic: Table, aside: Table = ASIDE) =>
    compareTables(
      {
        schema: PATIENT_SCHEMA,
        real: encode(PATIENT_SCHEMA, REAL),
        synthetic: encode(PATIENT_SCHEMA, synthetic),
        holdout: encode(PATIENT_SCHEMA, aside),
        split,
        seed: 3,
      },
      QUIET,
    );
  const share = ({ privacy }: ComparisonReport): number => privacy.rows.dcrShare ?? Number.NaN;

  it('other patients are as near to those put aside as to those trained on', async () => {
    const report = await against(FRESH);
    expectPlain(report);
    expect(report.holdout).toBe(40);
    expect(report.split).toEqual(split);
    expect(Math.abs(share(report) - 0.5)).toBeLessThan(0.1);
    const ceiling = ceilingOf(report.ceiling.privacy.rows.dcrShare);
    expect(ceiling.synthetic).toBeGreaterThan(ceiling.low - 0.05);
    expect(ceiling.synthetic).toBeLessThan(ceiling.high + 0.05);
    const { synthetic, holdout } = report.privacy.rows.dcr;
    expect(Math.abs(synthetic.q50 - (holdout?.q50 ?? 9))).toBeLessThan(0.01);
    // Nothing else depends on those put aside.
    expect(report.columns).toEqual(usual.columns);
    expect(report.privacy.rows.nndr).toBe(usual.privacy.rows.nndr);
  });

  it('copies of training rows are nearer to training; copies of rows put aside are not', async () => {
    const copied = await against(REAL);
    // A draw of 40 of 120 training rows holds the copied one in a third of the draws.
    expect(share(copied)).toBeGreaterThan(0.62);
    const ceiling = ceilingOf(copied.ceiling.privacy.rows.dcrShare);
    expect(ceiling.synthetic).toBeGreaterThan(ceiling.high);
    const aside = Object.fromEntries(
      Object.entries(ASIDE).map(([name, cells]) => [name, [...cells, ...cells, ...cells]]),
    );
    expect(share(await against(aside))).toBeLessThan(0.1);
  });

  it('a real copy of the training rows put aside: ties count half', async () => {
    const firsts = Object.fromEntries(Object.entries(REAL).map(([name, cells]) => [name, cells.slice(0, 40)]));
    const report = await compareTables(
      {
        schema: PATIENT_SCHEMA,
        real: encode(PATIENT_SCHEMA, firsts),
        synthetic: encode(PATIENT_SCHEMA, FRESH),
        holdout: encode(PATIENT_SCHEMA, firsts),
        split: { train: split.train.slice(0, 40), holdout: split.holdout },
        seed: 3,
      },
      QUIET,
    );
    expect(share(report)).toBe(0.5);
    expect(report.privacy.rows.dcr.holdout).toEqual({ q1: 0, q5: 0, q50: 0 });
  });

  it.each([1, 2, 3])('%i rows put aside break nothing', async (n) => {
    const aside = encode(PATIENT_SCHEMA, patients(n, 22));
    const report = await compareTables(
      {
        schema: PATIENT_SCHEMA,
        real: encode(PATIENT_SCHEMA, patients(5, 23)),
        synthetic: encode(PATIENT_SCHEMA, patients(4, 24)),
        holdout: aside,
        split: { train: [0, 1, 2, 3, 4], holdout: Array.from({ length: n }, (_, i) => 5 + i) },
        seed: 3,
      },
      QUIET,
    );
    expectPlain(report);
    expect(report.privacy.rows.dcrShare).not.toBeNull();
  });

  it('a split of other rows is refused', async () => {
    const sides = { real: encode(PATIENT_SCHEMA, REAL), synthetic: encode(PATIENT_SCHEMA, FRESH) };
    const wrong = compareTables({ schema: PATIENT_SCHEMA, ...sides, holdout: null, split, seed: 3 }, QUIET);
    await expect(wrong).rejects.toThrow('split');
  });
});
