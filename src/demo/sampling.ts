/** Small draws shared by the demo patients: logistic chances and bounded normals. Not a statistics library. */
import type { Rng } from '../core/rng.ts';

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Probability of a log-odds score: 1 / (1 + e^−score). */
export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Yes or no, with the log-odds `score`. */
export function drawYes(rng: Rng, score: number): boolean {
  return rng.chance(logistic(score));
}

/** A normal number, cut off at `low` and `high`. */
export function drawNormal(rng: Rng, o: { mean: number; sd: number; low: number; high: number }): number {
  return clamp(o.mean + o.sd * rng.normal(), o.low, o.high);
}

/** `value` to `decimals` places, as a number. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** 1 for yes, 0 for no, so that facts can be weighed in a sum. */
export function one(fact: boolean): number {
  return fact ? 1 : 0;
}
