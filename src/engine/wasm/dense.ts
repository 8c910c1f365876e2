/** Dense layers by our own WebAssembly: their product, its gradient by the input, and Adam of a kernel in one pass. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { momentsOf, type AdamStep, type Parameter } from '../kernels.ts';
import { takeSamples } from './activations.ts';
import { convolve, filterGradient } from './convolutions.ts';
import { ADAM_NUMBERS, writeStep } from './optimizer.ts';
import { addressOf, JOB, ownModule, runParts } from './own-module.ts';
import { forgetPacked, newTensor } from './wasm-heap.ts';
import { upTo, withBlocks } from './work-space.ts';

/** As in `src/assembly/dense.ts`: outputs of a part of a product. */
const OUTPUTS = 128;
/** Rows of a kernel that a part has, where parts are of rows. */
const ROWS = 64;

/** From so many samples on a kernel that fits a processor's cache is best read from panels: copying it costs less than that saves. */
const MANY_SAMPLES = 24;
const MOST_PACKED = 2 ** 19;

/** A product as the convolution of one picture, whose pixels the samples are, with a filter of one pixel. */
function asConvolution(x: Tensor2D, kernel: Tensor2D): Tensor2D {
  const [picture, filter] = [
    tf.reshape<tf.Rank.R4>(x, [1, 1, ...x.shape]),
    tf.reshape<tf.Rank.R4>(kernel, [1, 1, ...kernel.shape]),
  ];
  const made = convolve(picture, filter, 1);
  const y = tf.reshape<tf.Rank.R2>(made, [x.shape[0], kernel.shape[1]]);
  tf.dispose([picture, filter, made]);
  return y;
}

/** `Kernels.dense`. Both ways add products in the order of the inputs: the same bits. */
export function dense(x: Tensor2D, kernel: Tensor2D): Tensor2D {
  const [samples, inputs] = x.shape;
  const outputs = kernel.shape[1];
  if (samples >= MANY_SAMPLES && outputs > 1 && kernel.size <= MOST_PACKED) return asConvolution(x, kernel);
  const y = newTensor<Tensor2D>([samples, outputs]);
  withBlocks([samples * upTo(4, outputs), JOB], (sums = 0, job = 0) => {
    const numbers = [addressOf(x), addressOf(kernel), addressOf(y), sums, samples, inputs, outputs];
    runParts('dense', job, numbers, {
      parts: Math.ceil(outputs / OUTPUTS),
      products: samples * inputs * outputs,
    });
  });
  return y;
}

/** `Kernels.denseInputGradient`. */
export function denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
  const [samples, outputs] = dy.shape;
  const [inputs] = kernel.shape;
  const dx = newTensor<Tensor2D>([samples, inputs]);
  withBlocks([upTo(4, samples) * upTo(4, outputs), JOB], (rows = 0, job = 0) => {
    ownModule().padRows(addressOf(dy), rows, samples, outputs);
    const numbers = [rows, addressOf(kernel), addressOf(dx), samples, inputs, outputs, ROWS];
    runParts('denseInputGradient', job, numbers, {
      parts: Math.ceil(inputs / ROWS),
      products: samples * inputs * outputs,
    });
  });
  return dx;
}

/** `Kernels.denseKernelGradient`: that of a filter of one pixel, the samples being the pixels of one picture. */
export function denseKernelGradient(x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null): Tensor2D {
  const [samples, inputs] = x.shape;
  const outputs = dy.shape[1];
  const right = weights === null ? dy : takeSamples(dy, 0, samples, weights);
  const pictures = [
    tf.reshape<tf.Rank.R4>(x, [1, 1, samples, inputs]),
    tf.reshape<tf.Rank.R4>(right, [1, 1, samples, outputs]),
  ] as const;
  const gradient = filterGradient(...pictures, [1, 1], 1, null);
  const result = tf.reshape<tf.Rank.R2>(gradient, [inputs, outputs]);
  tf.dispose([...pictures, gradient, ...(right === dy ? [] : [right])]);
  return result;
}

/** Adam with the gradient xᵀ · diag(weights) · dy, which is never stored. */
export function adamDenseInPlace(
  parameter: Parameter,
  x: Tensor2D,
  dy: Tensor2D,
  weights: Tensor1D | null,
  step: AdamStep,
): void {
  const [samples, inputs] = x.shape;
  const outputs = dy.shape[1];
  const moments = momentsOf(parameter);
  const parts = Math.ceil(inputs / ROWS);
  const spares = parts * (4 * samples + 32);
  const sizes = [samples * upTo(8, outputs), ADAM_NUMBERS, spares, JOB];
  withBlocks(sizes, (panels = 0, numbersOfStep = 0, spare = 0, job = 0) => {
    const weightsAt = weights === null ? 0 : addressOf(weights);
    ownModule().packGradient(addressOf(dy), weightsAt, panels, samples, 1, outputs);
    writeStep(numbersOfStep, step);
    const arrays = [parameter.value, moments.m, moments.v].map(addressOf);
    const numbers = [addressOf(x), panels, ...arrays, samples, inputs, outputs, numbersOfStep, spare, ROWS / 4];
    runParts('adamDense', job, numbers, { parts, products: samples * inputs * outputs });
  });
  forgetPacked(parameter.value);
}
