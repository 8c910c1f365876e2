/**
 * What draws the generator towards the patients as a whole, beside the critic, which sees one picture at a time and lets variety
 * fade: the energy distances between made and real pairs, of their look with the row, and of every number that can be read
 * of a sheet with the number itself.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kinds, Scores } from '../../engine/batch/batch-kernels.ts';
import { FEATURES } from '../../engine/batch/look.ts';
import type { Finish, Kernels } from '../../engine/kernels.ts';
import { KIND } from './constants.ts';
import type { LearnedSheets } from './learned-sheets.ts';
import type { Usual } from './measured-state.ts';
import type { Reading } from './row-reader.ts';

interface Sides {
  /** [count, columns], standardised. */
  readonly rows: Float32Array;
  readonly count: number;
  readonly columns: number;
}

function standardised(rows: Float32Array, { mean, spread }: Usual): Sides {
  const columns = mean.length;
  const values = rows.map((value, i) => (value - (mean[i % columns] ?? 0)) / (spread[i % columns] ?? 1));
  return { rows: values, count: rows.length / columns, columns };
}

/**
 * Every reading beside what it reads, [readings, count, 2], and how it is said of a look: look · kernel + bias. Where nothing can be
 * read, one that says 0.
 */
function readingsOf({ look, seen, reader }: LearnedSheets, { rows, count, columns }: Sides) {
  const width = look.components;
  const nothing: Pick<Reading, 'weights' | 'spread' | 'column'> = {
    weights: new Float64Array(width),
    spread: 1,
    column: 0,
  };
  const readings: readonly (typeof nothing)[] = reader.readings.length === 0 ? [nothing] : reader.readings;
  const pairs = new Float32Array(readings.length * count * 2);
  const kernel = new Float32Array(width * readings.length);
  const bias = new Float32Array(readings.length);
  for (const [g, { weights, spread, column }] of readings.entries()) {
    for (let k = 0; k < width; k++) kernel[k * readings.length + g] = (weights[k] ?? 0) / spread;
    const says = Float64Array.from({ length: count }, (_, n) => {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += ((weights[k] ?? 0) / spread) * (seen[n * width + k] ?? 0);
      return sum;
    });
    const mean = says.reduce((sum, value) => sum + value, 0) / count;
    bias[g] = -mean;
    says.forEach((value, n) => {
      pairs[(g * count + n) * 2] = value - mean;
      pairs[(g * count + n) * 2 + 1] = rows[n * columns + column] ?? 0;
    });
  }
  return { pairs, kernel, bias, columns: Float32Array.from(readings, ({ column }) => column) };
}

/** Real rows of some views on the device, and the mean distance of two of them, which energy distances are measured in. */
interface RealRows {
  /** [views, count, length] */
  readonly real: Tensor3D;
  /** [views] */
  readonly unit: Tensor1D;
}

function realRows(rows: Float32Array, [views, count, length]: readonly [number, number, number]): RealRows {
  const unit = new Float32Array(views);
  for (let view = 0; view < views; view++) {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        let squares = 0;
        for (let k = 0; k < length; k++) {
          squares += ((rows[(view * count + i) * length + k] ?? 0) - (rows[(view * count + j) * length + k] ?? 0)) ** 2;
        }
        sum += Math.sqrt(squares);
      }
    }
    unit[view] = Math.max(1e-6, sum / ((count * (count - 1)) / 2));
  }
  return { real: tf.tensor3d(rows, [views, count, length]), unit: tf.tensor1d(unit) };
}

/** A bias and no more. */
function linear(bias: Tensor1D): Finish {
  return { bias, activation: { slope: 1, dropout: null } };
}

export class KindTerm {
  readonly #kernels: Kernels;
  readonly #whole: RealRows;
  readonly #beside: RealRows;
  readonly #rowScores: Scores;
  /** Of features, [FEATURES, components] and [components]. */
  readonly #lookKernel: Tensor2D;
  readonly #lookBias: Tensor1D;
  readonly #kinds: Kinds;
  /** [readings] */
  readonly #readingBias: Tensor1D;
  readonly #weights: readonly [ofWhole: number, ofReadings: number];

  constructor(kernels: Kernels, learned: LearnedSheets, row: Usual) {
    const { look, seen, reader } = learned;
    const sides = standardised(learned.rows, row);
    const { rows, count, columns } = sides;
    const { components } = look;
    const compared = Math.min(KIND.components, components);
    const whole = new Float32Array(count * (compared + columns));
    for (let n = 0; n < count; n++) {
      const own = whole.subarray(n * (compared + columns), (n + 1) * (compared + columns));
      own.set(seen.subarray(n * components, n * components + compared));
      for (let c = 0; c < columns; c++) own[compared + c] = KIND.row * (rows[n * columns + c] ?? 0);
    }
    const { pairs, kernel, bias, columns: read } = readingsOf(learned, sides);
    this.#kernels = kernels;
    this.#whole = realRows(whole, [1, count, compared + columns]);
    this.#beside = realRows(pairs, [read.length, count, 2]);
    this.#rowScores = { mean: tf.tensor1d(row.mean), spread: tf.tensor1d(row.spread), limit: null };
    this.#lookKernel = tf.tensor2d(look.linear.kernel, [FEATURES, components]);
    this.#lookBias = tf.tensor1d(look.linear.bias);
    this.#kinds = {
      compared,
      rowWeight: KIND.row,
      kernel: tf.tensor2d(kernel, [components, read.length]),
      column: tf.tensor1d(read),
    };
    this.#readingBias = tf.tensor1d(bias);
    this.#weights = [KIND.look, reader.readings.length === 0 ? 0 : KIND.reading];
  }

  /**
   * Of made pictures [B, S, S, 1] and their rows [B, columns], encoded: what each adds to either distance, [views, B], and the
   * gradient by the pictures of both, times their weights. The caller disposes all of it.
   */
  of(
    image: Tensor4D,
    encoded: Tensor2D,
  ): { readonly whole: Tensor2D; readonly readings: Tensor2D; readonly gradient: Tensor4D } {
    const { batch } = this.#kernels;
    const seen = batch.look(image);
    const look = this.#kernels.dense(seen.features, this.#lookKernel, linear(this.#lookBias));
    const row = batch.standardised(encoded, this.#rowScores);
    const says = this.#kernels.dense(look, this.#kinds.kernel, linear(this.#readingBias));
    const made = batch.kindRows({ look, row, says }, this.#kinds);
    const whole = batch.energy({ ...this.#whole, made: made.whole });
    const beside = batch.energy({ ...this.#beside, made: made.beside });
    const gradients = { byWhole: whole.gradient, byBeside: beside.gradient };
    const byLook = batch.byLook(gradients, this.#kinds, this.#weights);
    const by = this.#kernels.denseInputGradient(byLook, this.#lookKernel);
    const gradient = batch.lookGradient(by, { ...seen, image });
    tf.dispose([
      ...Object.values(seen),
      look,
      row,
      says,
      ...Object.values(made),
      ...Object.values(gradients),
      byLook,
      by,
    ]);
    return { whole: whole.parts, readings: beside.parts, gradient };
  }

  dispose(): void {
    const { mean, spread } = this.#rowScores;
    const { kernel, column } = this.#kinds;
    tf.dispose([...Object.values(this.#whole), ...Object.values(this.#beside), mean, spread, kernel, column]);
    tf.dispose([this.#lookKernel, this.#lookBias, this.#readingBias]);
  }
}
