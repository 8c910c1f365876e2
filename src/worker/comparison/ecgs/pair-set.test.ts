import { describe, expect, it } from 'vitest';
import { Rng } from '../../../core/rng.ts';
import type { SchemaColumn, TableSchema } from '../../../core/table-schema.ts';
import { judgingPlaces, patientPlaces } from './detectors.ts';
import { featurePositions } from './networks.ts';
import { borrowBlanks, drawPairs, joinPairs, pairCases, takePairs, type PairSet } from './pair-set.ts';

const column = (name: string, offset: number, change: Partial<SchemaColumn> = {}): SchemaColumn => ({
  name,
  role: 'feature',
  type: 'continuous',
  threshold: null,
  coding: { kind: 'scale', min: 0, max: 1, decimals: 2 },
  offset,
  width: 1,
  missing: 0,
  fill: '0',
  ...change,
});
/** a | b with a flag | the target. */
const schema: TableSchema = {
  version: 1,
  width: 4,
  columns: [column('a', 0), column('b', 1, { flag: 2 }), column('t', 3, { role: 'target' })],
};

/** Pair n: its picture is all n, its row is n, n + 0.1 …; `patientOf`. */
function pairsOf(count: number, patientOf: ((n: number) => number) | null = null): PairSet {
  return {
    count,
    size: 2,
    images: Uint8Array.from({ length: count * 4 }, (_, i) => Math.floor(i / 4)),
    width: 4,
    rows: Float32Array.from({ length: count * 4 }, (_, i) => Math.floor(i / 4) + (i % 4) / 10),
    patients: patientOf === null ? null : Int32Array.from({ length: count }, (_, n) => patientOf(n)),
  };
}

const numbersOf = (set: PairSet): number[] => Array.from({ length: set.count }, (_, n) => set.images[n * 4] ?? -1);

describe('pairs stay together', () => {
  it('when some are taken: picture, row and patient', () => {
    const taken = takePairs(
      pairsOf(6, (n) => n * 10),
      Uint32Array.of(4, 1),
    );
    expect(numbersOf(taken)).toEqual([4, 1]);
    expect([...taken.rows].map((v) => Math.round(v * 10) / 10)).toEqual([4, 4.1, 4.2, 4.3, 1, 1.1, 1.2, 1.3]);
    expect([...(taken.patients ?? [])]).toEqual([40, 10]);
  });

  it('when two sides are joined, whose patients are never the same', () => {
    const joined = joinPairs(
      pairsOf(3, (n) => n % 2),
      pairsOf(2),
    );
    expect(numbersOf(joined)).toEqual([0, 1, 2, 0, 1]);
    expect([...(joined.patients ?? [])]).toEqual([0, 1, 0, 2, 3]);
  });

  it('at most so many are drawn, without repeats, the same for the same seed', () => {
    const drawn = drawPairs(pairsOf(50), 20, 3);
    expect(new Set(numbersOf(drawn)).size).toBe(20);
    expect(drawn).toEqual(drawPairs(pairsOf(50), 20, 3));
    expect(drawPairs(pairsOf(5), 20, 3).count).toBe(5);
  });
});

// A predictor that sees a target, or what says that it is blank, would predict it perfectly.
it('the predictor sees risk factors and their flags, never a target', () => {
  expect(featurePositions(schema)).toEqual([0, 1, 2]);
  expect(
    featurePositions({ ...schema, columns: schema.columns.map((c) => ({ ...c, role: 'target' as const })) }),
  ).toEqual([]);
  const { rows } = pairCases(pairsOf(2), [0, 2]);
  expect(rows?.columns).toBe(2);
  expect([...(rows?.values ?? [])].map((v) => Math.round(v * 10) / 10)).toEqual([0, 0.2, 1, 1.2]);
  expect(pairCases(pairsOf(2), []).rows).toBeNull();
});

it('synthetic pairs take the blanks of real ones, but for columns that have blanks of their own', () => {
  const real = pairsOf(4);
  // Pair 2 has no a and no b; others have all.
  real.rows.fill(Number.NaN, 8, 10);
  const blanked = borrowBlanks(schema, pairsOf(8), real, new Rng(1, 900));
  const blanksAt = (at: number): number =>
    Array.from({ length: 8 }, (_, n) => Number.isNaN(blanked.rows[n * 4 + at])).filter(Boolean).length;
  expect([0, 1, 2, 3].map(blanksAt)).toEqual([2, 0, 0, 0]);
});

it('places are the same for all pairs of a patient, and even over the patients', () => {
  const places = patientPlaces(
    pairsOf(60, (n) => Math.floor(n / 2)),
    new Rng(1, 901),
  );
  for (let n = 0; n < 60; n += 2) expect(places[n]).toBe(places[n + 1]);
  for (const [from, to] of [
    [0, 1 / 3],
    [1 / 3, 2 / 3],
    [2 / 3, 1],
  ] as const) {
    expect(places.filter((place) => place >= from && place < to)).toHaveLength(20);
  }
});

// In another fold than its original, a copy is taken for real: identical sets then score far below 0.5.
it('a synthetic copy is judged where its original is, whether ECGs or pairs are shown', () => {
  const real = pairsOf(40);
  const synthetic = { ...pairsOf(40), patients: null };
  const places = judgingPlaces('pairs', { real, synthetic }, 1);
  expect(places.synthetic).toEqual(places.real);
  const otherRows = { ...synthetic, rows: synthetic.rows.map((value) => value + 1) };
  expect(judgingPlaces('images', { real, synthetic: otherRows }, 1).synthetic).toEqual(places.real);
  expect(judgingPlaces('pairs', { real, synthetic: otherRows }, 1).synthetic).not.toEqual(places.real);
});
