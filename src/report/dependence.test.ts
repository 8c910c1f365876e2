import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { columnValues, takeColumn, takeRows, type ColumnValues } from './column-values.ts';
import { dependence } from './dependence.ts';
import { DependenceFrame } from './dependence-frame.ts';
import { allRows } from './row-draws.ts';
import { impossibleCombinations, impossibleShare, neverGenerated } from './impossible-rows.ts';
import { codedColumn, encode, numberColumn, PATIENT_SCHEMA, patients } from './testing/tables.ts';

const table = (n: number, seed: number): ColumnValues[] =>
  columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(n, seed)));

const shuffled = (of: readonly ColumnValues[], n: number): ColumnValues[] =>
  of.map((column, i) => takeColumn(column, new Rng(5, 970, i).permutation(n)));

describe('dependence', () => {
  const input = { training: table(600, 1), holdout: table(400, 2), patients: null, seed: 1 };

  it('is about 1 for fresh real rows, with 1 in the interval', () => {
    const found = dependence({ ...input, synthetic: table(600, 3) });
    expect(found?.value).toBeCloseTo(1, 1);
    expect(found?.low).toBeLessThan(1.02);
    expect(found?.high).toBeGreaterThan(0.98);
  });

  it('is about 0 for columns shuffled by themselves, also with few rows', () => {
    expect(dependence({ ...input, synthetic: shuffled(input.training, 600) })?.value).toBeCloseTo(0, 1);
    const few = dependence({ ...input, training: table(60, 1), synthetic: shuffled(table(60, 1), 60) });
    expect(Math.abs(few?.value ?? 1)).toBeLessThan(0.15);
  });

  it('is exactly 1 for the training rows themselves, and does not see the order of rows', () => {
    expect(dependence({ ...input, synthetic: input.training })).toEqual({
      value: 1,
      low: 1,
      high: 1,
      against: 'holdout',
    });
    const order = new Rng(6, 971).permutation(600);
    expect(dependence({ ...input, synthetic: takeRows(input.training, order) })?.value).toBeCloseTo(1, 12);
  });

  it('half of the rows shuffled keep about half', () => {
    const own = table(600, 3);
    const mixed = own.map((column, i) => {
      const order = new Rng(7, 972, i).permutation(300);
      return takeColumn(
        column,
        Uint32Array.from({ length: 600 }, (_, row) => (row < 300 ? (order[row] ?? 0) : row)),
      );
    });
    expect(dependence({ ...input, synthetic: mixed })?.value).toBeCloseTo(0.5, 1);
  });

  it('is found in a table of hundreds of columns from some of them', () => {
    const wide = (from: readonly ColumnValues[]): ColumnValues[] => Array.from({ length: 60 }, () => from).flat();
    const [training, holdout, fresh] = [table(200, 1), table(150, 2), table(200, 3)].map(wide);
    if (training === undefined || holdout === undefined || fresh === undefined) throw new Error('three tables');
    expect(training.length).toBeGreaterThan(250);
    const of = (synthetic: readonly ColumnValues[]) =>
      dependence({ training, holdout, synthetic, patients: null, seed: 1 })?.value;
    expect(of(training)).toBe(1);
    expect(of(fresh)).toBeCloseTo(1, 1);
    expect(of(shuffled(training, 200))).toBeCloseTo(0, 1);
  });

  // Two yes/no columns, by hand: covariances 1/4 · (put aside), 1/4 (training), 1/8 (synthetic).
  it('golden: ⟨C, C⟩ of two yes/no columns', () => {
    const two = (a: number[], b: number[]): ColumnValues[] => [codedColumn(a, 2, 'a'), codedColumn(b, 2, 'b')];
    const holdout = two([0, 0, 1, 1], [0, 0, 1, 1]);
    const synthetic = two([0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 0, 1, 1, 1]);
    expect(dependence({ training: holdout, holdout, synthetic, patients: null, seed: 1 })?.value).toBeCloseTo(0.5, 12);
  });

  it('blanks are left out by pairs', () => {
    const holes = (of: readonly ColumnValues[]): ColumnValues[] =>
      of.map((column, i) =>
        column.kind === 'numbers'
          ? { ...column, values: column.values.map((value, row) => ((row + i) % 4 === 0 ? Number.NaN : value)) }
          : column,
      );
    const found = dependence({ ...input, training: holes(input.training), synthetic: holes(table(600, 3)) });
    expect(found?.value).toBeCloseTo(1, 1);
  });

  it('is not defined without patients put aside, or without any dependence', () => {
    expect(
      dependence({ ...input, holdout: takeRows(input.holdout, new Uint32Array()), synthetic: input.training }),
    ).toBeNull();
    const alone = [numberColumn([1, 2, 3, 4])];
    expect(dependence({ training: alone, holdout: alone, synthetic: alone, patients: null, seed: 1 })).toBeNull();
  });
});

