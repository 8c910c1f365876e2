import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { dropoutMask } from '../engine/dropout-mask.ts';
import { Parameters } from '../engine/parameters.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import { GraphBuilder } from './graph.ts';
import { type Graph, GraphFault } from './node.ts';
import { Network, type Tensors } from './run.ts';
import { CollectingSink } from './sinks.ts';

const BATCH = 4;
const SEEDS = { seed: 3, step: 2 };
const RATE = 0.3;
const LEAKY = 0.3;
const NORM = { epsilon: 1e-3, momentum: 0.9, slope: LEAKY } as const;
const kernels = new ReferenceKernels();

/** Every op once or more, kernels of every kind; `normed` puts norms between. */
function everyOp(normed: boolean): Graph {
  const g = new GraphBuilder('small');
  const dropped = (layer: number) => ({ slope: LEAKY, dropout: { rate: RATE, layer } });
  const linear = { slope: 1, dropout: null };
  g.input('picture', [4, 8, 2]);
  g.input('row', [3]);
  const down = { channels: 3, kernel: [4, 4], stride: 2, bias: dropped(0), squash: null } as const;
  g.add('convolve', 'down', down, ['picture']);
  const up = { channels: 2, kernel: [5, 5], stride: 2, bias: null, squash: null } as const;
  let last = g.add('convolve-transposed', 'up', up, ['down']);
  if (normed) last = g.add('norm', 'up_norm', NORM, [last]);
  g.add('convolve-transposed', 'image', { ...up, channels: 1, kernel: [1, 7], stride: 1, squash: 'tanh' }, [last]);
  g.add('window-averages', 'means', { windows: 4 }, ['image']);
  g.add('reshape', 'flat', { shape: [24] }, ['down']);
  g.add('dense', 'hidden', { units: 5, bias: dropped(1), squash: null }, ['row']);
  last = normed ? g.add('norm', 'hidden_norm', NORM, ['hidden']) : 'hidden';
  g.add('concat', 'both', {}, ['flat', 'means', last]);
  g.add('dense', 'joint', { units: 6, bias: linear, squash: 'sigmoid' }, ['both']);
  g.add('dense', 'logit', { units: 2, bias: linear, squash: null }, ['joint']);
  return g.build({ image: 'image', logit: 'logit' });
}

/** The same in plain tfjs, which differentiates it itself. */
function plainly(graph: Graph, v: (name: string) => tf.Tensor, inputs: Tensors): Record<string, tf.Tensor> {
  const normed = graph.nodes.some(({ op }) => op === 'norm');
  const activate = (x: tf.Tensor, bias: string, layer: number): tf.Tensor => {
    const y = tf.leakyRelu(tf.add(x, v(bias)), LEAKY);
    return tf.mul(y, tf.tensor(dropoutMask(y.size, { ...SEEDS, rate: RATE, layer }), y.shape));
  };
  const norm = (x: tf.Tensor, name: string): tf.Tensor => {
    const axes = x.shape.slice(1).map((_, axis) => axis);
    const mean = tf.mean(x, axes);
    const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, NORM.epsilon)));
    return tf.leakyRelu(tf.add(tf.mul(normal, v(`${name}/gamma`)), v(`${name}/beta`)), LEAKY);
  };
  const up = (x: tf.Tensor, kernel: string, shape: [number, number, number, number], stride: number): tf.Tensor =>
    tf.conv2dTranspose(x as tf.Tensor4D, v(kernel) as tf.Tensor4D, shape, stride, 'same');
  const picture = inputs['picture'] as tf.Tensor4D;
  const down = activate(tf.conv2d(picture, v('down/kernel') as tf.Tensor4D, 2, 'same'), 'down/bias', 0);
  let y = up(down, 'up/kernel', [BATCH, 4, 8, 2], 2);
  if (normed) y = norm(y, 'up_norm');
  const image = tf.tanh(up(y, 'image/kernel', [BATCH, 4, 8, 1], 1));
  const means = tf.reshape(tf.mean(tf.reshape(image, [BATCH, 4, 4, 2, 1]), 3), [BATCH, 16]);
  let hidden = activate(tf.matMul(inputs['row'] as tf.Tensor2D, v('hidden/kernel')), 'hidden/bias', 1);
  if (normed) hidden = norm(hidden, 'hidden_norm');
  const both = tf.concat([tf.reshape(down, [BATCH, 24]), means, hidden], 1);
  const joint = tf.sigmoid(tf.add(tf.matMul(both, v('joint/kernel')), v('joint/bias')));
  return { image, logit: tf.add(tf.matMul(joint, v('logit/kernel')), v('logit/bias')) };
}

function random(shape: number[], index: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(new Rng(1, 98, index).normals(size), shape);
}

function given(): Tensors {
  return { picture: random([BATCH, 4, 8, 2], 0), row: random([BATCH, 3], 1) };
}

const seeds = (): Tensors => ({ image: random([BATCH, 4, 8, 1], 2), logit: random([BATCH, 2], 3) });

function network(graph: Graph): Network {
  return new Network(graph, kernels, Parameters.initial(graph.variables, 4, 0));
}

