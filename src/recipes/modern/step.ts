/**
 * A training step of `modern`. The critic first: real pictures with their rows are real, generated ones with theirs are not,
 * and real ones with another patient's row count for half as not. Then the generator against what the critic has become.
 *
 *   critic     mean softplus(−D(x, r)) + mean softplus(D(G(r'), r')) + ½ mean softplus(D(x, r''))
 *   generator  mean softplus(−D(G(r'), r')) + 3 · E(look, row) + 3 · mean E(reading, number)
 *
 * Rows r' are those of other patients. Whatever the critic sees was changed as another scan would change it, so that it
 * cannot learn the patients' pictures by heart (Zhao et al. 2020, arXiv:2006.10738); negatives with wrong rows: Reed et al.
 * 2016, arXiv:1605.05396.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { Rng, STREAM } from '../../core/rng.ts';
import type { AdamStep } from '../../engine/kernels.ts';
import { CHANGES } from '../../engine/ecg/augmenting.ts';
import type { SoftplusTerm } from '../../engine/softplus-terms.ts';
import { followWeights } from '../../nets/averaged-weights.ts';
import { matrix, picture } from '../../nets/ranks.ts';
import type { Network, Pass } from '../../nets/run.ts';
import { adamSink, CollectingSink } from '../../nets/sinks.ts';
import { networkOf, type Patients, type RunContext, type StepInput } from '../recipe-training.ts';
import { ADAM, CHANGE, DECAY, KIND, MISMATCH, RATES } from './constants.ts';
import { Examiner } from './examiner.ts';
import { KindTerm } from './kind-term.ts';
import { type LearnedSheets, learnSheets } from './learned-sheets.ts';
import { measurementsOf } from './measured-state.ts';
import { measuredPairs } from './prepare.ts';
import { randomInputs } from './random-inputs.ts';
import { anyPairs, pairsOf } from './some-pairs.ts';

/** Sequences of a step, apart from the trainer's own noise. */
const STEPS_FROM = 2 ** 20;
const SAMPLES_A_STEP = 4096;

/** [count, CHANGES] */
function changes(count: number, size: number, rng: Rng): Tensor2D {
  const reach = Math.max(1, Math.floor(size * CHANGE.shift));
  const shift = (): number => rng.below(2 * reach + 1) - reach;
  const all = Array.from({ length: count }, () => [
    shift(),
    shift(),
    rng.below(size),
    rng.below(size),
    rng.between(1 - CHANGE.contrast, 1 + CHANGE.contrast),
    rng.between(-CHANGE.brightness, CHANGE.brightness),
  ]);
  return tf.tensor2d(all, [count, CHANGES]);
}

/** Rows of patients drawn with replacement, [count, columns]. */
function someRows({ dataset, pairs }: Patients, count: number, rng: Rng): Tensor2D {
  const { width } = dataset.schema;
  const rows = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const pair = pairs[rng.below(pairs.length)] ?? 0;
    rows.set(dataset.rows.subarray(pair * width, (pair + 1) * width), i * width);
  }
  return tf.tensor2d(rows, [count, width]);
}

/** A batch of real pairs that is not full, at the end of an epoch, with others: how much a few vary would give them away. */
function filled(
  { realImages, realRows, noise }: StepInput,
  patients: Patients,
  rng: Rng,
): Pick<StepInput, 'realImages' | 'realRows'> {
  const [count, size] = realImages.shape;
  const more = noise.shape[0] - count;
  if (more <= 0) return { realImages, realRows };
  const { images, rows } = anyPairs(patients, more, rng);
  const pixels = Float32Array.from(images, (grey) => grey / 127.5 - 1);
  return tf.tidy(() => ({
    realImages: tf.concat([realImages, tf.tensor4d(pixels, [more, size, size, 1])]),
    realRows: tf.concat([realRows, tf.tensor2d(rows, [more, realRows.shape[1]])]),
  }));
}

/** What the critic says of `count` pictures, each with its row and with the other one, and how to go back from there. */
interface Judged {
  readonly pass: Pass;
  readonly count: number;
  /** Inputs that go with the pass. */
  readonly owned: readonly Tensor[];
}

export class ModernStep {
  readonly #run: RunContext;
  readonly #generator: Network;
  readonly #critic: Network;
  readonly #examiner: Examiner;
  readonly #learned: () => LearnedSheets;
  /** Made with the first step. */
  #kind: KindTerm | null = null;

  constructor(run: RunContext) {
    this.#run = run;
    this.#generator = run.networks.generator;
    this.#critic = networkOf(run.networks, 'discriminator');
    let learned: LearnedSheets | null = null;
    this.#learned = () => (learned ??= this.#learn());
    this.#examiner = new Examiner(run, this.#learned);
  }

