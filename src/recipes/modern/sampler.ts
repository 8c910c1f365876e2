/** Pairs of `modern`: the row first, from the row model, then the picture for it. Pair i depends on model, seed and i alone. */
import * as tf from '@tensorflow/tfjs-core';
import { Rng, STREAM } from '../../core/rng.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { picture } from '../../nets/ranks.ts';
import { RowSampler } from '../../rows/sample-rows.ts';
import {
  type PairSampler,
  PREVIEW_COUNT,
  SAMPLE_BATCH,
  type SampledModel,
  type SampledPairs,
  type WantedPicture,
} from '../recipe-training.ts';
import { measurementsOf } from './measured-state.ts';
import { randomInputs } from './random-inputs.ts';
import { encodeTable } from './row-coding.ts';

/** Rows of the live grid and of quick looks lie behind those of any export. */
const PREVIEW_ROWS = 2 ** 31;

export class ModernSampler implements PairSampler {
  readonly isRowFirst = true;
  readonly #model: SampledModel;
  readonly #schema: TableSchema;
  readonly #rows: RowSampler;
  readonly #seed: number;

  constructor(model: SampledModel, seed: number) {
    if (model.state === null) throw new Error('Its patients were not measured');
    this.#model = model;
    this.#seed = seed;
    const { schema, rowModel } = measurementsOf(model.state);
    this.#schema = schema;
    this.#rows = new RowSampler(rowModel, { seed });
  }

  rows(first: number, count: number): Promise<Float32Array> {
    return Promise.resolve(this.#draw(first, count));
  }

  pairs(first: number, count: number): Promise<SampledPairs> {
    return this.#pairs(STREAM.sampleNoise, first, first, count);
  }

  images(wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    return this.#images(STREAM.sampleNoise, wanted);
  }

  preview(): Promise<SampledPairs> {
    return this.#pairs(STREAM.previewNoise, PREVIEW_ROWS, 0, PREVIEW_COUNT);
  }

  previewRows(count: number): Promise<Float32Array> {
    return Promise.resolve(this.#draw(PREVIEW_ROWS + PREVIEW_COUNT, count));
  }

  #draw(first: number, count: number): Float32Array {
    return encodeTable(this.#schema, this.#rows.draw(first, count).table);
  }

  async #pairs(stream: number, firstRow: number, first: number, count: number): Promise<SampledPairs> {
    const rows = this.#draw(firstRow, count);
    const { width } = this.#schema;
    const wanted = Array.from({ length: count }, (_, i) => ({
      index: first + i,
      row: rows.subarray(i * width, (i + 1) * width),
    }));
    return { count, rows, images: await this.#images(stream, wanted) };
  }

  /** Always one whole batch, padded: no kernel choice may depend on how many were asked for. */
  async #images(stream: number, wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    const { generator } = this.#model;
    const { width } = this.#schema;
    const rows = new Float32Array(SAMPLE_BATCH * width);
    wanted.forEach(({ row }, i) => rows.set(row, i * width));
    const sequences = wanted.map(({ index }) => new Rng(this.#seed, stream, index));
    const inputs = {
      ...randomInputs(generator.graph, sequences, SAMPLE_BATCH),
      row: tf.tensor2d(rows, [SAMPLE_BATCH, width]),
    };
    const { image } = generator.infer(inputs);
    try {
      const all = await generator.kernels.readGrey(picture(image));
      return all.slice(0, (all.length / SAMPLE_BATCH) * wanted.length);
    } finally {
      tf.dispose([picture(image), ...Object.values(inputs)]);
    }
  }
}
