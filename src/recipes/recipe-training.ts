/** What a recipe computes: it measures patients, trains, scores an epoch, and makes pairs. With tfjs, so in the worker only. */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Dataset } from '../core/dataset.ts';
import type { OnProgress } from '../core/progress.ts';
import type { ImageSize, RunConfig } from '../core/run-config.ts';
import type { SheetFit } from '../core/sheet-fit.ts';
import type { SheetSignals } from '../core/sheet-signals.ts';
import type { Kernels } from '../engine/kernels.ts';
import type { Network } from '../nets/run.ts';
import type { RowConditions, RowFilter } from '../rows/conditions.ts';
import type { ConditionPlan } from '../rows/sample-rows.ts';
import type { PreparedState } from './prepared-state.ts';

/** Some of the patients trained on: those a recipe learns from, or those that score it. */
export interface Patients {
  readonly dataset: Dataset;
  /** Positions of their pairs in the data set. */
  readonly pairs: Uint32Array;
  /** By position in the data set: a number a person, the same for pairs of the same person. */
  readonly persons: Int32Array;
  /** Pairs that are in no part, for their pictures are of other layouts than most. Absent: none. */
  readonly elsewhere?: number;
}

/** The networks of a run by name; they stay the run's. */
export type Networks = { readonly generator: Network } & Readonly<Record<string, Network>>;

/** A network of a recipe by its name. */
export function networkOf(networks: Networks, name: string): Network {
  const network = networks[name];
  if (network === undefined) throw new Error(`There is no network called ${name}`);
  return network;
}

/**
 * Pictures [pairs, size, size] of patients trained on, greyscale bytes, reduced from what was given to another size than the
 * run's; `pairs` are positions in the data set. Made when asked for, and the caller's.
 */
export type PictureSource = (pairs: Uint32Array, size: ImageSize) => Uint8Array<ArrayBuffer>;

