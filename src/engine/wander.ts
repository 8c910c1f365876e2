/** A wandering baseline: noise at a few knots, linear between them. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { REACH } from './ecg/trace-scales.ts';

/** Noise [B, knots · (S + 1)], the last of S + 1 common to all strips → [B, T, 1, S]. */
function lines(noise: Tensor2D, strips: number, samples: number): Tensor4D {
  const [batch, numbers] = noise.shape;
  const knots = numbers / (strips + 1);
  const all = tf.image.resizeBilinear(tf.reshape<tf.Rank.R4>(noise, [batch, knots, 1, strips + 1]), [samples, 1], true);
  return tf.add(
    tf.slice(all, [0, 0, 0, 0], [batch, samples, 1, strips]),
    tf.slice(all, [0, 0, 0, strips], [batch, samples, 1, 1]),
  );
}

/** Amounts [B, S], before softplus: softplus(amount) · 8 · (own line + common line) → [B, T, 1, S]. */
export function wanders(amounts: Tensor2D, noise: Tensor2D, samples: number): Tensor4D {
  return tf.tidy(() => {
    const [batch, strips] = amounts.shape;
    const reach = tf.reshape(tf.mul(tf.softplus(amounts), REACH), [batch, 1, 1, strips]);
    return tf.mul(lines(noise, strips, samples), reach);
  });
}

/** By the amounts; noise has no gradient. */
export function wandersGradient(dy: Tensor4D, amounts: Tensor2D, noise: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const [batch, samples, , strips] = dy.shape;
    const byReach = tf.sum(tf.mul(dy, lines(noise, strips, samples)), [1, 2]);
    return tf.mul(tf.reshape(byReach, [batch, strips]), tf.mul(tf.sigmoid(amounts), REACH));
  });
}
