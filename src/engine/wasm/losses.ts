/** Both losses of a step and their derivatives; a handful of numbers. */
import { tensor1d, type Tensor2D } from '@tensorflow/tfjs-core';
import type { GanLosses } from '../kernels.ts';
import { sigmoidOf } from './activations.ts';
import { floats } from './wasm-heap.ts';

/** log(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function mean(values: Float32Array, of: (value: number) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0) / values.length;
}

export function ganLosses(logits: Tensor2D, realCount: number): GanLosses {
  const all = floats(logits).slice();
  const real = all.subarray(0, realCount);
  const fake = all.subarray(realCount);
  const generator = mean(fake, (logit) => softplus(-logit));
  const discriminator = mean(real, (logit) => softplus(-logit)) + mean(fake, softplus);
  const discriminatorWeights = all.map((logit, i) =>
    i < realCount ? (sigmoidOf(logit) - 1) / realCount : sigmoidOf(logit) / fake.length,
  );
  return {
    losses: tensor1d([generator, discriminator]),
    discriminatorWeights: tensor1d(discriminatorWeights),
    generatorWeights: tensor1d(fake.map((logit) => (sigmoidOf(logit) - 1) / fake.length)),
  };
}
