/** Which cases are trained on, and which choose the epoch: whole patients, seeded. */
import type { Rng } from '../core/rng.ts';

/** Fewer patients choose no epoch worth having: then all are trained on, to the end. */
const LEAST_PATIENTS = 8;

export interface ValidationSplit {
  /** Ascending. */
  readonly train: Uint32Array;
  /** Ascending; empty: nothing is put aside. */
  readonly validation: Uint32Array;
}

/** `patients`: one number a case; null: each case is a patient of its own. */
export function splitValidation(count: number, patients: Int32Array | null, share: number, rng: Rng): ValidationSplit {
  const casesOf = new Map<number, number[]>();
  for (let n = 0; n < count; n++) {
    const patient = patients === null ? n : (patients[n] ?? n);
    const cases = casesOf.get(patient);
    if (cases === undefined) casesOf.set(patient, [n]);
    else cases.push(n);
  }
  const groups = [...casesOf.values()];
  const wanted = Math.round(groups.length * share);
  const order = Array.from(rng.permutation(groups.length));
  const take = (from: number, to: number): Uint32Array =>
    Uint32Array.from(order.slice(from, to).flatMap((g) => groups[g] ?? [])).sort();
  if (wanted < LEAST_PATIENTS) return { train: take(0, groups.length), validation: new Uint32Array(0) };
  return { train: take(wanted, groups.length), validation: take(0, wanted) };
}
