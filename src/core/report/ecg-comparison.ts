/**
 * The part of the comparison report that needs trained networks: can a classifier tell real from synthetic, are the ECGs
 * as good as real, does a row fit its ECG, are the pairs useful for a predictor, was anyone copied. Plain data, ready for
 * `report.json`, where it stands beside `ComparisonReport` (see `StudyReport`).
 *
 * Null: not defined for these data, with the reason beside it where a person can do something about it; never NaN.
 */
import type {
  Ceiling,
  ComparisonCeilings,
  ComparisonReport,
  DistanceQuantiles,
  Estimate,
  Point,
  Sides,
} from './comparison.ts';

import type { ReaderTestReport } from './reader-test.ts';

export type { Estimate } from './comparison.ts';

/** Why a section has no number. */
export type NoScoreReason =
  /** No patient was put aside before the training. */
  | 'no-holdout'
  /** Too few patients, or too few of one class, on a side. */
  | 'too-few'
  /** No column can be read from real hold-out ECGs. */
  | 'nothing-readable'
  /** No column has the role `target`. */
  | 'no-targets';

/** AUC of a classifier of real against synthetic, cross-validated. 0.5: cannot tell; lower is better. */
export interface Detection {
  readonly rows: number | null;
  /** By a random forest, which sees thresholds and interactions. */
  readonly rowsForest: number | null;
  readonly images: number | null;
  /** Of traces alone, black on white: paper, contrast and how an edge is blurred say nothing there. */
  readonly imagesInk: number | null;
  readonly pairs: number | null;
}

/** In the embedding of the image predictor trained on real; k = 5. */
export interface ImageScores {
  /** 0 is best. */
  readonly kid: number | null;
  /** 0 … 1, higher is better. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly coverage: number | null;
  /** Mean 1 − SSIM between synthetic ECGs over that between real ones; 1 = as varied. */
  readonly diversity: number | null;
}

/** How well a column can be read from the ECG: AUC, for numbers the concordance index. */
export interface JointColumn {
  /** The column, or `column = value` for one of several values. */
  readonly name: string;
  /** Real hold-out ECGs against their rows. */
  readonly real: Estimate;
  /** Synthetic ECGs against their rows. */
  readonly synthetic: Estimate;
  /** Synthetic ECGs against rows of other pairs, about 0.5: mean and central 95 % of 200 ways to deal them out. */
  readonly shuffled: Estimate;
}

/** One finding's part in the joint score. */
export interface FindingShare {
  /** As in `columns`. */
  readonly name: string;
  /** Real patients with it, trained on or put aside. */
  readonly positives: number;
  /** (AUC of synthetic − 0.5) / (AUC of real − 0.5): 1 = told as well as of real ECGs, 0 = not at all. */
  readonly share: Estimate;
}

/** Beats a minute of the row against those that are measured in the picture: medians of the absolute difference. Lower is better. */
export interface HeartRateScores {
  /** The column that is the heart rate. */
  readonly column: string;
  /** Pairs put aside: what pictures of this size let measure. */
  readonly real: Estimate;
  /** Null where too few synthetic pictures show beats; so is `shuffled`. */
  readonly synthetic: Estimate | null;
  /** Synthetic ECGs with rows of other pairs: what a row that says nothing of its ECG gives. */
  readonly shuffled: Estimate | null;
  /** Pairs with a rate in the row and beats in the picture, and pictures in which no beats were found. */
  readonly n: Sides<number>;
  readonly withoutBeats: Sides<number>;
}

export interface JointScores {
  /** Readable columns only. */
  readonly columns: readonly JointColumn[];
  /** Columns that cannot be read from real ECGs, so that nothing can be asked of synthetic ones. */
  readonly unreadable: readonly string[];
  /** Σ(AUC of synthetic − 0.5) / Σ(AUC of real − 0.5): 1 = row and ECG belong together as in real, 0 = not at all. */
  readonly score: Estimate | null;
  /** Of readable findings (two values) with at least 30 patients. */
  readonly byFinding: readonly FindingShare[];
  /** Null without a column that is a heart rate, without patients put aside, and where no strips are found on the sheets. */
  readonly heartRate: HeartRateScores | null;
  readonly reason: NoScoreReason | null;
}

export const PREDICTOR_METRICS = ['auc', 'accuracy', 'precision', 'recall', 'f1', 'brier'] as const;
export type PredictorMetric = (typeof PREDICTOR_METRICS)[number];

/** Null where a class is missing. AUC with mid-ranks; the others at 0.5. */
export type MetricEstimates = Readonly<Record<PredictorMetric, Estimate | null>>;

export interface TargetScores extends MetricEstimates {
  readonly name: string;
  /** Patients with a known value, and those of them with the finding. */
  readonly n: number;
  readonly positives: number;
}

export interface PredictorScores {
  readonly n: number;
  readonly targets: readonly TargetScores[];
  /** Means over the targets that have the number and are not given away. */
  readonly macro: MetricEstimates;
}

/** A target that one column gives away: finding it from that column is no art, so it counts in no mean. */
export interface GivenAway {
  readonly target: string;
  /** The column, or `column = value`. */
  readonly by: string;
}

