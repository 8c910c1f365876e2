/** Updates of parameters, against the formulas in double precision. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { AdamStep, Parameter } from '../kernels.ts';
import { input, normal, positive, type InputSpec, type ParityCase, type Tensors } from './parity-case.ts';

const STEP: AdamStep = { learningRate: 2e-2, beta1: 0.5, beta2: 0.999, epsilon: 1e-7, iteration: 3 };

function state(...shape: number[]): Record<string, InputSpec> {
  return { value: normal(...shape), m: normal(...shape), v: positive(...shape) };
}

function parameterOf(t: Tensors): Parameter {
  const value = input(t, 'value');
  return {
    name: 'parameter',
    shape: value.shape,
    value,
    slots: { m: input(t, 'm'), v: input(t, 'v') },
  };
}

function results({ value, slots }: Parameter): Tensors {
  return { value, ...slots };
}

/** Adam in Keras' form, number by number. */
function adamTruth(t: Tensors, gradient: ArrayLike<number>): Tensors {
  const { learningRate, beta1, beta2, epsilon, iteration } = STEP;
  const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  const [value, first, second] = ['value', 'm', 'v'].map((name) => input(t, name).dataSync());
  const shape = input(t, 'value').shape;
  const m = Float32Array.from(gradient, (g, i) => beta1 * (first?.[i] ?? NaN) + (1 - beta1) * g);
  const v = Float32Array.from(gradient, (g, i) => beta2 * (second?.[i] ?? NaN) + (1 - beta2) * g * g);
  const next = m.map((mean, i) => (value?.[i] ?? NaN) - (rate * mean) / (Math.sqrt(v[i] ?? NaN) + epsilon));
  return {
    value: tf.tensor(next, shape),
    m: tf.tensor(m, shape),
    v: tf.tensor(v, shape),
  };
}

const adamCases = [[1], [13], [64, 5], [5, 5, 3, 32]].map((shape): ParityCase => ({
  name: `adam [${shape.join()}]`,
  inputs: { ...state(...shape), gradient: normal(...shape) },
  run: (kernels, t) => {
    const parameter = parameterOf(t);
    kernels.adam(parameter, input(t, 'gradient'), STEP);
    return results(parameter);
  },
  truth: (t) => adamTruth(t, input(t, 'gradient').dataSync()),
}));

const adamDenseCases = (
  [
    [1, 1, 1, false],
    [3, 13, 7, true],
    [10, 70, 64, true],
    [7, 5, 12, false],
  ] as const
).map(([batch, inputs, outputs, weighted]): ParityCase => ({
  name: `adamDense ${batch}x${inputs} to ${outputs}${weighted ? ', weighted' : ''}`,
  inputs: {
    ...state(inputs, outputs),
    x: normal(batch, inputs),
    dy: normal(batch, outputs),
    weights: positive(batch),
  },
  run: (kernels, t) => {
    const parameter = parameterOf(t);
    const weights = weighted ? input<Tensor1D>(t, 'weights') : null;
    kernels.adamDense(parameter, input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'dy'), weights, STEP);
    return results(parameter);
  },
  truth: (t) => {
    const gradient = tf.tidy(() => {
      const perSample = tf.reshape(input(t, 'weights'), [batch, 1]);
      const dy: Tensor = weighted ? tf.mul(input(t, 'dy'), perSample) : input(t, 'dy');
      const layer = (kernel: Tensor): Tensor => tf.matMul(input(t, 'x'), kernel);
      return tf.grad(layer)(input(t, 'value'), dy);
    });
    const truth = adamTruth(t, gradient.dataSync());
    gradient.dispose();
    return truth;
  },
}));

const layerCases = (
  [
    [1, 1, 1],
    [3, 13, 7],
    [10, 70, 64],
  ] as const
).map(([batch, inputs, outputs]): ParityCase => ({
  name: `adamLayer ${batch}x${inputs} to ${outputs}`,
  inputs: {
    ...state(inputs, outputs),
    biasValue: normal(outputs),
    biasM: normal(outputs),
    biasV: positive(outputs),
    x: normal(batch, inputs),
    dy: normal(batch, outputs),
  },
  run: (kernels, t) => {
    const kernel = parameterOf(t);
    const bias = parameterOf({ value: input(t, 'biasValue'), m: input(t, 'biasM'), v: input(t, 'biasV') });
    kernels.adamLayer({ kernel, bias }, input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'dy'), STEP);
    const { value: biasValue, m: biasM, v: biasV } = results(bias);
    return { ...results(kernel), biasValue, biasM, biasV } as Tensors;
  },
  truth: (t) => {
    const [byKernel, byBias] = tf.tidy(() => [
      tf.matMul(input<Tensor2D>(t, 'x'), input<Tensor2D>(t, 'dy'), true, false).dataSync(),
      tf.sum(input(t, 'dy'), 0).dataSync(),
    ]) as unknown as [Float32Array, Float32Array];
    const ofBias = { value: input(t, 'biasValue'), m: input(t, 'biasM'), v: input(t, 'biasV') };
    const { value: biasValue, m: biasM, v: biasV } = adamTruth(ofBias, byBias);
    return { ...adamTruth(t, byKernel), biasValue, biasM, biasV } as Tensors;
  },
}));

const blendCases = [[1], [13], [64]].map((shape): ParityCase => ({
  name: `blendIn [${shape.join()}]`,
  inputs: { value: normal(...shape), batch: normal(...shape) },
  run: (kernels, t) => {
    const value = input(t, 'value');
    const parameter: Parameter = { name: 'mean', shape, value, slots: {} };
    kernels.blendIn(parameter, input(t, 'batch'), 0.99);
    return { value: parameter.value };
  },
  truth: (t) => ({
    value: tf.tidy(() => tf.add(input(t, 'batch'), tf.mul(tf.sub(input(t, 'value'), input(t, 'batch')), 0.99))),
  }),
}));

export const UPDATE_CASES: readonly ParityCase[] = [...adamCases, ...adamDenseCases, ...layerCases, ...blendCases];
