/** The losses of a step and their derivatives; a handful of numbers. */
import { tensor1d, type Tensor2D } from '@tensorflow/tfjs-core';
import type { SoftplusLosses } from '../kernels.ts';
import { type SoftplusLoss, spanOf } from '../softplus-terms.ts';
import { sigmoidOf } from './activations.ts';
import { floats } from './wasm-heap.ts';

/** log(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function softplusLosses(logits: Tensor2D, losses: readonly SoftplusLoss[]): SoftplusLosses {
  const all = floats(logits).slice();
  const sums: number[] = [];
  const weights = losses.map((loss) => {
    const span = spanOf(loss);
    const derivatives = new Float32Array(span.count);
    let total = 0;
    for (const { begin, count, stride = 1, sign, weight = 1 } of loss) {
      let sum = 0;
      for (let i = begin; i < begin + count * stride; i += stride) {
        const logit = all[i] ?? 0;
        sum += softplus(sign * logit);
        derivatives[i - span.begin] = (weight * (sigmoidOf(logit) - (sign < 0 ? 1 : 0))) / count;
      }
      total += (weight * sum) / count;
    }
    sums.push(total);
    return tensor1d(derivatives);
  });
  return { losses: tensor1d(sums), weights };
}
