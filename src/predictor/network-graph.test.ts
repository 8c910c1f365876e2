import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { Parameters } from '../engine/parameters.ts';
import { CpuKernels } from '../engine/cpu/cpu-kernels.ts';
import { matrix } from '../nets/ranks.ts';
import { Network } from '../nets/run.ts';
import { CollectingSink } from '../nets/sinks.ts';
import { comparisonGraph, EMBEDDING, inputsOf, LOGITS, type NetworkInput } from './network-graph.ts';
import { type DropoutPlan, plainNetwork } from './testing/plain-network.ts';

const kernels = new CpuKernels();
const DROPOUT: DropoutPlan = { seed: 5, step: 3, rates: { convolution: 0.2, dense: 0.4 } };
const BATCH = 3;
const WIDTHS = { convolutions: [2, 3], row: [5, 4], embedding: 6 };

function build({ side, profile, columns }: { side: number; profile: number; columns: number }, name: string) {
  const graph = comparisonGraph({ side, profile, columns, outputs: 2 }, WIDTHS, DROPOUT.rates);
  const parameters = Parameters.initial(graph.variables, 7, 2);
  // Biases other than zero, so that a wrong one would show.
  const rng = new Rng(2, 98);
  for (const parameter of parameters.all()) {
    if (parameter.shape.length > 1) continue;
    parameter.value.dispose();
    parameter.value = tf.tensor(rng.normals(parameter.shape[0] ?? 0), [...parameter.shape]);
  }
  const network = new Network(graph, kernels, parameters);
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

describe('the network of the comparison', () => {
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
      const logits = plainNetwork(network.graph, variables, input, DROPOUT);
      return tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, wanted)));
    }, [...variables.values()]);

    const pass = network.forward(inputsOf(input), DROPOUT);
    const dLogits = tf.tidy(() => tf.sub(tf.sigmoid(matrix(pass.outputs[LOGITS])), wanted));
    const sink = new CollectingSink();
    network.backward(pass, { seeds: { [LOGITS]: dLogits }, sink });
    for (const parameter of network.parameters.all()) {
      const expected = plain.grads[`${name}/${parameter.name}`]?.dataSync() ?? [];
      const actual = sink.gradients.get(parameter.name)?.dataSync() ?? [];
      const scale = Math.max(...Array.from(expected, Math.abs));
      expect(scale, `${parameter.name} has no gradient`).toBeGreaterThan(1e-4);
      const worst = Math.max(...Array.from(expected, (g, i) => Math.abs(g - (actual[i] ?? Number.NaN))));
      expect(worst / scale, parameter.name).toBeLessThan(1e-4);
    }
  });

  it('gives each sample its own answer without dropout, and keeps the number of tensors', () => {
    const { network, input } = build({ side: 16, profile: 0, columns: 4 }, 'inference');
    const before = tf.memory().numTensors;
    const all = network.infer(inputsOf(input));
    const picture = tf.slice(input.picture ?? tf.zeros([3, 16, 16, 1]), [1, 0, 0, 0], [1, -1, -1, -1]) as tf.Tensor4D;
    const row = tf.slice(input.row ?? tf.zeros([3, 4]), [1, 0], [1, -1]) as tf.Tensor2D;
    const one = network.infer({ picture, row });
    expect(all[EMBEDDING]?.shape).toEqual([3, 6]);
    const [a, b] = [matrix(all[LOGITS]).dataSync().subarray(2, 4), matrix(one[LOGITS]).dataSync()];
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? Number.NaN, 5));
    tf.dispose([all, one, [picture, row]]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
