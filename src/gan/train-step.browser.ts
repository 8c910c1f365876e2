/** The training step on every backend a visitor may get, in a real browser, against the reference on the cpu backend. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { BackendName } from '../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend } from '../engine/backends.ts';
import { Rng } from '../core/rng.ts';
import { JointGan } from './joint-gan.ts';
import { ADAM } from '../recipes/paper/constants.ts';
import { networkOf } from '../recipes/recipe-training.ts';
import { paperNetworks, paperStep } from '../recipes/paper/step.ts';
import { adamSink } from '../nets/sinks.ts';

const COLUMNS = 5;
const REAL = 3;
const FAKE = 4;
const started = new Map<BackendName, RunningBackend>();

async function start(name: BackendName): Promise<RunningBackend> {
  return startBackend(namedBackend(name, await surveyBackends()), started);
}

function batch() {
  const rng = new Rng(4, 99);
  const pixels = Float32Array.from({ length: REAL * 64 * 64 }, () => rng.between(-1, 1));
  const cells = Float32Array.from({ length: REAL * COLUMNS }, () => rng.uniform());
  return {
    realImages: tf.tensor4d(pixels, [REAL, 64, 64, 1]),
    realRows: tf.tensor2d(cells, [REAL, COLUMNS]),
    noise: tf.tensor2d(rng.normals(FAKE * 100), [FAKE, 100]),
    seed: 6,
  };
}

interface Variable {
  readonly name: string;
  readonly values: Float32Array;
}

/** Names of variables that are not the same to the bit. A matcher takes seconds for as many numbers. */
function changedNames(before: readonly Variable[], after: readonly Variable[]): string[] {
  return after.filter(({ values: v }, i) => v.some((x, j) => !Object.is(x, before[i]?.values[j]))).map((p) => p.name);
}

async function values(gan: JointGan): Promise<Variable[]> {
  const networks = { g: gan.generator, d: networkOf(gan.networks, 'discriminator') };
  const all = Object.entries(networks).flatMap(([key, { parameters }]) =>
    parameters
      .all()
      .map(async (p) => ({ name: `${key}/${p.name}`, values: (await p.value.data<'float32'>()).slice() })),
  );
  return Promise.all(all);
}

/** Three steps; losses of each, the weights before and after, tensors left over, and a preview. */
async function run(name: BackendName) {
  const { kernels } = await start(name);
  const gan = await JointGan.initial({ recipe: 'paper', size: 64, width: 0.02, seed: 3 }, COLUMNS, kernels);
  const input = batch();
  const before = await values(gan);
  const losses: number[] = [];
  const tensors: number[] = [];
  for (const step of [1, 2, 3]) {
    const result = paperStep(kernels, paperNetworks(gan.networks), { ...input, step });
    losses.push(...(await result.data()));
    result.dispose();
    tensors.push(tf.memory().numTensors);
  }
  const after = await values(gan);
  const preview = await gan.sampler(3).preview();
  gan.dispose();
  tf.dispose([input.realImages, input.realRows, input.noise]);
  return { before, after, losses, tensors, preview };
}

/** Forward and backward of the generator alone, with given gradients, leaves the discriminator's weights as they are. */
async function generatorOnly(name: BackendName): Promise<{ changed: string[] }> {
  const { kernels } = await start(name);
  const gan = await JointGan.initial({ recipe: 'paper', size: 64, width: 0.02, seed: 3 }, COLUMNS, kernels);
  const { noise, realImages, realRows } = batch();
  const before = await values(gan);
  const { generator } = gan;
  const fake = generator.forward({ noise }, null);
  const dImage = tf.ones(fake.outputs['image']?.shape ?? []);
  const dRow = tf.ones(fake.outputs['row']?.shape ?? []);
  const sink = adamSink(kernels, generator.parameters, { ...ADAM, iteration: 1 });
  generator.backward(fake, { seeds: { image: dImage, row: dRow }, sink });
  fake.dispose();
  const after = await values(gan);
  tf.dispose([noise, realImages, realRows, dImage, dRow]);
  gan.dispose();
  return { changed: changedNames(before, after) };
}

describe.each(['cpu', 'wasm', 'webgpu'] as const)('a training step on %s', (name) => {
  it('changes every variable of both networks and keeps the number of tensors', async () => {
    const { before, after, losses, tensors } = await run(name);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(changedNames(before, after)).toEqual(after.map((p) => p.name));
    expect(tensors[2]).toBe(tensors[1]);
  });

  it('agrees with the reference', async () => {
    const expected = await run('cpu');
    const actual = await run(name);
    actual.losses.forEach((loss, i) => expect(loss).toBeCloseTo(expected.losses[i] ?? Number.NaN, 4));
    const difference = actual.preview.images.map((v, i) => Math.abs(v - (expected.preview.images[i] ?? 0)));
    expect(Math.max(...difference)).toBeLessThanOrEqual(1);
  });

  it('of the generator alone leaves the discriminator alone', async () => {
    const { changed } = await generatorOnly(name);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((variable) => variable.startsWith('d/'))).toEqual([]);
  });
});

it.each(['cpu', 'wasm'] as const)('repeats a run exactly on %s', async (name) => {
  const [first, again] = [await run(name), await run(name)];
  expect(again.losses).toEqual(first.losses);
  expect(changedNames(first.after, again.after)).toEqual([]);
});
