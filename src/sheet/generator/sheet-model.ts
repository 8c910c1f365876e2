/**
 * What an ECG sheet of a set of patients is made of: paper, strips, panels, the pen, and how beats, their shapes and the rest
 * follow from a row and from noise. Measured (`sheet/measure`), drawn (`generate-sheets.ts`), and where a trained generator
 * starts from. Plain data.
 */
import type { FoundScale } from '../../core/sheet-scale.ts';
import type { Line } from './draw-traces.ts';
import type { LinearLaw } from './linear-law.ts';

export interface SheetModel {
  /** Side of the pictures, pixels; all places below are in pixels of it. */
  readonly size: number;
  /** Numbers of a row, and of the noise, that the laws take. */
  readonly columns: number;
  readonly noises: number;
  /** Zero lines, from the upper edge. */
  readonly strips: readonly number[];
  /** [panels + 1] ascending: the panels' edges, the first and last being the traces' ends. */
  readonly edges: readonly number[];
  /** One a strip: it shows one lead from end to end. */
  readonly tied: readonly boolean[];
  /** What the sheet's millimetres are, or why nobody can say. */
  readonly scale: FoundScale;
  readonly shapes: number;
  /** [size, size] grey levels. */
  readonly paper: Float32Array;
  /** The same of the larger pictures that were measured; null where the model is of their size. */
  readonly fine: { readonly size: number; readonly grey: Float32Array } | null;
  readonly line: Line;
  /** [panels, strips, shapes], of the first `noises` − 4 noises; in `WEIGHT_UNIT`s of the side. */
  readonly weights: LinearLaw;
  /** Log of the usual distance of two beats, of the side; of one noise, as the three below. */
  readonly distance: LinearLaw;
  /** Relative spread of the distances, before `softplus`. */
  readonly irregularity: LinearLaw;
  /** [strips] size of the slow wander, before `softplus`, in `WANDER_UNIT`s of `WEIGHT_UNIT`. */
  readonly wander: LinearLaw;
  /** Logit of a beat's being early. */
  readonly early: LinearLaw;
}

/** A shape's weight of one is this share of the sheet's side. */
export const WEIGHT_UNIT = 0.04;
export const WANDER_UNIT = 8;
/** Noises that are not the weights': one each of distance, irregularity, wander and early beats, in this order. */
export const CLOCK_NOISES = 4;

export function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}

/** Of a positive number. */
export function inverseSoftplus(y: number): number {
  return y > 30 ? y : Math.log(Math.expm1(y));
}
