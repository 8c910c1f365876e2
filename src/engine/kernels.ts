/**
 * The operations the two networks are made of: one interface, several implementations.
 *
 * - `reference-kernels.ts` in ordinary tfjs ops: runs on every backend, and is what the others are tested against;
 * - faster ones per backend beside it.
 *
 * Pictures are NHWC, all numbers are f32. Every result is a new tensor that the caller disposes; no input is
 * disposed or changed, except the parameters of `adam*` and `blendIn`, which say so.
 * There is no tape: a network calls the gradient ops itself, so nothing is computed that is not used.
 */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { BatchKernels } from './batch/batch-kernels.ts';
import type { EcgKernels } from './ecg/ecg-kernels.ts';

import type { PictureStore } from './picture-store.ts';
import type { SoftplusLoss } from './softplus-terms.ts';

export type Stride = 1 | 2;

/** Of a filter, odd or even; a 1 makes it one-dimensional. */
export type FilterSize = readonly [height: number, width: number];

/** Whether the fast programs, written for the 5 × 5 filters of the published networks, can take a filter. */
export function isFiveByFive([height, width]: readonly [number, number, ...number[]]): boolean {
  return height === 5 && width === 5;
}

/** Names of the arrays of a variable: its numbers, Adam's first and second moment, and what a recipe keeps besides (`ema`). */
export const SLOTS = ['value', 'm', 'v', 'ema'] as const;
export type Slot = (typeof SLOTS)[number];

/** A variable with all that is kept of it. Updates replace `value` and what is in `slots`. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  value: Tensor;
  /** Adam's moments (zeros at first) and others; none of what is not trained (moving averages). */
  readonly slots: Partial<Record<Exclude<Slot, 'value'>, Tensor>>;
}

/** Adam's moments. Throws for what is not trained. */
export function momentsOf({ name, slots }: Parameter): { readonly m: Tensor; readonly v: Tensor } {
  const { m, v } = slots;
  if (m === undefined || v === undefined) throw new Error(`${name} is not trained`);
  return { m, v };
}

/**
 * Which units a dropout layer drops. The element with flat index e is kept if and only if
 * `pcg4d(seed, step, DROPOUT_STREAM + layer, e >> 2)[e & 3] >= rate · 2³²`; kept values are divided by 1 − rate.
 */
export interface Dropout {
  readonly rate: number;
  readonly seed: number;
  readonly step: number;
  readonly layer: number;
}

/** Added to a dropout layer's number in the hash, so that no other random sequence shares its counters. */
export const DROPOUT_STREAM = 6_000;

export interface Activation {
  /** Slope of LeakyReLU below zero; 1 makes it linear. */
  readonly slope: number;
  readonly dropout: Dropout | null;
}

/** What follows a product: dropout(leaky(product + bias)), bias [C] along the last axis. */
export interface Finish {
  readonly bias: Tensor1D;
  readonly activation: Activation;
}

export interface AdamStep {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 for the first update. */
  readonly iteration: number;
  /** Decay of the slot `ema`, which then follows the new value in the same update; absent: it stays. */
  readonly average?: number;
}

/** Keras' form: the bias correction is folded into the rate, lr·√(1−β₂ᵗ)/(1−β₁ᵗ), and ε stays outside it. */
export function correctedRate(step: AdamStep): number {
  return (step.learningRate * Math.sqrt(1 - step.beta2 ** step.iteration)) / (1 - step.beta1 ** step.iteration);
}

/** Of a Dense layer. */
export interface LayerParameters {
  readonly kernel: Parameter;
  readonly bias: Parameter;
}

/** After an update of its value: ema ← decay · ema + (1 − decay) · value, where there is one. */
export function followAverage(kernels: Kernels, { name, shape, value, slots }: Parameter, decay?: number): void {
  if (decay === undefined || slots.ema === undefined) return;
  const average = { name, shape, value: slots.ema, slots: {} };
  kernels.blendIn(average, value, decay);
  slots.ema = average.value;
}

export interface NormOptions {
  readonly epsilon: number;
  /** Slope of the LeakyReLU that follows the normalisation. */
  readonly slope: number;
}

export interface NormStatistics {
  /** [C] */
  readonly mean: Tensor1D;
  /** [C], biased (mean of squared deviations). */
  readonly variance: Tensor1D;
}

export interface SoftplusLosses {
  /** One a loss. */
  readonly losses: Tensor1D;
  /** By loss, [its samples]: its derivative by the logit of each, to weight samples by. */
  readonly weights: readonly Tensor1D[];
}

export interface Kernels extends EcgKernels {
  /** For messages and the log. */
  readonly name: string;
  readonly batch: BatchKernels;

