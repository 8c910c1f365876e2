/** Where gradients go: into Adam as they come, or side by side to be looked at. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AdamStep, Kernels } from '../engine/kernels.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import type { Parameters } from '../engine/parameters.ts';
import type { GradientSink } from './ops/op.ts';
import { matrix } from './ranks.ts';

/** One Adam update of every variable whose gradient comes; that of a Dense kernel is never stored. */
export function adamSink(kernels: Kernels, parameters: Parameters, step: AdamStep): GradientSink {
  return {
    take(variable, gradient) {
      kernels.adam(parameters.get(variable), gradient, step);
      gradient.dispose();
    },
    takeDense(variable, x, dy, weights) {
      kernels.adamDense(parameters.get(variable), matrix(x), matrix(dy), weights, step);
    },
  };
}

/** Keeps every gradient by its variable's name, for tests and for recipes that look at them; `dispose` them. */
export class CollectingSink implements GradientSink {
  readonly gradients = new Map<string, Tensor>();
  readonly #kernels: Kernels;

  constructor(kernels: Kernels = new ReferenceKernels()) {
    this.#kernels = kernels;
  }

  take(variable: string, gradient: Tensor): void {
    this.gradients.set(variable, gradient);
  }

  takeDense(variable: string, x: Tensor, dy: Tensor, weights: Tensor1D | null): void {
    this.gradients.set(variable, this.#kernels.denseKernelGradient(matrix(x), matrix(dy), weights));
  }

  dispose(): void {
    tf.dispose([...this.gradients.values()]);
    this.gradients.clear();
  }
}
