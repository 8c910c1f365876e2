/** The few moves of tensors that ops need besides kernels, so that they import no tfjs. Results are new tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { averageOverTime, spreadOverTime } from '../engine/window-averages.ts';

export interface TensorOps {
  reshape(x: Tensor, shape: readonly number[]): Tensor;
  /** Along the last axis. */
  concat(parts: readonly Tensor[]): Tensor;
  /** One behind the other along the first axis. */
  stacked<T extends Tensor>(parts: readonly T[]): T;
  /** Of tensors of one shape. */
  sum(parts: readonly Tensor[]): Tensor;
  scaled(x: Tensor, factor: number): Tensor;
  dispose(tensors: readonly Tensor[]): void;
  averageOverTime(x: Tensor4D, windows: number): Tensor2D;
  spreadOverTime(dy: Tensor2D, shape: Tensor4D['shape'], windows: number): Tensor4D;
}

export const TENSOR_OPS: TensorOps = {
  reshape: (x, shape) => tf.reshape(x, [...shape]),
  concat: (parts) => tf.concat([...parts], -1),
  stacked: (parts) => tf.concat([...parts], 0),
  // Two are added as they always were, to the bit.
  sum: ([first, ...more]) => {
    if (first === undefined) throw new Error('There is nothing to add');
    const [second] = more;
    return second !== undefined && more.length === 1 ? tf.add(first, second) : tf.addN([first, ...more]);
  },
  scaled: (x, factor) => tf.mul(x, factor),
  dispose: (tensors) => tf.dispose([...tensors]),
  averageOverTime,
  spreadOverTime,
};
