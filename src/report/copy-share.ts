/**
 * How many synthetic ECGs come nearer to a training ECG than ECGs of patients put aside do. A made ECG that copies nobody
 * does so as often as a patient put aside: about 1 %, which is taken off.
 *
 * With few patients put aside, their 1 % quantile lies higher: of n exchangeable distances the k-th smallest has k / (n + 1)
 * of all distances below it on average, and how far it may be off is Beta distributed (David & Nagaraja, Order Statistics,
 * 2003). Both are taken into account, so that independent samples give no alarm.
 */
import type { Estimate } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import { bootstrapSamples, BOOTSTRAPS, estimateOf, numberPatients } from './bootstrap.ts';
import { mean, quantile } from '../core/maths/moments.ts';
import { REPORT_STREAM } from './row-draws.ts';

const TAIL = 0.01;
/** Fewer patients put aside say nothing of their nearest hundredth. */
export const LEAST_ASIDE = 10;

/** Which share of all distances lies below the 1 % quantile of `n` of them (linear interpolation), on average. */
export function chanceShare(n: number): number {
  return (TAIL * (n - 1) + 1) / (n + 1);
}

/** The same share as chance makes it: the quantile of n uniform numbers, by the spacings of their order. */
function drawShare(n: number, rng: Rng): number {
  const position = TAIL * (n - 1);
  const below = Math.floor(position);
  let sum = 0;
  let low = 0;
  let high = 0;
  for (let i = 0; i <= n; i++) {
    sum -= Math.log(1 - rng.uniform());
    if (i === below) low = sum;
    if (i === Math.min(below + 1, n - 1)) high = sum;
  }
  return (low + (high - low) * (position - below)) / sum;
}

export interface CopyShareInput {
  /** Of every synthetic ECG to the nearest training ECG. */
  readonly synthetic: Float64Array;
  /** The same of ECGs of patients put aside. */
  readonly holdout: Float64Array;
  /** [holdout] whose ECG it is; null: every ECG is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
}

export function copyThreshold(holdout: Float64Array): number {
  return quantile(holdout.toSorted(), TAIL);
}

export function shareBelow(distances: Float64Array, threshold: number): number {
  return mean(distances.map((distance) => Number(distance < threshold)));
}

/** Above 0: copies. Null with fewer than ten patients put aside. */
export function copyShare({ synthetic, holdout, patients, seed }: CopyShareInput): Estimate | null {
  const { count } = numberPatients(patients, holdout.length);
  if (count < LEAST_ASIDE || synthetic.length === 0) return null;
  const threshold = copyThreshold(holdout);
  const isNear = synthetic.map((distance) => Number(distance < threshold));
  const samples = bootstrapSamples(synthetic.length, {
    patients: null,
    seed,
    stream: REPORT_STREAM.bootstrapSynthetic,
  });
  const sampled = Array.from({ length: BOOTSTRAPS }, (_, sample) => {
    const weights = samples[sample];
    let near = 0;
    for (const [i, one] of isNear.entries()) if (one === 1) near += weights?.[i] ?? 0;
    return near / synthetic.length - drawShare(count, new Rng(seed, REPORT_STREAM.chanceOfCopy, sample));
  });
  return estimateOf(mean(isNear) - chanceShare(count), sampled);
}
