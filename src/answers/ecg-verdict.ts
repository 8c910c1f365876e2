/** The verdicts of the questions that need trained networks: ECGs, fit of row and ECG, use, copies. */
import type {
  EcgCeilings,
  EcgComparison,
  EcgPrivacy,
  Estimate,
  PredictorReport,
  PredictorScores,
} from '../core/report/ecg-comparison.ts';
import { CLOSE, judge, type PrivacyVerdict, type ScoreVerdict, type Verdict, worst } from './score-verdict.ts';

/** A network that is right so often, about ECGs that leave so much of the real ones without a neighbour: no ECGs. */
const TOLD_APART = 0.98;
const COVERS_NOTHING = 0.1;

/** Kernel distances have no scale of their own: close is as far again as chance spreads. */
const widthOf = (range: { readonly low: number; readonly high: number } | null): number =>
  range === null ? 0 : range.high - range.low;

/** Likeness, variety, and whether a network tells them from real ones: the worst of them. */
export function judgeEcgs({
  detection,
  images,
  ceiling,
}: Pick<EcgComparison, 'detection' | 'images'> & { readonly ceiling: EcgCeilings }): Verdict {
  const { kid, precision, recall, coverage, diversity } = ceiling.images;
  const verdict = worst([
    judge(kid, 'lower', widthOf(kid)),
    ...[precision, recall, coverage].map((score) => judge(score, 'higher')),
    judge(diversity, 'one'),
    judge(ceiling.detection.images, 'lower'),
  ]);
  const isNoise = (detection.images ?? 0) >= TOLD_APART && (images.coverage ?? 1) <= COVERS_NOTHING;
  return verdict !== 'unknown' && isNoise ? 'unusable' : verdict;
}

/** An interval that holds nothing and all that real pairs reach says neither yes nor no. */
const isVague = ({ low, high }: Estimate, asReal: number): boolean => low <= 0 && high >= Math.min(1, asReal);

/** 1 = row and ECG belong together as in real. `none`: no column can be read from a real ECG, or nobody was put aside. */
export function judgeJoint({ joint, ceiling }: Pick<EcgComparison, 'joint' | 'ceiling'>): Verdict | 'none' {
  const { score, reason } = joint;
  if (score === null) return reason === null || reason === 'too-few' ? 'unknown' : 'none';
  if (isVague(score, ceiling.joint.score?.low ?? 1)) return 'unknown';
  // Row and ECG may have nothing to do with each other.
  if (score.low <= 0) return 'unusable';
  const beside = judge(ceiling.joint.score, 'higher');
  if (beside !== 'unknown') return beside;
  if (score.high >= 1) return 'as-real';
  return score.value >= 0.75 ? 'close' : 'apart';
}

/** What is tested on synthetic pairs by a visitor's predictor, or learned from them by the built-in one. */
export function madeScores(predictor: PredictorReport): PredictorScores | null {
  return predictor.source === 'visitor' ? predictor.realOnSynthetic : predictor.syntheticOnHoldout;
}

/**
 * What is learned from synthetic pairs, held against what is learned from real ones, on the same patients put aside. For a
 * visitor's predictor: what it says of synthetic pairs against what it says of real ones.
 */
function judgePredictor(predictor: PredictorReport): ScoreVerdict {
  const real = predictor.realOnHoldout?.macro.auc ?? null;
  const synthetic = madeScores(predictor)?.macro.auc ?? null;
  // Where even real patients teach nothing, synthetic ones cannot be blamed.
  if (real === null || synthetic === null || real.low <= 0.5) return 'unknown';
  if (synthetic.value >= real.low) return 'as-real';
  return real.low - synthetic.value <= CLOSE ? 'close' : 'apart';
}

/** `none`: nobody was put aside, or nothing is to be predicted. A handful of patients put aside judge nothing. */
export function judgeUse(predictor: PredictorReport): ScoreVerdict | 'none' {
  const { reason } = predictor;
  if (reason === 'too-few') return 'unknown';
  return reason === null ? judgePredictor(predictor) : 'none';
}

const isAbove = (estimate: Estimate | null, limit: number): boolean => estimate !== null && estimate.low > limit;

/** A sign of copies in ECGs, pairs or membership that chance does not explain. */
export function judgeEcgPrivacy({ images, pairs, membership }: EcgPrivacy): PrivacyVerdict {
  if (isAbove(images.copies, 0) || isAbove(pairs.copies, 0) || isAbove(membership, 0.5)) return 'copies';
  return images.copies === null ? 'unknown' : 'no-sign';
}

/** Rows and ECGs together. A warning on either side stands; the all-clear needs both. */
export function worstPrivacy(rows: PrivacyVerdict, ecgs: EcgPrivacy | null): PrivacyVerdict {
  const ofEcgs = ecgs === null ? 'unknown' : judgeEcgPrivacy(ecgs);
  if (rows === 'copies' || ofEcgs === 'copies') return 'copies';
  if (rows === 'unknown') return 'unknown';
  return ofEcgs === 'no-sign' ? 'no-sign' : 'no-sign-rows';
}
