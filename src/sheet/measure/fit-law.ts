/**
 * Fits a linear law of rows and noise to what was measured: ridge regression on the row, then the principal directions of
 * what the row leaves, scaled to keep all of its variance.
 */
import { factorInPlace, solveFactored } from '../../core/maths/cholesky.ts';
import { subspaceEigen } from '../../core/maths/subspace-eigen.ts';
import { quantile } from '../../core/maths/moments.ts';
import { ROW_LIMIT, type LinearLaw } from '../generator/linear-law.ts';

export interface Rows {
  readonly count: number;
  readonly columns: number;
  /** [count, columns], standardised, blanks 0. */
  readonly values: Float32Array;
}

/** Pull of a column's effect to zero, in patients: for many numbers together, and those tried for a few. */
const RIDGE = 40;
const RIDGES = [2, 8, RIDGE];
/** Measurements beyond these quantiles are held at them. */
const TAIL = 0.01;
/** A measurement that may be plainly wrong is held within so many robust deviations of what the row says; rounds of it. */
const WRONG = 2.5;
const ROUNDS = 3;
/** A normal distribution's standard deviation for its median absolute deviation. */
const FROM_MEDIAN = 1.4826;

export type FittedLaw = LinearLaw & {
  /** Share of the variance that the row says. */
  readonly explained: number;
};

export interface LawOptions {
  readonly outputs: number;
  /** Directions of noise, of which the last are zero where fewer exist. */
  readonly noises: number;
}

export class LawFitter {
  readonly #rows: Rows;
  /** [count, columns + 1]: held within the limit, and a one. */
  readonly #design: Float64Array;
  /** Its products, lower triangle. */
  readonly #products: Float64Array;

  constructor(rows: Rows) {
    const { count, columns, values } = rows;
    const width = columns + 1;
    this.#rows = rows;
    this.#design = new Float64Array(count * width);
    for (let n = 0; n < count; n++) {
      for (let c = 0; c < columns; c++) {
        this.#design[n * width + c] = Math.max(-ROW_LIMIT, Math.min(ROW_LIMIT, values[n * columns + c] ?? 0));
      }
      this.#design[n * width + columns] = 1;
    }
    this.#products = new Float64Array(width * width);
    for (let a = 0; a < width; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let n = 0; n < count; n++) {
          sum += (this.#design[n * width + a] ?? 0) * (this.#design[n * width + b] ?? 0);
        }
        this.#products[a * width + b] = sum;
      }
    }
  }

  /** `measured`: [count, outputs], is held within its tails in place and left with what the row does not say. */
  fit(measured: Float64Array, { outputs, noises }: LawOptions): FittedLaw {
    holdTails(measured, this.#rows.count, outputs);
    return this.#law(measured, { outputs, noises }, this.#coefficients(measured, outputs, this.#factor(RIDGE)));
  }

  /** As `fit`, of a few numbers: with the pull that says best what a patient left out shows, and one direction of noise. */
  fitFew(measured: Float64Array, outputs: number): FittedLaw {
    holdTails(measured, this.#rows.count, outputs);
    const factor = this.#bestFactor(measured, outputs);
    return this.#law(measured, { outputs, noises: 1 }, this.#coefficients(measured, outputs, factor));
  }

  /** As `fitFew`, of one number that is plainly wrong for some patients. */
  fitRobust(measured: Float64Array): FittedLaw {
    for (let round = 0; round < ROUNDS; round++) {
      const said = measured.slice();
      this.#takeAway(said, 1, this.#coefficients(measured, 1, this.#bestFactor(measured, 1)));
      const within = WRONG * FROM_MEDIAN * quantile(said.map(Math.abs).sort(), 0.5);
      said.forEach((left, n) => {
        measured[n] = (measured[n] ?? 0) - left + Math.max(-within, Math.min(within, left));
      });
    }
    return this.fitFew(measured, 1);
  }

  #law(measured: Float64Array, { outputs, noises }: LawOptions, coefficients: Float64Array): FittedLaw {
    const { count, columns } = this.#rows;
    const before = variance(measured, count, outputs);
    this.#takeAway(measured, outputs, coefficients);
    const left = measured.reduce((sum, v) => sum + v * v, 0) / count;
    return {
      outputs,
      mean: Float32Array.from(coefficients.subarray(columns * outputs)),
      byRow: Float32Array.from(coefficients.subarray(0, columns * outputs)),
      byNoise: principalDirections(measured, count, outputs, noises),
      explained: before > 0 ? 1 - left / before : 0,
    };
  }

  /** Cholesky factor of the products with a pull. The one is not pulled. */
  #factor(ridge: number): Float64Array {
    const width = this.#rows.columns + 1;
    const factor = this.#products.slice();
    for (let c = 0; c < width - 1; c++) factor[c * width + c] = (factor[c * width + c] ?? 0) + ridge;
    factorInPlace(factor, width);
    return factor;
  }

  /** [columns + 1, outputs] */
  #coefficients(measured: Float64Array, outputs: number, factor: Float64Array): Float64Array {
    const { count, columns } = this.#rows;
    const width = columns + 1;
    const out = new Float64Array(width * outputs);
    const side = new Float64Array(width);
    for (let o = 0; o < outputs; o++) {
      side.fill(0);
      for (let n = 0; n < count; n++) {
        const value = measured[n * outputs + o] ?? 0;
        for (let c = 0; c < width; c++) side[c] = (side[c] ?? 0) + value * (this.#design[n * width + c] ?? 0);
      }
      solveFactored(factor, side);
      for (let c = 0; c < width; c++) out[c * outputs + o] = side[c] ?? 0;
    }
    return out;
  }

  #takeAway(measured: Float64Array, outputs: number, coefficients: Float64Array): void {
    const { count, columns } = this.#rows;
    for (let n = 0; n < count; n++) {
      for (let o = 0; o < outputs; o++) {
        let said = 0;
        for (let c = 0; c <= columns; c++) {
          said += (this.#design[n * (columns + 1) + c] ?? 0) * (coefficients[c * outputs + o] ?? 0);
        }
        measured[n * outputs + o] = (measured[n * outputs + o] ?? 0) - said;
      }
    }
  }

  /** Of the pull with the least squared error of patients left out (Golub, Heath & Wahba 1979, eq. 1.3). */
  #bestFactor(measured: Float64Array, outputs: number): Float64Array {
    const { count, columns } = this.#rows;
    const width = columns + 1;
    let best = this.#factor(RIDGE);
    let least = Number.POSITIVE_INFINITY;
    for (const ridge of RIDGES) {
      const factor = this.#factor(ridge);
      const left = measured.slice();
      this.#takeAway(left, outputs, this.#coefficients(measured, outputs, factor));
      let error = 0;
      for (let n = 0; n < count; n++) {
        const row = this.#design.subarray(n * width, (n + 1) * width);
        const solved = row.slice();
        solveFactored(factor, solved);
        const own = row.reduce((sum, v, c) => sum + v * (solved[c] ?? 0), 0);
        for (let o = 0; o < outputs; o++) error += ((left[n * outputs + o] ?? 0) / Math.max(1e-6, 1 - own)) ** 2;
      }
      if (error < least) [best, least] = [factor, error];
    }
    return best;
  }
}

