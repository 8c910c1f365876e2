import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { KindTerm } from './kind-term.ts';
import { learnSheets, type PairSet } from './learned-sheets.ts';
import { type Kind, waveSheets } from './testing/wave-sheets.ts';

const USUAL = { mean: Float32Array.of(0, 0, 0), spread: Float32Array.of(1, 1, 1) };
let term: KindTerm;

beforeAll(async () => {
  await tf.setBackend('cpu');
  const persons = Int32Array.from({ length: 90 }, (_, n) => n);
  term = new KindTerm(learnSheets({ ...waveSheets(90, 1), persons }), USUAL, 64);
}, 60_000);

function tensors({ images, rows }: PairSet): readonly [tf.Tensor4D, tf.Tensor2D] {
  const count = rows.length / 3;
  const pixels = Float32Array.from(images, (grey) => grey / 127.5 - 1);
  return [tf.tensor4d(pixels, [count, 64, 64, 1]), tf.tensor2d(rows, [count, 3])];
}

async function distance(kind?: Kind): Promise<number> {
  const { distance: found } = term.of(...tensors(waveSheets(32, 7, kind)));
  return (await found.data())[0] ?? Number.NaN;
}

it('is small for other patients, larger where pictures vary less or show other rows', async () => {
  const others = await distance();
  expect(Math.abs(others)).toBeLessThan(0.15);
  expect(await distance({ spread: 0.3 })).toBeGreaterThan(others + 0.1);
  expect(await distance({ isShuffled: true })).toBeGreaterThan(others + 0.1);
});

it('has the gradient of central differences, and leaves nothing behind', async () => {
  const [image, row] = tensors(waveSheets(4, 3));
  const way = tf.tensor4d(new Rng(5, 1).normals(image.size), image.shape);
  const before = tf.memory().numTensors;
  const { distance: found, gradient } = term.of(image, row);
  expect(tf.memory().numTensors).toBe(before + 2);
  found.dispose();
  const at = async (step: number) => (await term.of(tf.add(image, tf.mul(way, step)), row).distance.data())[0] ?? 0;
  const numeric = ((await at(2e-3)) - (await at(-2e-3))) / 4e-3;
  const [exact = 0] = await tf.sum(tf.mul(gradient, way)).data();
  expect(Math.abs(exact)).toBeGreaterThan(1e-3);
  expect(exact / numeric).toBeCloseTo(1, 1);
});
