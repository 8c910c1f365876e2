/** Synthetic pairs to show in a report: pictures that stand alone, and their rows as texts in original units. */
export interface ExamplePairs {
  /** Pixels a side. */
  readonly size: number;
  /** A PNG each, as a data URI. */
  readonly pictures: readonly string[];
  readonly columns: readonly string[];
  /** [pictures][columns] */
  readonly rows: readonly (readonly string[])[];
}
