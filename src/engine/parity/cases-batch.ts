/** Comparisons within a batch: against the formulas in plain tfjs ops, which differentiates them itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { around, input, normal, type ParityCase, positive, type Tensors } from './parity-case.ts';
import { both } from './gradient-case.ts';

/** The mean of the features' standard deviations over each group, behind every row. */
function deviated(x: Tensor, groups: number): Tensor {
  const [batch = 0, features = 0] = x.shape;
  const grouped = tf.reshape(x, [groups, batch / groups, features]);
  const { variance } = tf.moments(grouped, 1, true);
  const mean = tf.mean(tf.sqrt(tf.add(variance, 1e-8)), 2, true);
  const each = tf.reshape(tf.mul(tf.ones([groups, batch / groups, 1]), mean), [batch, 1]);
  return tf.concat([x, each], 1);
}

const deviationCases = (
  [
    [1, 3, 1],
    [6, 7, 2],
    [12, 70, 3],
    [32, 64, 2],
  ] as const
).flatMap(([batch, features, groups]) =>
  both(
    `withDeviation ${batch}x${features} in ${groups} groups`,
    { x: normal(batch, features) },
    [batch, features + 1],
    ['x'],
    (t) => deviated(input(t, 'x'), groups),
    {
      forward: (kernels, t) => ({ y: kernels.batch.withDeviation(input(t, 'x'), groups) }),
      backward: (kernels, t) => ({ d_x: kernels.batch.withDeviationGradient(input(t, 'dy'), input(t, 'x'), groups) }),
    },
  ),
);

const matchCases = (
  [
    [1, 1],
    [5, 7],
    [32, 64],
  ] as const
).flatMap(([batch, features]) =>
  both(
    `matched ${batch}x${features}`,
    { features: normal(batch, features), own: normal(batch, 1), embedded: normal(2 * batch, features) },
    [batch, 2],
    ['features', 'own', 'embedded'],
    (t) => {
      const products = tf.mul(tf.reshape(input(t, 'embedded'), [2, batch, features]), input(t, 'features'));
      return tf.add(tf.transpose(tf.div(tf.sum(products, 2), Math.sqrt(features))), input(t, 'own'));
    },
    {
      forward: (kernels, t) => {
        const match = { features: input<Tensor2D>(t, 'features'), embedded: input<Tensor2D>(t, 'embedded') };
        return { y: kernels.batch.matched(match, input(t, 'own')) };
      },
      backward: (kernels, t) => {
        const match = { features: input<Tensor2D>(t, 'features'), embedded: input<Tensor2D>(t, 'embedded') };
        const { dFeatures, dOwn, dEmbedded } = kernels.batch.matchedGradient(input(t, 'dy'), match);
        return { d_features: dFeatures, d_own: dOwn, d_embedded: dEmbedded };
      },
    },
  ),
);

const scoreCases = (
  [
    [[3, 5], null],
    [[4, 7], 1.1],
    [[2, 5, 3, 1], 0.9],
    [[16, 64, 64, 1], null],
  ] as const
).flatMap(([shape, limit]) =>
  both(
    `standardised [${shape.join()}] within ${limit}`,
    {
      x: normal(...shape),
      mean: around(0.2, 0.5, ...shape.slice(1)),
      spread: positive(...shape.slice(1)),
    },
    shape,
    ['x'],
    (t) => {
      const score = tf.div(tf.sub(input(t, 'x'), input(t, 'mean')), input(t, 'spread'));
      return limit === null ? score : tf.clipByValue(score, -limit, limit);
    },
    {
      forward: (kernels, t) => ({
        y: kernels.batch.standardised(input(t, 'x'), { mean: input(t, 'mean'), spread: input(t, 'spread'), limit }),
      }),
      backward: (kernels, t) => {
        const scores = { mean: input(t, 'mean'), spread: input(t, 'spread'), limit };
        const y = kernels.batch.standardised(input(t, 'x'), scores);
        const made = kernels.batch.standardisedGradient(input(t, 'dy'), y, scores);
        y.dispose();
        return { d_x: made };
      },
    },
  ),
);

const modulationCases = (
  [
    [1, 3, 1, 0.2],
    [3, 7, 5, 0.2],
    [2, 130, 16, 1],
  ] as const
).flatMap(([batch, places, channels, slope]) =>
  both(
    `modulated ${batch}x${places}x${channels} slope ${slope}`,
    { x: normal(batch, places, 1, channels), by: normal(batch, 2 * channels) },
    [batch, places, 1, channels],
    ['x', 'by'],
    (t) => {
      const half = (begin: number): Tensor =>
        tf.reshape(tf.slice(input(t, 'by'), [0, begin], [batch, channels]), [batch, 1, 1, channels]);
      const raw = tf.add(tf.mul(input(t, 'x'), tf.add(half(0), 1)), half(channels));
      return slope === 1 ? raw : tf.leakyRelu(raw, slope);
    },
    {
      forward: (kernels, t) => {
        const modulation = { x: input<Tensor4D>(t, 'x'), by: input<Tensor2D>(t, 'by') };
        return { y: kernels.batch.modulated(modulation, slope) };
      },
      backward: (kernels, t) => {
        const modulation = { x: input<Tensor4D>(t, 'x'), by: input<Tensor2D>(t, 'by') };
        const y = kernels.batch.modulated(modulation, slope);
        const { dx, dBy } = kernels.batch.modulatedGradient(input(t, 'dy'), y, modulation, slope);
        y.dispose();
        return { d_x: dx, d_by: dBy };
      },
    },
  ),
);

