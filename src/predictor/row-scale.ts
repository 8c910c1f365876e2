/** Rows as the networks take them: minus the training mean, in training standard deviations; unknown cells are the mean. */

export interface RowScale {
  /** [columns] */
  readonly mean: Float32Array;
  /** [columns]; 1 where a column does not vary. */
  readonly deviation: Float32Array;
}

interface Rows {
  /** [count, columns], NaN where unknown. */
  readonly values: Float32Array;
  readonly columns: number;
}

export function fitRowScale({ values, columns }: Rows, members: Uint32Array): RowScale {
  const mean = new Float32Array(columns);
  const deviation = new Float32Array(columns);
  for (let c = 0; c < columns; c++) {
    const known = Array.from(members, (n) => values[n * columns + c] ?? Number.NaN).filter(Number.isFinite);
    const centre = known.length === 0 ? 0 : known.reduce((sum, v) => sum + v, 0) / known.length;
    const variance = known.reduce((sum, v) => sum + (v - centre) ** 2, 0) / Math.max(1, known.length);
    mean[c] = centre;
    deviation[c] = variance > 1e-12 ? Math.sqrt(variance) : 1;
  }
  return { mean, deviation };
}

/** [count, columns], nothing unknown any more. */
export function scaleRows({ values, columns }: Rows, { mean, deviation }: RowScale): Float32Array {
  return values.map((value, i) => {
    const c = i % columns;
    return Number.isFinite(value) ? (value - (mean[c] ?? 0)) / (deviation[c] ?? 1) : 0;
  });
}