  /** [generator loss, discriminator loss] on the device. */
  step(input: StepInput): Tensor1D {
    const { noise, seed, step } = input;
    const { patients, kernels, config } = this.#run;
    const rng = new Rng(seed, STREAM.trainingNoise, STEPS_FROM + step * SAMPLES_A_STEP);
    const { realImages, realRows } = filled(input, patients, rng);
    const [real, fake] = [realImages.shape[0], noise.shape[0]];
    const sequences = Array.from(
      { length: fake },
      (_, i) => new Rng(seed, STREAM.trainingNoise, STEPS_FROM + step * SAMPLES_A_STEP + 1 + i),
    );
    const random = randomInputs(this.#generator.graph, sequences, fake);
    const inputs = { ...random, noise, row: someRows(patients, fake, rng) };
    const others = someRows(patients, Math.max(real, fake), rng);
    const other = (count: number): Tensor2D => tf.slice(others, [0, 0], [count, others.shape[1]]);
    const change = (count: number): Tensor2D => changes(count, config.size, rng);

    const made = this.#generator.forward(inputs, null);
    const image = picture(made.outputs['image']);
    const onReal = this.#judge({ picture: realImages, row: realRows, other: other(real), changed: change(real) });
    const onFake = this.#judge({ picture: image, row: inputs.row, other: other(fake), changed: change(fake) });
    const [asReal, asFake] = [new CollectingSink(kernels), new CollectingSink(kernels)];
    const first = [
      this.#goBack(onReal, asReal, [
        { begin: 0, count: real, sign: -1 },
        { begin: real, count: real, sign: 1, weight: MISMATCH },
      ]),
      this.#goBack(onFake, asFake, [
        { begin: 0, count: fake, sign: 1 },
        { begin: fake, count: fake, sign: 1, weight: 0 },
      ]),
    ];
    this.#updateCritic(asReal, asFake, step);

    const again = this.#judge({ picture: image, row: inputs.row, other: other(fake), changed: change(fake) });
    const second = this.#goBack(again, null, [
      { begin: 0, count: fake, sign: -1 },
      { begin: fake, count: fake, sign: 1, weight: 0 },
    ]);
    const adam: AdamStep = {
      ...ADAM,
      learningRate: RATES.generator * Math.min(1, step / RATES.warmUp),
      iteration: step,
    };
    const sink = adamSink(kernels, this.#generator.parameters, adam);
    const by = this.#drawn(image, inputs.row, second.byPicture as Tensor4D);
    this.#generator.backward(made, { seeds: { image: by }, sink });
    this.#generator.settle(made);
    made.dispose();
    followWeights(kernels, this.#generator.parameters, Math.min(DECAY, step / (step + 9)));

    const [ofReal, ofFake] = first.map(({ loss }) => loss);
    const losses = tf.tidy(() => tf.concat([second.loss, tf.add(ofReal ?? 0, ofFake ?? 0)]) as Tensor1D);
    tf.dispose([others, second.loss, ...first.map(({ loss }) => loss), ...Object.values(random), inputs.row]);
    tf.dispose([by, ...(second.byPicture === null ? [] : [second.byPicture])]);
    if (realImages !== input.realImages) tf.dispose([realImages, realRows]);
    return losses;
  }

  dispose(): void {
    this.#kind?.dispose();
  }

  #learn(): LearnedSheets {
    const { patients, config } = this.#run;
    const pairs = measuredPairs(patients, config.seed);
    const persons = Int32Array.from(pairs, (pair) => patients.persons[pair] ?? 0);
    return learnSheets({ ...pairsOf(patients, pairs), persons });
  }

  /** The gradient by made pictures: the critic's, held within a length, and that of what they are as a whole. */
  #drawn(image: Tensor4D, row: Tensor2D, byCritic: Tensor4D): Tensor4D {
    const { state, config } = this.#run;
    if (state === null) throw new Error('Its patients were not measured');
    this.#kind ??= new KindTerm(this.#learned(), measurementsOf(state).row, config.size);
    const kind = this.#kind;
    return tf.tidy(() => {
      const length = tf.sqrt(tf.sum(tf.square(byCritic)));
      const held = tf.mul(byCritic, tf.minimum(1, tf.div(KIND.critic, tf.maximum(length, 1e-12))));
      return tf.add<Tensor4D>(held, kind.of(image, row).gradient);
    });
  }

  validate(): Promise<number | null> {
    return this.#examiner.score();
  }

  /** `other` and `changed` become the pass's and go with it. */
  #judge(inputs: Readonly<Record<'picture' | 'row' | 'other' | 'changed', Tensor>>): Judged {
    return {
      pass: this.#critic.forward(inputs, null),
      count: inputs.picture.shape[0] ?? 0,
      owned: [inputs.other, inputs.changed],
    };
  }

  /** Gradients of a sum over the pictures of one pass, divided by their number; the pass ends here. */
  #goBack(
    { pass, count, owned }: Judged,
    sink: CollectingSink | null,
    terms: readonly SoftplusTerm[],
  ): { readonly loss: Tensor1D; readonly byPicture: Tensor | null } {
    const { kernels } = this.#run;
    const logits = matrix(pass.outputs['logits']);
    // The loss takes one column: first all with their rows, then all with the other one.
    const column = tf.tidy(() => tf.reshape<tf.Rank.R2>(tf.transpose(logits), [2 * count, 1]));
    const { losses, weights } = kernels.softplusLosses(column, [terms]);
    const seeds = tf.tidy(() => tf.transpose(tf.reshape(weights[0] as Tensor1D, [2, count])));
    const by = this.#critic.backward(pass, {
      seeds: { logits: seeds },
      sink,
      wanted: sink === null ? { picture: 'all' } : {},
    });
    tf.dispose([column, seeds, ...weights, ...owned]);
    pass.dispose();
    return { loss: losses, byPicture: by['picture'] ?? null };
  }

  #updateCritic(asReal: CollectingSink, asFake: CollectingSink, step: number): void {
    const { kernels } = this.#run;
    const adam: AdamStep = { ...ADAM, learningRate: RATES.discriminator, iteration: step };
    for (const [name, gradient] of asReal.gradients) {
      const both = tf.add(gradient, asFake.gradients.get(name) ?? 0);
      kernels.adam(this.#critic.parameters.get(name), both, adam);
      both.dispose();
    }
    asReal.dispose();
    asFake.dispose();
  }
}
