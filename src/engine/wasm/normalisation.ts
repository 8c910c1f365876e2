/** Batch norm followed by LeakyReLU, forwards and backwards, each in two passes over the wasm heap. Sums are in f64. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { NormOptions, NormStatistics } from '../kernels.ts';
import { bitsOf, leakyInPlace } from './activations.ts';
import { floats, newLike, newTensor } from './wasm-heap.ts';

/** The normalisation of each channel as x·scale + shift. */
function affine(gamma: Tensor1D, beta: Tensor1D, { mean, variance }: NormStatistics, epsilon: number) {
  const [g, b, m, v] = [floats(gamma), floats(beta), floats(mean), floats(variance)];
  const scale = new Float64Array(g.length);
  const shift = new Float64Array(g.length);
  for (let c = 0; c < g.length; c++) {
    const factor = (g[c] ?? 0) / Math.sqrt((v[c] ?? 0) + epsilon);
    scale[c] = factor;
    shift[c] = (b[c] ?? 0) - (m[c] ?? 0) * factor;
  }
  return { scale, shift };
}

export function normActivateInference<T extends Tensor>(
  x: T,
  gamma: Tensor1D,
  beta: Tensor1D,
  statistics: NormStatistics,
  { epsilon, slope }: NormOptions,
): T {
  const result = newLike(x);
  const { scale, shift } = affine(gamma, beta, statistics, epsilon);
  const [from, to] = [floats(x), floats(result)];
  const channels = scale.length;
  for (let row = 0; row < to.length; row += channels) {
    for (let c = 0; c < channels; c++) {
      to[row + c] = (from[row + c] ?? 0) * (scale[c] ?? 0) + (shift[c] ?? 0);
    }
  }
  leakyInPlace(to, slope);
  return result;
}

/** Mean and biased variance of each channel; f64 holds the squares of f32 exactly, so one pass does for both. */
export function batchStatistics(x: Tensor, channels: number): NormStatistics {
  const mean = newTensor<Tensor1D>([channels]);
  const variance = newTensor<Tensor1D>([channels]);
  const from = floats(x);
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let row = 0; row < from.length; row += channels) {
    for (let c = 0; c < channels; c++) {
      const value = from[row + c] ?? 0;
      sums[c] = (sums[c] ?? 0) + value;
      squares[c] = (squares[c] ?? 0) + value * value;
    }
  }
  const [means, variances] = [floats(mean), floats(variance)];
  const count = from.length / channels;
  for (let c = 0; c < channels; c++) {
    const average = (sums[c] ?? 0) / count;
    means[c] = average;
    variances[c] = Math.max(0, (squares[c] ?? 0) / count - average * average);
  }
  return { mean, variance };
}

export function normActivateGradient<T extends Tensor>(
  dy: T,
  x: T,
  gamma: Tensor1D,
  beta: Tensor1D,
  statistics: NormStatistics,
  { epsilon, slope }: NormOptions,
): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
  const channels = gamma.size;
  const dx = newLike(dy);
  const dGamma = newTensor<Tensor1D>([channels]);
  const dBeta = newTensor<Tensor1D>([channels]);
  const { scale, shift } = affine(gamma, beta, statistics, epsilon);
  const [gradient, input, to] = [floats(dy), floats(x), floats(dx)];
  const [mean, variance] = [floats(statistics.mean), floats(statistics.variance)];

  // `to` holds the normalised value for a moment, for its sign, and then the gradient by it: d.
  const bits = bitsOf(to);
  const factors = new Float64Array([1, slope]);
  const sumDy = new Float64Array(channels);
  const sumDyX = new Float64Array(channels);
  for (let row = 0; row < to.length; row += channels) {
    for (let c = 0; c < channels; c++) {
      const value = input[row + c] ?? 0;
      to[row + c] = value * (scale[c] ?? 0) + (shift[c] ?? 0);
      const d = (gradient[row + c] ?? 0) * (factors[(bits[row + c] ?? 0) >>> 31] ?? 0);
      to[row + c] = d;
      sumDy[c] = (sumDy[c] ?? 0) + d;
      sumDyX[c] = (sumDyX[c] ?? 0) + d * (value - (mean[c] ?? 0));
    }
  }

  // dx = (d − (Σd + n·Σdn)/count)·scale with n = (x − mean)·inverse, gathered into d·scale + x·slopeOfX + constant.
  const count = to.length / channels;
  const [gammaOut, betaOut] = [floats(dGamma), floats(dBeta)];
  const ofX = new Float64Array(channels);
  const constant = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const inverse = 1 / Math.sqrt((variance[c] ?? 0) + epsilon);
    const sumDyNormal = (sumDyX[c] ?? 0) * inverse;
    gammaOut[c] = sumDyNormal;
    betaOut[c] = sumDy[c] ?? 0;
    const factor = scale[c] ?? 0;
    ofX[c] = (-factor * inverse * sumDyNormal) / count;
    constant[c] = (-factor * (sumDy[c] ?? 0)) / count - (mean[c] ?? 0) * (ofX[c] ?? 0);
  }
  for (let row = 0; row < to.length; row += channels) {
    for (let c = 0; c < channels; c++) {
      const d = to[row + c] ?? 0;
      to[row + c] = d * (scale[c] ?? 0) + (input[row + c] ?? 0) * (ofX[c] ?? 0) + (constant[c] ?? 0);
    }
  }
  return { dx, dGamma, dBeta };
}
