/**
 * The weights of one training: those that are updated, their running mean (which errs less than any one step's), and the
 * mean that was kept.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Kernels } from '../engine/kernels.ts';
import { Parameters } from '../engine/parameters.ts';
import type { Graph } from '../nets/node.ts';

/** Tells initial weights from those of the generator (0) and the discriminator (1). */
const NETWORK_INDEX = 2;
/** The running mean forgets with this factor a step, at first faster. */
const MEAN_MOMENTUM = 0.98;

/** Owns all tensors until `dispose` or `takeKept`. */
export class WeightSets {
  readonly live: Parameters;
  readonly mean: Parameters;
  readonly #kept: Parameters;
  readonly #kernels: Kernels;
  #isKeptTaken = false;

  /** `bias` [outputs]: where the outputs start. */
  constructor(kernels: Kernels, graph: Graph, seed: number, bias: Float32Array) {
    const make = (isTrained: boolean): Parameters =>
      Parameters.initial(
        graph.variables.map((variable) => ({ ...variable, trainable: isTrained })),
        seed,
        NETWORK_INDEX,
      );
    this.#kernels = kernels;
    this.live = make(true);
    this.mean = make(false);
    this.#kept = make(false);
    const start = tf.tensor1d(bias);
    for (const set of [this.live, this.mean, this.#kept]) kernels.blendIn(set.get('logits/bias'), start, 0);
    start.dispose();
  }

  /** Lets the mean follow after step `step` (from 1). */
  follow(step: number): void {
    const momentum = Math.min(MEAN_MOMENTUM, step / (step + 9));
    for (const parameter of this.mean.all()) {
      this.#kernels.blendIn(parameter, this.live.get(parameter.name).value, momentum);
    }
  }

  /** Takes `share` off the kernels of the Dense layers: weight decay apart from the gradient, as in AdamW. */
  shrink(share: number): void {
    for (const parameter of this.live.all()) {
      if (parameter.shape.length !== 2) continue;
      const zeros = tf.zeros([...parameter.shape]);
      this.#kernels.blendIn(parameter, zeros, 1 - share);
      zeros.dispose();
    }
  }

  keepMean(): void {
    for (const parameter of this.#kept.all()) {
      this.#kernels.blendIn(parameter, this.mean.get(parameter.name).value, 0);
    }
  }

  /** The kept mean, which the caller now owns. */
  takeKept(): Parameters {
    this.#isKeptTaken = true;
    return this.#kept;
  }

  dispose(): void {
    this.live.dispose();
    this.mean.dispose();
    if (!this.#isKeptTaken) this.#kept.dispose();
  }
}
