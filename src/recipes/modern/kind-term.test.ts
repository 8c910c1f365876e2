import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { KIND } from './constants.ts';
import { KindTerm } from './kind-term.ts';
import { learnSheets, type PairSet } from './learned-sheets.ts';
import { type Kind, waveSheets } from './testing/wave-sheets.ts';

const USUAL = { mean: Float32Array.of(0, 0, 0), spread: Float32Array.of(1, 1, 1) };
let term: KindTerm;

beforeAll(async () => {
  await tf.setBackend('cpu');
  const persons = Int32Array.from({ length: 90 }, (_, n) => n);
  term = new KindTerm(new ReferenceKernels(), learnSheets({ ...waveSheets(90, 1), persons }), USUAL);
}, 60_000);

function tensors({ images, rows }: PairSet): readonly [tf.Tensor4D, tf.Tensor2D] {
  const count = rows.length / 3;
  const pixels = Float32Array.from(images, (grey) => grey / 127.5 - 1);
  return [tf.tensor4d(pixels, [count, 64, 64, 1]), tf.tensor2d(rows, [count, 3])];
}

/** The weighted distances of pictures with their rows: an energy distance is a sum over all made, less 1. */
async function distanceOf(image: tf.Tensor4D, row: tf.Tensor2D): Promise<number> {
  const { whole, readings, gradient } = term.of(image, row);
  const sums = await Promise.all([whole, readings].map((parts) => tf.sum(parts).data()));
  const [ofWhole = Number.NaN, ofReadings = Number.NaN] = sums.map(([sum = Number.NaN]) => sum);
  const views = readings.shape[0];
  tf.dispose([whole, readings, gradient]);
  return KIND.look * (ofWhole - 1) + KIND.reading * (ofReadings / views - 1);
}

const distance = (kind?: Kind): Promise<number> => distanceOf(...tensors(waveSheets(32, 7, kind)));

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
  const { whole, readings, gradient } = term.of(image, row);
  expect(tf.memory().numTensors).toBe(before + 3);
  tf.dispose([whole, readings]);
  const at = (step: number): Promise<number> => distanceOf(tf.add(image, tf.mul(way, step)), row);
  const numeric = ((await at(2e-3)) - (await at(-2e-3))) / 4e-3;
  const [exact = 0] = await tf.sum(tf.mul(gradient, way)).data();
  expect(Math.abs(exact)).toBeGreaterThan(1e-3);
  expect(exact / numeric).toBeCloseTo(1, 1);
});
