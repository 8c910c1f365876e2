/**
 * Gower's distance of two rows (1971): mean over the columns of |Δ| / range for numbers and 0 or 1 for values.
 * A column missing in either row does not count. 0 = equal, 1 = as far apart as real rows can be.
 */
import type { ColumnValues } from './column-values.ts';
import { sortedNumbers } from './quantiles.ts';

/** Rows in the space of the distance. */
export interface GowerRows {
  readonly n: number;
  /** [n, numbers] divided by real's range; NaN = missing. */
  readonly numbers: Float64Array;
  readonly numberCount: number;
  /** [n, values]; −1 = missing. */
  readonly codes: Int16Array;
  readonly codeCount: number;
  readonly hasMissing: boolean;
}

/** Real's smallest value and max − min per column; zeros for columns of values. */
export type Ranges = readonly { readonly low: number; readonly range: number }[];

export function gowerRanges(real: readonly ColumnValues[]): Ranges {
  return real.map((column) => {
    if (column.kind === 'values') return { low: 0, range: 0 };
    const sorted = sortedNumbers(column.values);
    const low = sorted[0] ?? 0;
    return { low, range: (sorted.at(-1) ?? 0) - low };
  });
}

/** In a column without a range real has one value: 0 where it is that, 1 where not. */
function scaleNumber(value: number, { low, range }: Ranges[number]): number {
  if (range > 0 || Number.isNaN(value)) return value / range;
  return Number(value !== low);
}

export function gowerRows(table: readonly ColumnValues[], ranges: Ranges): GowerRows {
  const scaled = table.flatMap((column, i) => {
    const range = ranges[i];
    return column.kind === 'values' || range === undefined
      ? []
      : [column.values.map((value) => scaleNumber(value, range))];
  });
  const coded = table.flatMap((column) => (column.kind === 'values' ? [column.codes] : []));
  const n = scaled[0]?.length ?? coded[0]?.length ?? 0;
  const numbers = new Float64Array(n * scaled.length);
  const codes = new Int16Array(n * coded.length);
  for (const [i, values] of scaled.entries())
    for (const [row, value] of values.entries()) numbers[row * scaled.length + i] = value;
  for (const [i, values] of coded.entries())
    for (const [row, code] of values.entries()) codes[row * coded.length + i] = code;
  const hasMissing = numbers.some(Number.isNaN) || codes.some((code) => code < 0);
  return { n, numbers, numberCount: scaled.length, codes, codeCount: coded.length, hasMissing };
}

/** The sum over the columns, or Infinity as soon as it is surely above `limit`. */
function completeSum(a: GowerRows, i: number, b: GowerRows, j: number, limit: number): number {
  const { numberCount, codeCount } = a;
  let sum = 0;
  for (let k = 0; k < codeCount; k++) if (a.codes[i * codeCount + k] !== b.codes[j * codeCount + k]) sum += 1;
  if (sum > limit) return Number.POSITIVE_INFINITY;
  for (let k = 0; k < numberCount; k++) {
    sum += Math.abs((a.numbers[i * numberCount + k] ?? 0) - (b.numbers[j * numberCount + k] ?? 0));
  }
  return sum;
}

/** Over the columns known in both rows; 1 if there is none. */
function partialDistance(a: GowerRows, i: number, b: GowerRows, j: number): number {
  const { numberCount, codeCount } = a;
  let sum = 0;
  let compared = 0;
  for (let k = 0; k < numberCount; k++) {
    const difference = Math.abs((a.numbers[i * numberCount + k] ?? 0) - (b.numbers[j * numberCount + k] ?? 0));
    if (Number.isNaN(difference)) continue;
    sum += difference;
    compared += 1;
  }
  for (let k = 0; k < codeCount; k++) {
    const x = a.codes[i * codeCount + k] ?? -1;
    const y = b.codes[j * codeCount + k] ?? -1;
    if (x < 0 || y < 0) continue;
    if (x !== y) sum += 1;
    compared += 1;
  }
  return compared === 0 ? 1 : sum / compared;
}

/** From row `i` of `from` to every row of `to`, into `out` [to.n]. */
export function gowerDistances(from: GowerRows, i: number, to: GowerRows, out: Float64Array): void {
  const isComplete = !from.hasMissing && !to.hasMissing;
  const count = from.numberCount + from.codeCount;
  for (let j = 0; j < to.n; j++) {
    out[j] = isComplete
      ? completeSum(from, i, to, j, Number.POSITIVE_INFINITY) / count
      : partialDistance(from, i, to, j);
  }
}

export interface NearestTwo {
  /** [n] distance to the nearest and the second nearest; Infinity where there are too few. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export function emptyNearest(n: number): NearestTwo {
  const far = (): Float64Array => new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  return { first: far(), second: far() };
}

/** For the rows `start` … `end` − 1 of `from`, their two nearest of `to`, into `nearest`. */
export function fillNearest(
  nearest: NearestTwo,
  { from, to, start, end }: { from: GowerRows; to: GowerRows; start: number; end: number },
): void {
  const isComplete = !from.hasMissing && !to.hasMissing;
  const count = from.numberCount + from.codeCount;
  for (let i = start; i < end; i++) {
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let j = 0; j < to.n; j++) {
      const distance = isComplete
        ? completeSum(from, i, to, j, second * count + 1e-9) / count
        : partialDistance(from, i, to, j);
      if (distance < first) {
        second = first;
        first = distance;
      } else if (distance < second) second = distance;
    }
    nearest.first[i] = first;
    nearest.second[i] = second;
  }
}

/** For every row of `from`, its two nearest of `to`. */
export function nearestTwo(from: GowerRows, to: GowerRows): NearestTwo {
  const nearest = emptyNearest(from.n);
  fillNearest(nearest, { from, to, start: 0, end: from.n });
  return nearest;
}
