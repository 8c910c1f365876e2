/**
 * How much the comparison trains: one table for the networks that do it (`predictor/effort.ts`) and for the page, which
 * says beforehand what it will take. Chosen by measurement; docs/quality.md has the figures, docs/performance.md the cost.
 */
export const COMPARISON_EFFORT = {
  batch: 32,
  /** Training steps aimed at, so that the cost does not grow with the patients … */
  steps: { predictor: 500, imageDetector: 250, pairDetector: 500 },
  /** … within these bounds on the passes over them. */
  passes: { least: 5, most: 60 },
  /** Parts of a cross-validation. */
  folds: 5,
  /** A detector's ceiling: real patients against real ones, and synthetic ones in a sample of that size. */
  ceilingTrainings: 2,
} as const;

export interface TrainingLength {
  readonly batch: number;
  readonly steps: number;
  /** Bounds on the passes over the pairs. */
  readonly passes: { readonly least: number; readonly most: number };
}

/** The passes over so many pairs that come nearest to the steps aimed at. */
export function passesFor({ batch, steps, passes }: TrainingLength, pairs: number): number {
  return Math.max(passes.least, Math.min(passes.most, (steps * batch) / Math.max(1, pairs)));
}
