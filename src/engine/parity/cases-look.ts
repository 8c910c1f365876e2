/** Looks of sheets: against the formulas in plain tfjs ops, which differentiates them itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import {
  BAND,
  BANDS,
  boxOf,
  FREQUENCIES,
  LEAST_POWER,
  LEAST_VARIANCE,
  QUARTER,
  QUARTERS,
  SIDE,
  waves,
} from '../batch/look.ts';
import type { Kinds } from '../batch/batch-kernels.ts';
import { both } from './gradient-case.ts';
import { given, input, normal, type ParityCase, type Tensors } from './parity-case.ts';

/** [SIDE, size]: means over boxes of pixels. */
function reduction(size: number): Tensor2D {
  const weights = new Float32Array(SIDE * size);
  for (let place = 0; place < SIDE; place++) {
    const [begin, end] = boxOf(place, size);
    for (let at = begin; at < end; at++) weights[place * size + at] = 1 / (end - begin);
  }
  return tf.tensor2d(weights, [SIDE, size]);
}

/** [B, FEATURES] of pictures [B, size, size, 1]. */
function featuresOf(image: Tensor, batch: number, size: number): Tensor {
  const reduce = reduction(size);
  const ink = tf.reshape(tf.mul(tf.sub(1, image), 0.5), [batch, size, size]);
  const down = tf.stack(
    tf.unstack(ink).map((one) => tf.matMul(tf.matMul(reduce, one as Tensor2D), reduce, false, true)),
  );
  const { mean, variance } = tf.moments(tf.reshape(down, [batch * SIDE * QUARTERS, QUARTER]), 1);
  const bands = tf.mean(tf.reshape(down, [batch * BANDS, BAND, SIDE]), 1) as Tensor2D;
  const swings = tf.matMul(bands, tf.tensor2d(waves(), [SIDE, 2 * FREQUENCIES]));
  const power = tf.sum(tf.reshape(tf.square(swings), [batch * BANDS, 2, FREQUENCIES]), 1);
  const parts = [mean, tf.sqrt(tf.add(variance, LEAST_VARIANCE)), tf.sqrt(tf.add(power, LEAST_POWER))];
  return tf.concat(
    parts.map((part) => tf.reshape(part, [batch, -1])),
    1,
  );
}

const lookCases = (
  [
    [2, 64],
    [3, 128],
    [2, 200],
  ] as const
).flatMap(([batch, size]) =>
  both(
    `look of ${batch} pictures of ${size} pixels`,
    { image: normal(batch, size, size, 1) },
    [batch, 2 * SIDE * QUARTERS + BANDS * FREQUENCIES],
    ['image'],
    (t) => featuresOf(input(t, 'image'), batch, size),
    {
      forward: (kernels, t) => {
        const { features, swings } = kernels.batch.look(input(t, 'image'));
        swings.dispose();
        return { y: features };
      },
      backward: (kernels, t) => {
        const looked = kernels.batch.look(input(t, 'image'));
        const made = kernels.batch.lookGradient(input(t, 'dy'), { ...looked, image: input(t, 'image') });
        tf.dispose(Object.values(looked));
        return { d_image: made };
      },
    },
  ),
);

const kindCases = (
  [
    [1, 1, 1, 1, 1],
    [3, 7, 5, 4, 2],
    [16, 40, 32, 35, 9],
  ] as const
).flatMap(([batch, components, compared, columns, readings]): ParityCase[] => {
  const read = Array.from({ length: readings }, (_, g) => (3 * g) % columns);
  const inputs = {
    look: normal(batch, components),
    row: normal(batch, columns),
    says: normal(batch, readings),
    kernel: normal(components, readings),
    column: given(read, readings),
    byWhole: normal(1, batch, compared + columns),
    byBeside: normal(readings, batch, 2),
  };
  const kindsOf = (t: Tensors): Kinds => ({
    compared,
    rowWeight: 0.5,
    kernel: input<Tensor2D>(t, 'kernel'),
    column: input<Tensor1D>(t, 'column'),
  });
  const name = `${batch} looks of ${components}, ${compared} beside ${columns} numbers, ${readings} readings`;
  return [
    {
      name: `kindRows, ${name}`,
      inputs,
      run: (kernels, t) =>
        kernels.batch.kindRows({ look: input(t, 'look'), row: input(t, 'row'), says: input(t, 'says') }, kindsOf(t)),
      truth: (t) => ({
        whole: tf.expandDims(
          tf.concat([tf.slice(input(t, 'look'), [0, 0], [-1, compared]), tf.mul(input(t, 'row'), 0.5)], 1),
        ),
        beside: tf.transpose(
          tf.stack([input(t, 'says'), tf.gather(input(t, 'row'), tf.tensor1d(read, 'int32'), 1)], 2),
          [1, 0, 2],
        ),
      }),
    },
    {
      name: `byLook, ${name}`,
      inputs,
      run: (kernels, t) => {
        const gradients = { byWhole: input<Tensor3D>(t, 'byWhole'), byBeside: input<Tensor3D>(t, 'byBeside') };
        return { by: kernels.batch.byLook(gradients, kindsOf(t), [2, 3]) };
      },
      truth: (t) => {
        const whole = tf.slice(tf.squeeze(input(t, 'byWhole'), [0]), [0, 0], [batch, compared]);
        const padded = tf.pad(whole, [
          [0, 0],
          [0, components - compared],
        ]);
        const says = tf.reshape(tf.slice(input(t, 'byBeside'), [0, 0, 0], [readings, batch, 1]), [readings, batch]);
        const through = tf.transpose(tf.matMul(input(t, 'kernel'), says as Tensor2D));
        return { by: tf.add(tf.mul(padded, 2), tf.mul(through, 3)) };
      },
    },
  ];
});

const heldCases = (
  [
    [[1], 5],
    [[3, 7, 5, 1], 0.5],
    [[2, 64, 64, 1], 1000],
    [[16, 64, 64, 1], 0.06],
  ] as const
).map(([shape, most]): ParityCase => ({
  name: `held [${shape.join()}] within ${most}`,
  inputs: { x: normal(...shape), more: normal(...shape) },
  run: (kernels, t) => ({ y: kernels.batch.held(input(t, 'x'), most, input(t, 'more')) }),
  truth: (t) =>
    tf.tidy(() => {
      const x = input(t, 'x');
      return { y: tf.add(tf.mul(x, tf.minimum(1, tf.div(most, tf.norm(x)))), input(t, 'more')) };
    }),
}));

export const LOOK_CASES: readonly ParityCase[] = [...lookCases, ...kindCases, ...heldCases];
