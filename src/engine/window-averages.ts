/** Means of a picture's channels over equal windows of its width (time, in an ECG), and their gradient. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** [B, H, W, C] → [B, H · windows · C]: each channel's mean over equal windows of time, left to right. */
export function averageOverTime(x: Tensor4D, windows: number): Tensor2D {
  const length = x.shape[2] / windows;
  return tf.tidy(() => tf.reshape(tf.avgPool(x, [1, length], [1, length], 'valid'), [x.shape[0], -1]));
}

/** [C, length · C]: copies a value of every channel to each of `length` places, divided by their number. */
function spreader(length: number, channels: number): Tensor2D {
  const values = new Float32Array(channels * length * channels);
  for (let c = 0; c < channels; c++) {
    for (let x = 0; x < length; x++) values[(c * length + x) * channels + c] = 1 / length;
  }
  return tf.tensor2d(values, [channels, length * channels]);
}

/** Its gradient: [B, H · windows · C] → `shape`. As a product of matrices: tfjs's `tile` takes ten times as long on wasm. */
export function spreadOverTime(dy: Tensor2D, shape: Tensor4D['shape'], windows: number): Tensor4D {
  const [batch, height, width, channels] = shape;
  return tf.tidy(() => {
    const means: Tensor2D = tf.reshape(dy, [batch * height * windows, channels]);
    return tf.reshape(tf.matMul(means, spreader(width / windows, channels)), shape);
  });
}
