/**
 * Synthetic pairs from a trained generator. Pair i depends only on (weights, seed, i): its noise is drawn by its own
 * counter, and every call runs the same fixed batch, padded, so that no kernel choice depends on how many were asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import { NOISE_LENGTH } from '../core/network-plan.ts';
import { Rng, STREAM } from '../core/rng.ts';
import { PREVIEW_COUNT } from './constants.ts';
import type { Generator } from './generator.ts';
import { toBytes } from '../core/pixels.ts';

/** Pairs per run of the generator. */
export const SAMPLE_BATCH = 32;

export interface SampledPairs {
  readonly count: number;
  /** [count, size, size] greyscale bytes */
  readonly images: Uint8Array<ArrayBuffer>;
  /** [count, columns] in [0, 1] */
  readonly rows: Float32Array;
}

/** Runs the generator in inference mode on noise [n, 100]. */
async function run(generator: Generator, noise: Float32Array): Promise<{ images: Float32Array; rows: Float32Array }> {
  const input = tf.tensor2d(noise, [noise.length / NOISE_LENGTH, NOISE_LENGTH]);
  const { image, row } = generator.generate(input);
  try {
    const [images, rows] = await Promise.all([image.data<'float32'>(), row.data<'float32'>()]);
    return { images, rows };
  } finally {
    tf.dispose([input, image, row]);
  }
}

/** Pairs `first` … `first + count − 1`, at most `SAMPLE_BATCH` of them. */
export async function samplePairs(
  generator: Generator,
  options: { seed: number; first: number; count: number },
): Promise<SampledPairs> {
  const { seed, first, count } = options;
  if (count > SAMPLE_BATCH) throw new Error(`at most ${SAMPLE_BATCH} pairs a call`);
  const noise = new Float32Array(SAMPLE_BATCH * NOISE_LENGTH);
  for (let i = 0; i < count; i++) {
    noise.set(new Rng(seed, STREAM.sampleNoise, first + i).normals(NOISE_LENGTH), i * NOISE_LENGTH);
  }
  const { images, rows } = await run(generator, noise);
  return {
    count,
    images: toBytes(images.subarray(0, (images.length / SAMPLE_BATCH) * count)),
    rows: rows.slice(0, (rows.length / SAMPLE_BATCH) * count),
  };
}

/** The live grid: the same 16 noises after every epoch. */
export async function samplePreview(generator: Generator, seed: number): Promise<SampledPairs> {
  const noise = new Rng(seed, STREAM.previewNoise).normals(PREVIEW_COUNT * NOISE_LENGTH);
  const { images, rows } = await run(generator, noise);
  return { count: PREVIEW_COUNT, images: toBytes(images), rows };
}

/**
 * Rows of `count` synthetic pairs, [count, columns], for a quick look while training: made in batches of the live grid, so
 * that they need no more memory than it does. Not the rows of an export.
 */
export async function sampleRows(generator: Generator, seed: number, count: number): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let batch = 1; parts.length * PREVIEW_COUNT < count; batch++) {
    const noise = new Rng(seed, STREAM.previewNoise, batch).normals(PREVIEW_COUNT * NOISE_LENGTH);
    parts.push((await run(generator, noise)).rows);
  }
  const columns = (parts[0]?.length ?? 0) / PREVIEW_COUNT;
  const rows = new Float32Array(parts.length * PREVIEW_COUNT * columns);
  parts.forEach((part, i) => rows.set(part, i * PREVIEW_COUNT * columns));
  return rows.slice(0, count * columns);
}
