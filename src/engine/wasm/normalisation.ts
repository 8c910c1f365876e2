/** Batch norm followed by LeakyReLU, forwards and backwards, by our own WebAssembly. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { NormOptions, NormStatistics } from '../kernels.ts';
import { periodOf } from './activations.ts';
import { addressOf, ownModule } from './own-module.ts';
import { newLike, newTensor } from './wasm-heap.ts';
import { withBlocks } from './work-space.ts';

export function normActivateInference<T extends Tensor>(
  x: T,
  gamma: Tensor1D,
  beta: Tensor1D,
  { mean, variance }: NormStatistics,
  { epsilon, slope }: NormOptions,
): T {
  const y = newLike(x);
  const channels = gamma.size;
  withBlocks([4 * periodOf(channels)], (spare = 0) => {
    const [g = 0, b = 0, m = 0, v = 0] = [gamma, beta, mean, variance].map(addressOf);
    ownModule().normActivate(addressOf(x), addressOf(y), x.size, channels, g, b, m, v, epsilon, slope, spare);
  });
  return y;
}

/** Mean and biased variance of each channel. */
export function batchStatistics(x: Tensor, channels: number): NormStatistics {
  const mean = newTensor<Tensor1D>([channels]);
  const variance = newTensor<Tensor1D>([channels]);
  withBlocks([5 * periodOf(channels)], (spare = 0) => {
    ownModule().moments(addressOf(x), x.size, channels, addressOf(mean), addressOf(variance), spare);
  });
  return { mean, variance };
}

export function normActivateGradient<T extends Tensor>(
  dy: T,
  x: T,
  gamma: Tensor1D,
  beta: Tensor1D,
  { mean, variance }: NormStatistics,
  { epsilon, slope }: NormOptions,
): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
  const channels = gamma.size;
  const dx = newLike(dy);
  const dGamma = newTensor<Tensor1D>([channels]);
  const dBeta = newTensor<Tensor1D>([channels]);
  withBlocks([11 * periodOf(channels)], (spare = 0) => {
    const [g = 0, b = 0, m = 0, v = 0] = [gamma, beta, mean, variance].map(addressOf);
    ownModule().normActivateGradient(
      ...([addressOf(dy), addressOf(x), addressOf(dx), x.size, channels] as const),
      ...([g, b, m, v, addressOf(dGamma), addressOf(dBeta)] as const),
      ...([epsilon, slope, spare] as const),
    );
  });
  return { dx, dGamma, dBeta };
}
