/** Numbers against a mean and a spread that were measured, perhaps clipped. On arrays, with the gradient. */

export function standardised(
  { x, mean, spread }: Readonly<Record<'x' | 'mean' | 'spread', Float32Array>>,
  limit: number | null,
  y: Float32Array,
): void {
  const most = limit ?? Infinity;
  const length = mean.length;
  for (let i = 0, k = 0; i < y.length; i++, k++) {
    if (k === length) k = 0;
    const score = ((x[i] ?? 0) - (mean[k] ?? 0)) / (spread[k] ?? 1);
    y[i] = score > most ? most : score < -most ? -most : score;
  }
}

export function standardisedGradient(
  { dy, y, spread }: Readonly<Record<'dy' | 'y' | 'spread', Float32Array>>,
  limit: number | null,
  dx: Float32Array,
): void {
  // As single precision has it, like the scores.
  const most = limit === null ? Infinity : Math.fround(limit);
  const length = spread.length;
  for (let i = 0, k = 0; i < dx.length; i++, k++) {
    if (k === length) k = 0;
    dx[i] = Math.abs(y[i] ?? 0) < most ? (dy[i] ?? 0) / (spread[k] ?? 1) : 0;
  }
}
