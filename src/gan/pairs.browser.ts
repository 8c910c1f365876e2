/** What any machine may rely on: a pair is the same to the last bit however it is asked for, on every backend for exports. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { namedBackend, startBackend, surveyBackends } from '../engine/backends.ts';
import { JointGan } from './joint-gan.ts';
import { SAMPLE_BATCH } from '../recipes/recipe-training.ts';

describe.each(['wasm', 'webgpu'] as const)('a pair on %s', (name) => {
  it('is the same alone, with its row apart from its picture, and at another place of a batch', async () => {
    const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
    const gan = await JointGan.initial({ recipe: 'paper', size: 64, width: 0.03, seed: 3 }, 5, kernels);
    const before = tf.memory().numTensors;
    const sampler = gan.sampler(9);
    const first = 3 * SAMPLE_BATCH;
    const together = await sampler.pairs(first, SAMPLE_BATCH);
    expect(await sampler.rows(first, SAMPLE_BATCH)).toEqual(together.rows);
    const wanted = Array.from({ length: SAMPLE_BATCH }, (_, i) => ({
      index: first + i,
      row: together.rows.subarray(i * 5, (i + 1) * 5),
    }));
    expect(await sampler.images(wanted)).toEqual(together.images);
    const some = [2, 17, 31];
    const images = await sampler.images(wanted.filter((_, i) => some.includes(i)));
    some.forEach((place, i) => {
      expect(images.subarray(i * 4096, (i + 1) * 4096)).toEqual(
        together.images.subarray(place * 4096, (place + 1) * 4096),
      );
    });

    const index = 3 * SAMPLE_BATCH + 17;
    for (const place of [0, 5, 31]) {
      const other = await sampler.pairs(index - place, place + 1);
      expect(other.rows.subarray(place * 5)).toEqual(together.rows.subarray(17 * 5, 18 * 5));
      expect(other.images.subarray(place * 4096)).toEqual(together.images.subarray(17 * 4096, 18 * 4096));
    }
    expect(new Set(together.images).size).toBeGreaterThan(2);
    expect(tf.memory().numTensors).toBe(before);
    gan.dispose();
  });
});
