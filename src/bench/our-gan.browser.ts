/** Whole training steps on wasm, by either build of our kernels: the losses of the reference, the same bits again, no tensor left over. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ImageSize } from '../core/run-config.ts';
import { JointGan } from '../gan/joint-gan.ts';
import { paperNetworks, paperStep } from '../recipes/paper/step.ts';
import type { Kernels } from '../engine/kernels.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import { startWasm } from '../engine/wasm/start-wasm.ts';
import { WasmKernels } from '../engine/wasm/wasm-kernels.ts';
import { batches } from './bench-batch.ts';

const COLUMNS = 6;
const STEPS = 20;
/** Smaller than any that is offered: the reference takes long. */
const SIZE = 16 as ImageSize;

/** Losses of each step and all variables at the end. */
async function train(backend: string, kernels: Kernels) {
  await tf.setBackend(backend);
  const gan = await JointGan.initial({ recipe: 'paper', size: SIZE, width: 0.05, seed: 2 }, COLUMNS, kernels);
  const upload = batches({ size: SIZE, batch: 3, columns: COLUMNS });
  const losses: number[] = [];
  const tensors: number[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const { images, rows, noise } = upload();
    const result = paperStep(kernels, paperNetworks(gan.networks), {
      realImages: images,
      realRows: rows,
      noise,
      seed: 2,
      step,
    });
    losses.push(...(await result.data()));
    tf.dispose([images, rows, noise, result]);
    tensors.push(tf.memory().numTensors);
  }
  const parameters = Object.values(gan.networks).flatMap((network) => network.parameters.all());
  const values = parameters.map((parameter) => Float32Array.from(parameter.value.dataSync()));
  gan.dispose();
  return { losses, values, tensors };
}

const reference = train('cpu', new ReferenceKernels());

describe.each([true, false])('products and sums in one instruction: %s', (isRelaxed) => {
  it('trains as the reference does, with the same bits again, and leaves no tensor behind', async () => {
    const expected = await reference;
    await startWasm({ threads: 1, isRelaxed });
    const first = await train('wasm', new WasmKernels());
    const apart = first.losses.map((loss, i) => Math.abs(loss - (expected.losses[i] ?? Number.NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
    const second = await train('wasm', new WasmKernels());
    expect(second.losses).toEqual(first.losses);
    const different = second.values.filter((values, i) => values.some((value, at) => value !== first.values[i]?.[at]));
    expect(different.length).toBe(0);
    expect(new Set(first.tensors).size).toBe(1);
  });
});
