/**
 * Percentile bootstrap (Efron 1979) by patient: patients are drawn with replacement, each with all of his records. A sample
 * is written as how often every record counts.
 */
import type { Estimate } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import { quantile } from '../core/maths/moments.ts';

export const BOOTSTRAPS = 1000;
const TAIL = 0.025;

/** Records → number of their patient, 0 … count − 1. Without `patients` every record is a patient of its own. */
export function numberPatients(patients: Int32Array | null, n: number): { of: Uint32Array; count: number } {
  if (patients === null) return { of: Uint32Array.from({ length: n }, (_, i) => i), count: n };
  const known = new Map<number, number>();
  const of = Uint32Array.from({ length: n }, (_, row) => {
    const patient = patients[row] ?? 0;
    const number = known.get(patient) ?? known.size;
    known.set(patient, number);
    return number;
  });
  return { of, count: known.size };
}

/** `BOOTSTRAPS` samples of `n` records, each [n] counts. `stream` names the random numbers. */
export function bootstrapSamples(
  n: number,
  { patients, seed, stream }: { readonly patients: Int32Array | null; readonly seed: number; readonly stream: number },
): readonly Uint16Array[] {
  const { of, count } = numberPatients(patients, n);
  const drawn = new Uint16Array(count);
  return Array.from({ length: BOOTSTRAPS }, (_, sample) => {
    const rng = new Rng(seed, stream, sample);
    drawn.fill(0);
    for (let i = 0; i < count; i++) {
      const patient = rng.below(count);
      drawn[patient] = (drawn[patient] ?? 0) + 1;
    }
    return Uint16Array.from(of, (patient) => drawn[patient] ?? 0);
  });
}

/**
 * The central 95 % of what the samples gave. Samples without a value (NaN: a class was not drawn) do not count. Null where
 * `value` is not defined.
 */
export function estimateOf(value: number, samples: readonly number[]): Estimate | null {
  if (!Number.isFinite(value)) return null;
  const sorted = samples.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return { value, low: value, high: value };
  return { value, low: quantile(sorted, TAIL), high: quantile(sorted, 1 - TAIL) };
}
