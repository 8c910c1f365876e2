/**
 * The slot `ema`: a slow average of a variable's values. A graph that asks for it makes its results from the average; training
 * goes on with the values. It lags behind, and is better than any of them (Yazıcı et al. 2019, arXiv:1806.04498).
 */
import type { VariableSpec } from '../core/variable-spec.ts';
import { followAverage, type Kernels, type Slot } from '../engine/kernels.ts';
import type { Parameters } from '../engine/parameters.ts';
import type { Graph } from './node.ts';

/** The slot that results are made from; what is not trained (moving averages of a norm) has its value only. */
export function resultSlot({ slots }: Graph, { trainable }: VariableSpec): Slot {
  return trainable && slots.includes('ema') ? 'ema' : 'value';
}

/** After an update: ema ← decay · ema + (1 − decay) · value, for every variable that has one. */
export function followWeights(kernels: Kernels, parameters: Parameters, decay: number): void {
  for (const parameter of parameters.all()) followAverage(kernels, parameter, decay);
}
