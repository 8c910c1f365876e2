/** First Wasserstein (earth mover's) distance on a line: ∫ |F_a − F_b| (Ramdas et al. 2017), in the values' units. */

/** Both ascending, without NaN. NaN if one is empty. */
export function wasserstein(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return Number.NaN;
  let i = 0;
  let j = 0;
  let last = Math.min(a[0] ?? 0, b[0] ?? 0);
  let area = 0;
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    area += Math.abs(i / a.length - j / b.length) * (value - last);
    while (i < a.length && (a[i] ?? 0) === value) i += 1;
    while (j < b.length && (b[j] ?? 0) === value) j += 1;
    last = value;
  }
  return area;
}
