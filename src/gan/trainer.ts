/**
 * The training loop: epochs of shuffled batches, losses, and nothing else. It draws nothing and keeps no history;
 * whoever calls it decides what to do after each epoch. Everything random depends on (seed, epoch, step) alone.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { AppError } from '../core/app-error.ts';
import type { Dataset } from '../core/dataset.ts';
import { NOISE_LENGTH } from '../core/network-plan.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { Kernels } from '../engine/kernels.ts';
import { macrotask } from '../engine/macrotask.ts';
import type { JointGan } from './joint-gan.ts';
import type { Gate } from './pause-gate.ts';
import { toNetworkRange } from '../core/pixels.ts';
import { trainStep } from './train-step.ts';

export interface EpochLosses {
  /** Means over the epoch's steps. */
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
}

/** Steps whose losses have not been read yet. Two keep a GPU busy while the numbers of the last step travel back. */
const STEPS_IN_FLIGHT = 2;

export class Trainer {
  readonly #gan: JointGan;
  readonly #kernels: Kernels;
  readonly #dataset: Dataset;
  readonly #config: RunConfig;
  /** Steps done since the start of the run, all epochs together. */
  #steps = 0;

  constructor(options: { gan: JointGan; kernels: Kernels; dataset: Dataset; config: RunConfig }) {
    this.#gan = options.gan;
    this.#kernels = options.kernels;
    this.#dataset = options.dataset;
    this.#config = options.config;
  }

  get steps(): number {
    return this.#steps;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.#dataset.count / this.#config.batch);
  }

  /** One pass over all patients. `epoch` is 1-based. Throws `not-finite` when a loss is not a number. */
  async runEpoch(epoch: number, gate: Gate, onStep: (step: number) => void): Promise<EpochLosses> {
    const { count } = this.#dataset;
    const { seed, batch } = this.#config;
    const order = new Rng(seed, STREAM.shuffle, epoch).permutation(count);
    const inFlight: Tensor1D[] = [];
    let generatorLoss = 0;
    let discriminatorLoss = 0;
    const readOldest = async (): Promise<void> => {
      const losses = inFlight.shift();
      if (losses === undefined) return;
      const [g = Number.NaN, d = Number.NaN] = await losses.data();
      losses.dispose();
      if (!Number.isFinite(g) || !Number.isFinite(d)) throw new AppError('not-finite', { epoch });
      generatorLoss += g / this.stepsPerEpoch;
      discriminatorLoss += d / this.stepsPerEpoch;
    };
    try {
      for (let i = 0; i < this.stepsPerEpoch; i++) {
        await gate();
        inFlight.push(this.#runStep(order.subarray(i * batch, Math.min(count, (i + 1) * batch))));
        if (inFlight.length >= STEPS_IN_FLIGHT) await readOldest();
        onStep(i + 1);
        await macrotask();
      }
      while (inFlight.length > 0) await readOldest();
    } finally {
      tf.dispose(inFlight);
    }
    return { generatorLoss, discriminatorLoss };
  }

  #runStep(patients: Uint32Array): Tensor1D {
    this.#steps += 1;
    const { size, schema, images, rows } = this.#dataset;
    const { seed, batch } = this.#config;
    const pixelCount = size * size;
    const pixels = new Float32Array(patients.length * pixelCount);
    const cells = new Float32Array(patients.length * schema.width);
    patients.forEach((patient, i) => {
      toNetworkRange(images.subarray(patient * pixelCount, (patient + 1) * pixelCount), pixels, i * pixelCount);
      cells.set(rows.subarray(patient * schema.width, (patient + 1) * schema.width), i * schema.width);
    });
    const noise = new Rng(seed, STREAM.trainingNoise, this.#steps).normals(batch * NOISE_LENGTH);
    const input = {
      realImages: tf.tensor4d(pixels, [patients.length, size, size, 1]),
      realRows: tf.tensor2d(cells, [patients.length, schema.width]),
      noise: tf.tensor2d(noise, [batch, NOISE_LENGTH]) satisfies Tensor2D,
      seed,
      step: this.#steps,
    };
    try {
      return trainStep(this.#kernels, this.#gan, input);
    } finally {
      tf.dispose([input.realImages, input.realRows, input.noise]);
    }
  }
}
