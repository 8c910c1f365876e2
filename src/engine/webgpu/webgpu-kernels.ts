/**
 * The kernels as WebGPU programs of our own, recorded between tfjs's dispatches. What has no program yet is inherited
 * from the reference, so every op always works.
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Kernels, Stride } from '../kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { Convolutions } from './convolutions.ts';
import { Recorder } from './recorder.ts';
import { DEFAULT_TILES, type TileChoice } from './tiles.ts';

export class WebgpuKernels extends ReferenceKernels implements Kernels {
  override readonly name: string = 'webgpu';
  readonly #convolutions: Convolutions;

  /** `backend` must be tfjs's current backend whenever a kernel is called. */
  constructor(backend: WebGPUBackend, tiles: TileChoice = DEFAULT_TILES) {
    super();
    const recorder = new Recorder(backend);
    this.#convolutions = new Convolutions(recorder, tiles);
  }

  override convolve(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return this.#convolutions.convolve(x, filter, stride);
  }

  override convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return this.#convolutions.convolveTransposed(x, filter, stride);
  }

  override filterGradient(x: Tensor4D, dy: Tensor4D, stride: Stride, weights: Tensor1D | null): Tensor4D {
    return this.#convolutions.filterGradient(x, dy, stride, weights);
  }
}
