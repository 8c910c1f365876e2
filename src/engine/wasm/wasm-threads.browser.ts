/** With threads as without: the same bits, from run to run too. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import type { Parameter } from '../kernels.ts';
import { partsOfOthers } from './own-module.ts';
import { startWasm } from './start-wasm.ts';
import { WasmKernels } from './wasm-kernels.ts';

const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, iteration: 1 };

/** Convolutions, products and updates large enough to be shared out. */
function numbers(): Float32Array[] {
  const kernels = new WasmKernels();
  return tf.tidy(() => {
    const rng = new Rng(1, 1);
    const x = tf.tensor4d(rng.normals(4 * 16 * 16 * 24), [4, 16, 16, 24]);
    const filter = tf.tensor4d(rng.normals(25 * 24 * 40), [5, 5, 24, 40]);
    const inputs = tf.tensor2d(rng.normals(16 * 1000), [16, 1000]);
    const gradient = tf.tensor2d(rng.normals(16 * 300), [16, 300]);
    const kernel: Parameter & { value: tf.Tensor2D } = {
      name: 'kernel',
      shape: [1000, 300],
      value: tf.tensor2d(rng.normals(1000 * 300), [1000, 300]),
      slots: { m: tf.zeros([1000, 300]), v: tf.zeros([1000, 300]) },
    };
    const dy = kernels.convolve(x, filter, 2);
    const outputs = [
      dy,
      kernels.convolveTransposed(dy, filter, 2),
      kernels.filterGradient(x, dy, [5, 5], 2, null),
      kernels.dense(inputs, kernel.value),
      kernels.denseInputGradient(gradient, kernel.value),
    ];
    kernels.adamDense(kernel, inputs, gradient, null, ADAM);
    return [...outputs, kernel.value, ...Object.values(kernel.slots)].map((output) =>
      output.dataSync<'float32'>().slice(),
    );
  });
}

/** How many numbers are others. */
function different(ours: readonly Float32Array[], theirs: readonly Float32Array[]): number {
  let count = 0;
  ours.forEach((values, i) => values.forEach((value, at) => (count += value === theirs[i]?.[at] ? 0 : 1)));
  return count;
}

it('threads do not change a bit', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  await startWasm({ threads: 1 });
  const alone = numbers();
  expect(different(numbers(), alone)).toBe(0);

  await startWasm({ threads: 3 });
  for (let run = 0; run < 2; run++) expect(different(numbers(), alone)).toBe(0);
  // They start when this thread lets go.
  await expect.poll(() => numbers().length > 0 && partsOfOthers(), { timeout: 60_000 }).toBeGreaterThan(0);
  for (let run = 0; run < 2; run++) expect(different(numbers(), alone)).toBe(0);
});
