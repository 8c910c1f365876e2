/**
 * The part of the comparison report that needs no trained classifier: columns, pairs of columns, projections, privacy of
 * rows. Plain data, ready for `report.json`; the pictures on the page are drawn from it without the rows.
 *
 * Numbers are in the units of the input file unless said otherwise. Null: not defined for these data (never NaN).
 */

import type { PlausibilityRule } from '../plausibility.ts';

/** 0-based row numbers of the input table: trained on, and put aside before anything was fitted. */
export interface Split {
  readonly train: readonly number[];
  readonly holdout: readonly number[];
}

/** The same thing measured on the real and on the synthetic side. */
export interface Sides<T> {
  readonly real: T;
  readonly synthetic: T;
}

/**
 * What the same score is between two disjoint halves of the real patients: mean and the central 95 % of 20 seeded splits.
 * `synthetic` is the score of the synthetic rows on samples of those same `n`: this one, not the score on all
 * rows, is fairly held against `low` and `high` (distances shrink as n grows).
 */
export interface Ceiling {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Rows a side. */
  readonly n: number;
  readonly synthetic: number;
}

/** A number with its central 95 % bootstrap interval, drawn by patient. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Quantiles by linear interpolation; std with n − 1 (null for one value). */
export interface ColumnStatistics {
  readonly median: number | null;
  readonly mean: number | null;
  readonly q25: number | null;
  readonly q75: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly std: number | null;
}

export const STATISTIC_NAMES = ['median', 'mean', 'q25', 'q75', 'min', 'max', 'std'] as const;

export interface StatisticsComparison extends Sides<ColumnStatistics> {
  /** synthetic − real, in units. */
  readonly difference: ColumnStatistics;
  /** Real max − min: what the heat map divides `difference` by. 0 where real is constant. */
  readonly range: number;
}

/** For histograms and violins. */
export interface NumberShape {
  /** Bin limits, bins + 1 of them, over both sides; a bin holds [low, high), the last one also its high. */
  readonly edges: readonly number[];
  /** Rows per bin. */
  readonly counts: Sides<readonly number[]>;
  /** Gaussian kernel densities (per unit) at `at`; zeros where a side has no spread. */
  readonly density: Sides<readonly number[]> & { readonly at: readonly number[] };
}

/** Rows per value. */
export interface ValueCounts {
  readonly values: readonly string[];
  readonly counts: Sides<readonly number[]>;
}

interface AnyColumn {
  readonly name: string;
  /** Rows with a value. */
  readonly n: Sides<number>;
  /** Share of rows without a value, 0 … 1. Synthetic: 0 unless the column's blanks are generated. */
  readonly missing: Sides<number>;
  /** By permutation of all rows; null with fewer than two values on a side. */
  readonly p: number | null;
  /** Benjamini–Hochberg over the columns. */
  readonly pAdjusted: number | null;
  readonly significant: boolean;
}

export interface NumberColumn extends AnyColumn {
  readonly type: 'continuous' | 'integer';
  /** 0 … 1, lower is better. */
  readonly ks: number | null;
  /** In real standard deviations, lower is better. */
  readonly wasserstein: number | null;
  readonly statistics: StatisticsComparison;
  readonly shape: NumberShape;
}

export interface ValueColumn extends AnyColumn {
  readonly type: 'binary' | 'categorical';
  /** 0 … 1, lower is better. */
  readonly tv: number | null;
  /** Null where the values are no numbers. */
  readonly statistics: StatisticsComparison | null;
  readonly counts: ValueCounts;
}

export type ComparedColumn = NumberColumn | ValueColumn;

export interface CorrelationComparison extends Sides<readonly (readonly number[])[]> {
  /** Names of rows and columns of the matrices: the column, or `column = value` for one of several values. */
  readonly columns: readonly string[];
  /** synthetic − real. */
  readonly difference: readonly (readonly number[])[];
  /** Of the upper triangle; null with fewer than two columns. Lower is better. */
  readonly meanAbsoluteDifference: number | null;
  /** Constant in real, so without a correlation. */
  readonly leftOut: readonly string[];
}

/** How alike the pairs of columns are. */
export interface PairSimilarities {
  readonly columns: readonly string[];
  /** Symmetric, [columns, columns], 1 on the diagonal; on all rows of equal n. 1 = alike. */
  readonly similarity: readonly (readonly number[])[];
  /** Mean of the upper triangle; null with fewer than two columns. */
  readonly mean: number | null;
  /** The same at the ceiling's n: synthetic; real halves; real halves with every column shuffled by itself. */
  readonly synthetic: number | null;
  readonly halves: number | null;
  readonly shuffled: number | null;
}

export type Point = readonly [x: number, y: number];

export interface Projections {
  /** Row numbers of the points (0-based), in their order. */
  readonly rows: Sides<readonly number[]>;
  readonly pca: Sides<readonly Point[]> & {
    /** Two shares a side, along the components fitted on real. */
    readonly explainedVarianceRatio: Sides<readonly number[]>;
  };
  readonly tsne: Sides<readonly Point[]> & { readonly perplexity: number };
}

/** 1 %, 5 % and 50 % quantiles. */
export interface DistanceQuantiles<T = number> {
  readonly q1: T;
  readonly q5: T;
  readonly q50: T;
}

