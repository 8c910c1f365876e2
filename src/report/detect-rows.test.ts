import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { columnValues } from './column-values.ts';
import { detectRows } from './detect-rows.ts';
import { detectionFeatures, gramOf, MOST_FEATURES } from './detection-features.ts';
import golden from './golden/networks.json' with { type: 'json' };
import { trainAndScore } from './kernel-logistic.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import {
  encode,
  numbers,
  PATIENT_SCHEMA,
  patients,
  QUIET_PIECE,
  schemaOf,
  texts,
  type Table,
} from './testing/tables.ts';

const N = 100;
const REAL = patients(N, 1);
const FRESH = patients(N, 2);

const detect = (real: Table, synthetic: Table, schema = PATIENT_SCHEMA, owners: Int32Array | null = null) =>
  detectRows(
    { schema, real: encode(schema, real), synthetic: encode(schema, synthetic), patients: owners, seed: 3 },
    QUIET_PIECE,
  );

describe('logistic regression in the rows', () => {
  it('scores as SciPy finds them in the columns', async () => {
    const { columns, isPositive, train, penalty, scores } = golden.logistic;
    const features = columns.map((column) => Float64Array.from(column));
    const rows = {
      train: Uint32Array.from({ length: train }, (_, i) => i),
      test: Uint32Array.from({ length: isPositive.length - train }, (_, i) => train + i),
    };
    const found = trainAndScore(
      await gramOf(features, isPositive.length, QUIET_PIECE),
      Uint8Array.from(isPositive),
      rows,
      { penalty },
    );
    for (const [i, score] of scores.entries()) expect(Math.abs((found[i] ?? 9) - score)).toBeLessThan(0.01);
  });

  it('separable rows and a tiny penalty end in finite scores', async () => {
    const features = [Float64Array.of(-1, -1.5, 1, 1.2, -3, 3)];
    const rows = { train: Uint32Array.of(0, 1, 2, 3), test: Uint32Array.of(4, 5) };
    const [low = 9, high = -9] = trainAndScore(
      await gramOf(features, 6, QUIET_PIECE),
      Uint8Array.of(0, 0, 1, 1, 0, 1),
      rows,
      {
        penalty: 1e-6,
      },
    );
    expect(low).toBeLessThan(-5);
    expect(high).toBeGreaterThan(5);
    expect(Number.isFinite(high - low)).toBe(true);
  });
});

describe('features', () => {
  const sides = (real: Table, synthetic: Table, schema = PATIENT_SCHEMA) => ({
    real: columnValues(schema, encode(schema, real)),
    synthetic: columnValues(schema, encode(schema, synthetic)),
  });

  it('columns, squares of numbers and products of two columns, standardised', () => {
    const features = detectionFeatures(sides(REAL, FRESH), new Rng(1, 1));
    // 7 encoded; 2 squares; 21 pairs less the 3 within the class.
    expect(features).toHaveLength(7 + 2 + 18);
    for (const values of features) {
      expect(mean(values)).toBeCloseTo(0, 9);
      expect(standardDeviation(values)).toBeCloseTo(1, 2);
    }
  });

  it('a column that is constant everywhere goes, one that is constant only in synthetic stays', () => {
    const dull = { ...FRESH, smoker: FRESH['smoker']?.map(() => 'no') ?? [] };
    expect(detectionFeatures(sides(REAL, dull), new Rng(1, 1))).toHaveLength(27);
    expect(detectionFeatures(sides({ ...REAL, smoker: dull.smoker }, dull), new Rng(1, 1)).length).toBeLessThan(27);
  });

  it('never more than 2,000', () => {
    const schema = schemaOf(Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`x${i}`, numbers(0, 9)])));
    const table = (seed: number): Table =>
      Object.fromEntries(
        schema.columns.map(({ name }, i) => {
          const rng = new Rng(seed, 50 + i);
          return [name, Array.from({ length: 12 }, () => rng.below(10))];
        }),
      );
    expect(detectionFeatures(sides(table(1), table(2), schema), new Rng(1, 1))).toHaveLength(MOST_FEATURES);
  });
});

