/** The few moves of tensors that ops need besides kernels, so that they import no tfjs. Results are new tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { withDeviation, withDeviationGradient } from '../engine/minibatch-deviation.ts';
import { matched, matchedGradient } from '../engine/matched-rows.ts';
import { deflectionGradient, laid, placesGradient } from '../engine/laid-traces.ts';
import { modulated, modulatedGradient } from '../engine/modulation.ts';
import { standardised, standardisedGradient } from '../engine/standard-scores.ts';
import { wanders, wandersGradient } from '../engine/wander.ts';
import { averageOverTime, spreadOverTime } from '../engine/window-averages.ts';

export interface TensorOps {
  reshape(x: Tensor, shape: readonly number[]): Tensor;
  /** Along the last axis. */
  concat(parts: readonly Tensor[]): Tensor;
  /** Places [begin, begin + width) of the last axis. */
  columns(x: Tensor, begin: number, width: number): Tensor;
  /** One behind the other along the first axis. */
  stacked<T extends Tensor>(parts: readonly T[]): T;
  add(a: Tensor, b: Tensor): Tensor;
  dispose(tensors: readonly Tensor[]): void;
  averageOverTime(x: Tensor4D, windows: number): Tensor2D;
  spreadOverTime(dy: Tensor2D, shape: Tensor4D['shape'], windows: number): Tensor4D;
  readonly withDeviation: typeof withDeviation;
  readonly withDeviationGradient: typeof withDeviationGradient;
  readonly wanders: typeof wanders;
  readonly wandersGradient: typeof wandersGradient;
  readonly modulated: typeof modulated;
  readonly modulatedGradient: typeof modulatedGradient;
  readonly standardised: typeof standardised;
  readonly standardisedGradient: typeof standardisedGradient;
  readonly matched: typeof matched;
  readonly matchedGradient: typeof matchedGradient;
  readonly laid: typeof laid;
  readonly deflectionGradient: typeof deflectionGradient;
  readonly placesGradient: typeof placesGradient;
}

export const TENSOR_OPS: TensorOps = {
  reshape: (x, shape) => tf.reshape(x, [...shape]),
  concat: (parts) => tf.concat([...parts], -1),
  columns: (x, begin, width) =>
    tf.slice(
      x,
      x.shape.map((_, axis) => (axis === x.rank - 1 ? begin : 0)),
      x.shape.map((n, axis) => (axis === x.rank - 1 ? width : n)),
    ),
  stacked: (parts) => tf.concat([...parts], 0),
  add: (a, b) => tf.add(a, b),
  dispose: (tensors) => tf.dispose([...tensors]),
  averageOverTime,
  spreadOverTime,
  withDeviation,
  withDeviationGradient,
  wanders,
  wandersGradient,
  modulated,
  modulatedGradient,
  standardised,
  standardisedGradient,
  matched,
  matchedGradient,
  laid,
  deflectionGradient,
  placesGradient,
};
