/** Element-wise kernels as plain loops over the wasm heap; the formulas stand in `reference-kernels.ts`. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { keepThreshold } from '../dropout-mask.ts';
import { DROPOUT_STREAM, type Activation, type Dropout } from '../kernels.ts';
import { floats, newLike, newTensor } from './wasm-heap.ts';

/*
 * No branch depends on the data below: signs and dropped units are as good as random, and a processor that guesses
 * wrong half the time needs four times as long. Factors come from small tables instead, found by the number's bits.
 */

/** The bits of the same numbers. */
export function bitsOf(x: Float32Array): Int32Array {
  return new Int32Array(x.buffer, x.byteOffset, x.length);
}

/** LeakyReLU in place. */
export function leakyInPlace(y: Float32Array, slope: number): void {
  if (slope === 1) return;
  const bits = bitsOf(y);
  const factors = new Float64Array([1, slope]);
  for (let i = 0; i < y.length; i++) y[i] = (y[i] ?? 0) * (factors[(bits[i] ?? 0) >>> 31] ?? 0);
}

/** Zeroes what the layer drops and scales the rest: `dropoutMask` applied in place, its hash (pcg4d) written out. */
function dropoutInPlace(y: Float32Array, { rate, seed, step, layer }: Dropout): void {
  const threshold = keepThreshold(rate);
  const scale = 1 / (1 - rate);
  const x0 = (Math.imul(seed, 1664525) + 1013904223) | 0;
  const y0 = (Math.imul(step, 1664525) + 1013904223) | 0;
  const z0 = (Math.imul(DROPOUT_STREAM + layer, 1664525) + 1013904223) | 0;
  for (let i = 0; i < y.length; i += 4) {
    let d = (Math.imul(i >>> 2, 1664525) + 1013904223) | 0;
    let a = (x0 + Math.imul(y0, d)) | 0;
    let b = (y0 + Math.imul(z0, a)) | 0;
    let c = (z0 + Math.imul(a, b)) | 0;
    d = (d + Math.imul(b, c)) | 0;
    a ^= a >>> 16;
    b ^= b >>> 16;
    c ^= c >>> 16;
    d ^= d >>> 16;
    a = (a + Math.imul(b, d)) | 0;
    b = (b + Math.imul(c, a)) | 0;
    c = (c + Math.imul(a, b)) | 0;
    d = (d + Math.imul(b, c)) | 0;
    // Writing past the end of a typed array does nothing.
    y[i] = (y[i] ?? 0) * scale * Number(a >>> 0 >= threshold);
    y[i + 1] = (y[i + 1] ?? 0) * scale * Number(b >>> 0 >= threshold);
    y[i + 2] = (y[i + 2] ?? 0) * scale * Number(c >>> 0 >= threshold);
    y[i + 3] = (y[i + 3] ?? 0) * scale * Number(d >>> 0 >= threshold);
  }
}

export function biasActivate<T extends Tensor>(x: T, bias: Tensor1D, { slope, dropout }: Activation): T {
  const result = newLike(x);
  const [from, shift, to] = [floats(x), floats(bias), floats(result)];
  const channels = shift.length;
  for (let row = 0; row < to.length; row += channels) {
    for (let c = 0; c < channels; c++) to[row + c] = (from[row + c] ?? 0) + (shift[c] ?? 0);
  }
  leakyInPlace(to, slope);
  if (dropout !== null) dropoutInPlace(to, dropout);
  return result;
}

export function biasActivateGradient<T extends Tensor>(dy: T, y: T, { slope, dropout }: Activation): T {
  const result = newLike(dy);
  const [gradient, output, to] = [floats(dy), bitsOf(floats(y)), floats(result)];
  const kept = dropout === null ? 1 : 1 / (1 - dropout.rate);
  const atZero = dropout === null ? slope : 0;
  // By sign (2) and by being other than zero (1).
  const factors = new Float64Array([atZero, kept, atZero, slope * kept]);
  for (let i = 0; i < to.length; i++) {
    const bits = output[i] ?? 0;
    const magnitude = bits << 1;
    const isNonzero = (magnitude | -magnitude) >>> 31;
    to[i] = (gradient[i] ?? 0) * (factors[((bits >>> 31) << 1) | isNonzero] ?? 0);
  }
  return result;
}

export function biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
  const channels = dy.shape.at(-1) ?? 1;
  const samples = dy.shape[0] ?? 1;
  const result = newTensor<Tensor1D>([channels]);
  const gradient = floats(dy);
  const perSample = weights === null ? null : floats(weights);
  // Sums in f64, in a fixed order.
  const sums = new Float64Array(channels);
  const sampleSize = gradient.length / samples;
  for (let sample = 0; sample < samples; sample++) {
    const weight = perSample === null ? 1 : (perSample[sample] ?? 0);
    const end = (sample + 1) * sampleSize;
    for (let row = sample * sampleSize; row < end; row += channels) {
      for (let c = 0; c < channels; c++) sums[c] = (sums[c] ?? 0) + weight * (gradient[row + c] ?? 0);
    }
  }
  floats(result).set(sums);
  return result;
}

export function takeSamples<T extends Tensor>(x: T, begin: number, count: number, weights: Tensor1D | null): T {
  const result = newTensor<T>([count, ...x.shape.slice(1)]);
  const to = floats(result);
  const sampleSize = to.length / Math.max(1, count);
  const from = floats(x).subarray(begin * sampleSize, (begin + count) * sampleSize);
  if (weights === null) {
    to.set(from);
    return result;
  }
  const perSample = floats(weights);
  for (let sample = 0; sample < count; sample++) {
    const weight = perSample[sample] ?? 0;
    const end = (sample + 1) * sampleSize;
    for (let i = sample * sampleSize; i < end; i++) to[i] = weight * (from[i] ?? 0);
  }
  return result;
}

export function tanh<T extends Tensor>(x: T): T {
  const result = newLike(x);
  const [from, to] = [floats(x), floats(result)];
  for (let i = 0; i < to.length; i++) to[i] = Math.tanh(from[i] ?? 0);
  return result;
}

export function tanhGradient<T extends Tensor>(dy: T, y: T): T {
  const result = newLike(dy);
  const [gradient, output, to] = [floats(dy), floats(y), floats(result)];
  for (let i = 0; i < to.length; i++) {
    const value = output[i] ?? 0;
    to[i] = (gradient[i] ?? 0) * (1 - value * value);
  }
  return result;
}

export function sigmoidOf(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function sigmoid<T extends Tensor>(x: T): T {
  const result = newLike(x);
  const [from, to] = [floats(x), floats(result)];
  for (let i = 0; i < to.length; i++) to[i] = sigmoidOf(from[i] ?? 0);
  return result;
}

export function sigmoidGradient<T extends Tensor>(dy: T, y: T): T {
  const result = newLike(dy);
  const [gradient, output, to] = [floats(dy), floats(y), floats(result)];
  for (let i = 0; i < to.length; i++) {
    const value = output[i] ?? 0;
    to[i] = (gradient[i] ?? 0) * value * (1 - value);
  }
  return result;
}
