/** What any machine may rely on: a pair is the same to the last bit however it is asked for, on every backend for exports. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { namedBackend, startBackend, surveyBackends } from '../engine/backends.ts';
import { JointGan } from './joint-gan.ts';
import { BatchSampler, SAMPLE_BATCH, samplePairs } from './sampler.ts';

describe.each(['wasm', 'webgpu'] as const)('a pair on %s', (name) => {
  it('is the same alone, with its row apart from its picture, and at another place of a batch', async () => {
    const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
    const gan = JointGan.initial({ recipe: 'paper', size: 64, width: 0.03, seed: 3 }, 5, kernels);
    const before = tf.memory().numTensors;
    const sampler = new BatchSampler(gan.generator, 9);
    const together = await sampler.pairs(3);
    expect(await sampler.rows(3)).toEqual(together.rows);
    expect(await sampler.images(3)).toEqual(together.images);

    const index = 3 * SAMPLE_BATCH + 17;
    expect(BatchSampler.batchOf(index)).toBe(3);
    for (const place of [0, 5, 31]) {
      const other = await samplePairs(gan.generator, { seed: 9, first: index - place, count: place + 1 });
      expect(other.rows.subarray(place * 5)).toEqual(together.rows.subarray(17 * 5, 18 * 5));
      expect(other.images.subarray(place * 4096)).toEqual(together.images.subarray(17 * 4096, 18 * 4096));
    }
    expect(new Set(together.images).size).toBeGreaterThan(2);
    expect(tf.memory().numTensors).toBe(before);
    gan.dispose();
  });
});
