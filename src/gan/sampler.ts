/**
 * Synthetic pairs from a trained generator. Pair i depends only on (weights, seed, i): its noise is drawn by its own
 * counter, and every call runs the same fixed batch, padded, so that no kernel choice depends on how many were asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { Rng, STREAM } from '../core/rng.ts';
import { PREVIEW_COUNT } from './constants.ts';
import { portShape } from '../nets/graph.ts';
import { matrix, picture } from '../nets/ranks.ts';
import type { Network } from '../nets/run.ts';

/** Pairs per run of the generator. Part of what a pair depends on: another number may change its last bits. */
export const SAMPLE_BATCH = 32;

export interface SampledPairs {
  readonly count: number;
  /** [count, size, size] greyscale bytes */
  readonly images: Uint8Array<ArrayBuffer>;
  /** [count, columns] in [0, 1] */
  readonly rows: Float32Array;
}

/** Numbers a pair is made from. */
function noiseLength({ graph }: Network): number {
  return portShape(graph, 'noise')[0] ?? 0;
}

/** Noise [SAMPLE_BATCH, length] of the pairs from `first` on, zeros behind `count` of them. */
function pairNoise(length: number, seed: number, first: number, count: number): Float32Array {
  const noise = new Float32Array(SAMPLE_BATCH * length);
  for (let i = 0; i < count; i++) {
    noise.set(new Rng(seed, STREAM.sampleNoise, first + i).normals(length), i * length);
  }
  return noise;
}

/** What the generator makes of noise [n · length] in inference mode; only what some outputs need is computed. */
function generate(generator: Network, noise: Float32Array, outputs: readonly string[]): Record<string, Tensor> {
  const length = noiseLength(generator);
  const input = tf.tensor2d(noise, [noise.length / length, length]);
  try {
    return generator.infer({ noise: input }, outputs);
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

async function readImages(generator: Network, image: Tensor4D): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await generator.kernels.readGrey(image);
  } finally {
    image.dispose();
  }
}

async function run(
  generator: Network,
  noise: Float32Array,
): Promise<{ images: Uint8Array<ArrayBuffer>; rows: Float32Array }> {
  const { image, row } = generate(generator, noise, ['image', 'row']);
  // Both begun before either is waited for.
  const [images, rows] = await Promise.all([readImages(generator, picture(image)), readRows(matrix(row))]);
  return { images, rows };
}

/** Pairs `first` … `first + count − 1`, at most `SAMPLE_BATCH` of them. */
export async function samplePairs(
  generator: Network,
  options: { seed: number; first: number; count: number },
): Promise<SampledPairs> {
  const { seed, first, count } = options;
  if (count > SAMPLE_BATCH) throw new Error(`at most ${SAMPLE_BATCH} pairs a call`);
  const { images, rows } = await run(generator, pairNoise(noiseLength(generator), seed, first, count));
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
  readonly #generator: Network;
  readonly #seed: number;

  constructor(generator: Network, seed: number) {
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
    return readRows(matrix(generate(this.#generator, this.#noise(batch), ['row'])['row']));
  }

  images(batch: number): Promise<Uint8Array<ArrayBuffer>> {
    const { image } = generate(this.#generator, this.#noise(batch), ['image']);
    return readImages(this.#generator, picture(image));
  }

  #noise(batch: number): Float32Array {
    return pairNoise(noiseLength(this.#generator), this.#seed, batch * SAMPLE_BATCH, SAMPLE_BATCH);
  }
}

/** The live grid: the same 16 noises after every epoch. */
export async function samplePreview(generator: Network, seed: number): Promise<SampledPairs> {
  const noise = new Rng(seed, STREAM.previewNoise).normals(PREVIEW_COUNT * noiseLength(generator));
  const { images, rows } = await run(generator, noise);
  return { count: PREVIEW_COUNT, images, rows };
}

/**
 * Rows of `count` synthetic pairs, [count, columns], for a quick look while training: made in batches of the live grid, so
 * that they need no more memory than it does. Not the rows of an export.
 */
export async function sampleRows(generator: Network, seed: number, count: number): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let batch = 1; parts.length * PREVIEW_COUNT < count; batch++) {
    const noise = new Rng(seed, STREAM.previewNoise, batch).normals(PREVIEW_COUNT * noiseLength(generator));
    parts.push(await readRows(matrix(generate(generator, noise, ['row'])['row'])));
  }
  const columns = (parts[0]?.length ?? 0) / PREVIEW_COUNT;
  const rows = new Float32Array(parts.length * PREVIEW_COUNT * columns);
  parts.forEach((part, i) => rows.set(part, i * PREVIEW_COUNT * columns));
  return rows.slice(0, count * columns);
}
