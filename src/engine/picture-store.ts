/** The patients' pictures as training takes them, a batch at a time. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { toNetworkRange } from '../core/pixels.ts';

export interface PictureStore {
  /** Pictures [indices.length, size, size, 1] in [−1, 1], as `core/pixels.ts` says; the caller's. */
  take(indices: ArrayLike<number>): Tensor4D;
  dispose(): void;
}

/** Converts each batch when it is asked for. `bytes`: [count, size, size] grey levels, never changed. */
export function convertedPictures(bytes: Uint8Array, size: number): PictureStore {
  const pixels = size * size;
  return {
    take: (indices) => {
      const batch = new Float32Array(indices.length * pixels);
      for (let i = 0; i < indices.length; i++) {
        const at = (indices[i] ?? 0) * pixels;
        toNetworkRange(bytes.subarray(at, at + pixels), batch, i * pixels);
      }
      return tf.tensor4d(batch, [indices.length, size, size, 1]);
    },
    dispose: () => {},
  };
}
