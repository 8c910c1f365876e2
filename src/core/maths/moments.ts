/** Quantiles, mean and spread of a list of numbers. */

/** The `share` quantile by linear interpolation (NumPy's default, type 7 of Hyndman & Fan 1996). NaN for no numbers. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/** With n − 1. NaN for fewer than two. Exactly 0 for equal numbers. */
export function standardDeviation(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const first = values[0] ?? 0;
  let sum = 0;
  let isConstant = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    sum += (value - centre) ** 2;
    if (value !== first) isConstant = false;
  }
  return isConstant ? 0 : Math.sqrt(sum / (values.length - 1));
}
