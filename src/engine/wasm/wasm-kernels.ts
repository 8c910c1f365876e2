/**
 * Kernels for tfjs's wasm backend: by our own WebAssembly, what is little as loops over its heap. Sums are in a fixed order: a run can be
 * repeated to the last bit.
 */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  type Activation,
  type AdamStep,
  type FilterSize,
  type Finish,
  followAverage,
  type NormOptions,
  type NormStatistics,
  type Parameter,
  type SoftplusLosses,
  type Stride,
} from '../kernels.ts';
import type { ArrayRun } from '../array-run.ts';
import type { AugmentOptions, Panels, Sheet } from '../ecg/ecg-kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import type { SoftplusLoss } from '../softplus-terms.ts';
import * as activations from './activations.ts';
import { convolve, convolveTransposed, filterGradient, isTransposable } from './convolutions.ts';
import { adamDenseInPlace, dense, denseInputGradient, denseKernelGradient } from './dense.ts';
import { softplusLosses } from './losses.ts';
import { mixPanels, mixPanelsGradient } from './mixed-panels.ts';
import { batchStatistics, normActivateGradient, normActivateInference } from './normalisation.ts';
import { onHeap } from './on-heap.ts';
import { augment, augmentGradient, isPlainChange, printSheet, printSheetGradient } from './printed-sheets.ts';
import { adamInPlace, blendInPlace, canUpdateInPlace } from './optimizer.ts';

/** `wasm` must be tfjs's current backend whenever a kernel is called. */
export class WasmKernels extends ReferenceKernels {
  override readonly name: string = 'wasm';
  protected override readonly onArrays: ArrayRun = onHeap;

  override convolve(x: Tensor4D, filter: Tensor4D, stride: Stride, finish: Finish | null = null): Tensor4D {
    return this.finished(convolve(x, filter, stride), finish);
  }

  override convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return isTransposable(filter.shape, stride)
      ? convolveTransposed(x, filter, stride)
      : super.convolveTransposed(x, filter, stride);
  }

  override filterGradient(
    x: Tensor4D,
    dy: Tensor4D,
    size: FilterSize,
    stride: Stride,
    weights: Tensor1D | null,
  ): Tensor4D {
    return filterGradient(x, dy, size, stride, weights);
  }

  override dense(x: Tensor2D, kernel: Tensor2D, finish: Finish | null = null): Tensor2D {
    return this.finished(dense(x, kernel), finish);
  }

  override denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
    return denseInputGradient(dy, kernel);
  }

  override denseKernelGradient(x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null): Tensor2D {
    return denseKernelGradient(x, dy, weights);
  }

  override biasActivate<T extends Tensor>(x: T, bias: Tensor1D, activation: Activation): T {
    return activations.biasActivate(x, bias, activation);
  }

  override biasActivateGradient<T extends Tensor>(dy: T, y: T, activation: Activation): T {
    return activations.biasActivateGradient(dy, y, activation);
  }

  override biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
    return activations.biasGradient(dy, weights);
  }

  override normActivate<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    options: NormOptions,
  ): { y: T; statistics: NormStatistics } {
    const statistics = batchStatistics(x, gamma.size);
    return { y: normActivateInference(x, gamma, beta, statistics, options), statistics };
  }

  override normActivateGradient<T extends Tensor>(
    dy: T,
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
    return normActivateGradient(dy, x, gamma, beta, statistics, options);
  }

  override normActivateInference<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): T {
    return normActivateInference(x, gamma, beta, statistics, options);
  }

  override tanh<T extends Tensor>(x: T): T {
    return activations.tanh(x);
  }

  override tanhGradient<T extends Tensor>(dy: T, y: T): T {
    return activations.tanhGradient(dy, y);
  }

  override sigmoid<T extends Tensor>(x: T): T {
    return activations.sigmoid(x);
  }

  override sigmoidGradient<T extends Tensor>(dy: T, y: T): T {
    return activations.sigmoidGradient(dy, y);
  }

  override mixPanels(panels: Panels, strips: number): Tensor4D {
    return mixPanels(panels, strips);
  }

  override mixPanelsGradient(dy: Tensor4D, panels: Panels): ReturnType<typeof mixPanelsGradient> {
    return mixPanelsGradient(dy, panels);
  }

  override printSheet(ink: Tensor4D, sheet: Sheet): Tensor4D {
    return printSheet(ink, sheet);
  }

  override printSheetGradient(dPicture: Tensor4D, ink: Tensor4D, sheet: Sheet): ReturnType<typeof printSheetGradient> {
    return printSheetGradient(dPicture, ink, sheet);
  }

  override augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    return isPlainChange(x.shape[3], how, options) ? augment(x, how, options) : super.augment(x, how, options);
  }

  override augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    return isPlainChange(dy.shape[3], how, options)
      ? augmentGradient(dy, how, options)
      : super.augmentGradient(dy, how, options);
  }

  override readGrey(x: Tensor): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(activations.greyLevels(x));
  }

  override takeSamples<T extends Tensor>(x: T, begin: number, count: number, weights: Tensor1D | null): T {
    return activations.takeSamples(x, begin, count, weights);
  }

  override takeColumns(x: Tensor, begin: number, width: number): Tensor {
    return activations.takeColumns(x, begin, width);
  }

  override softplusLosses(logits: Tensor2D, losses: readonly SoftplusLoss[]): SoftplusLosses {
    return softplusLosses(logits, losses);
  }

  override adam(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
    if (!canUpdateInPlace(parameter)) {
      super.adam(parameter, gradient, step);
      return;
    }
    adamInPlace(parameter, gradient, step);
    followAverage(this, parameter, step.average);
  }

  override adamDense(parameter: Parameter, x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null, step: AdamStep): void {
    if (!canUpdateInPlace(parameter)) {
      super.adamDense(parameter, x, dy, weights, step);
      return;
    }
    adamDenseInPlace(parameter, x, dy, weights, step);
    followAverage(this, parameter, step.average);
  }

  override blendIn(parameter: Parameter, batch: Tensor, momentum: number): void {
    if (canUpdateInPlace(parameter)) blendInPlace(parameter, batch, momentum);
    else super.blendIn(parameter, batch, momentum);
  }
}
