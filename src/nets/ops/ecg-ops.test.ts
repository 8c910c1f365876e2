/** The ops of networks that draw and judge ECGs: every gradient against differences of the outputs, and what each refuses. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { Parameters } from '../../engine/parameters.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { GraphBuilder } from '../graph.ts';
import { kerasTopology } from '../layers-model.ts';
import { GraphFault } from '../node.ts';
import { onnxOf } from '../onnx-model.ts';
import { Network, type Tensors } from '../run.ts';
import { runOnnx } from '../testing/run-onnx.ts';
import { CollectingSink } from '../sinks.ts';
import type { Attributes } from './attributes.ts';
import type { OpName } from './names.ts';

const BATCH = 3;

function random(shape: readonly number[], index: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(new Rng(5, 96, index).normals(size), [...shape]);
}

interface OpCase {
  readonly op: OpName;
  readonly attributes: Attributes;
  /** Shapes of the inputs by name, in order. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** Inputs without a gradient. */
  readonly fixed?: readonly string[];
  /** Of numbers that are not standard normal. */
  readonly values?: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>>;
}

const CASES: readonly OpCase[] = [
  {
    op: 'beat-clock',
    attributes: { samples: 20, shift: 0.5 },
    inputs: { pace: [3], noise: [9] },
    fixed: ['noise'],
    values: {
      pace: (x) => tf.mul(x, 0.3),
      'node/start': () => tf.tensor1d([0.1]),
      'node/distance': () => tf.tensor1d([Math.log(0.25)]),
    },
  },
  {
    op: 'mix-panels',
    attributes: { strips: 2, panels: 3 },
    inputs: { shapes: [12, 1, 4], amounts: [24] },
    values: { 'node/cuts': () => tf.tensor1d([0.3, 0.7]) },
  },
  { op: 'wander', attributes: { samples: 11 }, inputs: { amounts: [2], noise: [9] }, fixed: ['noise'] },
  { op: 'modulate', attributes: { slope: 0.2 }, inputs: { x: [5, 1, 3], by: [6] } },
  { op: 'lay-traces', attributes: { amplitude: 3 }, inputs: { one: [6, 1, 2], two: [6, 1, 2], three: [6, 1, 2] } },
  {
    op: 'draw-traces',
    attributes: { height: 9, oversampling: 2 },
    inputs: { traces: [8, 1, 2] },
    values: { traces: (x) => tf.add(tf.mul(x, 1.5), 4.4) },
  },
  { op: 'print-sheet', attributes: {}, inputs: { ink: [5, 4, 1] } },
  {
    op: 'standardise',
    attributes: { limit: 1 },
    inputs: { x: [7] },
    values: { 'node/mean': () => tf.fill([7], 0.2), 'node/spread': () => tf.fill([7], 1.5) },
  },
  {
    op: 'augment',
    attributes: { halfSquare: 2, margin: 1 },
    inputs: { x: [6, 5, 2], how: [6] },
    fixed: ['how'],
    values: {
      how: () =>
        tf.tensor2d([
          [1, -1, 2, 2, 0.8, 0.1],
          [-2, 0, 0, 4, 1.2, 0],
          [0, 3, 9, 9, 1, -0.3],
        ]),
    },
  },
  { op: 'match-rows', attributes: {}, inputs: { features: [6], own: [1], row: [4], other: [4] } },
  { op: 'concat', attributes: {}, inputs: { x: [4, 1, 3], y: [4, 1, 2] } },
  {
    op: 'convolve',
    attributes: { channels: 4, kernel: [5, 1], stride: 1, bias: { slope: 1, dropout: null }, squash: null },
    inputs: { x: [9, 1, 2] },
  },
  {
    op: 'convolve-transposed',
    attributes: { channels: 3, kernel: [4, 4], stride: 2, bias: { slope: 0.2, dropout: null }, squash: null },
    inputs: { x: [3, 5, 2] },
  },
];

