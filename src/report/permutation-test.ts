/**
 * How often chance alone makes two samples as different as these: the pooled values are dealt out again at random, 2,000
 * times. p = (1 + times at least as different) / (1 + deals) (Phipson & Smyth 2010), so p is never 0.
 */
import type { Rng } from '../core/rng.ts';

export const PERMUTATIONS = 2000;

/**
 * `levels`: the pooled values of both samples as whole numbers from 0, equal for equal values; the first `sizeA` are
 * sample a. `isOrdered`: the statistic is the KS distance over the levels in order, otherwise total variation.
 * Both are compared as whole numbers (times the sizes), so ties are exact. NaN if a sample is empty.
 */
export function permutationP(
  levels: Uint32Array,
  options: { readonly sizeA: number; readonly isOrdered: boolean; readonly rng: Rng; readonly deals?: number },
): number {
  const { sizeA, isOrdered, rng, deals = PERMUTATIONS } = options;
  const n = levels.length;
  const sizeB = n - sizeA;
  if (sizeA === 0 || sizeB === 0) return Number.NaN;
  // Only the smaller hand is dealt; the statistics do not ask which is which.
  if (sizeB < sizeA) return permutationP(levels.toReversed(), { ...options, sizeA: sizeB });
  const depth = levels.reduce((most, level) => Math.max(most, level), 0) + 1;
  const total = new Float64Array(depth);
  for (const level of levels) total[level] = (total[level] ?? 0) + 1;
  const inA = new Float64Array(depth);

  const statistic = (): number => {
    let gap = 0;
    let result = 0;
    for (let level = 0; level < depth; level++) {
      const a = inA[level] ?? 0;
      const difference = a * sizeB - ((total[level] ?? 0) - a) * sizeA;
      if (isOrdered) {
        gap += difference;
        result = Math.max(result, Math.abs(gap));
      } else result += Math.abs(difference);
    }
    return result;
  };

  const pool = levels.slice();
  for (let i = 0; i < sizeA; i++) inA[pool[i] ?? 0] = (inA[pool[i] ?? 0] ?? 0) + 1;
  const observed = statistic();
  let asDifferent = 0;
  for (let deal = 0; deal < deals; deal++) {
    inA.fill(0);
    for (let i = 0; i < sizeA; i++) {
      const j = i + rng.below(n - i);
      const level = pool[j] ?? 0;
      pool[j] = pool[i] ?? 0;
      pool[i] = level;
      inA[level] = (inA[level] ?? 0) + 1;
    }
    if (statistic() >= observed) asDifferent += 1;
  }
  return (1 + asDifferent) / (1 + deals);
}

/** Numbers of both samples as levels: ranks of the distinct values. NaN must be gone. */
export function rankLevels(a: Float64Array, b: Float64Array): Uint32Array {
  const pooled = Float64Array.from([...a, ...b]);
  const distinct = [...new Set(pooled.toSorted())];
  const rank = new Map(distinct.map((value, i) => [value, i]));
  return Uint32Array.from(pooled, (value) => rank.get(value) ?? 0);
}

/** Benjamini & Hochberg (1995): p values held against a false discovery rate; null (no test) stays null and is not counted. */
export function adjustP(ps: readonly (number | null)[]): (number | null)[] {
  const tests = ps.flatMap((p, i) => (p === null ? [] : [{ p, i }])).sort((x, y) => y.p - x.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 1;
  for (const [position, { p, i }] of tests.entries()) {
    least = Math.min(least, (p * tests.length) / (tests.length - position));
    adjusted[i] = least;
  }
  return adjusted;
}
