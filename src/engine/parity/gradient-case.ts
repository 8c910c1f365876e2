/** An operation and its gradients as two parity cases, the truth from tfjs's own differentiation. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { input, normal, type ParityCase, type Tensors } from './parity-case.ts';

/** Gradients of `f` by some of the inputs, named d<Input>, from `dy`. */
function gradients(t: Tensors, names: readonly string[], dy: Tensor, f: (t: Tensors) => Tensor): Tensors {
  const by = tf.grads((...x: Tensor[]) =>
    f({ ...t, ...Object.fromEntries(names.map((name, i) => [name, x[i] ?? dy])) }),
  );
  const made = by(
    names.map((name) => input(t, name)),
    dy,
  );
  return Object.fromEntries(names.map((name, i) => [`d_${name}`, made[i] ?? dy]));
}

/** The two cases of an operation: its result and its gradients. */
export function both(
  name: string,
  inputs: ParityCase['inputs'],
  dy: readonly number[],
  by: readonly string[],
  f: (t: Tensors) => Tensor,
  run: { forward: ParityCase['run']; backward: ParityCase['run'] },
): ParityCase[] {
  return [
    { name, inputs, run: run.forward, truth: (t) => ({ y: tf.tidy(() => f(t)) }) },
    {
      name: `${name}, gradient`,
      inputs: { ...inputs, dy: normal(...dy) },
      run: run.backward,
      truth: (t) => gradients(t, by, input(t, 'dy'), f),
    },
  ];
}