/** Σ output · seed, differentiated by tfjs: by trained variables and by inputs. `weights` count the samples. */
function truth(net: Network, inputs: Tensors, from: Tensors, weights: tf.Tensor | null): Record<string, tf.Tensor> {
  const names = net.graph.variables.filter(({ trainable }) => trainable).map(({ name }) => name);
  const all = [...names.map((name) => net.parameters.get(name).value), ...Object.values(inputs)];
  const gradients = tf.grads((...x: tf.Tensor[]) => {
    const v = (name: string): tf.Tensor => x[names.indexOf(name)] as tf.Tensor;
    const ins = Object.fromEntries(Object.keys(inputs).map((name, i) => [name, x[names.length + i] as tf.Tensor]));
    const outputs = plainly(net.graph, v, ins);
    const losses = Object.entries(from).map(([name, seed]) => {
      const counted =
        weights === null ? seed : tf.mul(seed, tf.reshape(weights, [BATCH, ...seed.shape.slice(1).fill(1)]));
      return tf.sum(tf.mul(outputs[name] as tf.Tensor, counted));
    });
    return losses.reduce((sum, loss) => tf.add(sum, loss));
  })(all);
  return Object.fromEntries([...names, ...Object.keys(inputs)].map((name, i) => [name, gradients[i] as tf.Tensor]));
}

function expectSame(actual: tf.Tensor | undefined, expected: tf.Tensor | undefined, name: string): void {
  if (actual === undefined || expected === undefined) throw new Error(`no gradient by ${name}`);
  expect(actual.shape, name).toEqual(expected.shape);
  const [a, b] = [actual.dataSync<'float32'>(), expected.dataSync<'float32'>()];
  const scale = b.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
  const worst = a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? Number.NaN)) / scale), 0);
  expect(worst, name).toBeLessThan(1e-4);
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('backward', () => {
  it.each([false, true])('gives the gradients that tfjs gives, every op, dropout on (norms: %s)', (normed) => {
    const net = network(everyOp(normed));
    const [inputs, from] = [given(), seeds()];
    const expected = truth(net, inputs, from, null);
    const pass = net.forward(inputs, SEEDS);
    const outputs = plainly(net.graph, (name) => net.parameters.get(name).value, inputs);
    for (const name of ['image', 'logit']) expectSame(pass.outputs[name], outputs[name], name);
    const sink = new CollectingSink();
    const byInput = net.backward(pass, { seeds: from, sink, wanted: { picture: 'all', row: 'all' } });
    const trained = net.graph.variables.filter(({ trainable }) => trainable).map(({ name }) => name);
    expect([...sink.gradients.keys()].toSorted()).toEqual(trained.toSorted());
    for (const name of trained) expectSame(sink.gradients.get(name), expected[name], name);
    for (const name of ['picture', 'row']) expectSame(byInput[name], expected[name], name);
  });

  it('starts from one output where only that has a seed', () => {
    const net = network(everyOp(true));
    const inputs = given();
    const { logit } = seeds();
    const from: Tensors = logit === undefined ? {} : { logit };
    const sink = new CollectingSink();
    net.backward(net.forward(inputs, SEEDS), { seeds: from, sink });
    const expected = truth(net, inputs, from, null);
    for (const [name, gradient] of sink.gradients) expectSame(gradient, expected[name], name);
  });

  it('gives some samples of an input’s gradient, whichever op takes it', () => {
    const g = new GraphBuilder('ranges');
    g.input('direct', [3]);
    g.input('shared', [3]);
    g.input('square', [1, 1, 3]);
    g.add('reshape', 'flat', { shape: [3] }, ['square']);
    g.add('dense', 'hidden', { units: 3, bias: null, squash: null }, ['shared']);
    g.add('concat', 'both', {}, ['direct', 'shared', 'flat', 'hidden']);
    g.add('dense', 'out', { units: 1, bias: null, squash: 'sigmoid' }, ['both']);
    const net = network(g.build({ out: 'out' }));
    const inputs = {
      direct: random([BATCH, 3], 5),
      shared: random([BATCH, 3], 6),
      square: random([BATCH, 1, 1, 3], 7),
    };
    const pass = net.forward(inputs, null);
    const ask = (wanted: 'all' | { begin: number; count: number }) => {
      const each = { direct: wanted, shared: wanted, square: wanted };
      return net.backward(pass, { seeds: { out: tf.ones([BATCH, 1]) }, sink: null, wanted: each });
    };
    const [all, some] = [ask('all'), ask({ begin: 1, count: 2 })];
    for (const [name, gradient] of Object.entries(all)) {
      const begin = gradient.shape.map((_, axis) => (axis === 0 ? 1 : 0));
      expectSame(some[name], tf.slice(gradient, begin, [2, ...gradient.shape.slice(1)]), name);
    }
  });

  it('takes no gradients by variables without a sink, and none by inputs that are not asked for', () => {
    const net = network(everyOp(false));
    const pass = net.forward(given(), SEEDS);
    const made = net.backward(pass, { seeds: seeds(), sink: null, wanted: { row: { begin: 1, count: 2 } } });
    expect(Object.keys(made)).toEqual(['row']);
    expect(made['row']?.shape).toEqual([2, 3]);
  });

  it('gives the gradients of two losses from one pass by weighting samples', () => {
    const net = network(everyOp(false));
    const [inputs, from] = [given(), seeds()];
    const pass = net.forward(inputs, SEEDS);
    for (const numbers of [
      [0.5, -0.5, 0, 0],
      [0, 0, 2, -1],
    ]) {
      const weights = tf.tensor1d(numbers);
      const sink = new CollectingSink();
      net.backward(pass, { seeds: from, weights, sink });
      const expected = truth(net, inputs, from, weights);
      for (const [name, gradient] of sink.gradients) expectSame(gradient, expected[name], name);
    }
  });

  // On a GPU both updates are then one dispatch, which anything computed between them would end.
  it('hands over kernel and bias of a layer one behind the other', () => {
    const done: string[] = [];
    class Logging extends ReferenceKernels {
      override biasGradient(...call: globalThis.Parameters<ReferenceKernels['biasGradient']>) {
        done.push('sums');
        return super.biasGradient(...call);
      }
    }
    const graph = everyOp(false);
    const net = new Network(graph, new Logging(), Parameters.initial(graph.variables, 4, 0));
    net.backward(net.forward(given(), SEEDS), {
      seeds: seeds(),
      sink: {
        take: (variable) => void done.push(variable),
        takeDense: (variable) => void done.push(variable),
      },
    });
    const layers = graph.nodes.map(({ name }) => name).filter((name) => done.includes(`${name}/bias`));
    expect(layers).toEqual(['down', 'hidden', 'joint', 'logit']);
    for (const name of layers) expect(done[done.indexOf(`${name}/bias`) - 1], name).toBe(`${name}/kernel`);
    expect(done.filter((what) => what === 'sums')).toHaveLength(layers.length);
  });

  it('computes no gradient that nobody takes: what is only measured is not trained', () => {
    const g = new GraphBuilder('scored');
    g.input('row', [3]);
    g.add('standardise', 'score', { limit: null }, ['row']);
    g.add('dense', 'logit', { units: 2, bias: null, squash: null }, ['score']);
    class Refusing extends ReferenceKernels {
      override denseInputGradient(): never {
        throw new Error('by the input of the first trained layer');
      }
    }
    const graph = g.build({ logit: 'logit' });
    const net = new Network(graph, new Refusing(), Parameters.initial(graph.variables, 4, 0));
    const sink = new CollectingSink();
    net.backward(net.forward({ row: random([BATCH, 3], 1) }, null), { seeds: { logit: random([BATCH, 2], 3) }, sink });
    expect([...sink.gradients.keys()]).toEqual(['logit/kernel']);
  });

  it('refuses groups where an op mixes samples of all of them', () => {
    expect(() => network(everyOp(true)).forward(given(), SEEDS, { groups: 2 })).toThrow(GraphFault);
  });

  it('refuses weights where samples mix', () => {
    const net = network(everyOp(true));
    const pass = net.forward(given(), SEEDS);
    const weights = tf.ones<tf.Rank.R1>([BATCH]);
    expect(() => net.backward(pass, { seeds: seeds(), weights, sink: new CollectingSink() })).toThrow(GraphFault);
  });
});

