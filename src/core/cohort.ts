/** A cohort that was asked for: what is fixed, how often values shall come, and how it was met. Plain data for files and the page. */

/** `value` empty: blank. */
export interface CohortValue {
  readonly column: string;
  readonly value: string;
}

export interface CohortShare extends CohortValue {
  readonly share: number;
}

export interface CohortFacts {
  readonly fixed: readonly CohortValue[];
  readonly shares: readonly CohortShare[];
  /** Only rows that fit as well; null: no condition. */
  readonly where: string | null;
  /** `rejection`: every row counts the same; `weights`: the column `weightColumn` says how much each counts. */
  readonly method: 'rejection' | 'weights';
  readonly weightColumn: string | null;
  /** Of rows drawn, the share that is taken. An estimate. */
  readonly acceptance: number;
  /** Fixed numbers: rows that come so near, in standard deviations, are taken and set to them. 0: exactly; null: however far. */
  readonly nearness: number | null;
}

/** A column of the network there is, as a condition on it is built. */
export interface CohortColumn {
  /** As it is typed. */
  readonly name: string;
  /** As it is read: with its limit, where it has one. */
  readonly shown: string;
  /** What it can be; null: any number of `range`. */
  readonly values: readonly string[] | null;
  /** Null where `values` are all there are. */
  readonly range: { readonly min: number; readonly max: number; readonly decimals: number } | null;
  /** Its values can be put in order. */
  readonly isOrdered: boolean;
  readonly canBeBlank: boolean;
}