describe('detection of rows', () => {
  it('the same rows cannot be told apart: exactly 0.5', async () => {
    expect((await detect(REAL, REAL)).auc).toBe(0.5);
  });

  it('other patients of the same kind lie near 0.5, within what real halves give', async () => {
    const { auc, ceiling } = await detect(REAL, FRESH);
    // About 0.05 either way is chance with 100 rows; the next test looks at the mean of many.
    expect(Math.abs((auc ?? 9) - 0.5)).toBeLessThan(0.15);
    expect(ceiling?.n).toBe(N / 2);
    expect(Math.abs((ceiling?.mean ?? 9) - 0.5)).toBeLessThan(0.06);
    expect(ceiling?.synthetic).toBeLessThan(ceiling?.high ?? 0);
  });

  it('no false alarm on average: the mean of twelve comparisons is chance', async () => {
    const small = await Promise.all(
      Array.from({ length: 12 }, (_, i) => detect(patients(40, 100 + i), patients(40, 200 + i))),
    );
    expect(Math.abs(mean(small.map(({ auc }) => auc ?? 9)) - 0.5)).toBeLessThan(0.05);
  });

  it('independent columns, an age of three peaks and a constant are found', async () => {
    const rng = new Rng(4, 901);
    const independent = Object.fromEntries(
      Object.entries(FRESH).map(([name, cells]) => [name, Array.from(rng.permutation(N), (row) => cells[row] ?? '')]),
    );
    const peaks = { ...FRESH, age: Array.from({ length: N }, (_, i) => [25, 55, 85][i % 3] ?? 0) };
    const dull = { ...FRESH, smoker: FRESH['smoker']?.map(() => 'no') ?? [] };
    for (const [name, table] of Object.entries({ independent, peaks, dull })) {
      const { auc, ceiling } = await detect(REAL, table);
      expect(auc, name).toBeGreaterThan(0.62);
      expect(ceiling?.synthetic, name).toBeGreaterThan(ceiling?.high ?? 1);
    }
  });

  it('blanks, which only real rows have, do not give them away', async () => {
    const gaps = {
      ...REAL,
      age: REAL['age']?.map((age, i) => (i % 3 === 0 ? '' : age)) ?? [],
      class: REAL['class']?.map((kind, i) => (i % 4 === 0 ? '' : kind)) ?? [],
    };
    const { auc, ceiling } = await detect(gaps, FRESH);
    expect(auc).toBeLessThan(0.6);
    expect(ceiling?.synthetic).toBeLessThan(ceiling?.high ?? 0);
  });

  it('the larger side is drawn from, and records of a patient stay together', async () => {
    const more = await detect(REAL, patients(2 * N, 5));
    expect(Math.abs((more.auc ?? 9) - 0.5)).toBeLessThan(0.1);
    expect(more.ceiling?.n).toBe(N / 2);
    // Every record three times: told apart by patient, other patients of the same kind are still no easier to find.
    const thrice = (table: Table): Table =>
      Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, [...cells, ...cells, ...cells]]));
    const owners = Int32Array.from({ length: 3 * 40 }, (_, i) => i % 40);
    const known = await detect(thrice(patients(40, 6)), patients(120, 7), PATIENT_SCHEMA, owners);
    const unknown = await detect(thrice(patients(40, 6)), patients(120, 7));
    expect(known.auc).toBeLessThan((unknown.auc ?? 0) - 0.05);
  });

  it.each([
    [1, 1],
    [3, 40],
    [5, 5],
    [6, 40],
  ])('%i real and %i synthetic rows: a number or null', async (real, synthetic) => {
    const { auc, ceiling } = await detect(patients(real, 8), patients(synthetic, 9));
    expect(auc === null).toBe(real < 5);
    if (auc !== null) expect(Number.isFinite(auc)).toBe(true);
    expect(ceiling).toBeNull();
  });

  it('columns that are all constant cannot tell', async () => {
    const schema = schemaOf({ a: texts('x', 'y') });
    const all = { a: Array.from({ length: 20 }, () => 'x') };
    expect(await detect(all, all, schema)).toMatchObject({ auc: 0.5 });
  });

  it('a cancel is obeyed', async () => {
    const rows = encode(PATIENT_SCHEMA, REAL);
    const cancelled = detectRows(
      { schema: PATIENT_SCHEMA, real: rows, synthetic: rows, patients: null, seed: 1 },
      { ...QUIET_PIECE, isCancelled: () => true },
    );
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
