/**
 * Principal components of the real rows: encoded columns standardised with real's mean and standard deviation, components
 * fitted on real, both sides projected. Missing cells take real's mean; columns constant in real are left out.
 */
import type { EncodedColumns } from './column-values.ts';
import { isConstant } from './correlation.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import { symmetricEigen } from '../core/maths/symmetric-eigen.ts';

/** Rows as points in standardised space. */
export interface StandardRows {
  readonly n: number;
  readonly width: number;
  /** [n, width] row-major. */
  readonly data: Float64Array;
}

/** Both sides by real's mean and standard deviation. */
export function standardiseByReal(real: EncodedColumns, synthetic: EncodedColumns): [StandardRows, StandardRows] {
  const kept = real.columns.flatMap((values, i) => {
    const other = synthetic.columns[i];
    return isConstant(values) || other === undefined ? [] : [{ values, other }];
  });
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
  }
  return sides;
}

export interface Components {
  /** Two vectors [width], of length 1 (zeros where the space has fewer dimensions). */
  readonly vectors: readonly [Float64Array, Float64Array];
}

export function fitComponents({ n, width, data }: StandardRows): Components {
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
  const { vectors } = symmetricEigen(covariance, width);
  return { vectors: [vectors[0] ?? new Float64Array(width), vectors[1] ?? new Float64Array(width)] };
}

/** [n] coordinates along the two components. */
export function project({ n, width, data }: StandardRows, { vectors }: Components): [Float64Array, Float64Array] {
  const along = (vector: Float64Array): Float64Array =>
    Float64Array.from({ length: n }, (_, row) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (data[row * width + i] ?? 0) * (vector[i] ?? 0);
      return sum;
    });
  return [along(vectors[0]), along(vectors[1])];
}

/** Share of all variance that lies along each of the two components; zeros where nothing varies. */
export function explainedVarianceRatio(rows: StandardRows, components: Components): [number, number] {
  const { n, width, data } = rows;
  let total = 0;
  for (let i = 0; i < width; i++)
    total += variance(Float64Array.from({ length: n }, (_, row) => data[row * width + i] ?? 0));
  const [x, y] = project(rows, components);
  return total > 0 ? [variance(x) / total, variance(y) / total] : [0, 0];
}

function variance(values: Float64Array): number {
  return values.length < 2 ? 0 : standardDeviation(values) ** 2;
}
