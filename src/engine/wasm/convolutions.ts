/**
 * The gradients of a convolution written as forward convolutions. tfjs's wasm backend is fast only forwards (XNNPACK):
 * it has no filter gradient, and its input gradient is a plain loop.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Stride } from '../kernels.ts';

/** Filters are 5 × 5 throughout the published networks. */
const FILTER_SIDE = 5;

type Padding = [[0, 0], [number, number], [number, number], [0, 0]];

/** `same` padding before and after an axis of `length` that a filter of 5 with this stride turns into `outputs`. */
function samePadding(length: number, outputs: number, stride: Stride): [number, number] {
  const total = Math.max((outputs - 1) * stride + FILTER_SIDE - length, 0);
  const before = total >> 1;
  return [before, total - before];
}

/**
 * x [B,H,W,I], dy [B,h,w,O] → [5,5,I,O]. Channels take the place of samples and samples that of channels: dy is a
 * filter as large as the picture, dilated by the stride, that slides to 5 × 5 places.
 */
export function filterGradientByConvolution(x: Tensor4D, dy: Tensor4D, stride: Stride): Tensor4D {
  const [, height, width] = x.shape;
  const [, outHeight, outWidth] = dy.shape;
  const padding: Padding = [
    [0, 0],
    samePadding(height, outHeight, stride),
    samePadding(width, outWidth, stride),
    [0, 0],
  ];
  return tf.tidy(() => {
    const channelsAsSamples = tf.transpose(x, [3, 1, 2, 0]);
    const asFilter = tf.transpose(dy, [1, 2, 0, 3]);
    const gradient = tf.conv2d(channelsAsSamples, asFilter, 1, padding, 'NHWC', stride);
    return tf.transpose(gradient, [1, 2, 0, 3]);
  });
}

/** x [B,H,W,I], filter [5,5,O,I] → [B,H,W,O]: a convolution with the filter turned by 180°. */
function transposedByOne(x: Tensor4D, filter: Tensor4D): Tensor4D {
  return tf.conv2d(x, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, 'same');
}

/**
 * Which taps of the filter meet which inputs, for even (0) and odd (1) outputs of a stride-2 transposed convolution.
 * `same` padding of an even length is 1 before: output 2i takes f[3]·x[i−1] + f[1]·x[i], output 2i+1 takes
 * f[4]·x[i−1] + f[2]·x[i] + f[0]·x[i+1].
 */
const PHASES = [
  { taps: [3, 1], padding: [1, 0] as [number, number] },
  { taps: [4, 2, 0], padding: [1, 1] as [number, number] },
] as const;

/** x [B,H,W,I], filter [5,5,O,I] → [B,2H,2W,O]: four dense convolutions, interleaved. */
function transposedByTwo(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [batch, height, width] = x.shape;
  const outputs = filter.shape[2];
  const swapped = tf.transpose(filter, [0, 1, 3, 2]);
  const rows = PHASES.map((vertical) => {
    const taps = tf.gather(swapped, [...vertical.taps], 0);
    const columns = PHASES.map((horizontal) =>
      tf.conv2d(
        x,
        tf.gather(taps, [...horizontal.taps], 1),
        1,
        [[0, 0], [...vertical.padding], [...horizontal.padding], [0, 0]],
        'NHWC',
      ),
    );
    return tf.reshape(tf.stack(columns, 3), [batch, height, width * 2, outputs]);
  });
  return tf.reshape(tf.stack(rows, 2), [batch, height * 2, width * 2, outputs]);
}

/** `Kernels.convolveTransposed` for 5 × 5 filters. */
export function transposedByConvolution(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
  return tf.tidy(() => (stride === 1 ? transposedByOne(x, filter) : transposedByTwo(x, filter)));
}
