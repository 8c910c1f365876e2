/**
 * Principal components of the real rows: encoded columns standardised with real's mean and standard deviation, components
 * fitted on real, both sides projected. Missing cells take real's mean; columns constant in real are left out.
 */
import type { EncodedColumns } from './column-values.ts';
import { isConstant } from './correlation.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import { leadingEigen, type SymmetricOperator } from '../core/maths/leading-eigen.ts';
import { symmetricEigen } from '../core/maths/symmetric-eigen.ts';
import { listen, Pace, type PieceWork } from '../core/pace.ts';
import { Rng } from '../core/rng.ts';
import { REPORT_STREAM } from './row-draws.ts';

/** Rows as points in standardised space. */
export interface StandardRows {
  readonly n: number;
  readonly width: number;
  /** [n, width] row-major. */
  readonly data: Float64Array;
}

/** Multiplications between two rests: some milliseconds. */
const PIECE = 1e6;
/** Up to so many columns their covariance is small, and all its eigenvectors come at once. */
const MOST_DENSE = 64;

/** Both sides by real's mean and standard deviation. Rejects with AbortError when cancelled. */
export async function standardiseByReal(
  real: EncodedColumns,
  synthetic: EncodedColumns,
  work: PieceWork,
): Promise<[StandardRows, StandardRows]> {
  const pace = new Pace(work, PIECE);
  const kept: { readonly values: Float64Array; readonly other: Float64Array }[] = [];
  for (const [i, values] of real.columns.entries()) {
    const other = synthetic.columns[i];
    if (!isConstant(values) && other !== undefined) kept.push({ values, other });
    await pace.did(4 * values.length);
  }
  const width = kept.length;
  const build = (n: number): StandardRows => ({ n, width, data: new Float64Array(n * width) });
  const sides: [StandardRows, StandardRows] = [
    build(real.columns[0]?.length ?? 0),
    build(synthetic.columns[0]?.length ?? 0),
  ];
  for (const [at, { values, other }] of kept.entries()) {
    const present = values.filter((value) => !Number.isNaN(value));
    const centre = mean(present);
    const spread = standardDeviation(present);
    for (const [side, source] of [values, other].entries()) {
      const { data } = sides[side === 0 ? 0 : 1];
      for (const [row, value] of source.entries()) {
        data[row * width + at] = Number.isNaN(value) ? 0 : (value - centre) / spread;
      }
    }
    // Writing across the rows is slow.
    await pace.did(8 * (values.length + other.length));
  }
  return sides;
}

export interface Components {
  /** Two vectors [width], of length 1 (zeros where the space has fewer dimensions). */
  readonly vectors: readonly [Float64Array, Float64Array];
}

/** XᵀX of the columns, [width, width]. */
function covarianceOf({ n, width, data }: StandardRows): Float64Array {
  const covariance = new Float64Array(width * width);
  for (let row = 0; row < n; row++) {
    const start = row * width;
    for (let i = 0; i < width; i++) {
      const x = data[start + i] ?? 0;
      if (x === 0) continue;
      for (let j = i; j < width; j++)
        covariance[i * width + j] = (covariance[i * width + j] ?? 0) + x * (data[start + j] ?? 0);
    }
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j < i; j++) covariance[i * width + j] = covariance[j * width + i] ?? 0;
  return covariance;
}

/** XᵀX as what it does to vectors: Xᵀ(X v), row by row; the matrix itself is never there. */
function covarianceOperator({ n, width, data }: StandardRows, work: PieceWork): SymmetricOperator {
  const multiply = async (block: readonly Float64Array[]): Promise<Float64Array[]> => {
    const out = block.map(() => new Float64Array(width));
    const pace = new Pace(work, PIECE);
    for (let row = 0; row < n; row++) {
      const start = row * width;
      for (const [k, vector] of block.entries()) {
        const sum = out[k] ?? new Float64Array();
        let along = 0;
        for (let i = 0; i < width; i++) along += (data[start + i] ?? 0) * (vector[i] ?? 0);
        for (let i = 0; i < width; i++) sum[i] = (sum[i] ?? 0) + along * (data[start + i] ?? 0);
      }
      await pace.did(2 * width * block.length);
    }
    await listen(work);
    return out;
  };
  return { n: width, multiply };
}

/** `seed` only sets where the search begins. Rejects with AbortError when cancelled. */
export async function fitComponents(rows: StandardRows, seed: number, work: PieceWork): Promise<Components> {
  const { width } = rows;
  const { vectors } =
    width <= MOST_DENSE
      ? symmetricEigen(covarianceOf(rows), width)
      : await leadingEigen(covarianceOperator(rows, work), 2, new Rng(seed, REPORT_STREAM.components));
  return { vectors: [vectors[0] ?? new Float64Array(width), vectors[1] ?? new Float64Array(width)] };
}

/** [n] coordinates along the two components. Rejects with AbortError when cancelled. */
export async function project(
  { n, width, data }: StandardRows,
  { vectors }: Components,
  work: PieceWork,
): Promise<[Float64Array, Float64Array]> {
  const pace = new Pace(work, PIECE);
  const along = async (vector: Float64Array): Promise<Float64Array> => {
    const out = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (data[row * width + i] ?? 0) * (vector[i] ?? 0);
      out[row] = sum;
      await pace.did(width);
    }
    return out;
  };
  return [await along(vectors[0]), await along(vectors[1])];
}

/** Share of all variance that lies along each of the two components; zeros where nothing varies. */
export async function explainedVarianceRatio(
  rows: StandardRows,
  components: Components,
  work: PieceWork,
): Promise<[number, number]> {
  const { n, width, data } = rows;
  const pace = new Pace(work, PIECE);
  let total = 0;
  for (let i = 0; i < width; i++) {
    total += variance(Float64Array.from({ length: n }, (_, row) => data[row * width + i] ?? 0));
    await pace.did(8 * n);
  }
  const [x, y] = await project(rows, components, work);
  return total > 0 ? [variance(x) / total, variance(y) / total] : [0, 0];
}

function variance(values: Float64Array): number {
  return values.length < 2 ? 0 : standardDeviation(values) ** 2;
}
