import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { Parameters } from '../engine/parameters.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import { followWeights } from './averaged-weights.ts';
import { GraphBuilder } from './graph.ts';
import { Network } from './run.ts';
import { adamSink } from './sinks.ts';

const ADAM = { learningRate: 0.5, beta1: 0.5, beta2: 0.99, epsilon: 1e-8, iteration: 1 };

function network(): Network {
  const g = new GraphBuilder('small');
  g.input('x', [2]);
  g.add('dense', 'y', { units: 1, bias: null, squash: null }, ['x']);
  const graph = g.build({ y: 'y' }, ['ema']);
  return new Network(graph, new ReferenceKernels(), Parameters.initial(graph.variables, 1, 0, graph.slots));
}

const numbers = (x: tf.Tensor | undefined): number[] => [...(x?.dataSync<'float32'>() ?? [])];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('follows a value behind Adam, is what a network runs on when asked, and leaves no tensors behind', () => {
  const net = network();
  const kernel = net.parameters.get('y/kernel');
  const x = tf.tensor2d([1, 0], [1, 2]);
  const seeds = { y: tf.ones([1, 1]) };
  const [first = 0] = numbers(kernel.value);
  const before = tf.memory().numTensors;
  const pass = net.forward({ x }, null);
  net.backward(pass, { seeds, sink: adamSink(net.kernels, net.parameters, ADAM) });
  pass.dispose();
  followWeights(net.kernels, net.parameters, 0.75);
  expect(tf.memory().numTensors).toBe(before);
  const [moved = 0] = numbers(kernel.value);
  expect(Math.abs(moved - first)).toBeGreaterThan(0.1);
  const average = 0.75 * first + 0.25 * moved;
  expect(numbers(kernel.slots.ema)[0]).toBeCloseTo(average, 6);
  const averaged = new Network(net.graph, net.kernels, net.parameters.readingSlot('ema'));
  expect(numbers(averaged.infer({ x })['y'])[0]).toBeCloseTo(average, 6);
  expect(numbers(net.infer({ x })['y'])[0]).toBe(moved);
});

it('passes by what has no average', () => {
  const net = network();
  const parameters = Parameters.initial(net.graph.variables, 1, 0);
  const [{ value } = { value: null }] = parameters.all();
  followWeights(net.kernels, parameters, 0);
  expect(parameters.all()[0]?.value).toBe(value);
  expect(Object.keys(parameters.all()[0]?.slots ?? {})).toEqual(['m', 'v']);
});
