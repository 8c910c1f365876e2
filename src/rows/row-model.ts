/**
 * A fitted row model as plain data: what `rows.json` holds. It knows columns, shares, quantiles and coefficients; no row of
 * a patient is in it.
 *
 * A row is drawn block by block. What later blocks need of earlier ones stands in numbered `slots`: 0 or 1 for an answer
 * or a level, a normal score for a number, the column's mean where it is blank.
 */

/** x[feature] ≤ limit goes left. `feature` −1: the linear score. A leaf has `feature` −2 and its number in `left`. */
export interface TreeModel {
  readonly feature: readonly number[];
  readonly limit: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** bias + Σ weight · slot. */
export interface LinearScore {
  readonly bias: number;
  readonly slots: readonly number[];
  readonly weights: readonly number[];
}

/** Where the slot `slot` is exactly `is`, the answer is `answer`: the other one was never seen though chance would give it. */
export interface ForcedAnswer {
  readonly slot: number;
  readonly is: 0 | 1;
  readonly answer: 0 | 1;
}

/** Yes with probability 1 / (1 + exp(−score − offset of the leaf)). */
export interface QuestionModel {
  readonly score: LinearScore;
  readonly tree: TreeModel | null;
  /** One a leaf of the tree. */
  readonly offsets: readonly number[];
  readonly forced: readonly ForcedAnswer[];
}

/** Intervals of values in ascending order; cell k is drawn where `upTo[k − 1]` ≤ q < `upTo[k]`. */
export interface NumberCells {
  readonly upTo: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** The normal score that later blocks see. */
  readonly score: readonly number[];
}

/** y = score + a residual of the leaf (`residuals`: equally spaced quantiles) + jitter; `map`: quantiles of y → cells. */
export interface NumberLaw {
  readonly score: LinearScore;
  readonly tree: TreeModel | null;
  readonly residuals: readonly (readonly number[])[];
  readonly jitter: number;
  readonly map: readonly number[];
  readonly cells: NumberCells;
}

/** constant + Σ coefficient · column, or constant · Π column ^ coefficient. */
export interface Formula {
  readonly kind: 'sum' | 'product';
  readonly constant: number;
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  /** Share of training rows that it does not hold in, and quantiles of how far they are off. Too few: none are drawn. */
  readonly exceptions: number;
  readonly residuals: readonly number[];
}

/** Yes where any of the two-valued `columns` is: with probability `yes`, else with probability `no`. */
export interface AnyOf {
  readonly columns: readonly number[];
  readonly yes: number;
  readonly no: number;
}

/** A slot that a column writes: 1 where it has the level, or (`level` −1) its normal score. */
export interface ColumnSlot {
  readonly slot: number;
  readonly level: number;
  /** Where the column is blank. */
  readonly fill: number;
}

export interface BlankBlock {
  readonly kind: 'blank';
  /** Columns that are blank together. */
  readonly columns: readonly number[];
  readonly slot: number;
  readonly question: QuestionModel;
}

export interface ColumnBlock {
  readonly kind: 'column';
  readonly column: number;
  readonly formula: Formula | null;
  readonly anyOf: AnyOf | null;
  /** “Is it this level?”, one after the other. */
  readonly questions: readonly { readonly level: number; readonly question: QuestionModel }[];
  /** What remains where every answer was no: levels by cumulative shares, or numbers. */
  readonly rest: { readonly levels: readonly number[]; readonly upTo: readonly number[] } | null;
  readonly law: NumberLaw | null;
  readonly slots: readonly ColumnSlot[];
  /** Drawn columns that a number may not be below or above. */
  readonly atLeast: readonly number[];
  readonly atMost: readonly number[];
}

export type RowBlock = BlankBlock | ColumnBlock;

export type ModelColumn =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly decimals: number;
      /** Of the training rows; a number by formula stays inside. */
      readonly min: number;
      readonly max: number;
      /** Values that are drawn as such, with their normal scores. */
      readonly levels: readonly number[];
      readonly scores: readonly number[];
    }
  | { readonly name: string; readonly kind: 'category'; readonly levels: readonly string[] };

/** a ≤ b, with the share of training rows that it does not hold in. */
export interface OrderRule {
  readonly low: number;
  readonly high: number;
  readonly exceptions: number;
}

export interface RowModel {
  readonly format: 'rows';
  readonly version: 1;
  readonly columns: readonly ModelColumn[];
  readonly slots: number;
  /** In the order in which they are drawn. */
  readonly blocks: readonly RowBlock[];
  readonly orders: readonly OrderRule[];
  readonly fit: FitFacts;
}

/** How it was fitted, for the card and the manifest. */
export interface FitFacts {
  readonly rows: number;
  readonly persons: number;
  readonly seed: number;
  /** z² from which a column takes part, and a split is made. */
  readonly enter: number;
  readonly split: number;
  /** 15 % of the persons decided the first, or there were too few of them and it is fixed. */
  readonly decidedBy: 'validation' | 'fixed';
}

/** Counter steps of a block: one a question, and one for the rest. */
export function stepsOf(block: RowBlock): number {
  return block.kind === 'blank' ? 1 : block.questions.length + 1;
}
