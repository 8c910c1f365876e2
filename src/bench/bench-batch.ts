/** The training data of the benchmark: made up, and uploaded anew every step, as in training. */
import * as tf from '@tensorflow/tfjs-core';
import { NOISE_LENGTH } from '../recipes/paper/constants.ts';
import { Rng } from '../core/rng.ts';

export interface BatchShape {
  readonly size: number;
  readonly batch: number;
  readonly columns: number;
}

export interface Batch {
  readonly images: tf.Tensor4D;
  readonly rows: tf.Tensor2D;
  readonly noise: tf.Tensor2D;
}

/** Returns a function that uploads one batch; the caller disposes its tensors. */
export function batches({ size, batch, columns }: BatchShape): () => Batch {
  const rng = new Rng(1, 1);
  const pixels = Float32Array.from({ length: batch * size * size }, () => rng.between(-1, 1));
  const cells = Float32Array.from({ length: batch * columns }, () => rng.uniform());
  return () => ({
    images: tf.tensor4d(pixels, [batch, size, size, 1]),
    rows: tf.tensor2d(cells, [batch, columns]),
    noise: tf.tensor2d(rng.normals(batch * NOISE_LENGTH), [batch, NOISE_LENGTH]),
  });
}
