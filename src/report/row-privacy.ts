/** Section 8, rows: how near synthetic rows come to real ones. Warnings, never a promise of anonymity. */
import type { DistanceQuantiles, Estimate } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import { copyShare, type CopyShareInput, copyThreshold } from './copy-share.ts';
import { gowerDistances, type GowerRows, type NearestTwo } from './gower.ts';
import { mean, quantile } from '../core/maths/moments.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';

/** Draws from the training rows, of which there are more than put aside. */
const DRAWS = 20;

export function distanceQuantiles({ first }: Pick<NearestTwo, 'first'>): DistanceQuantiles {
  const sorted = first.toSorted();
  return { q1: quantile(sorted, 0.01), q5: quantile(sorted, 0.05), q50: quantile(sorted, 0.5) };
}

/**
 * 5th percentile of nearest over second nearest distance. Where both are 0 the quotient is 1: the row is like several
 * patients, and points at none of them. NaN with fewer than two rows to be near to.
 */
export function nearestNeighbourRatio({ first, second }: NearestTwo): number {
  if (second.some((distance) => distance === Number.POSITIVE_INFINITY)) return Number.NaN;
  const ratios = first.map((distance, i) => (second[i] === 0 ? 1 : distance / (second[i] ?? 1)));
  return quantile(ratios.sort(), 0.05);
}

export function identicalShare({ first }: NearestTwo): number {
  return mean(first.map((distance) => Number(distance === 0)));
}

/**
 * Share of rows that come too near, beyond chance; distances by Gower. Null where the nearest hundredth of the rows put aside
 * equal a training row anyway: nothing is nearer than that.
 */
export function rowCopies(input: CopyShareInput): Estimate | null {
  return input.holdout.length === 0 || copyThreshold(input.holdout) === 0 ? null : copyShare(input);
}

/** Equally many training rows and rows put aside. */
export interface EquallyMany {
  readonly training: Uint32Array;
  readonly holdout: Uint32Array;
}

/** The larger side drawn from, 20 times; once where they are equally large. */
export function trainingDraws(training: number, holdout: number, seed: number): readonly EquallyMany[] {
  const size = Math.min(training, holdout);
  return Array.from({ length: training === holdout ? 1 : DRAWS }, (_, draw) => {
    const rng = new Rng(seed, REPORT_STREAM.trainingOfHoldout, draw);
    return { training: drawRows(training, size, rng), holdout: drawRows(holdout, size, rng) };
  });
}

function least(distances: Float64Array, rows: Uint32Array): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const row of rows) nearest = Math.min(nearest, distances[row] ?? nearest);
  return nearest;
}

/** How many of the rows `start` … `end` − 1 of `from` are nearer to training than to hold-out: ½ for ties, mean over the draws. */
export function countNearer(options: {
  readonly from: GowerRows;
  readonly training: GowerRows;
  readonly holdout: GowerRows;
  readonly draws: readonly EquallyMany[];
  readonly start: number;
  readonly end: number;
}): number {
  const { from, training, holdout, draws, start, end } = options;
  const toTraining = new Float64Array(training.n);
  const toHoldout = new Float64Array(holdout.n);
  let nearer = 0;
  for (let row = start; row < end; row++) {
    gowerDistances(from, row, training, toTraining);
    gowerDistances(from, row, holdout, toHoldout);
    for (const draw of draws) {
      const gap = least(toHoldout, draw.holdout) - least(toTraining, draw.training);
      nearer += (gap > 0 ? 1 : gap === 0 ? 0.5 : 0) / draws.length;
    }
  }
  return nearer;
}
