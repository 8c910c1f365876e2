/**
 * Trains one small network: minibatch Adam on seeded shuffles of slightly changed pictures. What is kept is a running mean
 * of the weights, as it was after the epoch that did best on patients put aside for that. Everything random depends on
 * (seed, epoch, step) alone.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { AbortError, AppError } from '../core/app-error.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { Kernels } from '../engine/kernels.ts';
import { macrotask } from '../engine/macrotask.ts';
import { Parameters } from '../engine/parameters.ts';
import { disposeInput, makeInput, prepareAndFit, type EcgCases, type PreparedCases } from './ecg-cases.ts';
import { EcgNetwork } from './ecg-network.ts';
import type { Effort } from './effort.ts';
import { FittedNetwork } from './fitted-network.ts';
import type { Jitter } from './ink.ts';
import { shapeNetwork } from './network-shape.ts';
import { crossEntropy, fitTargetScale, targetBatch, type Targets, type TargetScale } from './targets.ts';

export interface FitOptions {
  /** Of the current tfjs backend. */
  readonly kernels: Kernels;
  readonly cases: EcgCases;
  readonly targets: Targets;
  /** One number a case; cases of one patient are never on both sides of the validation. Null: each is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
  readonly effort: Effort;
  readonly signal: AbortSignal;
  /** 0 … 1; training may end before 1. */
  readonly onProgress: (fraction: number) => void;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
/** Tells initial weights from those of the generator (0) and the discriminator (1). */
const NETWORK_INDEX = 2;
/** Fewer validation patients choose no epoch worth having: then all are trained on, to the end. */
const LEAST_VALIDATION = 8;
/** The running mean of the weights forgets with this factor a step, at first faster. */
const MEAN_MOMENTUM = 0.98;

/** Which cases are trained on, and which choose the epoch. */
export function splitValidation(
  count: number,
  patients: Int32Array | null,
  share: number,
  rng: Rng,
): { train: Uint32Array; validation: Uint32Array } {
  const ofPatient = new Map<number, number[]>();
  for (let n = 0; n < count; n++) {
    const patient = patients === null ? n : (patients[n] ?? n);
    const cases = ofPatient.get(patient);
    if (cases === undefined) ofPatient.set(patient, [n]);
    else cases.push(n);
  }
  const groups = [...ofPatient.values()];
  const wanted = Math.round(groups.length * share);
  const order = rng.permutation(groups.length);
  const take = (from: number, to: number): Uint32Array =>
    Uint32Array.from(Array.from(order.subarray(from, to)).flatMap((g) => groups[g] ?? [])).sort();
  if (wanted < LEAST_VALIDATION) return { train: take(0, groups.length), validation: new Uint32Array(0) };
  return { train: take(wanted, groups.length), validation: take(0, wanted) };
}

/** The networks of one training: the one that is updated, the running mean of it, and the best mean so far. */
class Weights {
  readonly live: Parameters;
  readonly mean: Parameters;
  readonly best: Parameters;
  readonly #kernels: Kernels;

  constructor(kernels: Kernels, make: (isTrained: boolean) => Parameters) {
    this.#kernels = kernels;
    this.live = make(true);
    this.mean = make(false);
    this.best = make(false);
  }

  /** Sets the bias of the outputs everywhere. */
  start(bias: Float32Array): void {
    const value = tf.tensor1d(bias);
    for (const set of [this.live, this.mean, this.best]) this.#kernels.blendIn(set.get('logits/bias'), value, 0);
    value.dispose();
  }

  follow(step: number): void {
    const momentum = Math.min(MEAN_MOMENTUM, step / (step + 9));
    for (const parameter of this.mean.all()) {
      this.#kernels.blendIn(parameter, this.live.get(parameter.name).value, momentum);
    }
  }

  keepBest(): void {
    for (const parameter of this.best.all()) this.#kernels.blendIn(parameter, this.mean.get(parameter.name).value, 0);
  }

  /** Shrinks the kernels of the Dense layers. */
  decay(share: number): void {
    for (const parameter of this.live.all()) {
      if (parameter.shape.length !== 2) continue;
      const zeros = tf.zeros([...parameter.shape]);
      this.#kernels.blendIn(parameter, zeros, 1 - share);
      zeros.dispose();
    }
  }

