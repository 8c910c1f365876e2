/**
 * Features scaled and shifted by each sample's own numbers, then LeakyReLU (Perez et al. 2018, *FiLM*). In tfjs ops, on every
 * backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** by [B, 2C] → (1 + scale, shift), each [B, 1, 1, C]. */
function halves(by: Tensor2D): { factor: Tensor; shift: Tensor } {
  const [batch, both] = by.shape;
  const half = (begin: number): Tensor =>
    tf.reshape(tf.slice(by, [0, begin], [batch, both / 2]), [batch, 1, 1, both / 2]);
  return { factor: tf.add(half(0), 1), shift: half(both / 2) };
}

/** leaky(x · (1 + scale) + shift), x [B, H, W, C]. */
export function modulated(x: Tensor4D, by: Tensor2D, slope: number): Tensor4D {
  return tf.tidy(() => {
    const { factor, shift } = halves(by);
    const y = tf.add(tf.mul(x, factor), shift);
    return (slope === 1 ? y : tf.leakyRelu(y, slope)) as Tensor4D;
  });
}

/** From the result y, which has the sign of what LeakyReLU was given. */
export function modulatedGradient(
  dy: Tensor4D,
  { x, by, y }: { readonly x: Tensor4D; readonly by: Tensor2D; readonly y: Tensor4D },
  slope: number,
): { readonly dx: Tensor4D; readonly dBy: Tensor2D } {
  return tf.tidy(() => {
    const raw = slope === 1 ? dy : tf.where(tf.greater(y, 0), dy, tf.mul(dy, slope));
    return {
      dx: tf.mul<Tensor4D>(raw, halves(by).factor),
      dBy: tf.concat([tf.sum(tf.mul(raw, x), [1, 2]), tf.sum(raw, [1, 2])], 1) as Tensor2D,
    };
  });
}
