/** Order statistics and moments of one column. Missing cells are NaN and left out. */
import type { ColumnStatistics } from '../core/report/comparison.ts';

/** The numbers that are there, ascending. */
export function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

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

/** NaN (not defined) → null, as plain data has it. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function columnStatistics(sorted: Float64Array): ColumnStatistics {
  return {
    median: orNull(quantile(sorted, 0.5)),
    mean: orNull(mean(sorted)),
    q25: orNull(quantile(sorted, 0.25)),
    q75: orNull(quantile(sorted, 0.75)),
    min: orNull(sorted[0] ?? Number.NaN),
    max: orNull(sorted.at(-1) ?? Number.NaN),
    std: orNull(standardDeviation(sorted)),
  };
}
