/** Reads the numbers of a row from what is seen of its sheet, by ridge regression; and how well it can, tried on others. */
import { factorInPlace, solveFactored } from '../../core/maths/cholesky.ts';
import type { Points } from './manifold-shares.ts';

/** Pull of a number's weights to zero, in patients. */
const RIDGE = 100;
const FOLDS = 5;
/** A number whose reading goes along with it less than this is not read. */
const LEAST_CORRELATION = 0.15;

interface Lesson {
  /** [count, width] */
  readonly seen: Float64Array;
  readonly width: number;
  /** [count, columns], encoded. */
  readonly rows: Float32Array;
  /** [count] */
  readonly persons: Int32Array;
}

/** One number of a row. */
export interface Reading {
  readonly column: number;
  /** [width + 1], the last of a one. */
  readonly weights: Float64Array;
  /** With the number, of patients that it was not fitted to. */
  readonly correlation: number;
  /** Standard deviation of what it says. */
  readonly spread: number;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let [ofA, ofB, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    ofA += x;
    ofB += y;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  const variances = (aa - (ofA * ofA) / n) * (bb - (ofB * ofB) / n);
  return variances > 1e-12 ? (ab - (ofA * ofB) / n) / Math.sqrt(variances) : 0;
}

function say(weights: Float64Array, seen: Float64Array, n: number, width: number): number {
  let sum = weights[width] ?? 0;
  for (let k = 0; k < width; k++) sum += (weights[k] ?? 0) * (seen[n * width + k] ?? 0);
  return sum;
}

/** Weights of every column, of the patients `taught`. */
function fit({ seen, width, rows }: Lesson, columns: number, taught: readonly number[]): Float64Array[] {
  const terms = width + 1;
  const term = (n: number, k: number): number => (k === width ? 1 : (seen[n * width + k] ?? 0));
  const products = new Float64Array(terms * terms);
  for (let a = 0; a < terms; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = a === b && a < width ? RIDGE : 0;
      for (const n of taught) sum += term(n, a) * term(n, b);
      products[a * terms + b] = sum;
    }
  }
  factorInPlace(products, terms);
  return Array.from({ length: columns }, (_, column) => {
    const side = new Float64Array(terms);
    for (const n of taught) {
      const value = rows[n * columns + column] ?? 0;
      for (let k = 0; k < terms; k++) side[k] = (side[k] ?? 0) + value * term(n, k);
    }
    solveFactored(products, side);
    return side;
  });
}

export class RowReader {
  readonly #width: number;
  readonly #columns: number;
  readonly #readings: readonly Reading[];

  constructor(lesson: Lesson) {
    const { seen, width, rows, persons } = lesson;
    const count = seen.length / width;
    const columns = rows.length / count;
    this.#width = width;
    this.#columns = columns;
    const everybody = Array.from({ length: count }, (_, n) => n);
    const foldOf = (n: number): number => (persons[n] ?? 0) % FOLDS;
    const tried = Array.from({ length: columns }, () => new Float64Array(count));
    for (let fold = 0; fold < FOLDS; fold++) {
      const taught = everybody.filter((n) => foldOf(n) !== fold);
      const weights = fit(lesson, columns, taught);
      for (const n of everybody.filter((one) => foldOf(one) === fold)) {
        tried.forEach((says, column) => (says[n] = say(weights[column] ?? new Float64Array(0), seen, n, width)));
      }
    }
    const of = (column: number): Float64Array => Float64Array.from(everybody, (n) => rows[n * columns + column] ?? 0);
    this.#readings = fit(lesson, columns, everybody).flatMap((weights, column): Reading[] => {
      const found = correlation(tried[column] ?? [], of(column));
      if (found < LEAST_CORRELATION) return [];
      const says = everybody.map((n) => say(weights, seen, n, width));
      const mean = says.reduce((sum, value) => sum + value, 0) / count;
      const spread = Math.sqrt(says.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
      return spread > 1e-9 ? [{ column, weights, correlation: found, spread }] : [];
    });
  }

  /** The numbers that are read, each as it stands in a row: weights [width + 1], the last of a one, and their spread. */
  get readings(): readonly Reading[] {
    return this.#readings;
  }

  /** Where sheets lie by what is read of them, each reading as long as it is right; where none is, by what is seen. */
  places(seen: Float64Array): Points {
    const count = seen.length / this.#width;
    const readings = this.#readings;
    if (readings.length === 0) return { count, width: this.#width, values: seen };
    const width = readings.length;
    const values = new Float64Array(count * width);
    for (let n = 0; n < count; n++) {
      for (const [k, { weights, correlation: right, spread }] of readings.entries()) {
        values[n * width + k] = (say(weights, seen, n, this.#width) * right) / spread;
      }
    }
    return { count, width, values };
  }

  /** How well readings go along with rows, as a share of how well they do among patients; null where nothing is read. */
  agreement(seen: Float64Array, rows: Float32Array): number | null {
    if (this.#readings.length === 0) return null;
    const count = seen.length / this.#width;
    let [found, most] = [0, 0];
    for (const { column, weights, correlation: right } of this.#readings) {
      const says = Float64Array.from({ length: count }, (_, n) => say(weights, seen, n, this.#width));
      const truths = Float64Array.from({ length: count }, (_, n) => rows[n * this.#columns + column] ?? 0);
      found += right * correlation(says, truths);
      most += right * right;
    }
    return found / most;
  }
}