describe('infer', () => {
  it('computes one output as it would with the other, from what that output needs', () => {
    const g = new GraphBuilder('fork');
    g.input('noise', [3]);
    g.input('other', [3]);
    g.add('dense', 'left', { units: 2, bias: null, squash: 'tanh' }, ['noise']);
    g.add('dense', 'right', { units: 2, bias: null, squash: 'sigmoid' }, ['other']);
    const net = network(g.build({ left: 'left', right: 'right' }));
    const [noise, other] = [random([BATCH, 3], 8), random([BATCH, 3], 9)];
    const together = net.infer({ noise, other });
    const alone = net.infer({ noise }, ['left']);
    expect(Object.keys(alone)).toEqual(['left']);
    expect(alone['left']?.dataSync()).toEqual(together['left']?.dataSync());
    expect(() => net.infer({ noise }, ['right'])).toThrow(/fork, other: \[B, 3\] is needed/u);
  });

  it('refuses an input of another shape', () => {
    const net = network(everyOp(false));
    expect(() => net.infer({ ...given(), row: tf.zeros([BATCH, 4]) })).toThrow(/small, row: \[B, 3\] is needed/u);
  });
});

it('leaves no tensors behind', () => {
  const net = network(everyOp(true));
  const [inputs, from] = [given(), seeds()];
  const before = tf.memory().numTensors;
  const pass = net.forward(inputs, SEEDS, { also: ['joint', 'picture'] });
  const sink = new CollectingSink();
  const made = net.backward(pass, { seeds: from, sink, wanted: { picture: { begin: 1, count: 2 }, row: 'all' } });
  net.settle(pass);
  tf.dispose(Object.values(made));
  sink.dispose();
  pass.dispose();
  tf.dispose(Object.values(net.infer(inputs)));
  tf.dispose(Object.values(net.infer(inputs, ['image'])));
  expect(tf.memory().numTensors).toBe(before);
});
