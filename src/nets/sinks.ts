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

/**
 * Adam once all gradients are there: updates that follow each other are few dispatches on a GPU. Dense layers are updated as they
 * come; gradients of theirs are never stored.
 */
export class GatheringAdam implements GradientSink {
  readonly #kernels: Kernels;
  readonly #parameters: Parameters;
  readonly #step: AdamStep;
  readonly #gradients = new Map<string, Tensor>();

  constructor(kernels: Kernels, parameters: Parameters, step: AdamStep) {
    this.#kernels = kernels;
    this.#parameters = parameters;
    this.#step = step;
  }

  take(variable: string, gradient: Tensor): void {
    this.#gradients.set(variable, gradient);
  }

  takeDense(variable: string, x: Tensor, dy: Tensor, weights: Tensor1D | null): void {
    this.#kernels.adamDense(this.#parameters.get(variable), matrix(x), matrix(dy), weights, this.#step);
  }

  takeLayer({ kernel, bias }: { readonly kernel: string; readonly bias: string }, x: Tensor, dy: Tensor): void {
    const layer = { kernel: this.#parameters.get(kernel), bias: this.#parameters.get(bias) };
    this.#kernels.adamLayer(layer, matrix(x), matrix(dy), this.#step);
  }

  /** To be called after the backward pass. */
  update(): void {
    for (const [variable, gradient] of this.#gradients) {
      this.#kernels.adam(this.#parameters.get(variable), gradient, this.#step);
    }
    tf.dispose([...this.#gradients.values()]);
    this.#gradients.clear();
  }
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
