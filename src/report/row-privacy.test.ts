import { describe, expect, it } from 'vitest';
import { columnValues } from './column-values.ts';
import { gowerRanges, gowerRows } from './gower.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import { countNearer, rowCopies, trainingDraws } from './row-privacy.ts';
import { shareInterval } from './share-interval.ts';
import { encode, PATIENT_SCHEMA, patients } from './testing/tables.ts';

function share(training: number, holdout: number, synthetic: number, seed: number): number {
  const table = (n: number, of: number) => columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(n, of)));
  const real = table(training, 3 * seed);
  const ranges = gowerRanges(real);
  const from = gowerRows(table(synthetic, 3 * seed + 1), ranges);
  return (
    countNearer({
      from,
      training: gowerRows(real, ranges),
      holdout: gowerRows(table(holdout, 3 * seed + 2), ranges),
      draws: trainingDraws(training, holdout, seed),
      start: 0,
      end: from.n,
    }) / from.n
  );
}

describe('share of rows nearer to training', () => {
  it.each([
    [60, 15],
    [40, 40],
    [15, 60],
  ])('of independent rows, %i trained on and %i put aside: ½ on average', (training, holdout) => {
    const shares = Array.from({ length: 30 }, (_, seed) => share(training, holdout, 40, 10 + seed));
    const error = standardDeviation(shares) / Math.sqrt(shares.length);
    expect(error).toBeLessThan(0.03);
    expect(Math.abs(mean(shares) - 0.5)).toBeLessThan(3 * error);
  });

  it('of copies of training rows: nearly all, with an interval far from ½', () => {
    const rows = encode(PATIENT_SCHEMA, patients(120, 900));
    const ranges = gowerRanges(columnValues(PATIENT_SCHEMA, rows));
    const training = gowerRows(columnValues(PATIENT_SCHEMA, rows), ranges);
    const holdout = gowerRows(columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(120, 901))), ranges);
    const draws = trainingDraws(training.n, holdout.n, 1);
    const copied = countNearer({ from: training, training, holdout, draws, start: 0, end: training.n }) / training.n;
    expect(copied).toBeGreaterThan(0.95);
    const found = shareInterval(copied, {
      synthetic: training,
      training,
      holdout,
      patients: { training: null, holdout: null },
      seed: 1,
    });
    expect(found?.low).toBeGreaterThan(0.8);
  });

  it('draws are as large on both sides, and repeat by seed', () => {
    for (const [training, holdout] of [
      [50, 7],
      [7, 50],
    ] as const) {
      const draws = trainingDraws(training, holdout, 1);
      expect(draws).toHaveLength(20);
      expect(draws.every((draw) => draw.training.length === 7 && draw.holdout.length === 7)).toBe(true);
      expect(trainingDraws(training, holdout, 1)).toEqual(draws);
    }
    expect(trainingDraws(9, 9, 1)).toHaveLength(1);
  });
});

describe('rows that come too near', () => {
  const distances = (n: number, at: number): Float64Array => Float64Array.from({ length: n }, (_, i) => at + i / n);
  const of = (synthetic: Float64Array, holdout: Float64Array) =>
    rowCopies({ synthetic, holdout, patients: null, seed: 2 });

  it('are about none of independent ones, and as many as were copied', () => {
    const independent = of(distances(500, 0.1), distances(100, 0.1));
    expect(Math.abs(independent?.value ?? 9)).toBeLessThan(0.02);
    expect(independent?.low).toBeLessThan(0);
    const copied = of(
      distances(500, 0.1).map((distance, i) => (i % 4 === 0 ? 0 : distance)),
      distances(100, 0.1),
    );
    expect(copied?.value).toBeCloseTo(0.25, 1);
    expect(copied?.low).toBeGreaterThan(0.15);
  });

  it('cannot be told where rows put aside equal a training row, or hardly any are', () => {
    const equal = distances(100, 0.1).map((distance, i) => (i < 11 ? 0 : distance));
    expect(of(distances(500, 0.1), equal)).toBeNull();
    expect(of(distances(500, 0.1), distances(9, 0.1))).toBeNull();
    expect(of(distances(500, 0.1), new Float64Array())).toBeNull();
  });
});
