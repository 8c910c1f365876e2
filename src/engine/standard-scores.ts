/** Numbers against a mean and a spread that were measured, perhaps clipped. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** (x − mean) / spread, x [B, …], mean and spread […], kept within ± limit. */
export function standardised(x: Tensor, mean: Tensor, spread: Tensor, limit: number | null): Tensor {
  return tf.tidy(() => {
    const score = tf.div(tf.sub(x, mean), spread);
    return limit === null ? score : tf.clipByValue(score, -limit, limit);
  });
}

/** By x, from the result y. */
export function standardisedGradient(dy: Tensor, y: Tensor, spread: Tensor, limit: number | null): Tensor {
  return tf.tidy(() => {
    const dx = tf.div(dy, spread);
    return limit === null ? dx : tf.mul(dx, tf.cast(tf.less(tf.abs(y), limit), 'float32'));
  });
}