describe('covariances between indicators', () => {
  const holes = (column: ColumnValues, i: number): ColumnValues =>
    column.kind === 'numbers'
      ? { ...column, values: column.values.map((value, row) => ((row + i) % 5 === 0 ? Number.NaN : value)) }
      : { ...column, codes: column.codes.map((code, row) => ((row + i) % 7 === 0 ? -1 : code)) };
  const of = table(80, 4).map(holes);
  const frame = new DependenceFrame(of);
  const read = frame.read(of, allRows(80));
  const found = frame.covariances(read);
  const { width, columns } = frame;

  it('are those of the definition, blanks left out by pairs', () => {
    // Which column an indicator is of: the only one whose cells have it.
    const owner = Array.from({ length: width }, (_, a) => read.codes.indexOf(a) % columns);
    const isKnown = (row: number, column: number): boolean => (read.codes[row * columns + column] ?? 0) >= -1;
    for (let a = 0; a < width; a += 3) {
      for (let b = 1; b < width; b += 2) {
        const [p = 0, q = 0] = [owner[a], owner[b]];
        if (p === q || p < 0 || q < 0) continue;
        let sum = 0;
        let n = 0;
        for (let row = 0; row < 80; row++) {
          if (!isKnown(row, p) || !isKnown(row, q)) continue;
          const x = Number(read.codes[row * columns + p] === a) - (read.means[a] ?? 0);
          const y = Number(read.codes[row * columns + q] === b) - (read.means[b] ?? 0);
          sum += x * y;
          n += 1;
        }
        expect(found[a * width + b]).toBeCloseTo(sum / n, 12);
      }
    }
  });

  it('of some columns are those of a table that has only these', () => {
    const some = of.filter((_, i) => i === 0 || i === 2);
    const alone = new DependenceFrame(some);
    const within = new DependenceFrame(of, Uint32Array.of(0, 2));
    expect(within.covariances(within.read(of, allRows(80)))).toEqual(alone.covariances(alone.read(some, allRows(80))));
  });

  it('⟨C, C⟩ is the sum of what the rows add', () => {
    const total = frame.shares(read, found).reduce((sum, share) => sum + share, 0);
    expect(total).toBeCloseTo(
      found.reduce((sum, value) => sum + value * value, 0),
      10,
    );
  });
});

describe('combinations that no patient has', () => {
  // 40 patients: pregnant 10, male 20, never both; by chance there would be 5.
  const pregnant = Array.from({ length: 40 }, (_, i) => Number(i < 10));
  const male = Array.from({ length: 40 }, (_, i) => Number(i >= 20));
  const training = [codedColumn(pregnant, 2, 'pregnant'), codedColumn(male, 2, 'male')];

  it('golden: found from five expected cases on', () => {
    expect(impossibleCombinations(training)).toEqual([{ first: 0, firstValue: 1, second: 1, secondValue: 1 }]);
    const fewer = [
      codedColumn(
        pregnant.map((one, i) => (i === 0 ? 0 : one)),
        2,
      ),
      codedColumn(male, 2),
    ];
    expect(impossibleCombinations(fewer)).toEqual([]);
  });

  it('golden: share of rows that have one', () => {
    const combinations = impossibleCombinations(training);
    expect(impossibleShare(training, combinations)).toBe(0);
    expect(impossibleShare([codedColumn([1, 1, 0, 0], 2), codedColumn([1, 0, 1, -1], 2)], combinations)).toBe(0.25);
    expect(impossibleShare([], combinations)).toBeNull();
  });
});

describe('findings that are never generated', () => {
  const cases = (n: number, ones: number): number[] => Array.from({ length: n }, (_, i) => Number(i < ones));

  it('are named from three cases on', () => {
    const training = [
      codedColumn(cases(100, 3), 2, 'a'),
      codedColumn(cases(100, 2), 2, 'b'),
      codedColumn(cases(100, 9), 2, 'c'),
    ];
    const synthetic = [
      codedColumn(cases(1000, 0), 2, 'a'),
      codedColumn(cases(1000, 0), 2, 'b'),
      codedColumn(cases(1000, 1), 2, 'c'),
    ];
    expect(neverGenerated(training, synthetic)).toEqual([{ column: 'a', value: 'v1', cases: 3 }]);
  });

  it('fewer than a thousand rows say nothing', () => {
    expect(neverGenerated([codedColumn(cases(100, 3), 2)], [codedColumn(cases(999, 0), 2)])).toBeNull();
  });
});
