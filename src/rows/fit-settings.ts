/** How careful a fit is, from the privacy side: what a table is too small or too wide to show is not learned. */

/**
 * z² from which a slot takes part, before columns and rows raise it. Of some hundred rows many effects show no more than that, and
 * together they are much of what columns say of each other (a column that nothing is strongly related to takes part in none of
 * this: `alone`); of many rows what shows so little is nothing, and costs time.
 */
const ENTER_CHOICES = { few: [0.25, 0.5, 0.75], many: [1.5, 2, 2.5] } as const;
const MANY_ROWS = 5000;

/** Persons a slot below which weak effects are those of persons rather than of patients. */
const ENOUGH_PERSONS = 8;

export function enterChoices({
  rows,
  persons,
  slots,
}: {
  readonly rows: number;
  readonly persons: number;
  readonly slots: number;
}): readonly number[] {
  return rows < MANY_ROWS && persons >= ENOUGH_PERSONS * slots ? ENTER_CHOICES.few : ENTER_CHOICES.many;
}

const FIXED_ENTER = 4;
/** Chance gives a slot that says nothing this much in one case of nine. */
const ALONE = 2.5;
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
  /** The same for what may be related to nothing. */
  readonly alone: number;
  readonly split: number;
  /** Rows of a leaf. */
  readonly leaf: number;
  /** Slots of a score, at most. */
  readonly most: number;
  readonly ridge: number;
  /** 0: estimates as they are; 1: all of them as one second sample of as many persons would give them (Bayesian bootstrap). */
  readonly noise: number;
}

export function settingsFor(rows: number, enter: number | null, added: number): FitSettings {
  return {
    enter: (enter ?? FIXED_ENTER) + added,
    alone: ALONE + added,
    split: SPLIT + added,
    leaf: Math.max(15, Math.round(rows / 1000)),
    most: rows < MANY_ROWS ? 12 : 20,
    ridge: 0.5,
    noise: 1,
  };
}
