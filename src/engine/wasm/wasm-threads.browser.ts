/** With threads as without: the same bits, from run to run too. */
import * as tf from '@tensorflow/tfjs-core';
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { partsOfOthers } from './own-module.ts';
import { startWasm } from './start-wasm.ts';
import { WasmKernels } from './wasm-kernels.ts';

/** Convolutions and products large enough to be shared out. */
function numbers(): number[] {
  const kernels = new WasmKernels();
  return tf.tidy(() => {
    const rng = new Rng(1, 1);
    const x = tf.tensor4d(rng.normals(4 * 16 * 16 * 24), [4, 16, 16, 24]);
    const filter = tf.tensor4d(rng.normals(25 * 24 * 40), [5, 5, 24, 40]);
    const matrix = tf.tensor2d(rng.normals(1000 * 90), [1000, 90]);
    const dy = kernels.convolve(x, filter, 2);
    const outputs = [
      dy,
      kernels.convolveTransposed(dy, filter, 2),
      kernels.filterGradient(x, dy, [5, 5], 2, null),
      kernels.dense(tf.tensor2d(rng.normals(8000), [8, 1000]), matrix),
      kernels.denseInputGradient(tf.tensor2d(rng.normals(720), [8, 90]), matrix),
    ];
    return outputs.flatMap((output) => [...output.dataSync()]);
  });
}

it('threads do not change a bit', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  await startWasm({ threads: 1 });
  const alone = numbers();
  expect(numbers()).toEqual(alone);

  // The build takes at most half the processors it sees.
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8, configurable: true });
  await startWasm({ threads: 3 });
  expect(getThreadsCount()).toBe(3);
  for (let run = 0; run < 5; run++) expect(numbers()).toEqual(alone);
  // They start when this thread lets go.
  await expect.poll(() => numbers().length > 0 && partsOfOthers(), { timeout: 60_000 }).toBeGreaterThan(0);
  for (let run = 0; run < 5; run++) expect(numbers()).toEqual(alone);
});
