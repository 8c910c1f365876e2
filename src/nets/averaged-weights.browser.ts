/** The average of weights is the same on every backend, small and large variables, updated just before. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import type { VariableSpec } from '../core/variable-spec.ts';
import { namedBackend, startBackend, surveyBackends } from '../engine/backends.ts';
import { Parameters } from '../engine/parameters.ts';
import { followWeights } from './averaged-weights.ts';

const SPECS: readonly VariableSpec[] = [
  { name: 'bias', shape: [7], initial: 'zeros', trainable: true },
  { name: 'kernel', shape: [300, 41], initial: 'glorot-uniform', trainable: true },
  { name: 'mean', shape: [7], initial: 'ones', trainable: false },
  { name: 'layer/kernel', shape: [9, 5], initial: 'glorot-uniform', trainable: true },
  { name: 'layer/bias', shape: [5], initial: 'zeros', trainable: true },
  { name: 'large', shape: [70, 1001], initial: 'glorot-uniform', trainable: true },
];
const DECAY = 0.9;
const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** After three updates, averages in the same ones or after all: values and averages by name; and whether tensors were left over. */
async function averaged(name: 'cpu' | 'wasm' | 'webgpu', isJoined: boolean) {
  const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
  const before = tf.memory().numTensors;
  const parameters = Parameters.initial(SPECS, 3, 0, ['ema']);
  for (const iteration of [1, 2, 3]) {
    const step = { ...ADAM, iteration, ...(isJoined ? { average: DECAY } : {}) };
    const random = (shape: readonly number[], i: number) => {
      const size = shape.reduce((product, n) => product * n, 1);
      return tf.tensor(new Rng(iteration, i).normals(size), [...shape]);
    };
    for (const parameter of ['bias', 'kernel', 'large'].map((variable) => parameters.get(variable))) {
      const gradient = random(parameter.shape, 1);
      kernels.adam(parameter, gradient, step);
      gradient.dispose();
    }
    const [x, dy] = [random([4, 9], 2) as tf.Tensor2D, random([4, 5], 3) as tf.Tensor2D];
    const layer = { kernel: parameters.get('layer/kernel'), bias: parameters.get('layer/bias') };
    kernels.adamLayer(layer, x, dy, step);
    tf.dispose([x, dy]);
    if (!isJoined) followWeights(kernels, parameters, DECAY);
  }
  const read = async (all: Parameters) =>
    Promise.all(all.all().map(async ({ value }) => Float32Array.from(await value.data())));
  const result = { values: await read(parameters), averages: await read(parameters.readingSlot('ema')) };
  parameters.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

it.each([
  ['cpu', true],
  ['wasm', false],
  ['wasm', true],
  ['webgpu', false],
  ['webgpu', true],
] as const)('on %s as on the reference (in the same updates: %s)', async (name, isJoined) => {
  const [expected, actual] = [await averaged('cpu', false), await averaged(name, isJoined)];
  for (const key of ['values', 'averages'] as const) {
    expected[key].forEach((values, i) => {
      values.forEach((value, j) => expect(actual[key][i]?.[j]).toBeCloseTo(value, 5));
    });
  }
  // It lags behind; what is not trained is its value.
  expect(actual.averages[1]).not.toEqual(actual.values[1]);
  expect(actual.averages[2]).toEqual(actual.values[2]);
});
