/**
 * A generator that draws without having measured anybody: bells for beat shapes, a white sheet, strips evenly spaced, every
 * lead a QRS complex and a T wave of its own size. For tests; a run's first weights are measured.
 */
import * as tf from '@tensorflow/tfjs-core';
import { elementCount } from '../../../core/variable-spec.ts';
import { Parameters } from '../../../engine/parameters.ts';
import type { Graph } from '../../../nets/node.ts';
import { PANELS } from '../constants.ts';
import { type ModernShape, shapeCount, timeAxis } from '../graphs.ts';

/** Traces begin and end here, as parts of the width. */
export const SIDES = [0.05, 0.95] as const;
/** Distance of the toy's beats, as a part of the width. */
export const DISTANCE = 0.15;

const logit = (p: number): number => Math.log(p / (1 - p));

/** Middle row of every strip, pixels. */
export function stripRows({ size, strips }: Pick<ModernShape, 'size' | 'strips'>): readonly number[] {
  return Array.from({ length: strips }, (_, s) => ((s + 0.6) / strips) * size);
}

/** [length, 1, 2, C], over time backwards: narrow bells around the beat, and in the last quarter of shapes a T wave. */
function bells(shape: ModernShape): Float32Array {
  const { samples, shapeLength, shapeBefore } = timeAxis(shape.size);
  const count = shapeCount(shape);
  const values = new Float32Array(shapeLength * 2 * count);
  for (let k = 0; k < shapeLength; k++) {
    const time = (shapeLength - 1 - k - shapeBefore) / samples;
    for (let c = 0; c < count; c++) {
      const isTWave = c >= 0.75 * count;
      const [centre, width] = isTWave ? [0.035, 0.009] : [0.006 * (c / count - 0.4), Math.max(0.003, 0.7 / samples)];
      for (const kind of [0, 1]) values[(k * 2 + kind) * count + c] = Math.exp(-0.5 * ((time - centre) / width) ** 2);
    }
  }
  return values;
}

/** Sets the toy's numbers over initial ones; what is random of a row and of noise is a tenth of the usual. */
export function toyGenerator(graph: Graph, shape: ModernShape, seed: number): Parameters {
  const { size, strips } = shape;
  const { samples, oversampling } = timeAxis(size);
  const count = shapeCount(shape);
  const parameters = Parameters.initial(graph.variables, seed, 0, graph.slots);
  const set = (name: string, values: ArrayLike<number> | ((i: number) => number)): void => {
    const parameter = parameters.get(name);
    const of = typeof values === 'function' ? values : (i: number): number => values[i] ?? 0;
    const length = elementCount(parameter.shape);
    tf.dispose(parameter.value);
    parameter.value = tf.tensor(
      Float32Array.from({ length }, (_, i) => of(i)),
      [...parameter.shape],
    );
  };
  for (const name of ['pace', 'wander_reach', 'amounts', 'texture_2']) {
    const parameter = parameters.get(`${name}/kernel`);
    const less = tf.mul(parameter.value, 0.1);
    tf.dispose(parameter.value);
    parameter.value = less;
  }
  set('row_score/mean', () => 0.5);
  set('row_score/spread', () => 0.3);
  set('beats/start', () => SIDES[0]);
  set('beats/distance', () => Math.log(DISTANCE));
  set('pace/bias', [0, -4, -6]);
  set('shapes/kernel', bells(shape));
  // A lead's first shape upwards, its T wave lower; the leads differ.
  set('amounts/bias', (i) => {
    const lead = 0.6 + 0.8 * (((i / count) | 0) / (PANELS * strips));
    return i % count === 0 ? 3 * lead : i % count === count - 1 ? lead : 0;
  });
  set('leads/cuts', (i) => SIDES[0] + ((SIDES[1] - SIDES[0]) * (i + 1)) / PANELS);
  set('wander_reach/bias', () => -5);
  set('traces/places', (s) => (stripRows(shape)[s] ?? 0) / 16);
  set('ink/pen', (i) => {
    const time = (Math.floor(i / strips) + 0.5) / samples;
    return time > SIDES[0] && time < SIDES[1] ? 4 : -6;
  });
  set('ink/half_width', () => Math.log(Math.max(0.3, 0.004 * size) / Math.sqrt(oversampling / 2)));
  set('sheet/darkness', () => 3);
  set('sheet/blur', (i) => (i === 4 ? 1 : 0));
  set('sheet/paper', () => logit(0.96));
  return parameters;
}
