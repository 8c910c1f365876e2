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

/** Pull of a column's effect to zero, in patients. */
const RIDGE = 40;
/** Measurements beyond these quantiles are held at them. */
const TAIL = 0.01;

export class LawFitter {
  readonly #rows: Rows;
  /** [count, columns + 1]: held within the limit, and a one. */
  readonly #design: Float64Array;
  readonly #factor: Float64Array;

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
    this.#factor = new Float64Array(width * width);
    for (let a = 0; a < width; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = a === b && a < columns ? RIDGE : 0;
        for (let n = 0; n < count; n++) {
          sum += (this.#design[n * width + a] ?? 0) * (this.#design[n * width + b] ?? 0);
        }
        this.#factor[a * width + b] = sum;
      }
    }
    factorInPlace(this.#factor, width);
  }

  /**
   * `measured`: [count, outputs], is held within its tails in place and left with what the row does not say. The law has
   * `noises` directions, of which the last are zero where fewer exist.
   */
  fit(measured: Float64Array, outputs: number, noises: number): LinearLaw & { readonly explained: number } {
    const { count, columns } = this.#rows;
    const width = columns + 1;
    holdTails(measured, count, outputs);
    const before = variance(measured, count, outputs);
    const byRow = new Float32Array(columns * outputs);
    const mean = new Float32Array(outputs);
    const side = new Float64Array(width);
    for (let o = 0; o < outputs; o++) {
      side.fill(0);
      for (let n = 0; n < count; n++) {
        const value = measured[n * outputs + o] ?? 0;
        for (let c = 0; c < width; c++) side[c] = (side[c] ?? 0) + value * (this.#design[n * width + c] ?? 0);
      }
      solveFactored(this.#factor, side);
      for (let c = 0; c < columns; c++) byRow[c * outputs + o] = side[c] ?? 0;
      mean[o] = side[columns] ?? 0;
      for (let n = 0; n < count; n++) {
        let said = 0;
        for (let c = 0; c < width; c++) said += (side[c] ?? 0) * (this.#design[n * width + c] ?? 0);
        measured[n * outputs + o] = (measured[n * outputs + o] ?? 0) - said;
      }
    }
    const byNoise = principalDirections(measured, count, outputs, noises);
    const left = measured.reduce((sum, v) => sum + v * v, 0) / count;
    return { outputs, mean, byRow, byNoise, explained: before > 0 ? 1 - left / before : 0 };
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
