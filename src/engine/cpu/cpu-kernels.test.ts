import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import type { FilterSize, Stride } from '../kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { CpuKernels } from './cpu-kernels.ts';

const rng = new Rng(3, 1);
const random = (shape: readonly [number, number, number, number]): Tensor4D =>
  tf.tensor4d(rng.normals(shape.reduce((all, side) => all * side)), [...shape]);

describe('the filter gradient on the processor', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each<[string, readonly [number, number, number], FilterSize, Stride, number]>([
    ['odd sides, 5 × 5, stride 2', [7, 9, 3], [5, 5], 2, 4],
    ['even sides, 4 × 4, stride 2', [8, 6, 2], [4, 4], 2, 3],
    ['3 × 3, stride 1', [5, 4, 2], [3, 3], 1, 5],
    ['one dimension, 1 × 9', [1, 20, 3], [1, 9], 1, 2],
    ['a filter shorter than the stride', [6, 6, 2], [1, 3], 2, 2],
    ['a filter larger than the picture', [2, 3, 1], [5, 5], 1, 2],
  ])('is tfjs’s to the bit: %s', async (_, [height, width, inputs], size, stride, outputs) => {
    const x = random([3, height, width, inputs]);
    const dy = random([3, Math.ceil(height / stride), Math.ceil(width / stride), outputs]);
    const weights = tf.tensor1d([0.3, -1, 2]);
    const before = tf.memory().numTensors;
    for (const sampleWeights of [null, weights]) {
      const ours = new CpuKernels().filterGradient(x, dy, size, stride, sampleWeights);
      const theirs = new ReferenceKernels().filterGradient(x, dy, size, stride, sampleWeights);
      expect(ours.shape).toEqual(theirs.shape);
      expect(await ours.data()).toEqual(await theirs.data());
      tf.dispose([ours, theirs]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