const wanderCases = (
  [
    [1, 1, 2, 3],
    [3, 4, 5, 70],
    [16, 6, 10, 256],
  ] as const
).flatMap(([batch, strips, knots, samples]) =>
  both(
    `wanders ${batch}x${strips} over ${knots} knots, ${samples} samples`,
    { amounts: normal(batch, strips), noise: normal(batch, knots * (strips + 1)) },
    [batch, samples, 1, strips],
    ['amounts'],
    (t) => {
      const noise = tf.reshape<tf.Rank.R4>(input(t, 'noise'), [batch, knots, 1, strips + 1]);
      const all = tf.image.resizeBilinear(noise, [samples, 1], true);
      const lines = tf.add(
        tf.slice(all, [0, 0, 0, 0], [batch, samples, 1, strips]),
        tf.slice(all, [0, 0, 0, strips], [batch, samples, 1, 1]),
      );
      return tf.mul(lines, tf.reshape(tf.mul(tf.softplus(input(t, 'amounts')), 8), [batch, 1, 1, strips]));
    },
    {
      forward: (kernels, t) => ({ y: kernels.batch.wanders(input(t, 'amounts'), input(t, 'noise'), samples) }),
      backward: (kernels, t) => ({
        d_amounts: kernels.batch.wandersGradient(input(t, 'dy'), input(t, 'amounts'), input(t, 'noise')),
      }),
    },
  ),
);

const laidCases = [1, 3, 7].flatMap((count) => {
  const shape = [2, 5, 1, 3];
  const names = Array.from({ length: count }, (_, i) => `part${i}`);
  return both(
    `laid, ${count} deflections`,
    { ...Object.fromEntries(names.map((name) => [name, normal(...shape)])), places: normal(3) },
    shape,
    names,
    (t) => tf.sub(tf.mul(input(t, 'places'), 16), tf.mul(tf.addN(names.map((name) => input(t, name))), 2.5)),
    {
      forward: (kernels, t) => ({
        y: kernels.batch.laid(
          names.map((name) => input<Tensor4D>(t, name)),
          input(t, 'places'),
          2.5,
        ),
      }),
      backward: (kernels, t) => {
        const by = kernels.batch.deflectionGradient(input(t, 'dy'), 2.5);
        return Object.fromEntries(names.map((name) => [`d_${name}`, by]));
      },
    },
  );
});

/** Distances of the rows of a [views, n, d] and b [views, m, d]. */
function distances(a: Tensor, b: Tensor): Tensor {
  const apart = tf.sub(tf.expandDims(a, 2), tf.expandDims(b, 1));
  return tf.sqrt(tf.maximum(tf.sum(tf.square(apart), 3), 1e-6));
}

/** [views, m]: what each made row adds to 2 · mean |x − y| − mean |x − x'|, in units. */
function energyParts(t: Tensors): Tensor {
  const [made, real] = [input(t, 'made'), input(t, 'real')];
  const [views = 0, m = 0] = made.shape;
  const n = real.shape[1] ?? 0;
  const toReal = tf.mul(tf.sum(distances(made, real), 2), 2 / (m * n));
  // Of two different ones.
  const others = tf.reshape(tf.sub(1, tf.eye(m)), [1, m, m]);
  const among = tf.mul(tf.sum(tf.mul(distances(made, made), others), 2), 1 / (m * (m - 1)));
  return tf.div(tf.sub(toReal, among), tf.reshape(input(t, 'unit'), [views, 1]));
}

const energyCases = (
  [
    [1, 2, 1, 1],
    [3, 5, 7, 2],
    [2, 4, 90, 33],
    [1, 16, 70, 67],
  ] as const
).map(([views, m, n, length]): ParityCase => ({
  name: `energy of ${m} from ${n} rows of ${length}, ${views} views`,
  inputs: { made: normal(views, m, length), real: normal(views, n, length), unit: positive(views) },
  run: (kernels, t) =>
    kernels.batch.energy({
      made: input<Tensor3D>(t, 'made'),
      real: input<Tensor3D>(t, 'real'),
      unit: input<Tensor1D>(t, 'unit'),
    }),
  truth: (t) => ({
    parts: tf.tidy(() => energyParts(t)),
    gradient: tf.grad((made: Tensor) => tf.div(tf.sum(energyParts({ ...t, made })), views))(input(t, 'made')),
  }),
}));

export const BATCH_CASES: readonly ParityCase[] = [
  ...deviationCases,
  ...matchCases,
  ...scoreCases,
  ...modulationCases,
  ...wanderCases,
  ...laidCases,
  ...energyCases,
];
