/** Total variation distance of two categorical distributions: ½ Σ |p − q|, 0 … 1. */

/** Counts per value, in the same order. NaN if one is all zeros. */
export function totalVariation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.length; i++) {
    sumA += a[i] ?? 0;
    sumB += b[i] ?? 0;
  }
  if (sumA === 0 || sumB === 0) return Number.NaN;
  let gap = 0;
  for (let i = 0; i < a.length; i++) gap += Math.abs((a[i] ?? 0) * sumB - (b[i] ?? 0) * sumA);
  return gap / (2 * sumA * sumB);
}
