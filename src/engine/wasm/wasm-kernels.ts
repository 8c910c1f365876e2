/** Kernels for tfjs's wasm backend, which cannot train by itself: it has no filter gradient. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Stride } from '../kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { filterGradientByConvolution, transposedByConvolution } from './convolutions.ts';

export class WasmKernels extends ReferenceKernels {
  override readonly name: string = 'wasm';

  override convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return transposedByConvolution(x, filter, stride);
  }

  override filterGradient(x: Tensor4D, dy: Tensor4D, stride: Stride, weights: Tensor1D | null): Tensor4D {
    return tf.tidy(() => filterGradientByConvolution(x, this.takeSamples(dy, 0, dy.shape[0], weights), stride));
  }
}
