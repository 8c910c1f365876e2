/** Which taps of a filter a product takes, and where they lie. */
import type { FilterSize } from '../kernels.ts';

/** Taps of a filter along an axis. */
type Taps = readonly [first: number, step: number, count: number];

function tapsAt(places: readonly number[]): Taps {
  const [first = 0, second = first] = places;
  return [first, second - first, places.length];
}

/** What of a filter is used, and how many floats lie between its rows, columns, inputs and outputs. */
export interface FilterPart {
  readonly rows: Taps;
  readonly columns: Taps;
  readonly inputs: number;
  readonly outputs: number;
  readonly steps: readonly [row: number, column: number, input: number, output: number];
}

/** A whole filter [h,w,I,O]. */
export function wholeFilter([height, width]: FilterSize, inputs: number, outputs: number): FilterPart {
  const steps = [width * inputs * outputs, inputs * outputs, outputs, 1] as const;
  return { rows: [0, 1, height], columns: [0, 1, width], inputs, outputs, steps };
}

/** These taps of a filter [h,w,O,I] of a transposed convolution. */
export function transposedFilter(
  [width, outputs, inputs]: readonly [number, number, number],
  rows: readonly number[],
  columns: readonly number[],
): FilterPart {
  const steps = [width * outputs * inputs, outputs * inputs, 1, inputs] as const;
  return { rows: tapsAt(rows), columns: tapsAt(columns), inputs, outputs, steps };
}
