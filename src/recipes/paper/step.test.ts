import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { matrix, picture } from '../../nets/ranks.ts';
import { Network } from '../../nets/run.ts';
import { adamSink } from '../../nets/sinks.ts';
import { ADAM } from './constants.ts';
import { paperDiscriminator, paperGenerator } from './graphs.ts';
import { Parameters } from '../../engine/parameters.ts';
import { asVariables, crossEntropy, plainDiscriminator, plainGenerator } from './testing/two-loss-reference.ts';
import { paperStep, type PaperNetworks } from './step.ts';

const SEED = 5;
const SHAPE = { size: 64, width: 0.02, columns: 7 } as const;
const graphs = { generator: paperGenerator(SHAPE), discriminator: paperDiscriminator(SHAPE) };
const kernels = new CpuKernels();

function build(): PaperNetworks & { dispose: () => void } {
  const g = Parameters.initial(graphs.generator.variables, SEED, 0);
  const d = Parameters.initial(graphs.discriminator.variables, SEED, 1);
  return {
    generator: new Network(graphs.generator, kernels, g),
    discriminator: new Network(graphs.discriminator, kernels, d),
    dispose: () => {
      g.dispose();
      d.dispose();
    },
  };
}

function batch(realCount: number, fakeCount: number) {
  const rng = new Rng(1, 99);
  const pixels = Float32Array.from({ length: realCount * 64 * 64 }, () => rng.between(-1, 1));
  const cells = Float32Array.from({ length: realCount * 7 }, () => rng.uniform());
  return {
    realImages: tf.tensor4d(pixels, [realCount, 64, 64, 1]),
    realRows: tf.tensor2d(cells, [realCount, 7]),
    noise: tf.tensor2d(rng.normals(fakeCount * 100), [fakeCount, 100]),
    seed: SEED,
    step: 1,
  };
}

