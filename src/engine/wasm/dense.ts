/** Matrix products of Dense layers, arranged so that XNNPACK can take them: it multiplies only what is not transposed. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { AdamStep, Parameter } from '../kernels.ts';
import { adamRange } from './optimizer.ts';
import { takeSamples } from './activations.ts';
import { floats, forgetPacked, newTensor } from './wasm-heap.ts';

/** Gradient elements made at a time: 1 MB stays in the processor's cache between the product and Adam. */
const BLOCK_ELEMENTS = 2 ** 18;

/** Columns [begin, begin + count) of x [R,C], as rows: [count,R]. */
function columnsAsRows(x: Tensor2D, begin: number, count: number): Tensor2D {
  const [rows, columns] = x.shape;
  const result = newTensor<Tensor2D>([count, rows]);
  const [from, to] = [floats(x), floats(result)];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < count; c++) to[c * rows + r] = from[r * columns + begin + c] ?? 0;
  }
  return result;
}

/** dy [B,O] · kernelᵀ as (kernel · dyᵀ)ᵀ: the large matrix is read once as it is, only the small one is packed. */
export function denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
  const right = columnsAsRows(dy, 0, dy.shape[1]);
  const product: Tensor2D = tf.matMul(kernel, right);
  const result = columnsAsRows(product, 0, product.shape[1]);
  tf.dispose([right, product]);
  return result;
}

/** Adam with the gradient xᵀ · diag(weights) · dy, which exists a block of rows at a time. */
export function adamDenseInPlace(
  parameter: Parameter,
  x: Tensor2D,
  dy: Tensor2D,
  weights: Tensor1D | null,
  step: AdamStep,
): void {
  const [inputs, outputs] = [x.shape[1], dy.shape[1]];
  const right = weights === null ? dy : takeSamples(dy, 0, dy.shape[0], weights);
  const rowsAtOnce = Math.max(1, Math.floor(BLOCK_ELEMENTS / outputs));
  for (let row = 0; row < inputs; row += rowsAtOnce) {
    const left = columnsAsRows(x, row, Math.min(rowsAtOnce, inputs - row));
    const gradient = tf.matMul(left, right);
    adamRange(parameter, row * outputs, gradient, step);
    tf.dispose([left, gradient]);
  }
  if (right !== dy) tf.dispose(right);
  forgetPacked(parameter.value);
}
