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
];
const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** After three updates: values and averages by name; and whether tensors were left over. */
async function averaged(name: 'cpu' | 'wasm' | 'webgpu') {
  const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
  const before = tf.memory().numTensors;
  const parameters = Parameters.initial(SPECS, 3, 0, ['ema']);
  for (const iteration of [1, 2, 3]) {
    for (const parameter of parameters.all().slice(0, 2)) {
      const gradient = tf.tensor(new Rng(iteration, 1).normals(parameter.value.size), [...parameter.shape]);
      kernels.adam(parameter, gradient, { ...ADAM, iteration });
      gradient.dispose();
    }
    followWeights(kernels, parameters, 0.9);
  }
  const read = async (all: Parameters) =>
    Promise.all(all.all().map(async ({ value }) => Float32Array.from(await value.data())));
  const result = { values: await read(parameters), averages: await read(parameters.readingSlot('ema')) };
  parameters.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

it.each(['wasm', 'webgpu'] as const)('on %s as on the reference', async (name) => {
  const [expected, actual] = [await averaged('cpu'), await averaged(name)];
  for (const key of ['values', 'averages'] as const) {
    expected[key].forEach((values, i) => {
      values.forEach((value, j) => expect(actual[key][i]?.[j]).toBeCloseTo(value, 5));
    });
  }
  // It lags behind; what is not trained is its value.
  expect(actual.averages[1]).not.toEqual(actual.values[1]);
  expect(actual.averages[2]).toEqual(actual.values[2]);
});
