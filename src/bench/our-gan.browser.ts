/** Whole training steps on wasm: the losses of the reference, the same bits again, no tensor left over. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { JointGan } from '../gan/joint-gan.ts';
import { paperNetworks, paperStep } from '../recipes/paper/step.ts';
import type { Kernels } from '../engine/kernels.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import { startWasm } from '../engine/wasm/start-wasm.ts';
import { WasmKernels } from '../engine/wasm/wasm-kernels.ts';
import { batches } from './bench-batch.ts';

const COLUMNS = 6;
const STEPS = 4;

/** Losses of each step and all variables at the end. */
async function train(backend: string, kernels: Kernels) {
  await tf.setBackend(backend);
  const gan = await JointGan.initial({ recipe: 'paper', size: 64, width: 0.03, seed: 2 }, COLUMNS, kernels);
  const upload = batches({ size: 64, batch: 3, columns: COLUMNS });
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

beforeAll(async () => {
  await startWasm({ threads: 1 });
});

it('trains as the reference does', async () => {
  const expected = await train('cpu', new ReferenceKernels());
  const actual = await train('wasm', new WasmKernels());
  actual.losses.forEach((loss, i) => {
    expect(Math.abs(loss - (expected.losses[i] ?? Number.NaN))).toBeLessThan(1e-4);
  });
});

it('gives the same bits again and leaves no tensor behind', async () => {
  const first = await train('wasm', new WasmKernels());
  const second = await train('wasm', new WasmKernels());
  expect(second.losses).toEqual(first.losses);
  expect(second.values).toEqual(first.values);
  expect(new Set(first.tensors).size).toBe(1);
});
