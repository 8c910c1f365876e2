/**
 * Every kernel in ordinary tfjs ops: correct on every backend, fast on none. The faster ones are tested against it.
 * Where a tfjs backend lacks an op (wasm has no filter gradient) a subclass replaces it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { toBytes } from '../core/pixels.ts';
import { dropoutMask } from './dropout-mask.ts';
import { ArrayKernels } from './ecg/array-kernels.ts';
import {
  correctedRate,
  momentsOf,
  type Activation,
  type AdamStep,
  type FilterSize,
  type Finish,
  followAverage,
  type Kernels,
  type LayerParameters,
  type NormOptions,
  type NormStatistics,
  type Parameter,
  type SoftplusLosses,
  type Stride,
} from './kernels.ts';
import { convertedPictures, type PictureStore } from './picture-store.ts';
import { placesOf, type SoftplusLoss, spanOf } from './softplus-terms.ts';

/** [B] as [B,1,…,1], so that it multiplies whole samples of a tensor of `rank`. */
function perSample(weights: Tensor1D, rank: number): Tensor {
  return tf.reshape(weights, [weights.shape[0], ...Array.from({ length: rank - 1 }, () => 1)]);
}

/** Samples [B, …] times their weights [B]. */
export function weighted<T extends Tensor>(x: T, weights: Tensor1D | null): T {
  return weights === null ? x : tf.mul(x, perSample(weights, x.rank));
}

function allButLast(rank: number): number[] {
  return Array.from({ length: rank - 1 }, (_, axis) => axis);
}

function leaky<T extends Tensor>(x: T, slope: number): T {
  return slope === 1 ? tf.clone(x) : tf.leakyRelu(x, slope);
}

/** dy where y > 0, slope·dy elsewhere: LeakyReLU's gradient from its input or its result (they share the sign). */
function leakyGradient<T extends Tensor>(dy: T, y: Tensor, slope: number): T {
  return slope === 1 ? tf.clone(dy) : (tf.where(tf.greater(y, 0), dy, tf.mul(dy, slope)) as T);
}

/** Replaces a tensor held by a parameter. */
function replace(old: Tensor, next: Tensor): Tensor {
  tf.dispose(old);
  return tf.keep(next);
}

/** Derivatives of a loss's terms where their logits lie. */
function inPlaces(terms: readonly { readonly slope: Tensor; readonly places: readonly number[] }[]): Tensor {
  const all = tf.concat(terms.map(({ slope }) => slope));
  const places = terms.flatMap((term) => term.places);
  if (places.every((place, i) => place === i)) return all;
  const order = new Int32Array(places.length);
  places.forEach((place, i) => (order[place] = i));
  return tf.gather(all, tf.tensor1d(order, 'int32'));
}

export class ReferenceKernels extends ArrayKernels implements Kernels {
  readonly name: string = 'reference';

  convolve(x: Tensor4D, filter: Tensor4D, stride: Stride, finish: Finish | null = null): Tensor4D {
    return this.finished(tf.conv2d(x, filter, stride, 'same'), finish);
  }

  convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    const [batch, height, width] = x.shape;
    return tf.conv2dTranspose(
      x,
      filter,
      [batch, height * stride, width * stride, filter.shape[2]],
      stride,
      'same',
    ) as Tensor4D;
  }

  filterGradient(x: Tensor4D, dy: Tensor4D, size: FilterSize, stride: Stride, weights: Tensor1D | null): Tensor4D {
    return tf.tidy(() => {
      const attributes = {
        strides: stride,
        pad: 'same',
        dataFormat: 'NHWC',
        filterShape: [...size, x.shape[3], dy.shape[3]],
      };
      return tf
        .engine()
        .runKernel('Conv2DBackpropFilter', { x, dy: weighted(dy, weights) }, attributes as never) as Tensor4D;
    });
  }

  dense(x: Tensor2D, kernel: Tensor2D, finish: Finish | null = null): Tensor2D {
    return this.finished(tf.matMul(x, kernel), finish);
  }

  denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
    return tf.matMul(dy, kernel, false, true);
  }

  denseKernelGradient(x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null): Tensor2D {
    return tf.tidy(() => tf.matMul(x, weighted(dy, weights), true, false));
  }

  /** A product with what follows; the product is disposed. */
  protected finished<T extends Tensor>(product: T, finish: Finish | null): T {
    if (finish === null) return product;
    const y = this.biasActivate(product, finish.bias, finish.activation);
    product.dispose();
    return y;
  }

  biasActivate<T extends Tensor>(x: T, bias: Tensor1D, { slope, dropout }: Activation): T {
    return tf.tidy(() => {
      const y = leaky(tf.add(x, bias) as T, slope);
      if (dropout === null) return y;
      return tf.mul(y, tf.tensor(dropoutMask(x.size, dropout), x.shape)) as T;
    });
  }

  biasActivateGradient<T extends Tensor>(dy: T, y: T, { slope, dropout }: Activation): T {
    return tf.tidy(() => {
      const dx = leakyGradient(dy, y, slope);
      if (dropout === null) return dx;
      // What was dropped is exactly zero in y, so the mask need not be made again.
      return tf.mul(dx, tf.mul(tf.cast(tf.notEqual(y, 0), 'float32'), 1 / (1 - dropout.rate))) as T;
    });
  }

  biasActivateGradients<T extends Tensor>(
    dy: T,
    y: T,
    activation: Activation,
    weights: Tensor1D | null,
  ): { dx: T; dBias: Tensor1D } {
    const dx = this.biasActivateGradient(dy, y, activation);
    return { dx, dBias: this.biasGradient(dx, weights) };
  }

  biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
    return tf.tidy(() => tf.sum(weighted(dy, weights), allButLast(dy.rank)) as Tensor1D);
  }

  normActivate<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    options: NormOptions,
  ): { y: T; statistics: NormStatistics } {
    const [y, mean, variance] = tf.tidy(() => {
      const axes = allButLast(x.rank);
      const batchMean = tf.mean(x, axes) as Tensor1D;
      const batchVariance = tf.mean(tf.square(tf.sub(x, batchMean)), axes) as Tensor1D;
      const statistics = { mean: batchMean, variance: batchVariance };
      return [this.normActivateInference(x, gamma, beta, statistics, options), batchMean, batchVariance] as const;
    });
    return { y, statistics: { mean, variance } };
  }

  normActivateGradient<T extends Tensor>(
    dy: T,
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    { mean, variance }: NormStatistics,
    { epsilon, slope }: NormOptions,
  ): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
    const [dx, dGamma, dBeta] = tf.tidy(() => {
      const axes = allButLast(x.rank);
      const count = x.size / gamma.size;
      const inverse = tf.rsqrt(tf.add(variance, epsilon));
      const normal = tf.mul(tf.sub(x, mean), inverse);
      const dNorm = leakyGradient(dy, tf.add(tf.mul(normal, gamma), beta), slope);
      const sumDy = tf.sum(dNorm, axes) as Tensor1D;
      const sumDyNormal = tf.sum(tf.mul(dNorm, normal), axes) as Tensor1D;
      const centred = tf.sub(dNorm, tf.div(tf.add(sumDy, tf.mul(normal, sumDyNormal)), count));
      return [tf.mul(centred, tf.mul(gamma, inverse)) as T, sumDyNormal, sumDy] as const;
    });
    return { dx, dGamma, dBeta };
  }

  normActivateInference<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    { mean, variance }: NormStatistics,
    { epsilon, slope }: NormOptions,
  ): T {
    return tf.tidy(() => {
      const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)));
      const shift = tf.sub(beta, tf.mul(mean, scale));
      return leaky(tf.add(tf.mul(x, scale), shift) as T, slope);
    });
  }

  tanh<T extends Tensor>(x: T): T {
    return tf.tanh(x);
  }

  tanhGradient<T extends Tensor>(dy: T, y: T): T {
    return tf.tidy(() => tf.mul(dy, tf.sub(1, tf.square(y))) as T);
  }

  sigmoid<T extends Tensor>(x: T): T {
    return tf.sigmoid(x);
  }

  sigmoidGradient<T extends Tensor>(dy: T, y: T): T {
    return tf.tidy(() => tf.mul(dy, tf.mul(y, tf.sub(1, y))) as T);
  }

  pictureStore(bytes: Uint8Array, size: number): PictureStore {
    return convertedPictures(bytes, size);
  }

  async readGrey(x: Tensor): Promise<Uint8Array<ArrayBuffer>> {
    return toBytes(await x.data<'float32'>());
  }

  takeSamples<T extends Tensor>(x: T, begin: number, count: number, weights: Tensor1D | null): T {
    return tf.tidy(() => {
      const start = x.shape.map((_, axis) => (axis === 0 ? begin : 0));
      const size = x.shape.map((n, axis) => (axis === 0 ? count : n));
      return weighted(tf.slice(x, start, size) as T, weights);
    });
  }

  takeColumns(x: Tensor, begin: number, width: number): Tensor {
    const last = x.rank - 1;
    return tf.slice(
      x,
      x.shape.map((_, axis) => (axis === last ? begin : 0)),
      x.shape.map((n, axis) => (axis === last ? width : n)),
    );
  }

  softplusLosses(logits: Tensor2D, losses: readonly SoftplusLoss[]): SoftplusLosses {
    const [values, ...weights] = tf.tidy(() => {
      const flat = tf.reshape(logits, [logits.size]);
      const parts = losses.map((loss) => {
        const { begin: first } = spanOf(loss);
        return loss.map((term) => {
          const { begin, count, stride = 1, sign, weight = 1 } = term;
          const some = tf.stridedSlice(flat, [begin], [begin + count * stride], [stride]) as Tensor1D;
          const scaled = <T extends Tensor>(x: T): T => (weight === 1 ? x : tf.mul(x, weight));
          // Cross entropy against 1 is softplus(−l), against 0 softplus(l).
          const value = scaled(tf.mean(tf.softplus(sign < 0 ? tf.neg(some) : some)));
          const sigmoid = tf.sigmoid(some);
          const slope = scaled(tf.div(sign < 0 ? tf.sub(sigmoid, 1) : sigmoid, count));
          return { value, slope, places: placesOf(term).map((place) => place - first) };
        });
      });
      return [
        tf.stack(parts.map((terms) => terms.map(({ value }) => value).reduce((sum, value) => tf.add(sum, value)))),
        ...parts.map((terms) => inPlaces(terms)),
      ] as [Tensor1D, ...Tensor1D[]];
    });
    return { losses: values, weights };
  }

  adam(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
    const before = momentsOf(parameter);
    const [value, first, second] = tf.tidy(() => {
      const m = tf.add(tf.mul(before.m, step.beta1), tf.mul(gradient, 1 - step.beta1));
      const v = tf.add(tf.mul(before.v, step.beta2), tf.mul(tf.square(gradient), 1 - step.beta2));
      const change = tf.div(tf.mul(m, correctedRate(step)), tf.add(tf.sqrt(v), step.epsilon));
      return [tf.sub(parameter.value, change), m, v] as const;
    });
    parameter.value = replace(parameter.value, value);
    parameter.slots.m = replace(before.m, first);
    parameter.slots.v = replace(before.v, second);
    followAverage(this, parameter, step.average);
  }

  adamDense(parameter: Parameter, x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null, step: AdamStep): void {
    const gradient = tf.tidy(() => tf.matMul(x, weighted(dy, weights), true, false));
    this.adam(parameter, gradient, step);
    tf.dispose(gradient);
  }

  adamLayer(layer: LayerParameters, x: Tensor2D, dy: Tensor2D, step: AdamStep): void {
    const dBias = this.biasGradient(dy, null);
    this.adamDense(layer.kernel, x, dy, null, step);
    this.adam(layer.bias, dBias, step);
    dBias.dispose();
  }

  blendIn(parameter: Parameter, batch: Tensor, momentum: number): void {
    const next = tf.tidy(() => tf.add(tf.mul(parameter.value, momentum), tf.mul(batch, 1 - momentum)));
    parameter.value = replace(parameter.value, next);
  }
}