  /** Cross-correlation, `same` padding, and what follows. x [B,H,W,I], filter [h,w,I,O] → [B,⌈H/s⌉,⌈W/s⌉,O]. */
  convolve(x: Tensor4D, filter: Tensor4D, stride: Stride, finish?: Finish | null): Tensor4D;

  /**
   * Transposed convolution, `same` padding; also the input gradient of `convolve` with the same filter.
   * x [B,H,W,I], filter [h,w,O,I] → [B,H·s,W·s,O].
   */
  convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D;

  /**
   * Gradient of Σ convolve(x, filter, stride)·dy by the filter: x [B,H,W,I], dy [B,⌈H/s⌉,⌈W/s⌉,O] → [h,w,I,O].
   * For a transposed convolution call it with x = the gradient and dy = the input.
   * `weights` [B] multiplies each sample's contribution.
   */
  filterGradient(x: Tensor4D, dy: Tensor4D, size: FilterSize, stride: Stride, weights: Tensor1D | null): Tensor4D;

  /** x [B,I] · kernel [I,O] → [B,O], and what follows. */
  dense(x: Tensor2D, kernel: Tensor2D, finish?: Finish | null): Tensor2D;

  /** dy [B,O] · kernelᵀ → [B,I]. */
  denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D;

  /** xᵀ · diag(weights) · dy, the gradient of a Dense kernel: x [B,I], dy [B,O], weights [B] → [I,O]. */
  denseKernelGradient(x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null): Tensor2D;

  /** dropout(leaky(x + bias)); bias [C] along the last axis. */
  biasActivate<T extends Tensor>(x: T, bias: Tensor1D, activation: Activation): T;

  /**
   * Gradient of `biasActivate` by x, from its result y. Where y is exactly 0 it is 0 with dropout and `slope`·dy without
   * (before dropout 0 does not occur in practice).
   */
  biasActivateGradient<T extends Tensor>(dy: T, y: T, activation: Activation): T;

  /** Both gradients of `biasActivate`, by x and by the bias, of the latter with the samples' `weights` [B]. */
  biasActivateGradients<T extends Tensor>(
    dy: T,
    y: T,
    activation: Activation,
    weights: Tensor1D | null,
  ): { dx: T; dBias: Tensor1D };

  /** Σ over all but the last axis of dy [B,…,C] → [C]; `weights` [B] multiplies each sample's contribution. */
  biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D;

  /** Training-mode batch norm over all but the last axis, then LeakyReLU. */
  normActivate<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    options: NormOptions,
  ): { y: T; statistics: NormStatistics };

  /** Gradient of `normActivate` by x, gamma and beta; x is the input of the forward pass. */
  normActivateGradient<T extends Tensor>(
    dy: T,
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D };

  /** Inference-mode batch norm with given statistics, then LeakyReLU. */
  normActivateInference<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): T;

  /** tanh(x) / sigmoid(x), and their gradients from the result y. */
  tanh<T extends Tensor>(x: T): T;
  tanhGradient<T extends Tensor>(dy: T, y: T): T;
  sigmoid<T extends Tensor>(x: T): T;
  sigmoidGradient<T extends Tensor>(dy: T, y: T): T;

  /**
   * Grey levels [count, size, size] as pictures to take batches of. They may lie on the device, uploaded once, and must not be changed until
   * the store is disposed.
   */
  pictureStore(bytes: Uint8Array, size: number): PictureStore;
  /**
   * Grey levels of x in [−1, 1] as bytes, row-major, read back: the nearest of 0 … 255 to x · 127.5 + 127.5. x must
   * stay until then.
   */
  readGrey(x: Tensor): Promise<Uint8Array<ArrayBuffer>>;

  /** x of samples [begin, begin + count) only, each multiplied by its weight [count] where given. */
  takeSamples<T extends Tensor>(x: T, begin: number, count: number, weights: Tensor1D | null): T;

  /** Places [begin, begin + width) of the last axis. */
  takeColumns(x: Tensor, begin: number, width: number): Tensor;

  /** Losses of logits, counted row by row, that are sums of softplus, and their derivatives by each logit. */
  softplusLosses(logits: Tensor2D, losses: readonly SoftplusLoss[]): SoftplusLosses;

  /** One Adam update of `parameter` with `gradient` of the same shape. */
  adam(parameter: Parameter, gradient: Tensor, step: AdamStep): void;

  /** One Adam update of a Dense kernel [I,O] with the gradient xᵀ·diag(weights)·dy, which need not be stored. */
  adamDense(parameter: Parameter, x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null, step: AdamStep): void;

  /** The same with the layer's bias [O]. */
  adamLayer(layer: LayerParameters, x: Tensor2D, dy: Tensor2D, step: AdamStep): void;

  /** parameter ← momentum · parameter + (1 − momentum) · batch. */
  blendIn(parameter: Parameter, batch: Tensor, momentum: number): void;
}