  disposeAllBut(kept: Parameters | null): void {
    for (const set of [this.live, this.mean, this.best]) if (set !== kept) set.dispose();
  }
}

/** The cases ready for batches, and everything that a step needs of them. */
interface Course {
  readonly options: FitOptions;
  readonly prepared: PreparedCases;
  readonly scale: ReturnType<typeof prepareAndFit>['scale'];
  readonly targetScale: TargetScale;
  readonly network: EcgNetwork;
}

function drawJitter({ jitter }: Effort, rng: Rng): Jitter {
  const whole = (most: number): number => rng.below(2 * most + 1) - most;
  return {
    right: whole(jitter.right),
    down: whole(jitter.down),
    contrast: 1 + jitter.contrast * rng.between(-1, 1),
  };
}

function trainStep({ options, prepared, scale, targetScale, network }: Course, members: Uint32Array, step: number) {
  const { effort, seed, targets } = options;
  const rng = new Rng(seed, STREAM.predictorJitter, step);
  const input = makeInput(prepared, scale, members, members.length, () => drawJitter(effort, rng));
  const { wanted, weights } = targetBatch(targets, targetScale, members, members.length);
  const record = network.forward(input, { seed, step, rates: effort.dropout });
  const dLogits = tf.tidy(() => {
    const shape = record.logits.shape;
    const error = tf.sub(tf.sigmoid(record.logits), tf.tensor2d(wanted, shape));
    return tf.mul<Tensor2D>(error, tf.tensor2d(weights, shape));
  });
  network.backward(record, dLogits, { ...ADAM, learningRate: effort.learningRate, iteration: step });
  record.dispose();
  disposeInput(input);
}

/** Trains until the patience or the epochs end. Throws `network-not-finite` when a loss is not a number. */
export async function fitNetwork(options: FitOptions): Promise<FittedNetwork> {
  const { kernels, cases, targets, patients, seed, effort, signal, onProgress } = options;
  const split = splitValidation(cases.count, patients, effort.validation, new Rng(seed, STREAM.predictorSplit));
  const { scale, prepared } = prepareAndFit(cases, split.train, effort.widths.convolutions.length);
  const targetScale = fitTargetScale(targets, split.train);
  const ports = { side: scale.side, columns: cases.rows?.columns ?? 0, outputs: targets.outputs };
  const shape = shapeNetwork(ports, effort.widths);
  const weights = new Weights(kernels, (isTrained) =>
    Parameters.initial(
      shape.variables.map((variable) => ({ ...variable, trainable: isTrained })),
      seed,
      NETWORK_INDEX,
    ),
  );
  let kept: Parameters | null = null;
  try {
    weights.start(targetScale.start);
    const network = new EcgNetwork(shape, kernels, weights.live);
    const course: Course = { options, prepared, scale, targetScale, network };
    const judge = new FittedNetwork(new EcgNetwork(shape, kernels, weights.mean), kernels, scale);
    const judged = split.validation.length === 0 ? split.train.subarray(0, LEAST_VALIDATION) : split.validation;
    let best = Number.POSITIVE_INFINITY;
    let waited = 0;
    let step = 0;
    for (let epoch = 1; epoch <= effort.epochs && waited < effort.patience; epoch++) {
      const order = new Rng(seed, STREAM.predictorShuffle, epoch)
        .permutation(split.train.length)
        .map((i) => split.train[i] ?? 0);
      for (let first = 0; first < order.length; first += effort.batch) {
        if (signal.aborted) throw new AbortError();
        step += 1;
        trainStep(course, order.subarray(first, first + effort.batch), step);
        weights.follow(step);
        await macrotask();
      }
      weights.decay(effort.learningRate * effort.weightDecay * Math.ceil(order.length / effort.batch));
      const loss = crossEntropy(await judge.predictPrepared(prepared, judged, signal), targets, targetScale, judged);
      if (!Number.isFinite(loss)) throw new AppError('network-not-finite');
      waited += 1;
      if (split.validation.length === 0 || loss < best) {
        best = loss;
        waited = 0;
        weights.keepBest();
      }
      onProgress(epoch / effort.epochs);
    }
    kept = weights.best;
    return new FittedNetwork(new EcgNetwork(shape, kernels, weights.best), kernels, scale);
  } finally {
    weights.disposeAllBut(kept);
  }
}
