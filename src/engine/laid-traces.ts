/** Deflections as traces on a sheet: pixels from the top. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { PLACE_UNIT } from './ecg/trace-scales.ts';

/** Σ deflections [B, T, 1, S], upwards, around places [S] → 16 · places − amplitude · Σ. */
export function laid(deflections: readonly Tensor[], places: Tensor1D, amplitude: number): Tensor4D {
  return tf.tidy(() => {
    const [only, ...more] = deflections;
    if (only === undefined) throw new Error('No deflections');
    const sum = more.length === 0 ? only : tf.addN([...deflections]);
    return tf.sub(tf.mul(places, PLACE_UNIT), tf.mul(sum, amplitude)) as Tensor4D;
  });
}

/** By each deflection: the same for all of them. */
export function deflectionGradient(dy: Tensor, amplitude: number): Tensor {
  return tf.mul(dy, -amplitude);
}

/** By the places, from the sums of dy over samples and time. */
export function placesGradient(sums: Tensor1D): Tensor1D {
  return tf.mul(sums, PLACE_UNIT);
}
