import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { Parameters } from '../../engine/parameters.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { GraphBuilder, mixesSamples } from '../graph.ts';
import { kerasTopology } from '../layers-model.ts';
import { GraphFault } from '../node.ts';
import { matrix } from '../ranks.ts';
import { Network } from '../run.ts';
import { CollectingSink } from '../sinks.ts';

function critic(): Network {
  const g = new GraphBuilder('critic');
  g.input('row', [3]);
  g.add('dense', 'hidden', { units: 4, bias: { slope: 0.2, dropout: null }, squash: null }, ['row']);
  g.add('minibatch-deviation', 'varied', {}, ['hidden']);
  g.add('dense', 'logit', { units: 1, bias: null, squash: null }, ['varied']);
  const graph = g.build({ logit: 'logit' });
  return new Network(graph, new ReferenceKernels(), Parameters.initial(graph.variables, 4, 0));
}

/** The same in plain tfjs. */
function plainly(row: tf.Tensor, hidden: tf.Tensor, bias: tf.Tensor, logit: tf.Tensor): tf.Tensor {
  const y = tf.leakyRelu(tf.add(tf.matMul(row, hidden), bias), 0.2);
  const variance = tf.moments(y, 0).variance;
  const deviation = tf.mean(tf.sqrt(tf.add(variance, 1e-8)));
  return tf.matMul(tf.concat([y, tf.mul(tf.ones([y.shape[0] ?? 0, 1]), deviation)], 1), logit);
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('the deviation of a batch', () => {
  it('is one more number of every row: the mean of the features’ standard deviations', () => {
    const g = new GraphBuilder('critic');
    g.input('row', [2]);
    g.add('minibatch-deviation', 'varied', {}, ['row']);
    const graph = g.build({ varied: 'varied' });
    const net = new Network(graph, new ReferenceKernels(), Parameters.initial(graph.variables, 1, 0));
    // Standard deviations 1 and 3.
    const row = tf.tensor2d([1, 10, 3, 4], [2, 2]);
    const { varied } = net.infer({ row });
    const numbers = [...(varied?.dataSync<'float32'>() ?? [])];
    [1, 10, 2, 3, 4, 2].forEach((expected, i) => expect(numbers[i]).toBeCloseTo(expected, 6));
  });

  it('is that of its own group, where batches lie one behind another: one pass as two', () => {
    const net = critic();
    const rows = [3, 4].map((seed) => tf.tensor2d(new Rng(seed, 97).normals(9), [3, 3]));
    const seeds = [5, 6].map((seed) => tf.tensor2d(new Rng(seed, 97).normals(3), [3, 1]));
    const run = (row: tf.Tensor2D, seed: tf.Tensor2D, groups: number) => {
      const pass = net.forward({ row }, null, { groups });
      const sink = new CollectingSink();
      const by = net.backward(pass, { seeds: { logit: seed }, sink, wanted: { row: 'all' } });
      const kernel = sink.gradients.get('hidden/kernel')?.dataSync() ?? [];
      return [pass.outputs['logit'], by['row']].map((x) => [...(x?.dataSync() ?? [])]).concat([[...kernel]]);
    };
    const both = run(tf.concat(rows), tf.concat(seeds), 2);
    const [first = [], second = []] = rows.map((row, i) => run(row, seeds[i] ?? row, 1));
    both.forEach((numbers, k) => {
      const [a = [], b = []] = [first[k], second[k]];
      const expected = k < 2 ? [...a, ...b] : a.map((value, i) => value + (b[i] ?? 0));
      expect(numbers).toHaveLength(expected.length);
      numbers.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5));
    });
  });

  it('has the gradients that tfjs gives, of all samples and of some, and leaves no tensors behind', () => {
    const net = critic();
    const rng = new Rng(1, 97);
    const row = tf.tensor2d(rng.normals(15), [5, 3]);
    const seed = tf.tensor2d(rng.normals(5), [5, 1]);
    const values = ['hidden/kernel', 'hidden/bias', 'logit/kernel'].map((name) => net.parameters.get(name).value);
    const expected = tf.grads((...x: tf.Tensor[]) =>
      plainly(x[0] as tf.Tensor, x[1] as tf.Tensor, x[2] as tf.Tensor, x[3] as tf.Tensor),
    )([row, ...values], seed);
    const before = tf.memory().numTensors;
    const pass = net.forward({ row }, null);
    const sink = new CollectingSink();
    const all = net.backward(pass, { seeds: { logit: seed }, sink, wanted: { row: 'all' } });
    const some = net.backward(pass, { seeds: { logit: seed }, sink: null, wanted: { row: { begin: 3, count: 2 } } });
    const made = [all['row'], ...['hidden/kernel', 'hidden/bias', 'logit/kernel'].map((n) => sink.gradients.get(n))];
    made.forEach((gradient, i) => {
      const truth = expected[i]?.dataSync<'float32'>() ?? [];
      expect(gradient?.shape).toEqual(expected[i]?.shape);
      gradient?.dataSync<'float32'>().forEach((value, j) => expect(value).toBeCloseTo(truth[j] ?? Number.NaN, 5));
    });
    expect(matrix(some['row']).arraySync()).toEqual(matrix(all['row']).arraySync().slice(3));
    pass.dispose();
    sink.dispose();
    tf.dispose([all, some]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has a gradient where all samples are the same', () => {
    const net = critic();
    const pass = net.forward({ row: tf.ones([3, 3]) }, null);
    const { row } = net.backward(pass, { seeds: { logit: tf.ones([3, 1]) }, sink: null, wanted: { row: 'all' } });
    expect(row?.dataSync<'float32'>().every(Number.isFinite)).toBe(true);
  });

  it('mixes samples, takes one row, and is refused in other programs’ files', () => {
    const { graph } = critic();
    expect(mixesSamples(graph)).toBe(true);
    const g = new GraphBuilder('critic');
    g.input('picture', [2, 2, 1]);
    expect(() => g.add('minibatch-deviation', 'varied', {}, ['picture'])).toThrow(GraphFault);
    expect(() => kerasTopology(graph)).toThrow(/varied: Keras has no layer/u);
  });
});
