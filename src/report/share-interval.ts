/**
 * How sure the share of synthetic rows that lie nearer to training than to patients put aside is. One split of patients
 * moves it by ± 0.05, so it is judged by its interval: patients of both sides are drawn with replacement, as many of
 * training as were put aside, and the synthetic rows too.
 */
import type { Estimate } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import { estimateOf, numberPatients } from './bootstrap.ts';
import { gowerDistances, type GowerRows } from './gower.ts';
import { mean } from '../core/maths/moments.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';

const SAMPLES = 200;
/** Rows of a side that are looked at. */
const MOST_SYNTHETIC = 500;
const MOST_REAL = 2000;
/** The nearest hundredth says something only where fewer rows put aside lie at distance 0. */
const TAIL = 0.01;

export interface ShareInput {
  readonly synthetic: GowerRows;
  readonly training: GowerRows;
  readonly holdout: GowerRows;
  /** Whose rows they are; null: every row is a patient. */
  readonly patients: { readonly training: Int32Array | null; readonly holdout: Int32Array | null };
  readonly seed: number;
}

/** [from, to] distances, row by row. */
function distanceTable(from: GowerRows, rows: Uint32Array, to: GowerRows, columns: Uint32Array): Float32Array {
  const out = new Float32Array(rows.length * columns.length);
  const all = new Float64Array(to.n);
  for (const [i, row] of rows.entries()) {
    gowerDistances(from, row, to, all);
    for (const [j, column] of columns.entries()) out[i * columns.length + j] = all[column] ?? 0;
  }
  return out;
}

/** Rows by patient, as positions in `rows`. */
function rowsByPatient(patients: Int32Array | null, rows: Uint32Array): readonly Uint32Array[] {
  const own = patients === null ? null : Int32Array.from(rows, (row) => patients[row] ?? 0);
  const { of, count } = numberPatients(own, rows.length);
  const groups = Array.from({ length: count }, (): number[] => []);
  for (const [at, patient] of of.entries()) groups[patient]?.push(at);
  return groups.map((group) => Uint32Array.from(group));
}

/**
 * `size` rows of patients drawn with replacement, out of patients drawn without it: both sides are then equally many and
 * equally often the same, however many there were to choose from.
 */
function drawPatients(groups: readonly Uint32Array[], size: number, rng: Rng): number[] {
  const some: Uint32Array[] = [];
  let found = 0;
  for (const patient of rng.permutation(groups.length)) {
    if (found >= size) break;
    const own = groups[patient] ?? new Uint32Array();
    some.push(own);
    found += own.length;
  }
  const rows: number[] = [];
  while (rows.length < size) for (const row of some[rng.below(some.length)] ?? []) rows.push(row);
  return rows.slice(0, size);
}

/** Around `value`, the share as `dcrShare` has it. Null with nobody put aside. */
export function shareInterval(value: number, input: ShareInput): Estimate | null {
  const { synthetic, training, holdout, patients, seed } = input;
  if (holdout.n === 0 || synthetic.n === 0) return null;
  const rng = new Rng(seed, REPORT_STREAM.shareInterval);
  const rows = drawRows(synthetic.n, MOST_SYNTHETIC, rng);
  const own = { training: drawRows(training.n, MOST_REAL, rng), holdout: drawRows(holdout.n, MOST_REAL, rng) };
  const toTraining = distanceTable(synthetic, rows, training, own.training);
  const toHoldout = distanceTable(synthetic, rows, holdout, own.holdout);
  const groups = {
    training: rowsByPatient(patients.training, own.training),
    holdout: rowsByPatient(patients.holdout, own.holdout),
  };
  const size = Math.min(own.training.length, own.holdout.length);
  const samples = Array.from({ length: SAMPLES }, () => {
    const chosen = {
      training: drawPatients(groups.training, size, rng),
      holdout: drawPatients(groups.holdout, size, rng),
    };
    let nearer = 0;
    for (let k = 0; k < rows.length; k++) {
      const row = rng.below(rows.length);
      const nearest = (table: Float32Array, width: number, of: readonly number[]): number => {
        let least = Number.POSITIVE_INFINITY;
        for (let j = 0; j < of.length; j++) {
          const distance = table[row * width + (of[j] ?? 0)] ?? 0;
          if (distance < least) least = distance;
        }
        return least;
      };
      const gap =
        nearest(toHoldout, own.holdout.length, chosen.holdout) -
        nearest(toTraining, own.training.length, chosen.training);
      nearer += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
    }
    return nearer / rows.length;
  });
  // Repeated patients are fewer different ones, which blurs copies: the samples say how wide, the value where.
  const shift = value - mean(samples);
  return estimateOf(
    value,
    samples.map((sample) => sample + shift),
  );
}

/**
 * Share of the rows put aside that equal a training row. From a hundredth on, the nearest hundredth of distances is 0 and
 * excess copies cannot be seen: nothing is below it.
 */
export function copyBlindness(holdoutToTraining: Float64Array): {
  readonly share: number;
  readonly isBlind: boolean;
} {
  let equal = 0;
  for (const distance of holdoutToTraining) if (distance === 0) equal += 1;
  const share = holdoutToTraining.length === 0 ? 0 : equal / holdoutToTraining.length;
  return { share, isBlind: share >= TAIL };
}
