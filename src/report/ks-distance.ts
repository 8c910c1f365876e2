/** Kolmogorov–Smirnov distance: the largest gap between two empirical distribution functions, 0 … 1. */

/** Both ascending, without NaN. NaN if one is empty. */
export function ksDistance(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return Number.NaN;
  let i = 0;
  let j = 0;
  // Gaps as whole numbers, times a.length · b.length: exact, so ties between samples compare equal.
  let most = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && (a[i] ?? 0) === value) i += 1;
    while (j < b.length && (b[j] ?? 0) === value) j += 1;
    most = Math.max(most, Math.abs(i * b.length - j * a.length));
  }
  return most / (a.length * b.length);
}
