/** How much a batch varies, as one more feature of each of its samples, and its gradient. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** Below the root, so that it has a gradient where all samples are the same. */
const EPSILON = 1e-8;

/** [B, n] minus each feature's mean, and the features' standard deviations [n] (biased). */
function deviations(x: Tensor2D): { centred: Tensor2D; deviation: Tensor1D } {
  const centred = tf.sub<Tensor2D>(x, tf.mean(x, 0));
  return { centred, deviation: tf.sqrt(tf.add(tf.mean<Tensor1D>(tf.square(centred), 0), EPSILON)) };
}

/** [B, n] → [B, n + 1]: behind every row the mean of the n features' standard deviations over the batch. */
export function withDeviation(x: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const mean = tf.mean(deviations(x).deviation);
    return tf.concat([x, tf.mul(tf.ones<tf.Rank.R2>([x.shape[0], 1]), mean)], 1);
  });
}

/** Gradient of `withDeviation` by x, from dy [B, n + 1]: ∂σ_f/∂x_bf = (x_bf − μ_f) / (B · σ_f). */
export function withDeviationGradient(dy: Tensor2D, x: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const [batch, features] = x.shape;
    const { centred, deviation } = deviations(x);
    const byMean = tf.sum(tf.slice(dy, [0, features], [batch, 1]));
    const through = tf.mul(tf.div(centred, deviation), tf.div(byMean, batch * features));
    return tf.add(tf.slice(dy, [0, 0], [batch, features]), through);
  });
}
