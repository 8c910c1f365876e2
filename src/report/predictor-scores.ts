/**
 * Section 7: how good yes-or-no predictions are. Per target and as the mean over the targets (macro): AUC, and at 0.5
 * accuracy, precision, recall and F1; Brier = mean (probability − truth)². Records of unknown truth are left out.
 */
import {
  PREDICTOR_METRICS,
  type MetricEstimates,
  type PredictorMetric,
  type PredictorScores,
  type TargetScores,
} from '../core/report/ecg-comparison.ts';
import { weightedAuc } from './auc.ts';
import { bootstrapSamples, estimateOf, numberPatients } from './bootstrap.ts';
import { mean } from '../core/maths/moments.ts';
import { allRows, REPORT_STREAM } from './row-draws.ts';

const THRESHOLD = 0.5;

export interface Predictions {
  /** The targets. */
  readonly names: readonly string[];
  /** Names that count in no mean. */
  readonly leftOut?: readonly string[];
  /** [n, names.length] in [0, 1], finite. */
  readonly probabilities: ArrayLike<number>;
  /** [n, names.length]: 1 = has it, 0 = has it not, NaN = not known. */
  readonly truths: ArrayLike<number>;
  /** [n] whose record it is; null: every record is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
}

type Metrics = Record<PredictorMetric, number>;

/** One target: its records of known truth. */
interface Target {
  readonly rows: Uint32Array;
  readonly probabilities: Float64Array;
  readonly positive: Uint8Array;
}

function targetAt({ names, probabilities, truths }: Predictions, n: number, at: number): Target {
  const k = names.length;
  const rows = allRows(n).filter((row) => !Number.isNaN(truths[row * k + at]));
  return {
    rows,
    probabilities: Float64Array.from(rows, (row) => probabilities[row * k + at] ?? 0),
    positive: Uint8Array.from(rows, (row) => Number((truths[row * k + at] ?? 0) >= THRESHOLD)),
  };
}

/**
 * The metrics of records that count as often as `weights` says. NaN: not defined (no positive to recall). No record called
 * positive: precision 0, as scikit-learn has it.
 */
function measureOf({ rows, probabilities, positive }: Target): (weights?: ArrayLike<number>) => Metrics {
  const area = weightedAuc(probabilities, positive);
  const own = new Float64Array(rows.length);
  return (weights) => {
    let n = 0;
    let truePositives = 0;
    let falsePositives = 0;
    let missed = 0;
    let squares = 0;
    for (let i = 0; i < rows.length; i++) {
      const weight = weights === undefined ? 1 : (weights[rows[i] ?? 0] ?? 0);
      own[i] = weight;
      const probability = probabilities[i] ?? 0;
      const truth = positive[i] ?? 0;
      const isCalled = probability >= THRESHOLD;
      n += weight;
      squares += weight * (probability - truth) ** 2;
      if (isCalled && truth === 1) truePositives += weight;
      else if (isCalled) falsePositives += weight;
      else if (truth === 1) missed += weight;
    }
    const called = truePositives + falsePositives;
    const positives = truePositives + missed;
    return {
      auc: area(own),
      accuracy: (n - falsePositives - missed) / n,
      precision: positives === 0 ? Number.NaN : called === 0 ? 0 : truePositives / called,
      recall: truePositives / positives,
      f1: positives === 0 ? Number.NaN : (2 * truePositives) / (called + positives),
      brier: squares / n,
    };
  };
}

function estimates(choose: (metric: PredictorMetric) => MetricEstimates[PredictorMetric]): MetricEstimates {
  return Object.fromEntries(PREDICTOR_METRICS.map((metric) => [metric, choose(metric)])) as unknown as MetricEstimates;
}

function countPatients(rows: readonly number[], patientOf: Uint32Array): number {
  return new Set(rows.map((row) => patientOf[row])).size;
}

/**
 * Every metric of a target is null where all or none of the records have it. Macro: the mean over the targets that have the
 * number and are not left out, unless all are; a bootstrap sample in which a target lost a class takes the mean over the others.
 */
export function predictorScores(predictions: Predictions): PredictorScores {
  const { names, leftOut = [], probabilities, truths, patients, seed } = predictions;
  const n = names.length === 0 ? 0 : truths.length / names.length;
  if (!Number.isInteger(n) || probabilities.length !== truths.length) throw new Error('predictions of two shapes');
  for (let i = 0; i < probabilities.length; i++) {
    if (!Number.isFinite(probabilities[i])) throw new Error(`prediction ${i} is no number`);
  }
  const { of, count } = numberPatients(patients, n);
  const samples = bootstrapSamples(n, { patients, seed, stream: REPORT_STREAM.bootstrap });
  const measured = names.map((name, at) => {
    const target = targetAt(predictions, n, at);
    const withIt = [...target.rows].filter((_, i) => target.positive[i] === 1);
    const hasBoth = withIt.length > 0 && withIt.length < target.rows.length;
    const measure = measureOf(target);
    return {
      name,
      n: countPatients([...target.rows], of),
      positives: countPatients(withIt, of),
      value: hasBoth ? measure() : null,
      sampled: hasBoth ? samples.map((weights) => measure(weights)) : [],
    };
  });

  const targets = measured.map(({ name, n: known, positives, value, sampled }): TargetScores => {
    const estimate = (metric: PredictorMetric) =>
      value === null
        ? null
        : estimateOf(
            value[metric],
            sampled.map((one) => one[metric]),
          );
    return { name, n: known, positives, ...estimates(estimate) };
  });
  const known = measured.filter(({ value }) => value !== null);
  const shown = known.filter(({ name }) => !leftOut.includes(name));
  // A mean over nothing says less than one over targets that are called what they are.
  const scored = shown.length === 0 ? known : shown;
  const macro = estimates((metric) =>
    estimateOf(
      mean(scored.map(({ value }) => value?.[metric] ?? Number.NaN)),
      samples.map((_, sample) =>
        mean(scored.map(({ sampled }) => sampled[sample]?.[metric] ?? Number.NaN).filter(Number.isFinite)),
      ),
    ),
  );
  return { n: count, targets, macro };
}
