/** How much a batch varies, as one more feature of each of its samples, and its gradient. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';

/** Below the root, so that it has a gradient where all samples are the same. */
export const LEAST_VARIANCE = 1e-8;

/** [G, b, n] minus each feature's mean within its group, and the features' standard deviations [G, 1, n] (biased). */
function deviations(x: Tensor3D): { centred: Tensor3D; deviation: Tensor } {
  const centred = tf.sub<Tensor3D>(x, tf.mean(x, 1, true));
  return { centred, deviation: tf.sqrt(tf.add(tf.mean(tf.square(centred), 1, true), LEAST_VARIANCE)) };
}

function grouped(x: Tensor2D, groups: number): Tensor3D {
  const [batch, features] = x.shape;
  return tf.reshape(x, [groups, batch / groups, features]);
}

/**
 * [B, n] → [B, n + 1]: behind every row the mean of the n features' standard deviations over its group of the batch, of which
 * `groups` lie one behind another.
 */
export function withDeviation(x: Tensor2D, groups: number): Tensor2D {
  return tf.tidy(() => {
    const { deviation } = deviations(grouped(x, groups));
    const each = tf.mul(tf.ones([groups, x.shape[0] / groups, 1]), tf.mean(deviation, 2, true));
    return tf.concat([x, tf.reshape<tf.Rank.R2>(each, [x.shape[0], 1])], 1);
  });
}

/** Gradient of `withDeviation` by x, from dy [B, n + 1]: ∂σ_f/∂x_bf = (x_bf − μ_f) / (b · σ_f), b samples a group. */
export function withDeviationGradient(dy: Tensor2D, x: Tensor2D, groups: number): Tensor2D {
  return tf.tidy(() => {
    const [batch, features] = x.shape;
    const { centred, deviation } = deviations(grouped(x, groups));
    const last = tf.reshape(tf.slice(dy, [0, features], [batch, 1]), [groups, batch / groups, 1]);
    const byMean = tf.div(tf.sum(last, 1, true), (batch / groups) * features);
    const through = tf.reshape(tf.mul(tf.div(centred, deviation), byMean), [batch, features]);
    return tf.add(tf.slice(dy, [0, 0], [batch, features]), through);
  });
}
