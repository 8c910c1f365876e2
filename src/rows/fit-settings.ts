/** How careful a fit is, from the privacy side: what a table is too small or too wide to show is not learned. */

/** z² from which a slot takes part, before columns and rows raise it. */
export const ENTER_CHOICES = [1.5, 2, 2.5] as const;
const FIXED_ENTER = 4;
/** Gain of a split in root variances. */
const SPLIT = 12;
const FEW_ROWS = 250;
/** Columns up to which the thresholds are as they are. */
const COLUMNS = 35;

/** What tables of this many columns and rows add: chance finds more among many columns, and people show among few rows. */
export function addedThreshold(slots: number, persons: number): number {
  const columns = 2 * Math.log(Math.max(1, slots / COLUMNS));
  const rows = persons < FEW_ROWS ? 2 * Math.log2(FEW_ROWS / persons) : 0;
  return columns + rows;
}

export interface FitSettings {
  readonly enter: number;
  readonly split: number;
  /** Rows of a leaf. */
  readonly leaf: number;
  /** Slots of a score, at most. */
  readonly most: number;
  readonly ridge: number;
  /** 0: estimates as they are; 1: drawn as a second sample of as many persons would give them (Bayesian bootstrap). */
  readonly noise: number;
  /** The same for shares and quantiles of single columns. */
  readonly shareNoise: number;
}

export function settingsFor(rows: number, enter: number | null, added: number): FitSettings {
  return {
    enter: (enter ?? FIXED_ENTER) + added,
    split: SPLIT + added,
    leaf: Math.max(15, Math.round(rows / 1000)),
    most: rows < 5000 ? 12 : 20,
    ridge: 0.5,
    noise: 1,
    shareNoise: 0.5,
  };
}
