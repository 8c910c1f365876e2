/**
 * The training loop: epochs of shuffled batches, losses, and nothing else. It draws nothing and keeps no history;
 * whoever calls it decides what to do after each epoch. Everything random depends on (seed, epoch, step) alone.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { AppError } from '../core/app-error.ts';
import type { Losses } from '../core/epoch-log.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { Kernels } from '../engine/kernels.ts';
import type { PictureStore } from '../engine/picture-store.ts';
import { macrotask } from '../platform/macrotask.ts';
import type { JointGan } from './joint-gan.ts';
import type { Gate } from '../core/pause-gate.ts';
import { RECIPES } from '../recipes/recipes.ts';
import type { PatientSides } from '../recipes/patient-sides.ts';
import type { Patients, RecipeRun } from '../recipes/recipe-training.ts';

/** How far an epoch has come, between two of its steps. */
export interface EpochProgress {
  /** Steps done. */
  readonly step: number;
  /** Sums over those steps, each loss divided by the steps of an epoch. */
  readonly losses: Losses;
}

/** Where every epoch of a recipe begins. */
export function epochStart(recipe: RunConfig['recipe']): EpochProgress {
  return { step: 0, losses: Object.fromEntries(RECIPES[recipe].losses.map((name) => [name, 0])) };
}

/** Steps whose losses have not been read yet. Two keep a GPU busy while the numbers of the last step travel back. */
const STEPS_IN_FLIGHT = 2;

/** The seed itself at first; another one after each breakdown, so that the same does not happen again. */
function reseeded(seed: number, times: number): number {
  return (seed + Math.imul(times, 0x9e3779b9)) >>> 0;
}

export class Trainer {
  readonly #recipe: RecipeRun;
  readonly #patients: Patients;
  readonly #pictures: PictureStore;
  readonly #config: RunConfig;
  readonly #seed: number;
  /** Steps done since the start of the run, all epochs together. */
  #steps: number;

  /** `steps` and `reseeds` other than 0 go on with a run: so many steps are done, so often its random numbers were changed. */
  constructor(options: {
    gan: JointGan;
    kernels: Kernels;
    patients: PatientSides;
    config: RunConfig;
    steps?: number;
    reseeds?: number;
  }) {
    const { gan, kernels, patients, config } = options;
    this.#patients = patients.learn;
    this.#config = config;
    this.#pictures = kernels.pictureStore(patients.learn.dataset.images, config.size);
    const { networks, state } = gan;
    const { learn, validation } = patients;
    this.#recipe = gan.training.begin({
      kernels,
      networks,
      state,
      config,
      patients: learn,
      validation,
    });
    this.#steps = options.steps ?? 0;
    this.#seed = reseeded(options.config.seed, options.reseeds ?? 0);
  }

  get steps(): number {
    return this.#steps;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.#patients.pairs.length / this.#config.batch);
  }

  /**
   * One pass over all patients, or what is left of it `from` a state between two steps. `epoch` is 1-based. Before each step
   * `gate` is asked; it may learn how far the epoch has come, with all numbers read. Resolves with the means over the steps.
   * Throws `not-finite` when a loss is not a number.
   */
  async runEpoch(
    epoch: number,
    gate: Gate<EpochProgress>,
    onStep: (step: number) => void,
    from: EpochProgress = epochStart(this.#config.recipe),
  ): Promise<Losses> {
    const { pairs } = this.#patients;
    const count = pairs.length;
    const { batch } = this.#config;
    const order = new Rng(this.#seed, STREAM.shuffle, epoch).permutation(count).map((place) => pairs[place] ?? 0);
    const inFlight: Tensor1D[] = [];
    const names = RECIPES[this.#config.recipe].losses;
    const sums = names.map((name) => from.losses[name] ?? 0);
    const lossesSoFar = (): Losses => Object.fromEntries(names.map((name, i) => [name, sums[i] ?? 0]));
    const readOldest = async (): Promise<void> => {
      const losses = inFlight.shift();
      if (losses === undefined) return;
      let numbers: ArrayLike<number>;
      try {
        numbers = await losses.data();
      } finally {
        losses.dispose();
      }
      sums.forEach((sum, i) => {
        const loss = numbers[i] ?? Number.NaN;
        if (!Number.isFinite(loss)) throw new AppError('not-finite', { epoch });
        sums[i] = sum + loss / this.stepsPerEpoch;
      });
    };
    const settle = async (step: number): Promise<EpochProgress> => {
      while (inFlight.length > 0) await readOldest();
      return { step, losses: lossesSoFar() };
    };
    try {
      for (let i = from.step; i < this.stepsPerEpoch; i++) {
        await gate(() => settle(i));
        inFlight.push(this.#runStep(order.subarray(i * batch, Math.min(count, (i + 1) * batch))));
        if (inFlight.length >= STEPS_IN_FLIGHT) await readOldest();
        onStep(i + 1);
        await macrotask();
      }
      await settle(this.stepsPerEpoch);
    } finally {
      tf.dispose(inFlight);
    }
    return lossesSoFar();
  }

  /** How good the networks are now for the patients that score epochs; undefined for a recipe that has none. */
  async validate(isStopped: () => boolean): Promise<number | null | undefined> {
    if (!RECIPES[this.#config.recipe].validates) return undefined;
    return (await this.#recipe.validate?.(isStopped)) ?? null;
  }

  /** The networks stay. */
  dispose(): void {
    this.#recipe.dispose?.();
    this.#pictures.dispose();
  }

  #runStep(patients: Uint32Array): Tensor1D {
    this.#steps += 1;
    const { schema, rows } = this.#patients.dataset;
    const { batch, recipe } = this.#config;
    const { noise: length } = RECIPES[recipe];
    const seed = this.#seed;
    const cells = new Float32Array(patients.length * schema.width);
    patients.forEach((patient, i) => {
      cells.set(rows.subarray(patient * schema.width, (patient + 1) * schema.width), i * schema.width);
    });
    const noise = new Rng(seed, STREAM.trainingNoise, this.#steps).normals(batch * length);
    const input = {
      realImages: this.#pictures.take(patients),
      realRows: tf.tensor2d(cells, [patients.length, schema.width]),
      noise: tf.tensor2d(noise, [batch, length]) satisfies Tensor2D,
      seed,
      step: this.#steps,
    };
    try {
      return this.#recipe.step(input);
    } finally {
      tf.dispose([input.realImages, input.realRows, input.noise]);
    }
  }
}
