/**
 * A recipe that has what a recipe may have, at toy size: it measures its patients, builds its networks from that, has 4 × 4
 * filters, a critic that looks at its batch, averaged weights, a loss of its own, a score of every epoch, and pairs whose row
 * comes first. Registered by tests only.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { AbortError } from '../../core/app-error.ts';
import { DISCRIMINATOR_LOSS, GENERATOR_LOSS } from '../../core/epoch-log.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import { QUICK_LOOK, RECIPE_NAMES, type RunConfig } from '../../core/run-config.ts';
import { parseShape } from '../../core/shapes/parse.ts';
import { followWeights } from '../../nets/averaged-weights.ts';
import { GraphBuilder } from '../../nets/graph.ts';
import type { Graph } from '../../nets/node.ts';
import { matrix, picture } from '../../nets/ranks.ts';
import { adamSink } from '../../nets/sinks.ts';
import { type PreparedState, stateArray } from '../prepared-state.ts';
import type { NetworkShape, Recipe } from '../recipe.ts';
import {
  networkOf,
  type PairSampler,
  type Patients,
  PREVIEW_COUNT,
  type RecipeRun,
  type RecipeTraining,
  type RunContext,
  SAMPLE_BATCH,
  type SampledModel,
  type SampledPairs,
  type StepInput,
  type WantedPicture,
} from '../recipe-training.ts';
import { RECIPES } from '../recipes.ts';
import { TRAININGS } from '../training.ts';

/** Its name, as far as the types know. */
export const TINY = 'tiny' as RunConfig['recipe'];
const NOISE = 4;
const DECAY = 0.9;
const ADAM = { learningRate: 2e-3, beta1: 0.5, beta2: 0.99, epsilon: 1e-7 };
const LEAKY = { slope: 0.2, dropout: null } as const;
const factsShape = z.object({ channels: z.number(), brightness: z.number() });

function factsOf(state: PreparedState | null): z.infer<typeof factsShape> {
  return state === null ? { channels: 2, brightness: 0 } : parseShape(factsShape, state.facts);
}

function generator({ size, columns }: NetworkShape, channels: number): Graph {
  const g = new GraphBuilder('generator');
  const both = g.join('both', [g.input('noise', [NOISE]), g.input('row', [columns])]);
  const side = size / 8;
  g.add('dense', 'trunk', { units: side * side * channels, bias: LEAKY, squash: null }, [both]);
  const layer = { kernel: [4, 4], stride: 2, squash: null } as const;
  let last = g.add('reshape', 'trunk_reshape', { shape: [side, side, channels] }, ['trunk']);
  for (const name of ['up_1', 'up_2']) {
    last = g.add('convolve-transposed', name, { ...layer, channels, bias: LEAKY }, [last]);
  }
  const out = { ...layer, channels: 1, bias: null, squash: 'tanh' } as const;
  return g.build({ image: g.add('convolve-transposed', 'image_out', out, [last]) }, ['ema']);
}

function critic({ size, columns }: NetworkShape, channels: number): Graph {
  const g = new GraphBuilder('critic');
  let last = g.input('picture', [size, size, 1]);
  for (const name of ['down_1', 'down_2', 'down_3']) {
    last = g.add('convolve', name, { channels, kernel: [4, 4], stride: 2, bias: LEAKY, squash: null }, [last]);
  }
  const numbers = g.shapeOf(last).reduce((product, n) => product * n, 1);
  const flat = g.add('reshape', 'flat', { shape: [numbers] }, [last]);
  const both = g.add('concat', 'both', {}, [flat, g.input('row', [columns])]);
  const varied = g.add('minibatch-deviation', 'varied', {}, [both]);
  const linear = { units: 1, bias: { slope: 1, dropout: null }, squash: null };
  return g.build({ logit: g.add('dense', 'logit', linear, [varied]) });
}

const tiny: Recipe = {
  name: TINY,
  noise: NOISE,
  losses: [GENERATOR_LOSS, DISCRIMINATOR_LOSS, 'ink'],
  hasCrossEntropies: true,
  prepares: true,
  rowFirst: false,
  validates: true,
  leastPersons: 7,
  defaults: QUICK_LOOK,
  graphs: (shape, state) => {
    const { channels } = factsOf(state);
    return { generator: generator(shape, channels), critic: critic(shape, channels) };
  },
};

