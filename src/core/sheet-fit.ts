/** What a recipe that measures ECG sheets found of those it was given: said on the page, in the log and beside pairs. */
import type { SheetShape } from './sheet-choice.ts';

import type { NoSignals, SheetScale } from './sheet-scale.ts';

/**
 * Why pictures are not drawn as the sheet that they share. `no-strips`: there are no lines across them; `several-layouts`: too
 * many lie otherwise than the rest; `unexplained`: too much of their ink is no trace that was followed.
 */
export const MISFITS = ['no-strips', 'several-layouts', 'unexplained'] as const;
export type Misfit = (typeof MISFITS)[number];

export interface SheetFit {
  /** How its traces are read as signals in millivolts and seconds, or why they are not. */
  readonly signals: SheetScale | { readonly missing: NoSignals };
  /** Null: they are. */
  readonly misfit: Misfit | null;
  /** Share of its ink that beats, shapes and wander explain, middle picture, 0 … 1. */
  readonly explained: number;
  /** Zero lines of the sheet; 0 where none is drawn. */
  readonly strips: number;
  /** How its leads are laid out. Absent: none is drawn, or it is an older model's. */
  readonly layout?: SheetShape;
  /** Pictures measured, and those of them that lie otherwise or whose ink is not explained. Unknown of older models: 0. */
  readonly measured: number;
  readonly odd: number;
  /** Pictures trained on that are of other layouts, and nothing was learned of. Absent: none. */
  readonly elsewhere?: number;
}
