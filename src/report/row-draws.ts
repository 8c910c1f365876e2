/** Which rows take part: seeded draws without replacement, and halves that never share a patient. */
import type { Sides } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';

/** Draws from the larger side where the sides are not equally large. */
const EQUAL_DRAWS = 20;

/** Independent sequences of the report, apart from those of `STREAM`. Never renumber: reports are repeated by seed. */
export const REPORT_STREAM = {
  equalSize: 101,
  permutation: 102,
  halves: 103,
  syntheticOfHalves: 104,
  shuffledColumns: 105,
  points: 106,
  embedding: 107,
  oneRecord: 108,
  bootstrap: 109,
  bootstrapSynthetic: 110,
  strangersRows: 111,
  holdoutHalves: 112,
  folds: 113,
  trainingOfHoldout: 114,
  pairsOfPictures: 115,
  imagePoints: 116,
  imageEmbedding: 117,
  chanceOfCopy: 118,
  missingCells: 119,
  membership: 120,
  bootstrapTraining: 121,
  imageCloud: 130,
  dependence: 131,
  forest: 132,
  shareInterval: 133,
  components: 134,
  holdoutDistance: 135,
} as const;

export function allRows(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i);
}

/** `count` of `n` rows in ascending order; all of them if `count` ≥ `n`. */
export function drawRows(n: number, count: number, rng: Rng): Uint32Array {
  return count >= n ? allRows(n) : rng.permutation(n).slice(0, count).sort();
}

/** The first of every patient's rows in a seeded order; ascending. `patients`: one number a row. */
export function oneRecordEach(patients: Int32Array, rng: Rng): Uint32Array {
  const seen = new Set<number>();
  const rows = [...rng.permutation(patients.length)].filter((row) => {
    const patient = patients[row] ?? 0;
    if (seen.has(patient)) return false;
    seen.add(patient);
    return true;
  });
  return Uint32Array.from(rows).sort();
}

/**
 * Two disjoint sets of equally many rows, at most `most` each, and no patient in both. Without `patients` every row is
 * a patient of its own.
 */
export function splitHalves(
  n: number,
  options: { readonly most: number; readonly patients: Int32Array | null; readonly rng: Rng },
): [Uint32Array, Uint32Array] {
  const { most, patients, rng } = options;
  const order = rng.permutation(n);
  const halves: [number[], number[]] = [[], []];
  if (patients === null) {
    order.forEach((row, i) => halves[i % 2 === 0 ? 0 : 1].push(row));
  } else {
    const side = new Map<number, 0 | 1>();
    for (const row of order) {
      const patient = patients[row] ?? 0;
      const chosen = side.get(patient) ?? (side.size % 2 === 0 ? 0 : 1);
      side.set(patient, chosen);
      halves[chosen].push(row);
    }
  }
  const size = Math.min(most, halves[0].length, halves[1].length);
  return [Uint32Array.from(halves[0].slice(0, size)), Uint32Array.from(halves[1].slice(0, size))];
}

/** Which rows are held against which; one entry if both sides have equally many. */
export type EqualDraws = readonly Sides<Uint32Array>[];

/** As many rows of the larger side as the smaller one has, drawn 20 times. */
export function equalDraws(n: Sides<number>, seed: number): EqualDraws {
  const size = Math.min(n.real, n.synthetic);
  const isEqual = n.real === n.synthetic;
  return Array.from({ length: isEqual ? 1 : EQUAL_DRAWS }, (_, draw) => {
    const rng = new Rng(seed, REPORT_STREAM.equalSize, draw);
    return {
      real: n.real > size ? drawRows(n.real, size, rng) : allRows(size),
      synthetic: n.synthetic > size ? drawRows(n.synthetic, size, rng) : allRows(size),
    };
  });
}
