/**
 * A few numbers of every array of a trained model, small enough to be committed and sharp enough to show any change: on another
 * computer the last bits may differ, a changed gradient may not hide.
 */

/** Of the networks that are held to committed figures: narrower where a step of the frozen ones takes seconds. */
export const FIGURE_WIDTHS = { wasm: 0.125, cpu: 0.03, webgpu: 0.03 } as const;

/**
 * The generator's biases whose output is normalised at once: what they add is taken away again, their gradient is rounding
 * alone, and Adam makes full steps of it. They, and the means that hold them, are the same to the bit on one computer and
 * cannot be held on another.
 */
export const ONLY_ROUNDING = /(^|\/)generator\/([mv]\.)?row_[1-4](\.bias|_norm\.moving_mean)\.bin$/u;

/** Count, sum, sum of squares, and the first three numbers. */
export type Figures = readonly number[];

const FIRST = 3;

export function figuresOf(arrays: ReadonlyMap<string, Float32Array>): Record<string, Figures> {
  const all: Record<string, Figures> = {};
  for (const [name, values] of arrays) {
    let sum = 0;
    let squares = 0;
    for (const value of values) {
      sum += value;
      squares += value * value;
    }
    all[name] = [values.length, ...[sum, squares, ...values.subarray(0, FIRST)].map((n) => Number(n.toPrecision(9)))];
  }
  return all;
}

/**
 * Largest difference, as a share of what the array's numbers are like: of the root of their mean square for a number, of that
 * times their count for the sum. Infinite where the arrays are others.
 */
export function differenceOf(ours: Figures, theirs: Figures): number {
  const [count = 0, , squares = 0] = theirs;
  if (ours.length !== theirs.length || ours[0] !== count) return Number.POSITIVE_INFINITY;
  const size = Math.sqrt(squares / count);
  const scales = [1, size * count, squares, ...theirs.slice(3).map(() => size)];
  const shares = theirs.map((value, i) => {
    const difference = Math.abs((ours[i] ?? Number.NaN) - value);
    return difference === 0 ? 0 : difference / (scales[i] ?? 0);
  });
  return shares.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...shares);
}
