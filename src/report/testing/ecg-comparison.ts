/** A small, complete ECG comparison for tests: 80 training patients, 20 put aside, 80 synthetic pairs. */
import type {
  EcgComparison,
  Estimate,
  MetricEstimates,
  NearestPatient,
  PredictorScores,
} from '../../core/report/ecg-comparison.ts';
import { ceilingOf } from './comparison-report.ts';

export function estimateOf(value: number, half = 0.08): Estimate {
  return { value, low: value - half, high: value + half };
}

/** AUC, accuracy, precision, recall, F1, Brier. */
function metrics(values: readonly [number, number, number, number, number, number]): MetricEstimates {
  const [auc, accuracy, precision, recall, f1, brier] = values.map((v) => estimateOf(v, 0.06));
  return {
    auc: auc ?? null,
    accuracy: accuracy ?? null,
    precision: precision ?? null,
    recall: recall ?? null,
    f1: f1 ?? null,
    brier: brier ?? null,
  };
}

export function predictorScores(auc: number, change: Partial<PredictorScores> = {}): PredictorScores {
  const all = metrics([auc, auc - 0.02, auc - 0.1, auc - 0.15, auc - 0.12, 0.9 - auc]);
  return {
    n: 20,
    targets: [
      { name: 'LAD_st', n: 20, positives: 8, ...metrics([auc + 0.03, auc, auc - 0.08, auc - 0.1, auc - 0.09, 0.18]) },
      { name: 'RCA_stenosis', n: 20, positives: 5, ...all, precision: null, f1: null },
    ],
    macro: all,
    ...change,
  };
}

const closest: readonly NearestPatient[] = Array.from({ length: 20 }, (_, i) => ({
  pair: (i * 7) % 80,
  patient: (i * 11) % 80,
  distance: 0.2 + 0.02 * i,
  correlation: 0.97 - 0.01 * i,
  isRowToo: i === 3,
}));

const cloud = (n: number, shift: number): [number, number][] =>
  Array.from({ length: n }, (_, i) => [Math.sin(i * 5.7) * 3 + shift, Math.cos(i * 2.3) * 2 - shift]);

export function ecgComparison(change: Partial<EcgComparison> = {}): EcgComparison {
  const positions = Array.from({ length: 40 }, (_, i) => i);
  return {
    version: 1,
    seed: 1,
    n: { train: 80, holdout: 20, synthetic: 80 },
    detection: { rows: 0.71, rowsForest: 0.74, images: 0.83, imagesInk: 0.72, pairs: 0.88 },
    images: { kid: 0.031, precision: 0.78, recall: 0.61, coverage: 0.7, diversity: 0.84 },
    joint: {
      columns: [
        { name: 'age', real: estimateOf(0.72), synthetic: estimateOf(0.64), shuffled: estimateOf(0.5) },
        { name: 'sex', real: estimateOf(0.81), synthetic: estimateOf(0.74), shuffled: estimateOf(0.49) },
        { name: 'rhythm = AF', real: estimateOf(0.93, 0.05), synthetic: estimateOf(0.8), shuffled: estimateOf(0.52) },
      ],
      unreadable: ['smoker', 'creatinine'],
      score: { value: 0.69, low: 0.52, high: 0.84 },
      byFinding: [
        { name: 'sex', positives: 47, share: { value: 0.77, low: 0.5, high: 1.1 } },
        { name: 'rhythm = AF', positives: 31, share: { value: 0.7, low: 0.4, high: 0.95 } },
      ],
      heartRate: {
        column: 'heart_rate',
        real: { value: 0.6, low: 0.4, high: 0.9 },
        synthetic: { value: 1.8, low: 1.2, high: 2.6 },
        shuffled: { value: 14, low: 11, high: 17 },
        n: { real: 20, synthetic: 78 },
        withoutBeats: { real: 0, synthetic: 2 },
      },
      reason: null,
    },
    predictor: {
      source: 'built-in',
      givenAway: [],
      reason: null,
      realOnHoldout: predictorScores(0.8),
      realOnSynthetic: predictorScores(0.75, { n: 80 }),
      syntheticOnHoldout: predictorScores(0.71),
      augmentedOnHoldout: predictorScores(0.81),
    },
    privacy: {
      images: {
        dcr: { synthetic: { q1: 0.2, q5: 0.3, q50: 0.9 }, holdout: { q1: 0.22, q5: 0.33, q50: 0.95 } },
        correlation: { q50: 0.71, q95: 0.88, max: 0.97 },
        threshold: 0.22,
        copies: { value: 0.015, low: -0.01, high: 0.04 },
        byEpoch: [
          { epoch: 1, copies: { value: -0.02, low: -0.05, high: 0.01 } },
          { epoch: 2, copies: { value: 0.015, low: -0.01, high: 0.04 } },
        ],
        closest,
      },
      pairs: { copies: { value: 0, low: 0, high: 0.03 } },
      membership: { value: 0.52, low: 0.41, high: 0.63 },
      reason: null,
    },
    projections: {
      images: {
        rows: { real: positions, synthetic: positions },
        pca: {
          real: cloud(40, 0),
          synthetic: cloud(40, 0.8),
          explainedVarianceRatio: { real: [0.38, 0.17], synthetic: [0.44, 0.12] },
        },
        tsne: { real: cloud(40, 0), synthetic: cloud(40, 1.2), perplexity: 10 },
      },
    },
    ceiling: {
      detection: {
        rows: ceilingOf({ mean: 0.51, low: 0.51, high: 0.51, n: 40, synthetic: 0.71 }),
        rowsForest: ceilingOf({ mean: 0.5, low: 0.46, high: 0.54, n: 40, synthetic: 0.72 }),
        images: ceilingOf({ mean: 0.52, low: 0.52, high: 0.52, n: 40, synthetic: 0.83 }),
        imagesInk: ceilingOf({ mean: 0.51, low: 0.51, high: 0.51, n: 40, synthetic: 0.72 }),
        pairs: ceilingOf({ mean: 0.5, low: 0.5, high: 0.5, n: 40, synthetic: 0.88 }),
      },
      images: {
        kid: ceilingOf({ mean: 0.001, low: -0.006, high: 0.009, n: 40, synthetic: 0.033 }),
        precision: ceilingOf({ mean: 0.88, low: 0.81, high: 0.94, n: 40, synthetic: 0.77 }),
        recall: ceilingOf({ mean: 0.87, low: 0.8, high: 0.93, n: 40, synthetic: 0.6 }),
        coverage: ceilingOf({ mean: 0.93, low: 0.88, high: 0.97, n: 40, synthetic: 0.69 }),
        diversity: ceilingOf({ mean: 1, low: 0.95, high: 1.05, n: 40, synthetic: 0.84 }),
      },
      holdout: { images: { kid: ceilingOf({ mean: 0.012, low: 0.004, high: 0.02, n: 20, synthetic: 0.032 }) } },
      predictor: {
        realOnHoldout: { macro: predictorScores(0.8).macro },
        realOnSynthetic: { macro: predictorScores(0.8).macro },
        syntheticOnHoldout: { macro: predictorScores(0.8).macro },
        augmentedOnHoldout: null,
      },
      joint: { score: ceilingOf({ mean: 1, low: 0.82, high: 1.15, n: 20, synthetic: 0.69 }) },
      privacy: { images: { copies: ceilingOf({ mean: 0, low: -0.01, high: 0.05, n: 20, synthetic: 0.015 }) } },
    },
    ...change,
  };
}