export interface PrepareWork {
  readonly config: RunConfig;
  readonly pictures: PictureSource;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

export interface StepInput {
  /** [Br, S, S, 1] in [−1, 1]; may be smaller than the batch of fakes at the end of an epoch. */
  readonly realImages: Tensor4D;
  /** [Br, columns] in [0, 1] */
  readonly realRows: Tensor2D;
  /** [Bf, noise], standard normal */
  readonly noise: Tensor2D;
  /** With `step` the only source of what is random in a step. */
  readonly seed: number;
  /** 1 for the first step of a run: seeds the dropout masks and counts Adam's updates. */
  readonly step: number;
}

/** What a run trains with. Everything stays the caller's. */
export interface RunContext {
  readonly kernels: Kernels;
  readonly networks: Networks;
  readonly state: PreparedState | null;
  readonly config: RunConfig;
  readonly patients: Patients;
  /** Null for a recipe that does not validate, and where there are too few patients. */
  readonly validation: Patients | null;
}

/** A recipe at work on a run. Between two steps all that counts is in the networks' slots: a checkpoint has nothing else. */
export interface RecipeRun {
  /**
   * One step: each network in turn, as often as the recipe likes. Returns the losses in the recipe's order, on the device; the
   * caller reads and disposes them.
   */
  step(input: StepInput): Tensor1D;
  /**
   * How good the model is for the patients of `validation`: 0 … 1, 1 where it is as good as real; null where that cannot be said.
   * Asked after every epoch of a recipe that `validates`; the best epoch is kept. Changes nothing. Null as well where `isStopped`
   * becomes true meanwhile: nobody waits for a score of a training that is ended.
   */
  validate?(isStopped: () => boolean): Promise<number | null>;
  dispose?(): void;
}

/** Pairs per run of the generator. Part of what a pair depends on: another number may change its last bits. */
export const SAMPLE_BATCH = 32;
/** The live grid: 4 × 4. */
export const PREVIEW_COUNT = 16;

export interface SampledPairs {
  readonly count: number;
  /** [count, size, size] greyscale bytes */
  readonly images: Uint8Array<ArrayBuffer>;
  /** [count, columns] in [0, 1] */
  readonly rows: Float32Array;
}

/** What pairs are made with. It stays the caller's. */
export interface SampledModel {
  readonly generator: Network;
  readonly state: PreparedState | null;
}

/** A pair whose row there is and whose picture is wanted. */
export interface WantedPicture {
  readonly index: number;
  /** [columns] in [0, 1], as the sampler made it. */
  readonly row: Float32Array;
}

/** Pictures drawn from lines. */
export interface TracedPictures {
  /** [n, side, side] greyscale bytes. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** One a picture; none where they were not asked for. */
  readonly signals: readonly SheetSignals[];
}

/** How lines are wanted. */
export interface TraceRequest {
  /** Side of the pictures, pixels; null: the trained one. */
  readonly side: number | null;
  readonly hasSignals: boolean;
}

/** Of candidates in order, those whose rows fit. */
export interface FittingRows {
  /** Ascending. */
  readonly numbers: readonly number[];
  /** [numbers, columns] in [0, 1] */
  readonly rows: Float32Array;
  /** Number of the candidate behind the last one that was looked at. */
  readonly end: number;
}

/** What a sampler does besides where its recipe is `rowFirst`. */
export interface RowFirst {
  /** How the conditions it was made with are met; null: it was made without. Measured when it is first asked for. */
  plan(): ConditionPlan | null;
  /** How much each of these rows counts; null: all the same, unless the plan says `weights`. */
  weights(first: number, count: number): Promise<Float64Array | null>;
  /**
   * Candidates from `from` to below `to` that all `filters` let through, at most `most`. The same rows as `rows` gives, found sooner:
   * nothing is drawn of a row behind the cell that refuses it.
   */
  search(
    range: { readonly from: number; readonly to: number; readonly most: number },
    filters: readonly RowFilter[],
  ): Promise<FittingRows>;
}

/**
 * Makes pairs by number. Pair i depends on (model, seed, i) alone, however it is asked for: alone, among others, its row apart
 * from its picture.
 */
export interface PairSampler {
  /**
   * Pictures are made one by one from rows that were made before, so that those of any batches may be asked for together, and a
   * row that is refused costs none. False: a run of the generator gives rows and pictures of one whole batch.
   */
  readonly isRowFirst: boolean;
  /** Absent where its recipe is not `rowFirst`. */
  readonly rowFirst?: RowFirst;
  /** Rows [count, columns] from pair `first` on, at most `SAMPLE_BATCH`. No pictures are made. */
  rows(first: number, count: number): Promise<Float32Array>;
  /** Pairs from `first` on, at most `SAMPLE_BATCH`. */
  pairs(first: number, count: number): Promise<SampledPairs>;
  /**
   * Pictures [n, size, size] of pairs in ascending order, at most `SAMPLE_BATCH`; unless `isRowFirst` all of one batch, that is
   * of the numbers k · `SAMPLE_BATCH` … (k + 1) · `SAMPLE_BATCH` − 1.
   */
  images(wanted: readonly WantedPicture[]): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The same pictures as `images`, or these drawn at another size, with their traces as signals. Absent where the generator draws no
   * traces; rejects with `no-signals` where signals are wanted and the sheets do not say what they are in millivolts and seconds.
   */
  readonly traced?: (wanted: readonly WantedPicture[], request: TraceRequest) => Promise<TracedPictures>;
  /** The live grid: the same sixteen pairs after every epoch, none of them a pair by number. */
  preview(): Promise<SampledPairs>;
  /** Rows [count, columns] for a quick look while training; not those of an export. */
  previewRows(count: number): Promise<Float32Array>;
}

/** Values by network and variable, flat, in place of those that the graphs say. */
export type FirstWeights = Readonly<Record<string, Readonly<Record<string, Float32Array>>>>;

export interface RecipeTraining {
  /**
   * Measures the patients a run learns from. The same patients and configuration give the same state, on every computer. It goes
   * into files that are handed on, so no row, picture or name of a patient is in it.
   * Lets others work now and then (`core/pace.ts`), reports how far it is, and rejects with `AbortError` soon after `signal`.
   */
  prepare?(patients: Patients, work: PrepareWork): Promise<PreparedState>;
  /**
   * Parts of the state as files by name that others read (`docs/models.md`); in a model beside the state, which alone is read
   * back. Throws where the state is not this recipe's.
   */
  files?(state: PreparedState): Readonly<Record<string, string>>;
  /** What is to be said of the patients' ECG sheets, for a recipe that measures them. */
  sheetFit?(state: PreparedState): SheetFit;
  /** Where the networks start, besides what their graphs say. Asked once, when a run begins. */
  first?(state: PreparedState): FirstWeights;
  begin(run: RunContext): RecipeRun;
  /** `conditions`: only of a recipe that is `rowFirst`; pair i then depends on them as well. */
  sampler(model: SampledModel, seed: number, conditions?: RowConditions): PairSampler;
}
