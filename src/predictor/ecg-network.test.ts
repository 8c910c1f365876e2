import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { Parameters } from '../engine/parameters.ts';
import { ReferenceKernels } from '../engine/reference-kernels.ts';
import { EcgNetwork, type DropoutPlan, type NetworkInput } from './ecg-network.ts';
import { shapeNetwork } from './network-shape.ts';
import { plainNetwork } from './testing/plain-network.ts';

const kernels = new ReferenceKernels();
const DROPOUT: DropoutPlan = { seed: 5, step: 3, rates: { convolution: 0.2, dense: 0.4 } };
const BATCH = 3;
const WIDTHS = { convolutions: [2, 3], row: [5, 4], embedding: 6 };

function build({ side, profile, columns }: { side: number; profile: number; columns: number }, name: string) {
  const shape = shapeNetwork({ side, profile, columns, outputs: 2 }, WIDTHS);
  const parameters = Parameters.initial(shape.variables, 7, 2);
  // Biases other than zero, so that a wrong one would show.
  const rng = new Rng(2, 98);
  for (const parameter of parameters.all()) {
    if (parameter.shape.length > 1) continue;
    parameter.value.dispose();
    parameter.value = tf.tensor(rng.normals(parameter.shape[0] ?? 0), [...parameter.shape]);
  }
  const network = new EcgNetwork(shape, kernels, parameters);
  const variables = new Map(
    parameters.all().map((p) => [p.name, tf.variable(tf.clone(p.value), true, `${name}/${p.name}`)]),
  );
  const input: NetworkInput = {
    picture: side === 0 ? null : tf.tensor4d(rng.normals(BATCH * side * side), [BATCH, side, side, 1]),
    profile: profile === 0 ? null : tf.tensor2d(rng.normals(BATCH * profile), [BATCH, profile]),
    row: columns === 0 ? null : tf.tensor2d(rng.normals(BATCH * columns), [BATCH, columns]),
  };
  return { network, variables, input };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('EcgNetwork', () => {
  // Protects every hand-written derivative, in each of the network's forms.
  it.each([
    ['picture', { side: 16, profile: 3, columns: 0 }],
    ['profile', { side: 0, profile: 3, columns: 0 }],
    ['row', { side: 0, profile: 0, columns: 4 }],
    ['all', { side: 16, profile: 3, columns: 4 }],
  ])('has the gradients of automatic differentiation, dropout on (%s)', (name, ports) => {
    const { network, variables, input } = build(ports, name);
    const wanted = tf.tensor2d([1, 0, 0, 1, 0.3, 0.7], [BATCH, 2]);
    const plain = tf.variableGrads(() => {
      const logits = plainNetwork(network.shape, variables, input, DROPOUT);
      return tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, wanted)));
    }, [...variables.values()]);

    const record = network.forward(input, DROPOUT);
    const dLogits = tf.tidy(() => tf.sub<tf.Tensor2D>(tf.sigmoid(record.logits), wanted));
    network.backward(record, dLogits, { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, iteration: 1 });
    for (const parameter of network.parameters.all()) {
      const expected = plain.grads[`${name}/${parameter.name}`]?.dataSync() ?? [];
      // After one update from zero the first moment is (1 − β₁) · gradient.
      const actual = parameter.firstMoment?.dataSync() ?? [];
      const scale = Math.max(...Array.from(expected, Math.abs));
      expect(scale, `${parameter.name} has no gradient`).toBeGreaterThan(1e-4);
      const worst = Math.max(...Array.from(expected, (g, i) => Math.abs(g - 10 * (actual[i] ?? Number.NaN))));
      expect(worst / scale, parameter.name).toBeLessThan(1e-4);
    }
  });

  it('gives each sample its own answer without dropout, and keeps the number of tensors', () => {
    const { network, input } = build({ side: 16, profile: 0, columns: 4 }, 'inference');
    const before = tf.memory().numTensors;
    const all = network.forward(input, null);
    const picture = tf.slice(input.picture ?? tf.zeros([3, 16, 16, 1]), [1, 0, 0, 0], [1, -1, -1, -1]) as tf.Tensor4D;
    const row = tf.slice(input.row ?? tf.zeros([3, 4]), [1, 0], [1, -1]) as tf.Tensor2D;
    const one = network.forward({ picture, profile: null, row }, null);
    expect(all.embedding.shape).toEqual([3, 6]);
    const [a, b] = [all.logits.dataSync().subarray(2, 4), one.logits.dataSync()];
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? Number.NaN, 5));
    all.dispose();
    one.dispose();
    tf.dispose([picture, row]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
