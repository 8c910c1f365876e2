/** The dropout mask of `kernels.ts`, made in JavaScript: the same bits the WebGPU programs compute where they use them. */
import { pcg4d } from '../core/rng.ts';
import { DROPOUT_STREAM, type Dropout } from './kernels.ts';

/** Smallest 32-bit word that keeps its unit. */
export function keepThreshold(rate: number): number {
  return Math.round(rate * 2 ** 32);
}

/** [count] of 0 (dropped) or 1/(1 − rate) (kept), in flat order. */
export function dropoutMask(count: number, dropout: Dropout): Float32Array {
  const mask = new Float32Array(count);
  const words = new Uint32Array(4);
  const threshold = keepThreshold(dropout.rate);
  const scale = 1 / (1 - dropout.rate);
  const layer = DROPOUT_STREAM + dropout.layer;
  for (let i = 0; i < count; i += 4) {
    pcg4d(dropout.seed, dropout.step, layer, i >>> 2, words);
    const end = Math.min(4, count - i);
    for (let lane = 0; lane < end; lane++) if ((words[lane] ?? 0) >= threshold) mask[i + lane] = scale;
  }
  return mask;
}
