/** Pairs of `modern`: the row first, from the row model, then the picture for it. Pair i depends on model, seed and i alone. */
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../core/app-error.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { picture } from '../../nets/ranks.ts';
import { macrotask } from '../../platform/macrotask.ts';
import type { RowConditions, RowFilter } from '../../rows/conditions.ts';
import type { RowModel } from '../../rows/row-model.ts';
import { type DrawnRows, RowSampler } from '../../rows/sample-rows.ts';
import type { SheetModel } from '../../sheet/generator/sheet-model.ts';
import { signalKey } from '../../sheet/generator/trace-signals.ts';
import {
  type FittingRows,
  type PairSampler,
  PREVIEW_COUNT,
  type RowFirst,
  SAMPLE_BATCH,
  type SampledModel,
  type SampledPairs,
  type TracedPictures,
  type TraceRequest,
  type WantedPicture,
} from '../recipe-training.ts';
import { measurementsOf } from './measured-state.ts';
import { TracedSheets } from './traced-sheets.ts';
import { randomInputs } from './random-inputs.ts';
import { encodeTable } from './row-coding.ts';

/** Rows of the live grid and of quick looks lie behind those of any export. */
const PREVIEW_ROWS = 2 ** 31;

/** Rows drawn or looked at before others have their turn. */
const AT_ONCE = 4096;
/** The same where each takes many tries. */
const TRIES_AT_ONCE = 20_000;

export class ModernSampler implements PairSampler {
  readonly isRowFirst = true;
  readonly rowFirst: RowFirst = {
    plan: () => (this.#conditions === null ? null : this.#rows.plan),
    weights: async (first, count) => this.#rows.draw(first, count).weights,
    search: (range, filters) => this.#search(range, filters),
  };
  declare readonly traced?: NonNullable<PairSampler['traced']>;
  readonly #model: SampledModel;
  readonly #schema: TableSchema;
  readonly #rowModel: RowModel;
  readonly #rows: RowSampler;
  readonly #conditions: RowConditions | null;
  readonly #seed: number;
  #sheets: Promise<TracedSheets> | null = null;
  /** The last search's rows and what they had to fit. */
  #searched: { readonly filters: readonly RowFilter[]; readonly rows: RowSampler } | null = null;

  constructor(model: SampledModel, seed: number, conditions: RowConditions | null = null) {
    if (model.state === null) throw new Error('Its patients were not measured');
    this.#model = model;
    this.#seed = seed;
    const { schema, rowModel, sheet } = measurementsOf(model.state);
    if (sheet !== null) this.traced = (wanted, request) => this.#traced(sheet, wanted, request);
    this.#schema = schema;
    this.#rowModel = rowModel;
    this.#conditions = conditions;
    this.#rows = new RowSampler(rowModel, { seed, conditions: conditions ?? {} });
  }

  rows(first: number, count: number): Promise<Float32Array> {
    return this.#draw(first, count);
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
    return this.#draw(PREVIEW_ROWS + PREVIEW_COUNT, count);
  }

  /** Throws `cohort-never` where a row cannot be had. */
  async #draw(first: number, count: number): Promise<Float32Array> {
    if (this.#conditions === null) return encodeTable(this.#schema, this.#rows.draw(first, count).table);
    const { width } = this.#schema;
    const rows = new Float32Array(count * width);
    let tries = 0;
    for (let i = 0; i < count; i++) {
      const drawn: DrawnRows = this.#rows.draw(first + i, 1);
      if (!drawn.isComplete) throw new AppError('cohort-never', { tried: drawn.tries });
      rows.set(encodeTable(this.#schema, drawn.table), i * width);
      tries += drawn.tries;
      if (tries < TRIES_AT_ONCE) continue;
      tries = 0;
      await macrotask();
    }
    return rows;
  }

  async #search(
    { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
    filters: readonly RowFilter[],
  ): Promise<FittingRows> {
    if (this.#searched?.filters !== filters) {
      const rows = new RowSampler(this.#rowModel, { seed: this.#seed, conditions: { where: filters } });
      this.#searched = { filters, rows };
    }
    const { rows } = this.#searched;
    const found = rows.search(from, Math.min(to, from + AT_ONCE), most);
    return { numbers: found.numbers, rows: encodeTable(this.#schema, found.table), end: found.end };
  }

  async #pairs(stream: number, firstRow: number, first: number, count: number): Promise<SampledPairs> {
    const rows = await this.#draw(firstRow, count);
    const { width } = this.#schema;
    const wanted = Array.from({ length: count }, (_, i) => ({
      index: first + i,
      row: rows.subarray(i * width, (i + 1) * width),
    }));
    return { count, rows, images: await this.#images(stream, wanted) };
  }

  async #traced(
    sheet: SheetModel,
    wanted: readonly WantedPicture[],
    { side, hasSignals }: TraceRequest,
  ): Promise<TracedPictures> {
    const key = signalKey(sheet);
    if (hasSignals && 'missing' in key) throw new AppError('no-signals', { reason: key.missing });
    this.#sheets ??= TracedSheets.of(this.#model, sheet);
    const sheets = await this.#sheets;
    const { samples, strips } = sheets.frame;
    const isRedrawn = side !== null && side !== sheet.size;
    const made = await this.#run(STREAM.sampleNoise, wanted, isRedrawn ? ['traces'] : ['image', 'traces']);
    try {
      const all = (await made['traces']?.data()) as Float32Array;
      const rowsOf = (i: number): Float32Array =>
        all.subarray(i * samples * strips.length, (i + 1) * samples * strips.length);
      let images: Uint8Array<ArrayBuffer>;
      if (isRedrawn) {
        images = new Uint8Array(wanted.length * side * side);
        wanted.forEach((_, i) => images.set(sheets.draw(rowsOf(i), side), i * side * side));
      } else images = await this.#grey(made['image'], wanted.length);
      const signals = hasSignals ? wanted.flatMap((_, i) => sheets.signals(rowsOf(i)) ?? []) : [];
      return { images, signals };
    } finally {
      tf.dispose(made);
    }
  }

  /** Always one whole batch, padded: no kernel choice may depend on how many were asked for. */
  async #run(
    stream: number,
    wanted: readonly WantedPicture[],
    outputs: readonly string[],
  ): Promise<Record<string, tf.Tensor>> {
    const { generator } = this.#model;
    const { width } = this.#schema;
    const rows = new Float32Array(SAMPLE_BATCH * width);
    wanted.forEach(({ row }, i) => rows.set(row, i * width));
    const sequences = wanted.map(({ index }) => new Rng(this.#seed, stream, index));
    const inputs = {
      ...randomInputs(generator.graph, sequences, SAMPLE_BATCH),
      row: tf.tensor2d(rows, [SAMPLE_BATCH, width]),
    };
    try {
      return generator.infer(inputs, outputs);
    } finally {
      tf.dispose(Object.values(inputs));
    }
  }

  /** The first `count` of a batch as bytes. */
  async #grey(image: tf.Tensor | undefined, count: number): Promise<Uint8Array<ArrayBuffer>> {
    const all = await this.#model.generator.kernels.readGrey(picture(image));
    return all.slice(0, (all.length / SAMPLE_BATCH) * count);
  }

  async #images(stream: number, wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    const made = await this.#run(stream, wanted, ['image']);
    try {
      return await this.#grey(made['image'], wanted.length);
    } finally {
      tf.dispose(made);
    }
  }
}