function holdTails(values: Float64Array, count: number, outputs: number): void {
  for (let o = 0; o < outputs; o++) {
    const own = Float64Array.from({ length: count }, (_, n) => values[n * outputs + o] ?? 0).sort();
    const low = quantile(own, TAIL);
    const high = quantile(own, 1 - TAIL);
    for (let n = 0; n < count; n++) {
      values[n * outputs + o] = Math.max(low, Math.min(high, values[n * outputs + o] ?? 0));
    }
  }
}

/** Summed over the outputs. */
function variance(values: Float64Array, count: number, outputs: number): number {
  let total = 0;
  for (let o = 0; o < outputs; o++) {
    let sum = 0;
    let squares = 0;
    for (let n = 0; n < count; n++) {
      const value = values[n * outputs + o] ?? 0;
      sum += value;
      squares += value * value;
    }
    total += squares / count - (sum / count) ** 2;
  }
  return total;
}

/** [noises, outputs]: together they have the variance of `values` [count, outputs]. */
function principalDirections(values: Float64Array, count: number, outputs: number, noises: number): Float32Array {
  const isTall = count > outputs;
  const side = isTall ? outputs : count;
  const { values: sizes, vectors } = subspaceEigen(products(values, count, outputs, isTall), side, noises);
  const total = values.reduce((sum, v) => sum + v * v, 0);
  const kept = sizes.reduce((sum, v) => sum + Math.max(0, v), 0);
  const scale = Math.sqrt(total / Math.max(kept, 1e-12) / count);
  const out = new Float32Array(noises * outputs);
  vectors.forEach((vector, k) => {
    const size = Math.max(0, sizes[k] ?? 0);
    for (let o = 0; o < outputs; o++) {
      let along = 0;
      if (isTall) along = (vector[o] ?? 0) * Math.sqrt(size);
      // The outputs' direction of a direction among patients: already as long as its singular value.
      else for (let n = 0; n < count; n++) along += (vector[n] ?? 0) * (values[n * outputs + o] ?? 0);
      out[k * outputs + o] = along * scale;
    }
  });
  return out;
}

/** Of the outputs with each other where there are fewer of them, of the patients otherwise. */
function products(values: Float64Array, count: number, outputs: number, ofOutputs: boolean): Float64Array {
  const side = ofOutputs ? outputs : count;
  const out = new Float64Array(side * side);
  if (ofOutputs) {
    for (let n = 0; n < count; n++) {
      const row = values.subarray(n * outputs, (n + 1) * outputs);
      for (let a = 0; a < side; a++) {
        const value = row[a] ?? 0;
        for (let b = 0; b <= a; b++) out[a * side + b] = (out[a * side + b] ?? 0) + value * (row[b] ?? 0);
      }
    }
  } else {
    for (let a = 0; a < side; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let o = 0; o < outputs; o++) sum += (values[a * outputs + o] ?? 0) * (values[b * outputs + o] ?? 0);
        out[a * side + b] = sum;
      }
    }
  }
  for (let a = 0; a < side; a++) for (let b = 0; b < a; b++) out[b * side + a] = out[a * side + b] ?? 0;
  return out;
}
