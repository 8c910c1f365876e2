import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAbort } from '../core/app-error.ts';
import type { StudyData } from '../core/dataset.ts';
import { Rng } from '../core/rng.ts';
import { QUICK_LOOK, type RunConfig } from '../core/run-config.ts';
import { CpuKernels } from '../engine/cpu/cpu-kernels.ts';
import { JointGan } from './joint-gan.ts';
import { networkOf } from '../recipes/recipe-training.ts';
import { patientSides } from '../recipes/patient-sides.ts';
import { PauseGate } from '../core/pause-gate.ts';
import { Trainer } from './trainer.ts';

const config: RunConfig = { ...QUICK_LOOK, width: 0.01, batch: 4, seed: 3 };
const kernels = new CpuKernels();
const pass = (): Promise<void> => Promise.resolve();

/** Nine patients: two batches of four and one of one. */
function study(): Pick<StudyData, 'train' | 'patients'> {
  const rng = new Rng(1, 98);
  const train = {
    count: 9,
    size: 64,
    schema: { version: 1, columns: [], width: 3 },
    rows: Float32Array.from({ length: 27 }, () => rng.uniform()),
    blanks: new Uint8Array(0),
    images: Uint8Array.from({ length: 9 * 64 * 64 }, () => rng.below(256)),
  } as const;
  return { train, patients: { train: Int32Array.from({ length: 9 }, (_, i) => i), holdout: new Int32Array(0) } };
}

async function start() {
  const gan = await JointGan.initial(config, 3, kernels);
  return { gan, trainer: new Trainer({ gan, kernels, patients: patientSides(study(), config), config }) };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('Trainer', () => {
  it('repeats a run exactly, a last batch of one patient included', async () => {
    const run = async () => {
      const { gan, trainer } = await start();
      const steps: number[] = [];
      const losses = [await trainer.runEpoch(1, pass, (s) => steps.push(s)), await trainer.runEpoch(2, pass, () => {})];
      const preview = await gan.sampler(config.seed).preview();
      gan.dispose();
      return { losses, steps, pixels: [...preview.images.subarray(0, 200)] };
    };
    const first = await run();
    expect(first.steps).toEqual([1, 2, 3]);
    expect(Number.isFinite(first.losses[1]?.['generatorLoss'])).toBe(true);
    expect(await run()).toEqual(first);
  });

  it('stops between two steps, also from a pause, and leaves no tensors', async () => {
    const { gan, trainer } = await start();
    const before = tf.memory().numTensors;
    const gate = new PauseGate(() => performance.now());
    const rests: boolean[] = [];
    gate.onRest = (isResting) => rests.push(isResting);
    const running = trainer.runEpoch(1, gate.pass, () => {
      gate.pause();
      setTimeout(() => gate.stop(), 5);
    });
    await expect(running).rejects.toSatisfy(isAbort);
    expect(rests).toEqual([true, false]);
    expect(tf.memory().numTensors).toBe(before);
    gan.dispose();
  });

  it('says so when the numbers explode', async () => {
    const { gan, trainer } = await start();
    const kernel = networkOf(gan.networks, 'discriminator').parameters.get('logit/kernel');
    kernel.value = tf.mul(kernel.value, Number.NaN);
    await expect(trainer.runEpoch(1, pass, () => {})).rejects.toMatchObject({
      code: 'not-finite',
      params: { epoch: 1 },
    });
    gan.dispose();
  });
});

describe('a sampler', () => {
  // Protects regenerating any pair, ranges on many machines, and resumed exports.
  it('gives pair i whatever was asked for around it', async () => {
    const { gan } = await start();
    const many = await gan.sampler(9).pairs(100, 7);
    const one = await gan.sampler(9).pairs(105, 1);
    expect(one.images).toEqual(many.images.subarray(5 * 4096, 6 * 4096));
    expect(one.rows).toEqual(many.rows.subarray(15, 18));
    expect(one.rows).not.toEqual(many.rows.subarray(0, 3));
    gan.dispose();
  });
});
