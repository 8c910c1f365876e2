/**
 * Tables as the networks take them: minus the training mean, in training standard deviations. Unknown cells become the
 * mean, and no number lies further out than a training set of a few hundred could have shown.
 */

export interface Table {
  /** [count, columns], row-major, NaN where unknown. */
  readonly values: Float32Array;
  readonly columns: number;
}

export interface ColumnScale {
  /** [columns] */
  readonly mean: Float32Array;
  /** [columns]; 0 where a column does not vary, which then says nothing. */
  readonly deviation: Float32Array;
}

/** Deviations from the mean beyond which numbers are cut. */
const FURTHEST = 6;
/** Rounding alone makes deviations of this size. */
const NO_DEVIATION = 1e-6;

/** Fitted on the rows `members`. */
export function fitColumnScale({ values, columns }: Table, members: Uint32Array): ColumnScale {
  const counts = new Uint32Array(columns);
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const eachKnown = (use: (value: number, c: number) => void): void => {
    for (const n of members) {
      for (let c = 0; c < columns; c++) {
        const value = values[n * columns + c] ?? Number.NaN;
        if (Number.isFinite(value)) use(value, c);
      }
    }
  };
  eachKnown((value, c) => {
    counts[c] = (counts[c] ?? 0) + 1;
    sums[c] = (sums[c] ?? 0) + value;
  });
  const mean = Float32Array.from(sums, (sum, c) => sum / Math.max(1, counts[c] ?? 0));
  eachKnown((value, c) => (squares[c] = (squares[c] ?? 0) + (value - (mean[c] ?? 0)) ** 2));
  const deviation = Float32Array.from(squares, (square, c) => Math.sqrt(square / Math.max(1, counts[c] ?? 0)));
  return { mean, deviation };
}

/** [count, columns] in deviations times `gain`, nothing unknown any more. */
export function scaleColumns({ values, columns }: Table, { mean, deviation }: ColumnScale, gain: number): Float32Array {
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const c = i % columns;
    const value = values[i] ?? Number.NaN;
    const spread = deviation[c] ?? 0;
    if (!Number.isFinite(value) || spread < NO_DEVIATION) continue;
    scaled[i] = gain * Math.max(-FURTHEST, Math.min(FURTHEST, (value - (mean[c] ?? 0)) / spread));
  }
  return scaled;
}
