/** Section 8, rows: how near synthetic rows come to real ones. Warnings, never a promise of anonymity. */
import type { DistanceQuantiles } from '../core/comparison.ts';
import type { NearestTwo } from './gower.ts';
import { mean, quantile } from './quantiles.ts';

export function distanceQuantiles({ first }: NearestTwo): DistanceQuantiles {
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