export const PREDICTOR_RUNS = ['realOnHoldout', 'realOnSynthetic', 'syntheticOnHoldout', 'augmentedOnHoldout'] as const;
export type PredictorRun = (typeof PREDICTOR_RUNS)[number];

/** `realOnHoldout` is TRTR, `syntheticOnHoldout` TSTR; `realOnSynthetic` is what the article reports. */
export interface PredictorReport extends Readonly<Record<PredictorRun, PredictorScores | null>> {
  /** `visitor`: a LayersModel that was loaded; it is not trained here, so only the first two runs exist. */
  readonly source: 'built-in' | 'visitor';
  /** Left out of the means. */
  readonly givenAway: readonly GivenAway[];
  readonly reason: NoScoreReason | null;
}

/** A synthetic ECG and the training patient it comes nearest to. */
export interface NearestPatient {
  /** Index of the synthetic pair. */
  readonly pair: number;
  /** Position among the training patients. */
  readonly patient: number;
  /** In the embedding. */
  readonly distance: number;
  /** Pearson, of pixels: 1 = the same picture. */
  readonly correlation: number;
  /** The row comes nearest to the same patient. */
  readonly isRowToo: boolean;
}

export interface ImagePrivacy {
  /** Distances to the nearest training ECG, in the embedding. */
  readonly dcr: { readonly synthetic: DistanceQuantiles; readonly holdout: DistanceQuantiles | null };
  /** Pixel correlation with the most alike training ECG: median, 95 % quantile and largest. */
  readonly correlation: { readonly q50: number; readonly q95: number; readonly max: number };
  /** Distance below which an ECG counts as a copy: 1 % quantile of hold-out to training. */
  readonly threshold: number | null;
  /**
   * Share of synthetic ECGs nearer than `threshold`, minus what chance gives: 1 %, and more with few patients put aside
   * (2 % with 100), whose 1 % quantile lies higher. About 0 is right.
   */
  readonly copies: Estimate | null;
  /** The same of every epoch that is kept to go back to, in order; empty where none is. */
  readonly byEpoch: readonly { readonly epoch: number; readonly copies: Estimate | null }[];
  /** The closest twenty, nearest first. */
  readonly closest: readonly NearestPatient[];
}

export interface EcgPrivacy {
  readonly images: ImagePrivacy;
  /** Share of pairs whose row and ECG both come nearest to the same patient, and both nearer than hold-out patients do. */
  readonly pairs: { readonly copies: Estimate | null };
  /** AUC of "nearer to a synthetic pair, so it was in the training". 0.5: no leak. */
  readonly membership: Estimate | null;
  readonly reason: NoScoreReason | null;
}

/** The ECGs as points, by their embedding. */
export interface ImageProjections {
  readonly rows: Sides<readonly number[]>;
  readonly pca: Sides<readonly Point[]> & { readonly explainedVarianceRatio: Sides<readonly number[]> };
  readonly tsne: Sides<readonly Point[]> & { readonly perplexity: number };
}

/** Ceilings at the places of the scores. Scores that train a network use one 70/30 split of real. */
export interface EcgCeilings {
  readonly detection: Readonly<Record<keyof Detection, Ceiling | null>>;
  readonly images: Readonly<Record<keyof ImageScores, Ceiling | null>>;
  /** ECGs of patients put aside in place of synthetic ones; null where nobody was. */
  readonly holdout: { readonly images: { readonly kid: Ceiling | null } };
  /** Of `realOnHoldout`: what the same network trained on real reaches. */
  readonly predictor: Readonly<Record<PredictorRun, { readonly macro: MetricEstimates } | null>>;
  /** Real hold-out pairs in place of synthetic ones. */
  readonly joint: { readonly score: Ceiling | null };
  readonly privacy: { readonly images: { readonly copies: Ceiling | null } };
}

export interface EcgComparison {
  readonly version: 1;
  readonly seed: number;
  /** Training patients, hold-out patients, synthetic pairs. */
  readonly n: { readonly train: number; readonly holdout: number; readonly synthetic: number };
  readonly detection: Detection;
  readonly images: ImageScores;
  readonly joint: JointScores;
  readonly predictor: PredictorReport;
  readonly privacy: EcgPrivacy;
  readonly projections: { readonly images: ImageProjections | null };
  readonly ceiling: EcgCeilings;
}

/** The parts of the work, in order. */
export const ECG_COMPARISON_PARTS = [
  'image-predictor',
  'images',
  'joint',
  'predictor',
  'detection',
  'privacy',
  'projections',
] as const;
export type EcgComparisonPart = (typeof ECG_COMPARISON_PARTS)[number];

/** `report.json`: both parts in one tree, named as in the published definitions. */
export interface StudyReport extends Omit<ComparisonReport, 'projections' | 'privacy' | 'ceiling'> {
  /** Absent where nobody has judged, or does not want it here. */
  readonly readerTest?: ReaderTestReport;
  readonly detection: Detection | null;
  readonly images: ImageScores | null;
  readonly joint: JointScores | null;
  readonly predictor: PredictorReport | null;
  readonly projections: ComparisonReport['projections'] & { readonly images: ImageProjections | null };
  readonly privacy: ComparisonReport['privacy'] & (EcgPrivacy | Record<keyof EcgPrivacy, null>);
  readonly ceiling: ComparisonCeilings & (EcgCeilings | object);
}
