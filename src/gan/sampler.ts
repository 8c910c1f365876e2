/**
 * Synthetic pairs from a trained generator. Pair i depends only on (weights, seed, i): its noise is drawn by its own
 * counter, and every call runs the same fixed batch, padded, so that no kernel choice depends on how many were asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { NOISE_LENGTH } from '../core/network-plan.ts';
import { Rng, STREAM } from '../core/rng.ts';
import { PREVIEW_COUNT } from './constants.ts';
import type { Generator } from './generator.ts';

/** Pairs per run of the generator. Part of what a pair depends on: another number may change its last bits. */
export const SAMPLE_BATCH = 32;

export interface SampledPairs {
  readonly count: number;
  /** [count, size, size] greyscale bytes */
  readonly images: Uint8Array<ArrayBuffer>;
  /** [count, columns] in [0, 1] */
  readonly rows: Float32Array;
}

/** Noise [SAMPLE_BATCH, 100] of the pairs from `first` on, zeros behind `count` of them. */
function pairNoise(seed: number, first: number, count: number): Float32Array {
  const noise = new Float32Array(SAMPLE_BATCH * NOISE_LENGTH);
  for (let i = 0; i < count; i++) {
    noise.set(new Rng(seed, STREAM.sampleNoise, first + i).normals(NOISE_LENGTH), i * NOISE_LENGTH);
  }
  return noise;
}

/** Runs `generate` on noise [n, 100] in inference mode. */
function withNoise<T>(noise: Float32Array, generate: (input: Tensor2D) => T): T {
  const input = tf.tensor2d(noise, [noise.length / NOISE_LENGTH, NOISE_LENGTH]);
  try {
    return generate(input);
  } finally {
    input.dispose();
  }
}

async function readRows(row: Tensor2D): Promise<Float32Array> {
  try {
    return await row.data<'float32'>();
  } finally {
    row.dispose();
  }
}

async function readImages(generator: Generator, image: Tensor4D): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await generator.readGrey(image);
  } finally {
    image.dispose();
  }
}

async function run(
  generator: Generator,
  noise: Float32Array,
): Promise<{ images: Uint8Array<ArrayBuffer>; rows: Float32Array }> {
  const { image, row } = withNoise(noise, (input) => generator.generate(input));
  // Both begun before either is waited for.
  const [images, rows] = await Promise.all([readImages(generator, image), readRows(row)]);
  return { images, rows };
}

/** Pairs `first` … `first + count − 1`, at most `SAMPLE_BATCH` of them. */
export async function samplePairs(
  generator: Generator,
  options: { seed: number; first: number; count: number },
): Promise<SampledPairs> {
  const { seed, first, count } = options;
  if (count > SAMPLE_BATCH) throw new Error(`at most ${SAMPLE_BATCH} pairs a call`);
  const { images, rows } = await run(generator, pairNoise(seed, first, count));
  return {
    count,
    images: images.slice(0, (images.length / SAMPLE_BATCH) * count),
    rows: rows.slice(0, (rows.length / SAMPLE_BATCH) * count),
  };
}

/**
 * Whole batches of pairs, each batch numbers k·SAMPLE_BATCH … (k + 1)·SAMPLE_BATCH − 1, so that a pair always has the same
 * place in its batch. Rows can be had without pictures, which are most of the work; together or apart, the same to the
 * last bit.
 */
export class BatchSampler {
  readonly #generator: Generator;
  readonly #seed: number;

  constructor(generator: Generator, seed: number) {
    this.#generator = generator;
    this.#seed = seed;
  }

  /** The batch that pair `index` is in. */
  static batchOf(index: number): number {
    return Math.floor(index / SAMPLE_BATCH);
  }

  /** [SAMPLE_BATCH, size, size] greyscale bytes and [SAMPLE_BATCH, columns] in [0, 1]. */
  pairs(batch: number): Promise<{ images: Uint8Array<ArrayBuffer>; rows: Float32Array }> {
    return run(this.#generator, this.#noise(batch));
  }

  async rows(batch: number): Promise<Float32Array> {
    return readRows(withNoise(this.#noise(batch), (input) => this.#generator.generateRow(input)));
  }

  images(batch: number): Promise<Uint8Array<ArrayBuffer>> {
    const image = withNoise(this.#noise(batch), (input) => this.#generator.generatePicture(input));
    return readImages(this.#generator, image);
  }

  #noise(batch: number): Float32Array {
    return pairNoise(this.#seed, batch * SAMPLE_BATCH, SAMPLE_BATCH);
  }
}

/** The live grid: the same 16 noises after every epoch. */
export async function samplePreview(generator: Generator, seed: number): Promise<SampledPairs> {
  const noise = new Rng(seed, STREAM.previewNoise).normals(PREVIEW_COUNT * NOISE_LENGTH);
  const { images, rows } = await run(generator, noise);
  return { count: PREVIEW_COUNT, images, rows };
}

/**
 * Rows of `count` synthetic pairs, [count, columns], for a quick look while training: made in batches of the live grid, so
 * that they need no more memory than it does. Not the rows of an export.
 */
export async function sampleRows(generator: Generator, seed: number, count: number): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let batch = 1; parts.length * PREVIEW_COUNT < count; batch++) {
    const noise = new Rng(seed, STREAM.previewNoise, batch).normals(PREVIEW_COUNT * NOISE_LENGTH);
    parts.push(await readRows(withNoise(noise, (input) => generator.generateRow(input))));
  }
  const columns = (parts[0]?.length ?? 0) / PREVIEW_COUNT;
  const rows = new Float32Array(parts.length * PREVIEW_COUNT * columns);
  parts.forEach((part, i) => rows.set(part, i * PREVIEW_COUNT * columns));
  return rows.slice(0, count * columns);
}
