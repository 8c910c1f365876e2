/**
 * Folds of a cross-validated classifier of real against synthetic: a patient is never on both sides of a fold, and every
 * fold has about as many real as synthetic pairs.
 *
 * A copy that is in another fold than its original teaches the classifier the wrong answer for it (an AUC below 0.5 on
 * copied patients), so a pair and its exact copy share a fold.
 */
import { COMPARISON_EFFORT } from '../core/comparison-effort.ts';
import type { Sides } from '../core/report/comparison.ts';
import type { Rng } from '../core/rng.ts';
import { auc } from './auc.ts';
import { numberPatients } from './bootstrap.ts';

export const FOLDS = COMPARISON_EFFORT.folds;

export interface FoldOptions {
  readonly n: Sides<number>;
  /** [n] whose pair it is; null: every pair is a patient of its own. */
  readonly patients: Sides<Int32Array | null>;
  /** [n.synthetic] the real pair that it equals, −1 for none; see `findTwins`. Null: there are none. */
  readonly twins: Int32Array | null;
  readonly rng: Rng;
}

function emptiest(load: ArrayLike<number>): number {
  let best = 0;
  for (let fold = 1; fold < load.length; fold++) if ((load[fold] ?? 0) < (load[best] ?? 0)) best = fold;
  return best;
}

/**
 * Patients in random order, each to the fold with the least `load` (which is changed); those with a fold in `given`
 * (−1: none) first.
 */
function dealOut(
  patients: ReturnType<typeof numberPatients>,
  given: Int32Array,
  load: Int32Array,
  rng: Rng,
): Uint8Array {
  const records = new Uint32Array(patients.count);
  for (const patient of patients.of) records[patient] = (records[patient] ?? 0) + 1;
  const fold = new Uint8Array(patients.count);
  const place = (patient: number, at: number): void => {
    fold[patient] = at;
    load[at] = (load[at] ?? 0) + (records[patient] ?? 0);
  };
  const order = rng.permutation(patients.count);
  for (const patient of order) if ((given[patient] ?? -1) >= 0) place(patient, given[patient] ?? 0);
  for (const patient of order) if ((given[patient] ?? -1) < 0) place(patient, emptiest(load));
  return Uint8Array.from(patients.of, (patient) => fold[patient] ?? 0);
}

/** The fold of every pair, 0 … FOLDS − 1. */
export function assignFolds({ n, patients, twins, rng }: FoldOptions): Sides<Uint8Array> {
  const ofReal = numberPatients(patients.real, n.real);
  const ofSynthetic = numberPatients(patients.synthetic, n.synthetic);
  const load = new Int32Array(FOLDS);
  const real = dealOut(ofReal, new Int32Array(ofReal.count).fill(-1), load, rng);
  const given = new Int32Array(ofSynthetic.count).fill(-1);
  twins?.forEach((twin, row) => {
    if (twin >= 0) given[ofSynthetic.of[row] ?? 0] = real[twin] ?? 0;
  });
  // What is synthetic fills up what is real, until a fold has as many of both.
  const synthetic = dealOut(
    ofSynthetic,
    given,
    load.map((pairs) => -pairs),
    rng,
  );
  return { real, synthetic };
}

/**
 * Which real pair every synthetic one equals, −1 for none, by a text a pair. Only pairs of a kind that occurs once on each
 * side: of a kind that many share, how often it occurs is what a classifier may learn.
 */
export function findTwins(real: readonly string[], synthetic: readonly string[]): Int32Array {
  const once = (keys: readonly string[]): Map<string, number> => {
    const rows = new Map<string, number>();
    for (const [row, key] of keys.entries()) rows.set(key, rows.has(key) ? -1 : row);
    return rows;
  };
  const rows = once(real);
  const own = once(synthetic);
  return Int32Array.from(synthetic, (key) => (own.get(key) === -1 ? -1 : (rows.get(key) ?? -1)));
}

/** AUC of the scores of all folds together, by mid-ranks; a higher score says synthetic. NaN if a side is empty. */
export function pooledAuc({ real, synthetic }: Sides<ArrayLike<number>>): number {
  const scores = Float64Array.from([...Array.from(real), ...Array.from(synthetic)]);
  return auc(
    scores,
    scores.map((_, i) => Number(i >= real.length)),
  );
}
