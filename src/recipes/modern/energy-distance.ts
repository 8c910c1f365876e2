/**
 * How far made pairs lie from real ones as a whole (Székely & Rizzo 2013, *Energy statistics*), in units of the mean distance
 * between two real ones, and its gradient by the made. 0 where both are of one kind, whatever a single one looks like. Several
 * views of the same pairs at once; the distance is their mean.
 *
 *   E = 2 · mean |x − y| − mean |x − x'| − mean |y − y'|, means over different ones
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor3D } from '@tensorflow/tfjs-core';

/** Below the root. */
const LEAST_SQUARE = 1e-6;

/** [views, n, m] distances of the rows of a [views, n, d] and b [views, m, d]. */
function distances(a: Tensor3D, b: Tensor3D): Tensor3D {
  return tf.tidy(() => {
    const squares = (x: Tensor3D) => tf.sum(tf.square(x), 2, true);
    const products = tf.mul(tf.matMul(a, b, false, true), -2);
    const all = tf.add(tf.add(products, squares(a)), tf.transpose(squares(b), [0, 2, 1]));
    return tf.sqrt(tf.maximum(all, LEAST_SQUARE)) as Tensor3D;
  });
}

/** Σ_j (a_i − b_j) · w_ij */
function pull(a: Tensor3D, b: Tensor3D, weights: Tensor): Tensor3D {
  return tf.sub(tf.mul(a, tf.sum(weights, 2, true)), tf.matMul(weights as Tensor3D, b));
}

export class EnergyDistance {
  readonly #real: Tensor3D;
  /** [views, 1, 1] mean distance of two real ones. */
  readonly #spread: Tensor;

  /** `real`: [views, n, d]. */
  constructor(real: Float32Array, [views, n, d]: readonly [number, number, number]) {
    this.#real = tf.tensor3d(real, [views, n, d]);
    const spread = new Float32Array(views);
    for (let view = 0; view < views; view++) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          let squares = 0;
          for (let k = 0; k < d; k++) {
            squares += ((real[(view * n + i) * d + k] ?? 0) - (real[(view * n + j) * d + k] ?? 0)) ** 2;
          }
          spread[view] = (spread[view] ?? 0) + Math.sqrt(squares) / ((n * (n - 1)) / 2);
        }
      }
    }
    this.#spread = tf.tensor3d(
      spread.map((value) => Math.max(1e-6, value)),
      [views, 1, 1],
    );
  }

  /** The distance of `made` [views, m, d], and its gradient [views, m, d]. The caller disposes both. */
  of(made: Tensor3D): { readonly distance: Scalar; readonly gradient: Tensor3D } {
    const [distance, gradient] = tf.tidy(() => {
      const [views, m] = made.shape;
      const n = this.#real.shape[1];
      const across = distances(made, this.#real);
      // Of two different ones: the diagonal has distance √ε, and no pull.
      const among = distances(made, made);
      const between = tf.mul(tf.mean(across, [1, 2], true), 2);
      const within = tf.div(tf.sub(tf.sum(among, [1, 2], true), m * Math.sqrt(LEAST_SQUARE)), m * (m - 1));
      const toReal = pull(made, this.#real, tf.div(2 / (m * n), across));
      const apart = pull(made, made, tf.div(2 / (m * (m - 1)), among));
      return [
        tf.sub<Scalar>(tf.mean(tf.div(tf.sub(between, within), this.#spread)), 1),
        tf.div<Tensor3D>(tf.sub(toReal, apart), tf.mul(this.#spread, views)),
      ];
    });
    return { distance, gradient } as { distance: Scalar; gradient: Tensor3D };
  }

  dispose(): void {
    tf.dispose([this.#real, this.#spread]);
  }
}
