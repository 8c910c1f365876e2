/**
 * Trains one small network: minibatch Adam on seeded shuffles of slightly changed pictures, a running mean of the weights,
 * and either the last epoch or the one that did best on patients put aside. Everything random depends on
 * (seed, epoch, step) alone.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { AbortError, AppError } from '../core/app-error.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { Kernels } from '../engine/kernels.ts';
import { matrix } from '../nets/ranks.ts';
import { Network } from '../nets/run.ts';
import { adamSink } from '../nets/sinks.ts';
import { macrotask } from '../platform/macrotask.ts';
import {
  disposeInput,
  makeInput,
  prepareAndFit,
  type EcgCases,
  type InputScale,
  type PreparedCases,
} from './ecg-cases.ts';
import { epochsFor, weightDecayFor, type Effort } from './effort.ts';
import { FittedNetwork } from './fitted-network.ts';
import type { Jitter } from './ink.ts';
import { comparisonGraph, inputsOf, LOGITS } from './network-graph.ts';
import { splitValidation } from './split-patients.ts';
import { crossEntropy, fitTargetScale, targetBatch, type Targets, type TargetScale } from './targets.ts';
import { WeightSets } from './weight-sets.ts';

export interface FitOptions {
  /** Of the current tfjs backend. */
  readonly kernels: Kernels;
  readonly cases: EcgCases;
  /** One row of targets a case. */
  readonly targets: Targets;
  /** One number a case; a patient's cases are never on both sides of a validation. Null: each case is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
  readonly effort: Effort;
  readonly signal: AbortSignal;
  /** 0 … 1, after every epoch; training may end before 1. */
  readonly onProgress: (fraction: number) => void;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
/** Without a validation part, this many training cases tell whether the numbers broke down. */
const LOOKED_AT = 16;

/** Everything that a step needs. */
interface Course {
  readonly options: FitOptions;
  readonly prepared: PreparedCases;
  readonly scale: InputScale;
  readonly targetScale: TargetScale;
  readonly network: Network;
}

function drawJitter({ jitter }: Effort, rng: Rng): Jitter {
  const move = (most: number): number => rng.below(2 * most + 1) - most;
  return {
    right: move(jitter.right),
    down: move(jitter.down),
    contrast: 1 + jitter.contrast * rng.between(-1, 1),
  };
}

function trainStep(
  { options, prepared, scale, targetScale, network }: Course,
  members: Uint32Array,
  step: number,
): void {
  const { effort, seed, targets } = options;
  const rng = new Rng(seed, STREAM.predictorJitter, step);
  const input = makeInput(prepared, scale, members, members.length, () => drawJitter(effort, rng));
  const { wanted, weights } = targetBatch(targets, targetScale, members, members.length);
  const pass = network.forward(inputsOf(input), { seed, step });
  const logits = matrix(pass.outputs[LOGITS]);
  const dLogits = tf.tidy(() => {
    const error = tf.sub(tf.sigmoid(logits), tf.tensor2d(wanted, logits.shape));
    return tf.mul<Tensor2D>(error, tf.tensor2d(weights, logits.shape));
  });
  const adam = { ...ADAM, learningRate: effort.learningRate, iteration: step };
  const sink = adamSink(network.kernels, network.parameters, adam);
  network.backward(pass, { seeds: { [LOGITS]: dLogits }, sink });
  pass.dispose();
  dLogits.dispose();
  disposeInput(input);
}

/** Rejects with `AbortError` when cancelled and with `network-not-finite` when a loss is not a number; leaves no tensors then. */
export async function fitNetwork(options: FitOptions): Promise<FittedNetwork> {
  const { kernels, cases, targets, patients, seed, effort, signal, onProgress } = options;
  const split = splitValidation(cases.count, patients, effort.validation, new Rng(seed, STREAM.predictorSplit));
  const { train, validation } = split;
  const hasValidation = validation.length > 0;
  const { scale, prepared } = prepareAndFit(cases, train, effort.widths.convolutions.length);
  const targetScale = fitTargetScale(targets, train);
  const ports = {
    side: scale.picture?.side ?? 0,
    profile: scale.picture?.profile.mean.length ?? 0,
    columns: cases.rows?.columns ?? 0,
    outputs: targets.outputs,
  };
  const graph = comparisonGraph(ports, effort.widths, effort.dropout);
  const sets = new WeightSets(kernels, graph, seed, targetScale.start);
  try {
    const course: Course = {
      options,
      prepared,
      scale,
      targetScale,
      network: new Network(graph, kernels, sets.live),
    };
    const judge = new FittedNetwork(new Network(graph, kernels, sets.mean), kernels, scale);
    const judged = hasValidation ? validation : train.subarray(0, LOOKED_AT);
    const epochs = epochsFor(effort, train.length);
    const stepsPerEpoch = Math.ceil(train.length / effort.batch);
    const shrinking = effort.learningRate * weightDecayFor(train.length) * stepsPerEpoch;
    let best = Number.POSITIVE_INFINITY;
    let waited = 0;
    for (let epoch = 1; epoch <= epochs && waited < effort.patience; epoch++) {
      const order = new Rng(seed, STREAM.predictorShuffle, epoch).permutation(train.length).map((i) => train[i] ?? 0);
      for (let i = 0; i < stepsPerEpoch; i++) {
        if (signal.aborted) throw new AbortError();
        const step = (epoch - 1) * stepsPerEpoch + i + 1;
        trainStep(course, order.subarray(i * effort.batch, (i + 1) * effort.batch), step);
        sets.follow(step);
        await macrotask();
      }
      sets.shrink(Math.min(1, shrinking));
      const loss = crossEntropy(await judge.predictPrepared(prepared, judged, signal), targets, targetScale, judged);
      if (!Number.isFinite(loss)) throw new AppError('network-not-finite');
      waited += 1;
      if (!hasValidation || loss < best) {
        best = loss;
        waited = 0;
        if (hasValidation || epoch === epochs) sets.keepMean();
      }
      onProgress(epoch / epochs);
    }
    return new FittedNetwork(new Network(graph, kernels, sets.takeKept()), kernels, scale);
  } finally {
    sets.dispose();
  }
}
