/** How much each group of a batch varies, as one more feature of its samples. On arrays, with the gradient. */

export interface DeviationSizes {
  readonly batch: number;
  readonly features: number;
  /** Equal parts of the batch, one behind another. */
  readonly groups: number;
}

/** Below the root, so that it has a gradient where all samples are the same. */
export const LEAST_VARIANCE = 1e-8;

/** Means and standard deviations (biased) of the features over `count` rows, each `width` long, from `begin`. */
function momentsOf(x: Float32Array, begin: number, count: number, width: number) {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (let at = begin; at < begin + count * width; at += width) {
    for (let f = 0; f < width; f++) mean[f] = (mean[f] ?? 0) + (x[at + f] ?? 0) / count;
  }
  for (let at = begin; at < begin + count * width; at += width) {
    for (let f = 0; f < width; f++) {
      deviation[f] = (deviation[f] ?? 0) + ((x[at + f] ?? 0) - (mean[f] ?? 0)) ** 2 / count;
    }
  }
  for (let f = 0; f < width; f++) deviation[f] = Math.sqrt((deviation[f] ?? 0) + LEAST_VARIANCE);
  return { mean, deviation };
}

export function withDeviation(x: Float32Array, { batch, features, groups }: DeviationSizes, y: Float32Array): void {
  const count = batch / groups;
  for (let first = 0; first < batch; first += count) {
    const { deviation } = momentsOf(x, first * features, count, features);
    const all = deviation.reduce((sum, value) => sum + value, 0) / features;
    for (let b = first; b < first + count; b++) {
      y.set(x.subarray(b * features, (b + 1) * features), b * (features + 1));
      y[b * (features + 1) + features] = all;
    }
  }
}

/** ∂σ_f/∂x_bf = (x_bf − μ_f) / (b · σ_f), b samples a group. */
export function withDeviationGradient(
  dy: Float32Array,
  x: Float32Array,
  { batch, features, groups }: DeviationSizes,
  dx: Float32Array,
): void {
  const count = batch / groups;
  for (let first = 0; first < batch; first += count) {
    const { mean, deviation } = momentsOf(x, first * features, count, features);
    let byMean = 0;
    for (let b = first; b < first + count; b++) byMean += dy[b * (features + 1) + features] ?? 0;
    byMean /= count * features;
    for (let b = first; b < first + count; b++) {
      for (let f = 0; f < features; f++) {
        const through = ((x[b * features + f] ?? 0) - (mean[f] ?? 0)) / (deviation[f] ?? 1);
        dx[b * features + f] = (dy[b * (features + 1) + f] ?? 0) + through * byMean;
      }
    }
  }
}
