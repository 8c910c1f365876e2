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
import { matrix, picture } from '../../nets/ranks.ts';
import type { GradientSink } from '../../nets/ops/op.ts';
import type { Network } from '../../nets/run.ts';
import { GatheringAdam } from '../../nets/sinks.ts';
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
function someRows({ dataset, pairs }: Patients, count: number, rng: Rng): Float32Array {
  const { width } = dataset.schema;
  const rows = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const pair = pairs[rng.below(pairs.length)] ?? 0;
    rows.set(dataset.rows.subarray(pair * width, (pair + 1) * width), i * width);
  }
  return rows;
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

/** Of logits [n, 2]: `count` pictures from `first` with their rows, and, `mismatch` as much, made out with another one. */
function termsOf(first: number, count: number, sign: 1 | -1, mismatch: number): readonly SoftplusTerm[] {
  const column = { count, stride: 2 };
  return [
    { ...column, begin: 2 * first, sign },
    { ...column, begin: 2 * first + 1, sign: 1, weight: mismatch },
  ];
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
    const real = filled(input, patients, rng);
    const [count] = noise.shape;
    const sequences = Array.from(
      { length: count },
      (_, i) => new Rng(seed, STREAM.trainingNoise, STEPS_FROM + step * SAMPLES_A_STEP + 1 + i),
    );
    const random = randomInputs(this.#generator.graph, sequences, count);
    const { width } = patients.dataset.schema;
    const inputs = { ...random, noise, row: tf.tensor2d(someRows(patients, count, rng), [count, width]) };
    const others = someRows(patients, count, rng);
    const other = tf.tensor2d(others, [count, width]);

    const made = this.#generator.forward(inputs, null);
    const image = picture(made.outputs['image']);
    // Real pairs, then made ones, which do not see each other.
    const both = tf.tidy(() => ({
      picture: tf.concat([real.realImages, image]),
      row: tf.concat([real.realRows, inputs.row]),
      // Put together here, where they are: what is on the device takes a program.
      other: tf.tensor2d(Float32Array.of(...others, ...others), [2 * count, width]),
      changed: changes(2 * count, config.size, rng),
    }));
    const adamOfCritic: AdamStep = { ...ADAM, learningRate: RATES.discriminator, iteration: step };
    const criticSink = new GatheringAdam(kernels, this.#critic.parameters, adamOfCritic);
    const first = this.#judge(both, 2, criticSink, [
      ...termsOf(0, count, -1, MISMATCH),
      ...termsOf(count, count, 1, 0),
    ]);
    criticSink.update();
    tf.dispose(Object.values(both));

    const again = { picture: image, row: inputs.row, other, changed: changes(count, config.size, rng) };
    const second = this.#judge(again, 1, null, termsOf(0, count, -1, 0));
    const adam: AdamStep = {
      ...ADAM,
      learningRate: RATES.generator * Math.min(1, step / RATES.warmUp),
      iteration: step,
      average: Math.min(DECAY, step / (step + 9)),
    };
    const sink = new GatheringAdam(kernels, this.#generator.parameters, adam);
    const by = this.#drawn(image, inputs.row, second.byPicture as Tensor4D);
    this.#generator.backward(made, { seeds: { image: by }, sink });
    sink.update();
    this.#generator.settle(made);
    made.dispose();

    const losses = tf.concat([second.loss, first.loss]);
    tf.dispose([second.loss, first.loss, by, other, again.changed, inputs.row, ...Object.values(random)]);
    if (second.byPicture !== null) second.byPicture.dispose();
    if (real.realImages !== input.realImages) tf.dispose([real.realImages, real.realRows]);
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
    const { state, kernels } = this.#run;
    if (state === null) throw new Error('Its patients were not measured');
    this.#kind ??= new KindTerm(kernels, this.#learned(), measurementsOf(state).row);
    const kind = this.#kind.of(image, row);
    const by = kernels.batch.held(byCritic, KIND.critic, kind.gradient);
    tf.dispose(Object.values(kind));
    return by;
  }

  validate(isStopped: () => boolean): Promise<number | null> {
    return this.#examiner.score(isStopped);
  }

  /**
   * What the critic says of pictures, each with its row and with another one: the loss, and its gradients, by the critic's
   * variables into the sink or, without one, by the pictures. `groups`: batches that do not see each other.
   */
  #judge(
    inputs: Readonly<Record<'picture' | 'row' | 'other' | 'changed', Tensor>>,
    groups: number,
    sink: GradientSink | null,
    terms: readonly SoftplusTerm[],
  ): { readonly loss: Tensor1D; readonly byPicture: Tensor | null } {
    const pass = this.#critic.forward(inputs, null, { groups });
    const logits = matrix(pass.outputs['logits']);
    const { losses, weights } = this.#run.kernels.softplusLosses(logits, [terms]);
    const seeds = tf.reshape(weights[0] as Tensor1D, logits.shape);
    const by = this.#critic.backward(pass, {
      seeds: { logits: seeds },
      sink,
      wanted: sink === null ? { picture: 'all' } : {},
    });
    tf.dispose([seeds, ...weights]);
    pass.dispose();
    return { loss: losses, byPicture: by['picture'] ?? null };
  }
}
