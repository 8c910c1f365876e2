/** What a step gives to a GPU, counted with the GPU's work left out: buffers are real and hold zeros. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { countGpu } from '../../engine/webgpu/gpu-counters.ts';
import { openOwnDevice } from '../../engine/webgpu/own-device.ts';
import { WebgpuKernels } from '../../engine/webgpu/webgpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { CONFIG, preparedState, SCHEMA, simplePatients } from './testing/simple-patients.ts';
import { modernTraining } from './training.ts';

const BATCH = 16;
const MOST = 200;

it.each([64, 200] as const)(`is at most ${MOST} dispatches at %i pixels`, async (size) => {
  const config = { ...CONFIG, size, batch: BATCH, width: 1 };
  const patients = simplePatients(size);
  const state = await preparedState(patients, undefined, config);
  GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined;
  const own = await openOwnDevice(() => undefined);
  const counter = countGpu(own.device);
  const kernels = new WebgpuKernels(own.backend);
  const gan = await JointGan.initial(config, SCHEMA.width, kernels, state);
  const { networks } = gan;
  const training = modernTraining.begin({ kernels, networks, state, config, patients, validation: null });
  const pixels = Float32Array.from(
    patients.dataset.images.subarray(0, BATCH * size * size),
    (grey) => grey / 127.5 - 1,
  );
  const steps = [1, 2].map((step) => {
    const input = {
      realImages: tf.tensor4d(pixels, [BATCH, size, size, 1]),
      realRows: tf.tensor2d(patients.dataset.rows.slice(0, BATCH * SCHEMA.width), [BATCH, SCHEMA.width]),
      noise: tf.tensor2d(new Rng(2, 51, step).normals(BATCH * 64), [BATCH, 64]),
      seed: 3,
      step,
    };
    counter.reset();
    training.step(input).dispose();
    // What waits for company is recorded before anything else is.
    own.backend.ensureCommandEncoderReady();
    return counter.read();
  });
  const [, second] = steps;
  const byProgram = [...(second?.programs ?? [])].sort(([, a], [, b]) => b - a);
  const table = byProgram.map(([name, count]) => `${count} ${name}`).join(', ');
  expect(second?.dispatches, table).toBeLessThanOrEqual(MOST);
});
