/**
 * What is measured on a sheet as a linear law of its row and of noise: mean + row · byRow + noise · byNoise. The first
 * weights of a generator, and a generator by itself. A row is standardised and held within ± `ROW_LIMIT`.
 */

/** Standard deviations beyond which a row's number says no more. */
export const ROW_LIMIT = 2.5;

export interface LinearLaw {
  readonly outputs: number;
  /** [outputs] */
  readonly mean: Float32Array;
  /** [columns, outputs] */
  readonly byRow: Float32Array;
  /** [noises, outputs]; of standard normal noise. */
  readonly byNoise: Float32Array;
}

/** [outputs] for one row [columns] and noise [noises]. */
export function applyLaw(law: LinearLaw, row: ArrayLike<number>, noise: ArrayLike<number>): Float32Array {
  const out = Float64Array.from(law.mean);
  const { outputs } = law;
  for (let c = 0; c < row.length; c++) {
    const value = Math.max(-ROW_LIMIT, Math.min(ROW_LIMIT, row[c] ?? 0));
    if (value === 0) continue;
    for (let o = 0; o < outputs; o++) out[o] = (out[o] ?? 0) + value * (law.byRow[c * outputs + o] ?? 0);
  }
  for (let k = 0; k < noise.length; k++) {
    const value = noise[k] ?? 0;
    for (let o = 0; o < outputs; o++) out[o] = (out[o] ?? 0) + value * (law.byNoise[k * outputs + o] ?? 0);
  }
  return Float32Array.from(out);
}
