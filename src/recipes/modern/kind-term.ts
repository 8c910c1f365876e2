/**
 * What draws the generator towards the patients as a whole, beside the critic, which sees one picture at a time and lets variety
 * fade: the energy distances between made and real pairs, of their look with the row, and of every number that can be read
 * of a sheet with the number itself.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { KIND } from './constants.ts';
import { EnergyDistance } from './energy-distance.ts';
import type { LearnedSheets } from './learned-sheets.ts';
import { LookTensors } from './look-tensors.ts';
import type { Usual } from './measured-state.ts';

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

/** Every reading beside what it reads, [readings, count, 2], and how it is said of a look: look · kernel + bias. */
function readingsOf({ look, seen, reader }: LearnedSheets, { rows, count, columns }: Sides) {
  const width = look.components;
  const { readings } = reader;
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
  return { pairs, kernel, bias, columns: Int32Array.from(readings, ({ column }) => column) };
}

/** Of a number each of what is read. */
interface Reading {
  readonly distance: EnergyDistance;
  readonly kernel: Tensor2D;
  readonly bias: Tensor;
  /** Which numbers of a row. */
  readonly columns: Tensor;
}

export class KindTerm {
  readonly #look: LookTensors;
  readonly #width: number;
  /** Components that are compared. */
  readonly #compared: number;
  readonly #whole: EnergyDistance;
  /** Null where nothing can be read. */
  readonly #reading: Reading | null;
  /** [1, columns] */
  readonly #rowMean: Tensor2D;
  readonly #rowSpread: Tensor2D;

  constructor(learned: LearnedSheets, row: Usual, size: number) {
    const { look, seen, reader } = learned;
    const sides = standardised(learned.rows, row);
    const { rows, count, columns } = sides;
    const compared = Math.min(KIND.components, look.components);
    const whole = new Float32Array(count * (compared + columns));
    for (let n = 0; n < count; n++) {
      const own = whole.subarray(n * (compared + columns), (n + 1) * (compared + columns));
      own.set(seen.subarray(n * look.components, n * look.components + compared));
      for (let c = 0; c < columns; c++) own[compared + c] = KIND.row * (rows[n * columns + c] ?? 0);
    }
    this.#look = new LookTensors(look, size);
    this.#width = look.components;
    this.#compared = compared;
    this.#whole = new EnergyDistance(whole, [1, count, compared + columns]);
    this.#rowMean = tf.tensor2d(row.mean, [1, columns]);
    this.#rowSpread = tf.tensor2d(row.spread, [1, columns]);
    const views = reader.readings.length;
    const { pairs, kernel, bias, columns: read } = readingsOf(learned, sides);
    this.#reading =
      views === 0
        ? null
        : {
            distance: new EnergyDistance(pairs, [views, count, 2]),
            kernel: tf.tensor2d(kernel, [this.#width, views]),
            bias: tf.tensor1d(bias),
            columns: tf.tensor1d(read, 'int32'),
          };
  }

  /**
   * Of made pictures [B, S, S, 1] and their rows [B, columns], encoded: weighted distances, and the gradient by the pictures.
   * The caller disposes both.
   */
  of(image: Tensor4D, encoded: Tensor2D): { readonly distance: Scalar; readonly gradient: Tensor4D } {
    const [distance, gradient] = tf.tidy(() => {
      const { look, ...pass } = this.#look.look(image);
      const row = tf.div<Tensor2D>(tf.sub(encoded, this.#rowMean), this.#rowSpread);
      const seen = tf.slice(look, [0, 0], [-1, this.#compared]);
      const joined = tf.concat([seen, tf.mul<Tensor2D>(row, KIND.row)], 1);
      const whole = this.#whole.of(tf.expandDims(joined, 0) as Tensor3D);
      const bySeen = tf.slice(tf.squeeze<Tensor2D>(whole.gradient, [0]), [0, 0], [-1, this.#compared]);
      const byWhole = tf.pad(tf.mul(bySeen, KIND.look), [
        [0, 0],
        [0, this.#width - this.#compared],
      ]);
      const read = this.#read(look, row);
      const byLook = read === null ? byWhole : tf.add(byWhole, tf.mul(read.byLook, KIND.reading));
      const weighted = tf.mul(whole.distance, KIND.look);
      return [
        read === null ? weighted : tf.add(weighted, tf.mul(read.distance, KIND.reading)),
        this.#look.gradient(byLook as Tensor2D, pass),
      ] as const;
    });
    return { distance: distance as Scalar, gradient };
  }

  #read(look: Tensor2D, row: Tensor2D): { readonly distance: Scalar; readonly byLook: Tensor2D } | null {
    if (this.#reading === null) return null;
    const { distance, kernel, bias, columns } = this.#reading;
    const says = tf.add(tf.matMul(look, kernel), bias);
    const beside = tf.transpose(tf.stack([says, tf.gather(row, columns as tf.Tensor1D, 1)], 2), [1, 0, 2]) as Tensor3D;
    const found = distance.of(beside);
    const bySays = tf.transpose(tf.squeeze<Tensor2D>(tf.slice(found.gradient, [0, 0, 0], [-1, -1, 1]), [2]));
    return { distance: found.distance, byLook: tf.matMul(bySays, kernel, false, true) };
  }

  dispose(): void {
    this.#look.dispose();
    this.#whole.dispose();
    tf.dispose([this.#rowMean, this.#rowSpread]);
    if (this.#reading === null) return;
    const { distance, kernel, bias, columns } = this.#reading;
    distance.dispose();
    tf.dispose([kernel, bias, columns]);
  }
}