function built({ op, attributes, inputs }: OpCase): Network {
  const g = new GraphBuilder('one');
  for (const [name, shape] of Object.entries(inputs)) g.input(name, shape);
  g.add(op, 'node', attributes, Object.keys(inputs));
  const graph = g.build({ out: 'node' });
  const net = new Network(graph, new ReferenceKernels(), Parameters.initial(graph.variables, 1, 0));
  graph.variables.forEach(({ name, shape, initial }, i) => {
    if (initial === 'zeros') net.parameters.get(name).value = random(shape, 50 + i);
  });
  return net;
}

function start(one: OpCase): { net: Network; inputs: Tensors; seed: tf.Tensor } {
  const net = built(one);
  const values = one.values ?? {};
  for (const { name } of net.graph.variables) {
    const parameter = net.parameters.get(name);
    parameter.value = values[name]?.(parameter.value) ?? parameter.value;
  }
  const inputs = Object.fromEntries(
    Object.entries(one.inputs).map(([name, shape], i) => {
      const x = random([BATCH, ...shape], i);
      return [name, values[name]?.(x) ?? x];
    }),
  );
  return { net, inputs, seed: random([BATCH, ...(net.graph.nodes.at(-1)?.shape ?? [])], 30) };
}

function total(net: Network, inputs: Tensors, seed: tf.Tensor): number {
  return tf.tidy(() => tf.sum(tf.mul(net.infer(inputs)['out'] ?? seed, seed)).dataSync<'float32'>()[0] ?? Number.NaN);
}

const STEP = 1e-3;