/** Scores that epochs get in this order in place of their own; null: their own. */
export const given: { scores: number[] | null } = { scores: null };

/** How often patients were measured. */
export const measured = { times: 0 };

async function prepare(
  { dataset, pairs }: Patients,
  { signal, onProgress }: Parameters<NonNullable<RecipeTraining['prepare']>>[1],
): Promise<PreparedState> {
  measured.times += 1;
  const { rows, images, size, schema } = dataset;
  const means = new Float64Array(schema.width);
  let brightness = 0;
  for (const [done, pair] of pairs.entries()) {
    if (signal.aborted) throw new AbortError();
    for (let j = 0; j < schema.width; j++) {
      means[j] = (means[j] ?? 0) + (rows[pair * schema.width + j] ?? 0) / pairs.length;
    }
    const pixels = images.subarray(pair * size * size, (pair + 1) * size * size);
    brightness += pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length / pairs.length;
    onProgress({ stage: 'preparing', done: done + 1, total: pairs.length });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { facts: { channels: 3, brightness }, arrays: { means } };
}

/** A row near the means, in [0, 1]. */
function drawRow(means: Float64Array, rng: Rng): Float32Array {
  return Float32Array.from(means, (mean) => Math.min(1, Math.max(0, mean + 0.2 * rng.normal())));
}

class TinyRun implements RecipeRun {
  readonly #run: RunContext;
  readonly #means: Float64Array;

  constructor(run: RunContext) {
    this.#run = run;
    if (run.state === null) throw new Error('Its patients were not measured');
    this.#means = stateArray(run.state, 'means', Float64Array);
  }

  /** The critic, then the generator against what it has become. */
  step({ realImages, realRows, noise, seed, step }: StepInput): Tensor1D {
    const { kernels, networks } = this.#run;
    const { generator: g } = networks;
    const d = networkOf(networks, 'critic');
    const adam = { ...ADAM, iteration: step };
    const [real, fake] = [realImages.shape[0], noise.shape[0]];
    const rng = new Rng(seed, STREAM.trainingNoise, 2 ** 20 + step);
    const drawn = Array.from({ length: fake }, () => [...drawRow(this.#means, rng)]);
    const rows = tf.tensor2d(drawn);
    const made = g.forward({ noise, row: rows }, null);
    const image = picture(made.outputs['image']);

    const pairs = { picture: tf.concat([realImages, image]), row: tf.concat([realRows, rows]) };
    const judged = d.forward(pairs, null);
    const fakes = { begin: real, count: fake };
    const first = kernels.softplusLosses(matrix(judged.outputs['logit']), [
      [
        { begin: 0, count: real, sign: -1 },
        { ...fakes, sign: 1 },
      ],
    ]);
    const seeds = first.weights.map((weights) => tf.reshape(weights, [-1, 1]));
    d.backward(judged, { seeds: { logit: seeds[0] as Tensor }, sink: adamSink(kernels, d.parameters, adam) });
    judged.dispose();

    const again = d.forward({ picture: image, row: rows }, null);
    const second = kernels.softplusLosses(matrix(again.outputs['logit']), [[{ begin: 0, count: fake, sign: -1 }]]);
    seeds.push(...second.weights.map((weights) => tf.reshape(weights, [-1, 1])));
    const by = d.backward(again, { seeds: { logit: seeds[1] as Tensor }, sink: null, wanted: { picture: 'all' } });
    const seed2 = by['picture'] as Tensor;
    g.backward(made, { seeds: { image: seed2 }, sink: adamSink(kernels, g.parameters, adam) });
    followWeights(kernels, g.parameters, DECAY);

    const ink = tf.tidy(() => tf.reshape(tf.mean(tf.abs(image)), [1]));
    const losses = tf.concat([second.losses, first.losses, ink]) as Tensor1D;
    again.dispose();
    made.dispose();
    tf.dispose([rows, ...Object.values(pairs), ...seeds, seed2, ink]);
    tf.dispose([first.losses, second.losses, ...first.weights, ...second.weights]);
    return losses;
  }

  /** How near the brightness of a few pictures comes to that of the patients. */
  async validate(): Promise<number | null> {
    const { validation, networks, state, config } = this.#run;
    if (validation === null) return null;
    if (given.scores !== null) return given.scores.shift() ?? 0;
    const { images, size } = validation.dataset;
    let real = 0;
    for (const pair of validation.pairs) {
      const pixels = images.subarray(pair * size * size, (pair + 1) * size * size);
      real += pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length / validation.pairs.length;
    }
    const shown = await new TinySampler({ generator: networks.generator, state }, config.seed).preview();
    const synthetic = shown.images.reduce((sum, grey) => sum + grey, 0) / shown.images.length;
    return 1 - Math.abs(real - synthetic) / 255;
  }
}

class TinySampler implements PairSampler {
  readonly isRowFirst = true;
  readonly #model: SampledModel;
  readonly #means: Float64Array;
  readonly #seed: number;

  constructor(model: SampledModel, seed: number) {
    this.#model = model;
    this.#seed = seed;
    if (model.state === null) throw new Error('Its patients were not measured');
    this.#means = stateArray(model.state, 'means', Float64Array);
  }

  async rows(first: number, count: number): Promise<Float32Array> {
    return this.#rows(STREAM.sampleNoise, first, count);
  }

  async pairs(first: number, count: number): Promise<SampledPairs> {
    return this.#pairs(STREAM.sampleNoise, first, count);
  }

  async images(wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    return this.#images(STREAM.sampleNoise, wanted);
  }

  async preview(): Promise<SampledPairs> {
    return this.#pairs(STREAM.previewNoise, 0, PREVIEW_COUNT);
  }

  async previewRows(count: number): Promise<Float32Array> {
    return this.#rows(STREAM.previewNoise, PREVIEW_COUNT, count);
  }

  #rows(stream: number, first: number, count: number): Float32Array {
    const width = this.#means.length;
    const rows = new Float32Array(count * width);
    for (let i = 0; i < count; i++) {
      rows.set(drawRow(this.#means, new Rng(this.#seed, stream, 2 * (first + i))), i * width);
    }
    return rows;
  }

  async #pairs(stream: number, first: number, count: number): Promise<SampledPairs> {
    const rows = this.#rows(stream, first, count);
    const width = this.#means.length;
    const wanted = Array.from({ length: count }, (_, i) => ({
      index: first + i,
      row: rows.subarray(i * width, (i + 1) * width),
    }));
    return { count, rows, images: await this.#images(stream, wanted) };
  }

  async #images(stream: number, wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>> {
    const width = this.#means.length;
    const noise = new Float32Array(SAMPLE_BATCH * NOISE);
    const rows = new Float32Array(SAMPLE_BATCH * width);
    wanted.forEach(({ index, row }, i) => {
      noise.set(new Rng(this.#seed, stream, 2 * index + 1).normals(NOISE), i * NOISE);
      rows.set(row, i * width);
    });
    const inputs = { noise: tf.tensor2d(noise, [SAMPLE_BATCH, NOISE]), row: tf.tensor2d(rows, [SAMPLE_BATCH, width]) };
    const { image } = this.#model.generator.infer(inputs);
    const all = await this.#model.generator.kernels.readGrey(picture(image));
    tf.dispose([image as Tensor, ...Object.values(inputs)]);
    return all.slice(0, (all.length / SAMPLE_BATCH) * wanted.length);
  }
}

const tinyTraining: RecipeTraining = {
  prepare,
  begin: (run) => new TinyRun(run),
  sampler: (model, seed) => new TinySampler(model, seed),
};

/** From now on there is such a recipe. */
export function registerTiny(): void {
  Object.assign(RECIPES, { [TINY]: tiny });
  Object.assign(TRAININGS, { [TINY]: () => Promise.resolve(tinyTraining) });
  if (!RECIPE_NAMES.includes(TINY)) (RECIPE_NAMES as unknown as string[]).push(TINY);
}
