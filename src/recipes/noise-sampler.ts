/**
 * Pairs of a generator that makes picture and row together from noise. The noise of pair i is drawn by its own counter, and
 * every run of the generator is the same fixed batch, padded, so that no kernel choice depends on how many were asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { Rng, STREAM } from '../core/rng.ts';
import { portShape } from '../nets/graph.ts';
import { matrix, picture } from '../nets/ranks.ts';
import type { Network } from '../nets/run.ts';
import {
  type PairSampler,
  PREVIEW_COUNT,
  SAMPLE_BATCH,
  type SampledModel,
  type SampledPairs,
  type WantedPicture,
} from './recipe-training.ts';

async function readRows(row: Tensor2D): Promise<Float32Array> {
  try {
    return await row.data<'float32'>();
  } finally {
    row.dispose();
  }
}

export class NoiseSampler implements PairSampler {
  readonly isRowFirst = false;
  readonly #generator: Network;
  readonly #seed: number;
  /** Numbers a pair is made from. */
  readonly #length: number;

  constructor({ generator }: SampledModel, seed: number) {
    this.#generator = generator;
    this.#seed = seed;
    this.#length = portShape(generator.graph, 'noise')[0] ?? 0;
  }

  async rows(first: number, count: number): Promise<Float32Array> {
    const rows = await readRows(matrix(this.#generate(this.#noise(first, count), ['row'])['row']));
    return rows.slice(0, (rows.length / SAMPLE_BATCH) * count);
  }

  async pairs(first: number, count: number): Promise<SampledPairs> {
    const { images, rows } = await this.#both(this.#noise(first, count));
    return {
      count,
      images: count === SAMPLE_BATCH ? images : images.slice(0, (images.length / SAMPLE_BATCH) * count),
      rows: rows.slice(0, (rows.length / SAMPLE_BATCH) * count),
    };
  }

  /** A run of their whole batch, each pair in its usual place. */
  async images(wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    const [one] = wanted;
    if (one === undefined) return new Uint8Array(0);
    const first = Math.floor(one.index / SAMPLE_BATCH) * SAMPLE_BATCH;
    if (wanted.some(({ index }) => index < first || index >= first + SAMPLE_BATCH)) {
      throw new Error('Pictures of more than one batch were asked for');
    }
    const { image } = this.#generate(this.#noise(first, SAMPLE_BATCH), ['image']);
    const all = await this.#readImages(picture(image));
    if (wanted.length === SAMPLE_BATCH) return all;
    const pixels = all.length / SAMPLE_BATCH;
    const images = new Uint8Array(wanted.length * pixels);
    wanted.forEach(({ index }, i) => {
      images.set(all.subarray((index - first) * pixels, (index - first + 1) * pixels), i * pixels);
    });
    return images;
  }

  async preview(): Promise<SampledPairs> {
    const noise = new Rng(this.#seed, STREAM.previewNoise).normals(PREVIEW_COUNT * this.#length);
    return { count: PREVIEW_COUNT, ...(await this.#both(noise)) };
  }

  /** In batches of the live grid, so that they need no more memory than it does. */
  async previewRows(count: number): Promise<Float32Array> {
    const parts: Float32Array[] = [];
    for (let batch = 1; parts.length * PREVIEW_COUNT < count; batch++) {
      const noise = new Rng(this.#seed, STREAM.previewNoise, batch).normals(PREVIEW_COUNT * this.#length);
      parts.push(await readRows(matrix(this.#generate(noise, ['row'])['row'])));
    }
    const columns = (parts[0]?.length ?? 0) / PREVIEW_COUNT;
    const rows = new Float32Array(parts.length * PREVIEW_COUNT * columns);
    parts.forEach((part, i) => rows.set(part, i * PREVIEW_COUNT * columns));
    return rows.slice(0, count * columns);
  }

  /** [SAMPLE_BATCH, length] of the pairs from `first` on, zeros behind `count` of them. */
  #noise(first: number, count: number): Float32Array {
    if (count > SAMPLE_BATCH) throw new Error(`at most ${SAMPLE_BATCH} pairs a call`);
    const noise = new Float32Array(SAMPLE_BATCH * this.#length);
    for (let i = 0; i < count; i++) {
      noise.set(new Rng(this.#seed, STREAM.sampleNoise, first + i).normals(this.#length), i * this.#length);
    }
    return noise;
  }

  /** What the generator makes of noise [n · length] in inference mode; only what some outputs need is computed. */
  #generate(noise: Float32Array, outputs: readonly string[]): Record<string, Tensor> {
    const input = tf.tensor2d(noise, [noise.length / this.#length, this.#length]);
    try {
      return this.#generator.infer({ noise: input }, outputs);
    } finally {
      input.dispose();
    }
  }

  async #both(noise: Float32Array): Promise<{ images: Uint8Array<ArrayBuffer>; rows: Float32Array }> {
    const { image, row } = this.#generate(noise, ['image', 'row']);
    // Both begun before either is waited for.
    const [images, rows] = await Promise.all([this.#readImages(picture(image)), readRows(matrix(row))]);
    return { images, rows };
  }

  async #readImages(image: Tensor4D): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.#generator.kernels.readGrey(image);
    } finally {
      image.dispose();
    }
  }
}
