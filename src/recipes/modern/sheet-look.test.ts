import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { FEATURES } from '../../engine/batch/look.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { SheetLook } from './sheet-look.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function pictures(count: number, size: number, seed: number) {
  const rng = new Rng(seed, 1);
  return { size, images: Uint8Array.from({ length: count * size * size }, () => rng.below(256)) };
}

it.each([64, 200])('looks at pictures of %i pixels on the device as at bytes', async (size) => {
  const look = new SheetLook(pictures(6, size, 1), 4);
  const some = pictures(3, size, 2);
  const pixels = Float32Array.from(some.images, (grey) => grey / 127.5 - 1);
  const { features } = new ReferenceKernels().batch.look(tf.tensor4d(pixels, [3, size, size, 1]));
  const { kernel, bias } = look.linear;
  const found = await tf.add(tf.matMul(features, tf.tensor2d(kernel, [FEATURES, look.components])), bias).data();
  const expected = look.of(some);
  expect(expected).toHaveLength(12);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? 0, 3));
});
