/**
 * Precision and recall (Kynkäänniemi et al. 2019) and coverage (Naeem et al. 2020) of made ECGs, by balls around every ECG
 * that reach to its k-th nearest of the same side. Precision: share of made ECGs in the ball of a real one. Recall: share
 * of real ECGs in the ball of a made one. Coverage: share of real ECGs with a made one in their ball.
 */
import type { PairMatrix } from './embeddings.ts';

/** As published. */
export const NEIGHBOURS = 5;

export interface ManifoldScores {
  readonly precision: number;
  readonly recall: number;
  readonly coverage: number;
}

/** A sample of one side: its rows, and the distances among all rows of the side. */
export interface BallSample {
  readonly rows: Uint32Array;
  readonly own: PairMatrix;
}

/** Distance to the k-th nearest other row. */
function radii({ rows, own }: BallSample, k: number): Float64Array {
  const nearest = new Float64Array(k);
  return Float64Array.from(rows, (row) => {
    nearest.fill(Number.POSITIVE_INFINITY);
    for (const other of rows) {
      if (other === row) continue;
      let distance = own.values[row * own.columns + other] ?? 0;
      // Kept ascending.
      for (let at = 0; at < k; at++) {
        const kept = nearest[at] ?? 0;
        if (distance < kept) {
          nearest[at] = distance;
          distance = kept;
        }
      }
    }
    return nearest[k - 1] ?? 0;
  });
}

/** `between`: distances of all rows of real's side (rows) to all of made's (columns). NaN with k rows or fewer a side. */
export function manifoldScores(
  real: BallSample,
  made: BallSample,
  between: PairMatrix,
  k: number = NEIGHBOURS,
): ManifoldScores {
  if (real.rows.length <= k || made.rows.length <= k) {
    return { precision: Number.NaN, recall: Number.NaN, coverage: Number.NaN };
  }
  const ofReal = radii(real, k);
  const ofMade = radii(made, k);
  const isPrecise = new Uint8Array(made.rows.length);
  let recalled = 0;
  let covered = 0;
  for (const [i, row] of real.rows.entries()) {
    const radius = ofReal[i] ?? 0;
    let isRecalled = false;
    let isCovered = false;
    for (const [j, other] of made.rows.entries()) {
      const distance = between.values[row * between.columns + other] ?? 0;
      if (distance <= radius) {
        isPrecise[j] = 1;
        isCovered = true;
      }
      if (distance <= (ofMade[j] ?? 0)) isRecalled = true;
    }
    recalled += Number(isRecalled);
    covered += Number(isCovered);
  }
  return {
    precision: isPrecise.reduce((sum, one) => sum + one, 0) / made.rows.length,
    recall: recalled / real.rows.length,
    coverage: covered / real.rows.length,
  };
}
