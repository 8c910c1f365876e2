/** The shared list of checks, on wasm with relaxed SIMD against the reference on the cpu backend. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { PARITY_CASES } from '../parity/cases.ts';
import { largestError, outcome } from '../parity/parity-case.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { startWasm } from './start-wasm.ts';
import { WasmKernels } from './wasm-kernels.ts';

const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, iteration: 1 };

beforeAll(async () => {
  await startWasm({ threads: 1, isRelaxed: true });
});

test.each(PARITY_CASES)('$name', async (parityCase) => {
  await tf.setBackend('cpu');
  const reference = await outcome(parityCase, (inputs) => parityCase.run(new ReferenceKernels(), inputs));
  await tf.setBackend('wasm');
  const actual = await outcome(parityCase, (inputs) => parityCase.run(new WasmKernels(), inputs));
  expect(largestError(actual, reference)).toBeLessThan(1e-5);
  expect(actual.leaked).toBe(0);
});

test('Adam leaves a clone of the parameter alone', async () => {
  await tf.setBackend('wasm');
  const parameter = {
    name: 'p',
    shape: [2],
    value: tf.ones([2]),
    slots: { m: tf.zeros([2]), v: tf.zeros([2]) },
  };
  const clone = tf.clone(parameter.value);
  const gradient = tf.ones([2]);
  new WasmKernels().adam(parameter, gradient, ADAM);
  expect([...(await clone.data())]).toEqual([1, 1]);
  expect((await parameter.value.data())[0]).toBeLessThan(1);
  tf.dispose([clone, gradient, parameter.value, parameter.slots.m, parameter.slots.v]);
});
