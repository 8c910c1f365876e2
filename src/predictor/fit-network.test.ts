import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAbort } from '../core/app-error.ts';
import { Rng } from '../core/rng.ts';
import { CpuKernels } from '../engine/cpu/cpu-kernels.ts';
import { auc } from '../report/auc.ts';
import { fitNetwork, type FitOptions } from './fit-network.ts';
import { splitValidation } from './split-patients.ts';
import { epochs, outputOf, plantedCases, TOY_EFFORT } from './testing/planted-cases.ts';

const kernels = new CpuKernels();
const { signal } = new AbortController();
const SIZE = 16;

function options(count: number, seed: number): FitOptions {
  const { cases, targets } = plantedCases(count, SIZE, 1);
  return { kernels, cases, targets, patients: null, seed, effort: TOY_EFFORT, signal, onProgress: () => {} };
}

async function aucs(fit: FitOptions): Promise<number[]> {
  const fresh = plantedCases(80, SIZE, 2);
  const network = await fitNetwork(fit);
  const { cases } = fresh;
  const shown = {
    ...cases,
    pictures: fit.cases.pictures === null ? null : cases.pictures,
    rows: fit.cases.rows === null ? null : cases.rows,
  };
  const predicted = await network.predict(shown, signal);
  network.dispose();
  return [0, 1].map((k) => auc(outputOf(predicted, 2, k), outputOf(fresh.targets.values, 2, k)));
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('fitNetwork', () => {
  it('finds what is planted in the picture and in the row', async () => {
    const [bar, column] = await aucs(options(80, 1));
    expect(bar).toBeGreaterThan(0.95);
    expect(column).toBeGreaterThan(0.85);
  });

  it('finds only what its branch can see', async () => {
    const fit = options(80, 1);
    const [bar, column] = await aucs({ ...fit, cases: { ...fit.cases, rows: null } });
    expect(bar).toBeGreaterThan(0.95);
    expect(column).toBeLessThan(0.7);
    const [blindBar, seenColumn] = await aucs({ ...fit, cases: { ...fit.cases, pictures: null } });
    expect(blindBar).toBeLessThan(0.7);
    expect(seenColumn).toBeGreaterThan(0.9);
  });

  it('finds nothing in shuffled targets', async () => {
    const fit = options(80, 1);
    const order = new Rng(9, 96).permutation(80);
    const values = fit.targets.values.map((_, i) => fit.targets.values[2 * (order[i >> 1] ?? 0) + (i % 2)] ?? 0);
    for (const value of await aucs({ ...fit, targets: { values, outputs: 2 } })) {
      // Chance alone ties eighty shuffled answers to the bar a little; what was planted gives more than 0.95.
      expect(Math.abs(value - 0.5)).toBeLessThan(0.35);
    }
  });

  it('learns nothing from unknown targets, and the rest as if they were not there', async () => {
    const fit = options(80, 1);
    // The wrong half of the answers is hidden: were NaN taken for a number, nothing could be learnt.
    const values = fit.targets.values.map((v, i) => (i % 2 === 0 ? v : (i >> 1) % 2 === 0 ? v : Number.NaN));
    const [bar, column] = await aucs({ ...fit, targets: { values, outputs: 2 } });
    expect(bar).toBeGreaterThan(0.95);
    expect(column).toBeGreaterThan(0.75);
    const network = await fitNetwork({
      ...fit,
      effort: epochs(2),
      targets: { values: fit.targets.values.map((v, i) => (i % 2 === 0 ? v : Number.NaN)), outputs: 2 },
    });
    const predicted = await network.predict(fit.cases, signal);
    network.dispose();
    expect(predicted.every(Number.isFinite)).toBe(true);
  });

  it('takes unknown cells of a row for average ones', async () => {
    const fit = options(80, 1);
    const rows = fit.cases.rows ?? { values: new Float32Array(0), columns: 0 };
    const values = rows.values.map((v, i) => (i % 7 === 0 ? Number.NaN : v));
    const [, column] = await aucs({ ...fit, cases: { ...fit.cases, rows: { ...rows, values } } });
    expect(column).toBeGreaterThan(0.8);
  });

  it('gives the same bits again, and others with another seed', async () => {
    const run = async (seed: number) => {
      const fit = { ...options(40, seed), effort: epochs(2) };
      const network = await fitNetwork(fit);
      const results = {
        predicted: await network.predict(fit.cases, signal),
        embedded: await network.embed(fit.cases, signal),
      };
      network.dispose();
      return results;
    };
    const first = await run(1);
    expect(first.embedded.length).toBe(40 * 8);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).predicted).not.toEqual(first.predicted);
  });

  it('gives a case the same answer whatever stands beside it', async () => {
    const fit = { ...options(40, 1), effort: epochs(1) };
    const network = await fitNetwork(fit);
    const { cases } = plantedCases(70, SIZE, 4);
    const all = await network.predict(cases, signal);
    const pictures = { images: (cases.pictures?.images ?? new Uint8Array(0)).slice(65 * SIZE * SIZE), size: SIZE };
    const rows = { values: (cases.rows?.values ?? new Float32Array(0)).slice(65 * 3), columns: 3 };
    expect(await network.predict({ count: 5, pictures, rows }, signal)).toEqual(all.slice(130));
    network.dispose();
  });

  it('stops when told to and leaves no tensors, nor does a finished network', async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const fit = { ...options(40, 1), signal: controller.signal, onProgress: () => controller.abort() };
    await expect(fitNetwork(fit)).rejects.toSatisfy(isAbort);
    expect(tf.memory().numTensors).toBe(before);

    const network = await fitNetwork({ ...options(40, 1), effort: epochs(1) });
    await expect(network.predict(fit.cases, controller.signal)).rejects.toSatisfy(isAbort);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says so when the numbers break down, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const fit = { ...options(40, 1), effort: { ...TOY_EFFORT, learningRate: Number.NaN } };
    await expect(fitNetwork(fit)).rejects.toMatchObject({ code: 'network-not-finite' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains on a handful without a validation part, to the last epoch', async () => {
    let last = 0;
    const fit = { ...options(6, 1), effort: epochs(3) };
    const network = await fitNetwork({ ...fit, onProgress: (fraction) => (last = fraction) });
    network.dispose();
    expect(last).toBe(1);
  });
});

describe('splitValidation', () => {
  it('keeps all cases of a patient on one side', () => {
    const patients = Int32Array.from({ length: 200 }, (_, n) => Math.floor(n / 3));
    const { train, validation } = splitValidation(200, patients, 0.2, new Rng(1, 9));
    const trained = new Set(Array.from(train, (n) => patients[n]));
    expect(Array.from(validation).some((n) => trained.has(patients[n]))).toBe(false);
    expect(train.length + validation.length).toBe(200);
    expect(validation.length).toBeGreaterThan(30);
  });
});
