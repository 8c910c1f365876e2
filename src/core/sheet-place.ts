/** Where the sheet of a photograph or scan lies in the picture, and what was found out about it. */
import type { QuarterTurns } from './picture-edit.ts';

type Corner = readonly [x: number, y: number];

export interface SheetPlace {
  /** Upper left, upper right, lower right, lower left of the upright sheet: shares of the picture's sides; may lie outside it. */
  readonly corners: readonly [Corner, Corner, Corner, Corner];
  /** Width of the sheet by its height. */
  readonly aspect: number;
}

/** Why a sheet could not be straightened: nothing straight is seen on it, or its lines do not go together, as on folded paper. */
export const SHEET_FAULTS = ['no-lines', 'bent'] as const;
export type SheetFault = (typeof SHEET_FAULTS)[number];

/** How a sheet lay. */
export interface SheetFinding {
  readonly place: SheetPlace;
  /** Quarter turns clockwise that made it upright. */
  readonly turns: QuarterTurns;
  /** Which way up it is could be told: else it is as the camera had it. */
  readonly isUpSure: boolean;
  /** Degrees clockwise that it lay askew, besides the quarter turns. */
  readonly tilt: number;
  /** How straight its lines are now: 1 all of them, 0 none. */
  readonly quality: number;
}

/** What a picture was taken for. */
export type SheetLook =
  | { readonly kind: 'straight' }
  | { readonly kind: 'found'; readonly finding: SheetFinding }
  | { readonly kind: 'lost'; readonly why: SheetFault };
