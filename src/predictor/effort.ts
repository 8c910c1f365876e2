/** How large the networks of the comparison are and how long they train: chosen by measurement, see docs/quality.md. */
import type { NetworkWidths } from './network-shape.ts';

export interface Effort {
  readonly widths: NetworkWidths;
  /** Most passes over the training part. */
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly dropout: { readonly convolution: number; readonly dense: number };
  /** Dense weights lose this share of themselves per unit of learning rate (decoupled, as in AdamW). */
  readonly weightDecay: number;
  /** Largest move of a training picture, pixels of the reduced picture, and largest change of its ink. */
  readonly jitter: { readonly right: number; readonly down: number; readonly contrast: number };
  /** Share of the patients that choose the best epoch and are not trained on. */
  readonly validation: number;
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number;
}

/** Reads columns from ECGs and rows. */
export const PREDICTOR_EFFORT: Effort = {
  widths: { convolutions: [8, 16, 32], row: [32], embedding: 64 },
  epochs: 40,
  batch: 16,
  learningRate: 1e-3,
  dropout: { convolution: 0.1, dense: 0.3 },
  weightDecay: 0.01,
  jitter: { right: 1, down: 0, contrast: 0.1 },
  validation: 0.15,
  patience: 8,
};

/** Tells real from synthetic: one output, many more trainings. */
export const DETECTOR_EFFORT: Effort = {
  ...PREDICTOR_EFFORT,
  epochs: 12,
  batch: 32,
  patience: 4,
};
