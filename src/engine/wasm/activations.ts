/** What happens to single numbers, by our own WebAssembly where it is much; the formulas stand in `reference-kernels.ts`. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { keepThreshold } from '../dropout-mask.ts';
import { DROPOUT_STREAM, type Activation } from '../kernels.ts';
import { addressOf, ownModule } from './own-module.ts';
import { floats, newLike, newTensor, wasmMemory } from './wasm-heap.ts';
import { withBlocks } from './work-space.ts';

/** Floats after which channels and vectors of four begin together again (`src/assembly/groups.ts`). */
export function periodOf(channels: number): number {
  return channels % 4 === 0 ? channels : 4 * channels;
}

export function biasActivate<T extends Tensor>(x: T, bias: Tensor1D, { slope, dropout }: Activation): T {
  const y = newLike(x);
  const channels = bias.size;
  const period = periodOf(channels);
  withBlocks([period, Math.max(period, 16)], (spare = 0) => {
    const numbers = [addressOf(x), addressOf(y), x.size, addressOf(bias), channels, slope, spare] as const;
    if (dropout === null) {
      ownModule().biasActivate(...numbers);
      return;
    }
    const { rate, seed, step, layer } = dropout;
    ownModule().biasActivateDrop(
      ...numbers,
      ...([1 / (1 - rate), keepThreshold(rate), seed, step, DROPOUT_STREAM + layer] as const),
    );
  });
  return y;
}

export function biasActivateGradient<T extends Tensor>(dy: T, y: T, { slope, dropout }: Activation): T {
  const dx = newLike(dy);
  const kept = dropout === null ? 1 : 1 / (1 - dropout.rate);
  const atZero = dropout === null ? slope : 0;
  ownModule().activateGradient(addressOf(dy), addressOf(y), addressOf(dx), dy.size, kept, slope * kept, atZero);
  return dx;
}

export function biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
  const channels = dy.shape.at(-1) ?? 1;
  const samples = dy.shape[0] ?? 1;
  const sums = newTensor<Tensor1D>([channels]);
  withBlocks([3 * periodOf(channels)], (spare = 0) => {
    const weightsAt = weights === null ? 0 : addressOf(weights);
    ownModule().biasGradient(addressOf(dy), weightsAt, addressOf(sums), samples, dy.size / samples, channels, spare);
  });
  return sums;
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

/** tfjs's slice copies all of x first. */
export function takeColumns(x: Tensor, begin: number, width: number): Tensor {
  const columns = x.shape.at(-1) ?? 1;
  const result = newTensor([...x.shape.slice(0, -1), width]);
  const [from, to] = [floats(x), floats(result)];
  for (let at = 0, row = begin; at < to.length; at += width, row += columns)
    to.set(from.subarray(row, row + width), at);
  return result;
}

export function tanh<T extends Tensor>(x: T): T {
  const y = newLike(x);
  ownModule().tanh(addressOf(x), addressOf(y), x.size);
  return y;
}

/** Grey levels of x in [−1, 1]. */
export function greyLevels(x: Tensor): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(x.size);
  withBlocks([Math.ceil(x.size / 4)], (to = 0) => {
    ownModule().greyLevels(addressOf(x), to, x.size);
    bytes.set(new Uint8Array(wasmMemory().buffer, to, x.size));
  });
  return bytes;
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
