/** Order statistics and moments of one column. Missing cells are NaN and left out. */
import { mean, quantile, standardDeviation } from '../core/maths/moments.ts';
import type { ColumnStatistics } from '../core/report/comparison.ts';

/** The numbers that are there, ascending. */
export function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
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