/** Gower distances, 0 … 1, to the closest real row. */
export interface RowPrivacy {
  readonly dcr: {
    readonly synthetic: DistanceQuantiles;
    /** Of the patients put aside to those trained on. Null where nobody was. */
    readonly holdout: DistanceQuantiles | null;
  };
  /**
   * Share of synthetic rows nearer to a training row than to one put aside, of equally many of both; ½ for ties. About
   * 0.5 is right, above it copying. Null where nobody was put aside.
   */
  readonly dcrShare: number | null;
  /** Its central 95 % by patient: another split of the patients moves it by ± 0.05. */
  readonly dcrShareInterval: { readonly low: number; readonly high: number } | null;
  /** Share of the rows put aside that equal a training row; `isBlind`: so many that copies of rows cannot be seen. */
  readonly equalAside: { readonly share: number; readonly isBlind: boolean } | null;
  /** 5th percentile of d1 / d2, nearest to second nearest real row; null with fewer than two real rows. Near 0: copies. */
  readonly nndr: number | null;
  /** Share of synthetic rows equal to a real row in every column. */
  readonly identicalShare: number;
  /**
   * Share of synthetic rows nearer to a training row than the nearest hundredth of the rows put aside, less what chance gives;
   * about 0 is right. Null with fewer than ten put aside, and where copies of rows cannot be seen.
   */
  readonly copies: Estimate | null;
}

/** How many rows break a rule. */
export interface RuleTally {
  /** Rows with every value the rule needs. */
  readonly checked: number;
  readonly broken: number;
}

/** A rule of plausibility, on the patients trained on and on the synthetic rows. Lower is better, 0 broken is best. */
export interface RuleComparison extends Sides<RuleTally> {
  /** In one line: "a ≤ b". */
  readonly text: string;
  readonly rule: PlausibilityRule;
}

/** The scores' ceilings, at the same places as the scores. Null where a score is null or real is too small to halve. */
export interface ComparisonCeilings {
  readonly columns: readonly (
    | { readonly name: string; readonly ks: Ceiling | null; readonly wasserstein: Ceiling | null }
    | { readonly name: string; readonly tv: Ceiling | null }
  )[];
  readonly shapesScore: Ceiling | null;
  readonly correlation: { readonly meanAbsoluteDifference: Ceiling | null };
  readonly pairsScore: Ceiling | null;
  /** Halves of real against the patients put aside; null where nobody was. */
  readonly dependence: Ceiling | null;
  readonly privacy: {
    readonly rows: {
      readonly dcr: { readonly synthetic: DistanceQuantiles<Ceiling | null> };
      /** One half of the training rows in place of synthetic ones, the other half against the rows put aside. */
      readonly dcrShare: Ceiling | null;
      readonly nndr: Ceiling | null;
      readonly identicalShare: Ceiling | null;
    };
  };
}

/** A share of the dependence between columns, 0 = none, 1 = as strong as real, with its central 95 % interval. */
export interface Dependence {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** `halves`: nobody was put aside, one half of the training rows stood in. */
  readonly against: 'holdout' | 'halves';
}

/** Values of two two-valued columns that no training row has together, though chance would give it at least 5 times. */
export interface ImpossibleCombination {
  readonly columns: readonly [first: string, second: string];
  readonly values: readonly [first: string, second: string];
  /** Synthetic rows that have it. */
  readonly synthetic: number;
}

export interface ImpossibleRows {
  /** Share of the rows with any such combination. Null: no row on that side. */
  readonly synthetic: number | null;
  readonly holdout: number | null;
  /** How many combinations were looked for. */
  readonly combinations: number;
  /** Those that synthetic rows have most often, at most five. */
  readonly worst: readonly ImpossibleCombination[];
}

/** A value of a column that at least three training rows have and none of 1,000 or more synthetic ones. */
export interface MissedFinding {
  readonly column: string;
  readonly value: string;
  /** Rows of training that have it. */
  readonly cases: number;
}

export interface ComparisonReport {
  readonly version: 1;
  readonly seed: number;
  readonly n: Sides<number>;
  /** Rows put aside before training. 0: none, everything was trained on. */
  readonly holdout: number;
  readonly split: Split;
  readonly columns: readonly ComparedColumn[];
  /** Mean of 1 − ks or 1 − tv; 1 = as real. Null without columns. */
  readonly shapesScore: number | null;
  readonly correlation: CorrelationComparison;
  readonly pairs: PairSimilarities;
  /** From similarities, a figure only: with few rows, columns shuffled by themselves score high. */
  readonly pairsScore: number | null;
  /** What the verdict goes by. Null where real has no dependence to keep. */
  readonly dependence: Dependence | null;
  readonly impossible: ImpossibleRows;
  /** Null: fewer than 1,000 synthetic rows say nothing. */
  readonly neverGenerated: readonly MissedFinding[] | null;
  readonly projections: Projections;
  readonly privacy: { readonly rows: RowPrivacy };
  /** Absent: the schema has no rules. */
  readonly rules?: readonly RuleComparison[];
  readonly ceiling: ComparisonCeilings;
}

/** The parts of the work, in order. */
export const COMPARISON_PARTS = [
  'columns',
  'correlation',
  'pairs',
  'dependence',
  'privacy',
  'pca',
  'tsne',
  'ceilings',
] as const;
export type ComparisonPart = (typeof COMPARISON_PARTS)[number];