/** Largest difference relative to the largest gradient of the same variable. */
function worstDifference(actual: tf.Tensor, expected: tf.Tensor, floor: number): number {
  const [a, b] = [actual.arraySync(), expected.arraySync()].map((x) => (x as number[]).flat(4));
  let largest = floor;
  for (const value of b ?? []) largest = Math.max(largest, Math.abs(value));
  return Math.max(...(a ?? []).map((value, i) => Math.abs(value - (b?.[i] ?? Number.NaN)) / largest));
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('one pass for both losses', () => {
  // Protects the central shortcut of the step: [real; fake] through D once, seeded with 1, weighted per sample.
  it.each([
    [3, 3],
    [2, 4],
  ])('gives the gradients of two separate losses (%i real, %i fake, dropout on)', (realCount, fakeCount) => {
    const networks = build();
    const input = batch(realCount, fakeCount);
    const g = asVariables(networks.generator.parameters, `g${realCount}`);
    const d = asVariables(networks.discriminator.parameters, `d${realCount}`);
    const total = realCount + fakeCount;
    const real = { image: input.realImages, row: input.realRows };
    const dropReal = { seed: SEED, step: 1, firstSample: 0, samples: total };
    const dropFake = { ...dropReal, firstSample: realCount };
    const trained = (variables: Map<string, tf.Variable>) => [...variables.values()].filter((v) => v.trainable);

    const dPlain = tf.variableGrads(() => {
      const fake = plainGenerator(graphs.generator, g, input.noise);
      const onReal = crossEntropy(1, plainDiscriminator(graphs.discriminator, d, real, dropReal));
      return tf.add<tf.Scalar>(onReal, crossEntropy(0, plainDiscriminator(graphs.discriminator, d, fake, dropFake)));
    }, trained(d));
    const gPlain = tf.variableGrads(
      () =>
        crossEntropy(
          1,
          plainDiscriminator(graphs.discriminator, d, plainGenerator(graphs.generator, g, input.noise), dropFake),
        ),
      trained(g),
    );

    const losses = paperStep(kernels, networks, input).dataSync();
    expect(losses[0]).toBeCloseTo(gPlain.value.dataSync()[0] ?? Number.NaN, 5);
    expect(losses[1]).toBeCloseTo(dPlain.value.dataSync()[0] ?? Number.NaN, 5);

    for (const [network, plain] of [
      [networks.generator, gPlain],
      [networks.discriminator, dPlain],
    ] as const) {
      for (const parameter of network.parameters.all()) {
        const { m } = parameter.slots;
        if (m === undefined) continue;
        const name = Object.keys(plain.grads).find((key) => key.slice(key.indexOf('/') + 1) === parameter.name);
        const expected = plain.grads[name ?? ''];
        if (expected === undefined) throw new Error(`no reference gradient for ${parameter.name}`);
        // After one update from zero the first moment is (1 − β₁) · gradient. A bias before a batch norm has
        // gradient 0 but for rounding, hence the floor.
        const gradient = tf.mul(m, 10);
        expect(worstDifference(gradient, expected, 1e-4), parameter.name).toBeLessThan(2e-4);
      }
    }
    networks.dispose();
  });
});

describe('a step', () => {
  it('changes every trained variable of both networks, and the moving averages', () => {
    const networks = build();
    const all = [...networks.generator.parameters.all(), ...networks.discriminator.parameters.all()];
    const before = all.map((p) => p.value.dataSync().slice());
    paperStep(kernels, networks, batch(4, 4)).dispose();
    all.forEach((p, i) => {
      expect(p.value.dataSync(), p.name).not.toEqual(before[i]);
    });
    networks.dispose();
  });

  it('keeps the number of tensors constant', () => {
    const networks = build();
    const input = batch(3, 4);
    paperStep(kernels, networks, input).dispose();
    const before = tf.memory().numTensors;
    for (const step of [2, 3]) paperStep(kernels, networks, { ...input, step }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    networks.dispose();
  });

  it('is the same again with the same seed and different with another', () => {
    const run = (seed: number) => {
      const networks = build();
      const input = batch(3, 3);
      paperStep(kernels, networks, { ...input, seed }).dispose();
      const losses = [...paperStep(kernels, networks, { ...input, seed, step: 2 }).dataSync()];
      networks.dispose();
      return losses;
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});

describe('the gradient for the generator', () => {
  it('leaves the discriminator alone', () => {
    const networks = build();
    const input = batch(3, 3);
    const before = networks.discriminator.parameters.all().map((p) => p.value.dataSync().slice());
    const { generator } = networks;
    const fake = generator.forward({ noise: input.noise }, null);
    const seeds = {
      image: tf.onesLike(picture(fake.outputs['image'])),
      row: tf.onesLike(matrix(fake.outputs['row'])),
    };
    generator.backward(fake, { seeds, sink: adamSink(kernels, generator.parameters, { ...ADAM, iteration: 1 }) });
    fake.dispose();
    networks.discriminator.parameters.all().forEach((p, i) => expect(p.value.dataSync()).toEqual(before[i]));
    networks.dispose();
  });
});

describe('inference', () => {
  it('gives pictures in [−1, 1] and rows in [0, 1], each sample independent of its batch', () => {
    const networks = build();
    const { noise } = batch(2, 4);
    const together = networks.generator.infer({ noise });
    const alone = networks.generator.infer({ noise: tf.slice(noise, [2, 0], [1, 100]) });
    expect(picture(together['image']).shape).toEqual([4, 64, 64, 1]);
    expect(matrix(together['row']).shape).toEqual([4, 7]);
    expect(tf.max(tf.abs(picture(together['image']))).dataSync()[0]).toBeLessThanOrEqual(1);
    expect(tf.slice(matrix(together['row']), [2, 0], [1, 7]).dataSync()).toEqual(matrix(alone['row']).dataSync());
    networks.dispose();
  });
});
