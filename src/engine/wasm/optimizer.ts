/** Adam and moving averages, in place on the wasm heap. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { correctedRate, momentsOf, type AdamStep, type Parameter } from '../kernels.ts';
import { floats, forgetPacked, isShared } from './wasm-heap.ts';

/** Whether the parameter's arrays are its own; a clone held by someone else must keep its numbers. */
export function canUpdateInPlace({ value, slots }: Parameter): boolean {
  return [value, ...Object.values(slots)].every((tensor) => !isShared(tensor));
}

/**
 * Updates elements [begin, begin + gradient's size) of a parameter. The caller calls `forgetPacked` on its value when
 * all of them are done.
 */
export function adamRange(parameter: Parameter, begin: number, gradient: Tensor, step: AdamStep): void {
  const before = momentsOf(parameter);
  const g = floats(gradient);
  const end = begin + g.length;
  const [w, m, v] = [parameter.value, before.m, before.v].map((tensor) => floats(tensor).subarray(begin, end));
  if (w === undefined || m === undefined || v === undefined) return;
  const { beta1, beta2, epsilon } = step;
  const rate = correctedRate(step);
  for (let i = 0; i < g.length; i++) {
    const slope = g[i] ?? 0;
    const first = beta1 * (m[i] ?? 0) + (1 - beta1) * slope;
    const second = beta2 * (v[i] ?? 0) + (1 - beta2) * slope * slope;
    m[i] = first;
    v[i] = second;
    w[i] = (w[i] ?? 0) - (rate * first) / (Math.sqrt(second) + epsilon);
  }
}

export function adamInPlace(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
  adamRange(parameter, 0, gradient, step);
  forgetPacked(parameter.value);
}

export function blendInPlace(parameter: Parameter, batch: Tensor, momentum: number): void {
  const [to, from] = [floats(parameter.value), floats(batch)];
  for (let i = 0; i < to.length; i++) to[i] = momentum * (to[i] ?? 0) + (1 - momentum) * (from[i] ?? 0);
  forgetPacked(parameter.value);
}
