/**
 * Kernel distance of two samples of ECGs (KID, Bińkowski et al. 2018): the unbiased estimate of the squared maximum mean
 * discrepancy with the kernel (x · y / width + 1)³, over all pairs. 0: the same kind; slightly below 0 by chance.
 */
import type { PairMatrix } from './embeddings.ts';

const DEGREE = 3;

/** Inner products → kernel values, in place. */
export function polynomialKernel(products: PairMatrix, width: number): PairMatrix {
  for (let at = 0; at < products.values.length; at++) {
    products.values[at] = ((products.values[at] ?? 0) / width + 1) ** DEGREE;
  }
  return products;
}

/** Mean over the pairs of `rows` × `columns`; with `isOwn` over the pairs of two different rows. */
function meanOf(kernel: PairMatrix, rows: Uint32Array, columns: Uint32Array, isOwn: boolean): number {
  let sum = 0;
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      if (!isOwn || i !== j) sum += kernel.values[row * kernel.columns + column] ?? 0;
    }
  }
  return sum / (rows.length * (isOwn ? columns.length - 1 : columns.length));
}

/** A sample of one side: its rows, and the kernel among all rows of the side. */
export interface KernelSample {
  readonly rows: Uint32Array;
  readonly own: PairMatrix;
}

/** `between`: kernel of all rows of a's side (rows) with all of b's (columns). NaN with fewer than two rows a side. */
export function kernelDistance(a: KernelSample, b: KernelSample, between: PairMatrix): number {
  if (a.rows.length < 2 || b.rows.length < 2) return Number.NaN;
  return (
    meanOf(a.own, a.rows, a.rows, true) +
    meanOf(b.own, b.rows, b.rows, true) -
    2 * meanOf(between, a.rows, b.rows, false)
  );
}
