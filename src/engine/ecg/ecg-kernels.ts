/**
 * The operations of a generator that draws ECG sheets: beats placed by a clock, traces drawn as lines, ink on a sheet.
 * Time is an axis of pictures one column wide, [B, samples, 1, channels], so that convolutions along it are convolutions.
 * The mathematics stands beside this file, on arrays, an operation a file; WebGPU has programs of its own.
 */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export interface ClockOptions {
  /** Samples of the sheet's width. */
  readonly samples: number;
  /** Samples by which every beat comes later than its time, so that a filter's middle need not be the beat's. */
  readonly shift: number;
}

export interface ClockInputs {
  /** [B, 3]: logarithm of the distance of beats against the usual one, irregularity before softplus, logit of an extra beat. */
  readonly pace: Tensor2D;
  /** [B, 1 + 2n], standard normal: of the phase, of n distances, of n choices between a normal and an extra beat. */
  readonly noise: Tensor2D;
  /** [1]: where traces begin, as a part of the width. */
  readonly start: Tensor1D;
  /** [1]: logarithm of the usual distance of beats, as a part of the width. */
  readonly distance: Tensor1D;
}

export interface DrawingOptions {
  /** Of the picture, pixels. */
  readonly height: number;
  /** Samples a column. */
  readonly oversampling: number;
}

export interface Pens {
  /** [T, S]: logit of how much ink a strip has at each sample. */
  readonly pen: Tensor2D;
  /** [S]: logarithm of half a line's width, pixels. */
  readonly halfWidth: Tensor1D;
}

export interface Drawing {
  /** [B, H, W, 1] in [0, 1] */
  readonly ink: Tensor4D;
  /** [B, H, W, S]: each strip's own ink, for the gradient. */
  readonly covers: Tensor4D;
}

export interface Sheet {
  /** [1]: logit of how dark ink is. */
  readonly darkness: Tensor1D;
  /** [3, 3, 1, 1]: how a pixel's ink spreads. */
  readonly blur: Tensor4D;
  /** [H, W, 1]: logits of the empty sheet's lightness. */
  readonly paper: Tensor4D | Tensor2D;
}

export interface Panels {
  /** [B, T, 1, C]: shapes along time. */
  readonly shapes: Tensor4D;
  /** [B, P·S·C]: how much of every shape there is in panel p, strip s. */
  readonly amounts: Tensor2D;
  /** [P − 1]: where panels meet, as parts of the width. */
  readonly cuts: Tensor1D;
}

export interface AugmentOptions {
  /** Half the side of the hidden square, pixels. */
  readonly halfSquare: number;
  readonly margin: number;
}

export interface EcgKernels {
  /**
   * Impulses at the beats: [B, T, 1, 2], normal and extra ones. A beat at f samples is 1 − |f − t| at its two samples t.
   */
  beatClock(inputs: ClockInputs, options: ClockOptions): Tensor4D;
  /** Gradient of `beatClock` by the pace, [B, 3]. Noise has none, and start and distance are measured, not trained. */
  beatClockGradient(dy: Tensor4D, inputs: ClockInputs, options: ClockOptions): Tensor2D;

  /** Σ_p edge_p(t) Σ_c amounts[p, s, c] · shapes[t, c] → [B, T, 1, S], with `strips` S. */
  mixPanels(panels: Panels, strips: number): Tensor4D;
  mixPanelsGradient(
    dy: Tensor4D,
    panels: Panels,
  ): { readonly dShapes: Tensor4D; readonly dAmounts: Tensor2D; readonly dCuts: Tensor1D };

  /** Traces y [B, T, 1, S], pixels from the top, as lines of ink: W = T / oversampling columns. */
  drawTraces(y: Tensor4D, pens: Pens, options: DrawingOptions): Drawing;
  drawTracesGradient(
    dInk: Tensor4D,
    covers: Tensor4D,
    y: Tensor4D,
    pens: Pens,
    options: DrawingOptions,
  ): { readonly dy: Tensor4D; readonly dPen: Tensor2D; readonly dHalfWidth: Tensor1D };

  /** Ink [B, H, W, 1] on the sheet: a picture [B, H, W, 1] in [−1, 1] where ink stays in [0, 1]. */
  printSheet(ink: Tensor4D, sheet: Sheet): Tensor4D;
  printSheetGradient(
    dPicture: Tensor4D,
    ink: Tensor4D,
    sheet: Sheet,
  ): { readonly dInk: Tensor4D; readonly dDarkness: Tensor1D; readonly dBlur: Tensor4D; readonly dPaper: Tensor4D };

  /**
   * A picture [B, H, W, C] as another scan would give it, `margin` pixels larger on every side. `how` [B, 6]: moved by whole
   * pixels (down, right: row y shows row y + down, the edge goes on), row and column of the middle of a square that is 0,
   * factor, summand.
   */
  augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D;
  augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D;
}
