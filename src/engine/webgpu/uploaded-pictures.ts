/**
 * Pictures that are uploaded once, as bytes, and become batches where they are: a step then uploads which, four bytes a picture, in place
 * of 4 · size² bytes each that the processor converted.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { toNetworkRange } from '../../core/pixels.ts';
import type { PictureStore } from '../picture-store.ts';
import { flatGrid, flatMain, type GpuProgram } from './gpu-program.ts';
import type { Recorder } from './recorder.ts';

/** What every device binds as one array; more pictures than these are converted batch by batch. */
export const MOST_UPLOADED_BYTES = 2 ** 27;

const LEVELS = 256;

/** `count` pictures of `pixels` numbers, a multiple of 4. The table, not arithmetic, so that the numbers are the same on every device. */
function takePicturesProgram(count: number, pixels: number): GpuProgram {
  const words = pixels / 4;
  const threads = count * words;
  return {
    inputs: [
      { name: 'bytes', element: 'u32' },
      { name: 'indices', element: 'u32' },
      { name: 'levels', element: 'f32' },
    ],
    outputs: [{ name: 'result', element: 'vec4<f32>' }],
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let word = bytes[indices[index / ${words}u] * ${words}u + index % ${words}u];
  result[index] = vec4<f32>(levels[word & 255u], levels[(word >> 8u) & 255u], levels[(word >> 16u) & 255u], levels[word >> 24u]);`,
    ),
  };
}

/** Whether pictures [count, size, size] can be uploaded as a whole. */
export function canUpload(bytes: Uint8Array, size: number): boolean {
  return (size * size) % 4 === 0 && bytes.length > 0 && bytes.length <= MOST_UPLOADED_BYTES;
}

/** For pictures that `canUpload`. */
export function uploadedPictures(recorder: Recorder, bytes: Uint8Array, size: number): PictureStore {
  const pixels = size * size;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  // Little-endian, as every processor with WebGPU is.
  const words = tf.tensor1d(new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4), 'int32');
  const table = new Float32Array(LEVELS);
  toNetworkRange(
    Uint8Array.from({ length: LEVELS }, (_, level) => level),
    table,
    0,
  );
  const levels = tf.tensor1d(table);
  return {
    take: (indices) => {
      const count = indices.length;
      const chosen = tf.tensor1d(Int32Array.from(indices), 'int32');
      const result = recorder.tensor<Tensor4D>([count, size, size, 1]);
      recorder.run(`takePictures/${count}/${pixels}`, () => takePicturesProgram(count, pixels), {
        inputs: [words, chosen, levels],
        outputs: [result],
      });
      chosen.dispose();
      return result;
    },
    dispose: () => tf.dispose([words, levels]),
  };
}
