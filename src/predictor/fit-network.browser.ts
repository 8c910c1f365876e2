/** A whole training on the backends a visitor may get, in a real browser: it learns, repeats itself and leaves nothing. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { BackendName } from '../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend } from '../engine/backends.ts';
import { auc } from '../report/auc.ts';
import { fitNetwork } from './fit-network.ts';
import { epochs, outputOf, plantedCases } from './testing/planted-cases.ts';

const SIZE = 16;
const { signal } = new AbortController();
const started = new Map<BackendName, RunningBackend>();

/** Probabilities and embeddings of fresh cases after `passes` over 80 others. */
async function run(name: BackendName, passes: number) {
  const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), started);
  const before = tf.memory().numTensors;
  const { cases, targets } = plantedCases(80, SIZE, 1);
  const fit = {
    kernels,
    cases,
    targets,
    patients: null,
    seed: 1,
    effort: epochs(passes),
    signal,
    onProgress: () => {},
  };
  const network = await fitNetwork(fit);
  const fresh = plantedCases(80, SIZE, 2);
  const predicted = await network.predict(fresh.cases, signal);
  const embedded = await network.embed(fresh.cases, signal);
  network.dispose();
  return { predicted, embedded, fresh, left: tf.memory().numTensors - before };
}

describe.each(['wasm', 'webgpu'] as const)('fitNetwork on %s', (name) => {
  it('learns what is planted and leaves no tensors', async () => {
    const { predicted, fresh, left } = await run(name, 8);
    expect(auc(outputOf(predicted, 2, 0), outputOf(fresh.targets.values, 2, 0))).toBeGreaterThan(0.95);
    expect(left).toBe(0);
  });

  it('agrees with the reference after two epochs', async () => {
    const expected = await run('cpu', 2);
    const actual = await run(name, 2);
    for (const key of ['predicted', 'embedded'] as const) {
      const worst = actual[key].reduce((most, v, i) => Math.max(most, Math.abs(v - (expected[key][i] ?? NaN))), 0);
      expect(worst, key).toBeLessThan(2e-3);
    }
  });
});

it('gives the same bits again on wasm', async () => {
  const [first, again] = [await run('wasm', 2), await run('wasm', 2)];
  expect(again.predicted).toEqual(first.predicted);
  expect(again.embedded).toEqual(first.embedded);
});
