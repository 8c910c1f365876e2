/** The pictures that are measured: greyscale bytes, all of one size. Not how they were made that size (that is intake's). */

export interface Sheets {
  readonly count: number;
  /** Side of the square pictures, pixels. */
  readonly size: number;
  /** [count, size, size], row-major, 0 black. */
  readonly images: Uint8Array;
}

/** Pictures that are enough to know the paper, the strips and the ends by; more are measured, but not asked again. */
const ENOUGH = 1000;

/** Evenly spread picture numbers: all of them, or `ENOUGH`. */
export function spreadOf(count: number): readonly number[] {
  const n = Math.min(count, ENOUGH);
  return Array.from({ length: n }, (_, i) => Math.floor((i * count) / n));
}
