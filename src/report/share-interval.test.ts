import { describe, expect, it } from 'vitest';
import { columnValues, takeRows, type ColumnValues } from './column-values.ts';
import { gowerRanges, gowerRows } from './gower.ts';
import { allRows } from './row-draws.ts';
import { copyBlindness, shareInterval } from './share-interval.ts';
import { encode, PATIENT_SCHEMA, patients } from './testing/tables.ts';

const table = (n: number, seed: number): ColumnValues[] =>
  columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(n, seed)));

const training = table(300, 1);
const ranges = gowerRanges(training);
const rows = (of: readonly ColumnValues[]) => gowerRows(of, ranges);
const common = {
  training: rows(training),
  holdout: rows(table(100, 2)),
  patients: { training: null, holdout: null },
  seed: 1,
};

describe('the interval of the share nearer to training', () => {
  it('of fresh rows holds ½', () => {
    const found = shareInterval(0.5, { ...common, synthetic: rows(table(300, 3)) });
    expect(found?.low).toBeLessThan(0.5);
    expect(found?.high).toBeGreaterThan(0.5);
    expect((found?.high ?? 0) - (found?.low ?? 0)).toBeLessThan(0.35);
  });

  it('of training rows themselves lies above it', () => {
    expect(shareInterval(0.67, { ...common, synthetic: common.training })?.low).toBeGreaterThan(0.5);
  });

  it('fewer patients with more records make it wider', () => {
    const patientsOf = { training: null, holdout: Int32Array.from({ length: 100 }, (_, row) => row % 5) };
    const width = (found: ReturnType<typeof shareInterval>): number => (found?.high ?? 0) - (found?.low ?? 0);
    const synthetic = rows(table(300, 3));
    expect(width(shareInterval(0.5, { ...common, patients: patientsOf, synthetic }))).toBeGreaterThan(
      width(shareInterval(0.5, { ...common, synthetic })),
    );
  });

  it('is not defined with nobody put aside', () => {
    const nobody = rows(takeRows(table(10, 2), allRows(0)));
    expect(shareInterval(0.5, { ...common, holdout: nobody, synthetic: common.training })).toBeNull();
  });
});

it('excess copies are blind from a hundredth of rows at distance 0 on', () => {
  expect(copyBlindness(Float64Array.from({ length: 200 }, (_, i) => Number(i > 0)))).toEqual({
    share: 0.005,
    isBlind: false,
  });
  expect(copyBlindness(Float64Array.from({ length: 200 }, (_, i) => Number(i > 1)))).toEqual({
    share: 0.01,
    isBlind: true,
  });
  expect(copyBlindness(new Float64Array())).toEqual({ share: 0, isBlind: false });
});
