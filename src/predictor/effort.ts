/**
 * How large the networks of the comparison are and how long they train. The numbers were chosen by measurement on demo
 * patients and on a public set of real ECGs; docs/quality.md has the figures, docs/performance.md what they cost.
 */
import { COMPARISON_EFFORT, passesFor, type TrainingLength } from '../core/comparison-effort.ts';
import type { NetworkWidths } from './network-graph.ts';

export interface Effort extends TrainingLength {
  readonly widths: NetworkWidths;
  readonly learningRate: number;
  /** After a convolution, and after a Dense layer. */
  readonly dropout: { readonly convolution: number; readonly dense: number };
  /** Largest move of a training picture in pixels of the reduced picture, and largest share its ink is changed by. */
  readonly jitter: { readonly right: number; readonly down: number; readonly contrast: number };
  /** Share of the patients that choose the best epoch and are not trained on; 0: the last epoch is kept. */
  readonly validation: number;
  /** Epochs without a better loss on those patients after which training ends. */
  readonly patience: number;
}

/**
 * Reads columns from an ECG, a row or both. Weight decay holds it back, not a validation part: of a few hundred patients every
 * one is worth more as a lesson than as an examiner.
 */
export const PREDICTOR_EFFORT: Effort = {
  widths: { convolutions: [4, 8], row: [], embedding: 64 },
  batch: COMPARISON_EFFORT.batch,
  steps: COMPARISON_EFFORT.steps.predictor,
  passes: COMPARISON_EFFORT.passes,
  learningRate: 3e-3,
  dropout: { convolution: 0, dense: 0.5 },
  jitter: { right: 2, down: 0, contrast: 0.1 },
  validation: 0,
  patience: Number.POSITIVE_INFINITY,
};

/** Tells real from synthetic, by the ECG alone or by the whole pair: one output, many trainings. */
export const DETECTOR_EFFORT: Readonly<Record<'images' | 'pairs', Effort>> = {
  // What a generator does to a picture shows early; whether a row belongs to an ECG, late.
  images: {
    ...PREDICTOR_EFFORT,
    widths: { ...PREDICTOR_EFFORT.widths, embedding: 32 },
    steps: COMPARISON_EFFORT.steps.imageDetector,
  },
  pairs: {
    ...PREDICTOR_EFFORT,
    widths: { ...PREDICTOR_EFFORT.widths, embedding: 32 },
    steps: COMPARISON_EFFORT.steps.pairDetector,
  },
};

export function epochsFor(effort: TrainingLength, trained: number): number {
  return Math.round(passesFor(effort, trained));
}

/** Weight decay (share of a Dense weight lost per unit of learning rate) for as many patients; measured at 100, 400 and 3,000. */
const MOST_DECAY = 3;
const DECAY_TIMES_PATIENTS = 1200;

export function weightDecayFor(trained: number): number {
  return Math.min(MOST_DECAY, DECAY_TIMES_PATIENTS / Math.max(1, trained));
}