/** Slope of Σ out · seed along a direction, from both sides. */
function slope(of: (moved: (x: tf.Tensor) => tf.Tensor) => number, direction: tf.Tensor): number {
  const at = (by: number): number => of((x) => tf.add(x, tf.mul(direction, by)));
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

const along = (gradient: tf.Tensor | undefined, direction: tf.Tensor): number =>
  gradient === undefined ? Number.NaN : (tf.sum(tf.mul(gradient, direction)).dataSync<'float32'>()[0] ?? Number.NaN);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(CASES)('$op', (one) => {
  const { net, inputs, seed } = start(one);
  const free = Object.keys(inputs).filter((name) => !(one.fixed ?? []).includes(name));
  const wanted = Object.fromEntries(free.map((name) => [name, 'all' as const]));

  it('gives in training what it gives in inference', () => {
    const pass = net.forward(inputs, null);
    expect(pass.outputs['out']?.shape).toEqual(seed.shape);
    expect(pass.outputs['out']?.dataSync()).toEqual(net.infer(inputs)['out']?.dataSync());
  });

  it('has the gradients that differences have, by inputs and by variables', () => {
    const sink = new CollectingSink();
    const pass = net.forward(inputs, null);
    const made = net.backward(pass, { seeds: { out: seed }, sink, wanted });
    const check = (name: string, measured: number, gradient: number): void => {
      expect(Math.abs(gradient - measured), `${name}: ${gradient}, measured ${measured}`).toBeLessThan(
        0.02 * Math.abs(measured) + 0.02,
      );
    };
    free.forEach((name, i) => {
      const x = inputs[name] ?? seed;
      const direction = random(x.shape, 70 + i);
      const moved = slope((move) => total(net, { ...inputs, [name]: move(x) }, seed), direction);
      check(name, moved, along(made[name], direction));
    });
    const trained = net.graph.variables.filter(({ trainable }) => trainable);
    expect([...sink.gradients.keys()].toSorted()).toEqual(trained.map(({ name }) => name).toSorted());
    trained.forEach(({ name, shape }, i) => {
      const parameter = net.parameters.get(name);
      const before = parameter.value;
      const direction = random(shape, 90 + i);
      const moved = slope((move) => {
        parameter.value = move(before);
        return total(net, inputs, seed);
      }, direction);
      parameter.value = before;
      check(name, moved, along(sink.gradients.get(name), direction));
    });
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    const pass = net.forward(inputs, null);
    const sink = new CollectingSink();
    tf.dispose(net.backward(pass, { seeds: { out: seed }, sink, wanted }));
    tf.dispose(net.backward(pass, { seeds: { out: seed }, sink: null, wanted }));
    pass.dispose();
    sink.dispose();
    tf.dispose(net.infer(inputs));
    expect(tf.memory().numTensors).toBe(before);
  });

  if (!['concat', 'convolve', 'convolve-transposed'].includes(one.op)) {
    it('is refused in Keras’ files, by name', () => {
      expect(() => kerasTopology(net.graph)).toThrow(/^node: /u);
    });
  }

  if (one.op === 'augment' || one.op === 'match-rows') {
    it('is refused in an ONNX file, by name', () => {
      expect(() => onnxOf(net.graph, { appVersion: '1', metadata: {} })).toThrow(/^node: /u);
    });
  } else {
    it('gives the same in ONNX Runtime', async () => {
      const ours = net.infer(inputs)['out'];
      const { out } = await runOnnx(net, inputs);
      expect(out?.shape).toEqual(ours?.shape);
      const values = ours?.dataSync() ?? [];
      expect(
        Math.max(...Array.from(values, (value, i) => Math.abs(value - (out?.values[i] ?? Number.NaN)))),
      ).toBeLessThan(1e-5);
    });
  }
});

describe('what does not fit', () => {
  const WRONG: readonly Pick<OpCase, 'op' | 'attributes' | 'inputs'>[] = [
    { op: 'beat-clock', attributes: { samples: 8, shift: 0 }, inputs: { pace: [2], noise: [9] } },
    { op: 'beat-clock', attributes: { samples: 8, shift: 0 }, inputs: { pace: [3], noise: [8] } },
    { op: 'mix-panels', attributes: { strips: 2, panels: 3 }, inputs: { shapes: [12, 1, 4], amounts: [25] } },
    { op: 'mix-panels', attributes: { strips: 2, panels: 1 }, inputs: { shapes: [12, 1, 4], amounts: [8] } },
    { op: 'wander', attributes: { samples: 8 }, inputs: { amounts: [2], noise: [8] } },
    { op: 'modulate', attributes: { slope: 1 }, inputs: { x: [5, 1, 3], by: [3] } },
    { op: 'lay-traces', attributes: { amplitude: 1 }, inputs: { one: [6, 1, 2], two: [6, 1, 3] } },
    { op: 'draw-traces', attributes: { height: 9, oversampling: 3 }, inputs: { traces: [8, 1, 2] } },
    { op: 'print-sheet', attributes: {}, inputs: { ink: [5, 4, 2] } },
    { op: 'standardise', attributes: { limit: 0 }, inputs: { x: [3] } },
    { op: 'augment', attributes: { halfSquare: 1.5, margin: 0 }, inputs: { x: [4, 4, 1], how: [6] } },
    { op: 'match-rows', attributes: {}, inputs: { features: [6], own: [1], row: [4], other: [3] } },
    {
      op: 'dense',
      attributes: { units: 2, bias: { slope: 0.2, dropout: null }, squash: 'tanh' },
      inputs: { x: [3] },
    },
    { op: 'concat', attributes: {}, inputs: { x: [4, 1, 3], y: [5, 1, 3] } },
  ];
  it.each(WRONG)('$op is refused: $inputs', ({ op, attributes, inputs }) => {
    const g = new GraphBuilder('one');
    for (const [name, shape] of Object.entries(inputs)) g.input(name, shape);
    expect(() => g.add(op, 'node', attributes, Object.keys(inputs))).toThrow(GraphFault);
  });

  it('noise and changes have no gradient to give', () => {
    const fixed = CASES.filter((one) => one.fixed !== undefined);
    expect(fixed).toHaveLength(3);
    for (const one of fixed) {
      const { net, inputs, seed } = start(one);
      const wanted = Object.fromEntries((one.fixed ?? []).map((name) => [name, 'all' as const]));
      const pass = net.forward(inputs, null);
      expect(() => net.backward(pass, { seeds: { out: seed }, sink: null, wanted })).toThrow(/no gradient/u);
    }
  });
});
