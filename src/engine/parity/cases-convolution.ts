/** Convolutions: odd channels and sides, both strides, and channels that take the vector paths. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { FilterSize, Stride } from '../kernels.ts';
import { input, normal, positive, type ParityCase } from './parity-case.ts';

type Sizes = readonly [
  batch: number,
  height: number,
  width: number,
  inputs: number,
  outputs: number,
  stride: Stride,
  filter?: FilterSize,
];

const FIVE: FilterSize = [5, 5];

const SIZES: readonly Sizes[] = [
  [1, 5, 5, 1, 3, 1],
  [3, 8, 8, 3, 5, 2],
  [1, 13, 13, 5, 7, 2],
  [2, 13, 8, 7, 13, 1],
  [7, 5, 8, 13, 1, 2],
  [2, 8, 13, 8, 1, 1],
  [1, 2, 3, 4, 4, 2],
  [2, 8, 8, 4, 12, 2],
  [1, 13, 5, 1, 32, 2],
  [3, 8, 8, 32, 64, 2],
  [1, 13, 13, 64, 32, 1],
  [1, 16, 16, 64, 64, 2],
  [5, 20, 20, 3, 6, 1],
];

/** Filters that are not 5 × 5: even, odd, along one axis, and smaller than the stride. */
const OTHER_FILTERS: readonly Sizes[] = [
  [3, 8, 8, 3, 5, 2, [4, 4]],
  [2, 7, 9, 4, 8, 2, [4, 4]],
  [2, 6, 6, 4, 3, 1, [4, 4]],
  [2, 8, 7, 3, 4, 1, [3, 3]],
  [2, 8, 6, 4, 4, 2, [3, 3]],
  [3, 1, 16, 2, 5, 1, [1, 7]],
  [2, 12, 1, 4, 1, 1, [7, 1]],
  [2, 4, 16, 3, 4, 2, [1, 7]],
  [2, 6, 8, 4, 3, 2, [2, 5]],
  [2, 6, 8, 3, 4, 2, [1, 1]],
];

function called([batch, height, width, inputs, outputs, stride, filter]: Sizes): string {
  const size = `${batch}x${height}x${width}x${inputs} to ${outputs}, stride ${stride}`;
  return filter === undefined ? size : `by ${filter.join('x')}: ${size}`;
}

function finished(sizes: Sizes): ParityCase {
  const [batch, height, width, inputs, outputs, stride, size = FIVE] = sizes;
  return {
    name: `convolve, bias and slope ${called(sizes)}`,
    inputs: {
      x: normal(batch, height, width, inputs),
      filter: normal(...size, inputs, outputs),
      bias: normal(outputs),
    },
    run: (kernels, t) => {
      const finish = { bias: input<Tensor1D>(t, 'bias'), activation: { slope: 0.2, dropout: null } };
      return { y: kernels.convolve(input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'filter'), stride, finish) };
    },
    truth: (t) => ({
      y: tf.tidy(() => {
        const y = tf.conv2d(input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'filter'), stride, 'same');
        return tf.leakyRelu(tf.add(y, input(t, 'bias')), 0.2);
      }),
    }),
  };
}

function forward(sizes: Sizes): ParityCase {
  const [batch, height, width, inputs, outputs, stride, size = FIVE] = sizes;
  return {
    name: `convolve ${called(sizes)}`,
    inputs: { x: normal(batch, height, width, inputs), filter: normal(...size, inputs, outputs) },
    run: (kernels, t) => ({ y: kernels.convolve(input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'filter'), stride) }),
    truth: (t) => ({ y: tf.conv2d(input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'filter'), stride, 'same') }),
  };
}

/** The transposed convolution is the input gradient of the convolution, so that is its truth. */
function transposed(sizes: Sizes): ParityCase {
  const [batch, height, width, inputs, outputs, stride, size = FIVE] = sizes;
  return {
    name: `convolveTransposed ${called(sizes)}`,
    inputs: { x: normal(batch, height, width, inputs), filter: normal(...size, outputs, inputs) },
    run: (kernels, t) => ({
      y: kernels.convolveTransposed(input<Tensor4D>(t, 'x'), input<Tensor4D>(t, 'filter'), stride),
    }),
    truth: (t) => ({
      y: tf.tidy(() => {
        const big = tf.zeros<tf.Rank.R4>([batch, height * stride, width * stride, outputs]);
        const gradient = tf.grad((image) => tf.conv2d(image as Tensor4D, input<Tensor4D>(t, 'filter'), stride, 'same'));
        return gradient(big, input<Tensor4D>(t, 'x')) as Tensor4D;
      }),
    }),
  };
}

function filterGradient(sizes: Sizes, weighted: boolean): ParityCase {
  const [batch, height, width, inputs, outputs, stride, size = FIVE] = sizes;
  return {
    name: `filterGradient ${called(sizes)}${weighted ? ', weighted' : ''}`,
    inputs: {
      x: normal(batch, height, width, inputs),
      dy: normal(batch, Math.ceil(height / stride), Math.ceil(width / stride), outputs),
      weights: positive(batch),
    },
    run: (kernels, t) => ({
      gradient: kernels.filterGradient(
        input<Tensor4D>(t, 'x'),
        input<Tensor4D>(t, 'dy'),
        size,
        stride,
        weighted ? input<Tensor1D>(t, 'weights') : null,
      ),
    }),
    truth: (t) => ({
      gradient: tf.tidy(() => {
        const dy = input<Tensor4D>(t, 'dy');
        const scaled = weighted ? tf.mul<Tensor4D>(dy, tf.reshape(input(t, 'weights'), [batch, 1, 1, 1])) : dy;
        const gradient = tf.grad((filter) => tf.conv2d(input<Tensor4D>(t, 'x'), filter as Tensor4D, stride, 'same'));
        return gradient(tf.zeros([...size, inputs, outputs]), scaled) as Tensor4D;
      }),
    }),
  };
}

export const CONVOLUTION_CASES: readonly ParityCase[] = [
  ...[...SIZES, ...OTHER_FILTERS].flatMap((sizes) => [forward(sizes), transposed(sizes), filterGradient(sizes, false)]),
  ...[...SIZES, ...OTHER_FILTERS].filter((_, i) => i % 3 === 1).map(finished),
  ...[...SIZES, ...OTHER_FILTERS].filter((_, i) => i % 2 === 1).map((sizes) => filterGradient(sizes, true)),
];
