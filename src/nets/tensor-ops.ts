/** The few moves of tensors that ops need besides kernels, so that they import no tfjs. Results are new tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { withDeviation, withDeviationGradient } from '../engine/minibatch-deviation.ts';
import { averageOverTime, spreadOverTime } from '../engine/window-averages.ts';

export interface TensorOps {
  reshape(x: Tensor, shape: readonly number[]): Tensor;
  /** Along the last axis of matrices. */
  concat(parts: readonly Tensor[]): Tensor;
  /** Columns [begin, begin + width) of a matrix. */
  columns(x: Tensor, begin: number, width: number): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  dispose(tensors: readonly Tensor[]): void;
  averageOverTime(x: Tensor4D, windows: number): Tensor2D;
  spreadOverTime(dy: Tensor2D, shape: Tensor4D['shape'], windows: number): Tensor4D;
  withDeviation(x: Tensor2D): Tensor2D;
  withDeviationGradient(dy: Tensor2D, x: Tensor2D): Tensor2D;
}

export const TENSOR_OPS: TensorOps = {
  reshape: (x, shape) => tf.reshape(x, [...shape]),
  concat: (parts) => tf.concat([...parts], 1),
  columns: (x, begin, width) => tf.slice(x, [0, begin], [x.shape[0] ?? 0, width]),
  add: (a, b) => tf.add(a, b),
  dispose: (tensors) => tf.dispose([...tensors]),
  averageOverTime,
  spreadOverTime,
  withDeviation,
  withDeviationGradient,
};
