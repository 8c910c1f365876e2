/** The verdicts of the questions that need trained networks: ECGs, fit of row and ECG, use, copies. */
import type {
  EcgCeilings,
  EcgComparison,
  EcgPrivacy,
  Estimate,
  JointScores,
  PredictorReport,
  StudyReport,
} from '../core/report/ecg-comparison.ts';
import { CLOSE, judge, type PrivacyVerdict, type Verdict, worst } from './score-verdict.ts';

/** Kernel distances have no scale of their own: close is as far again as chance spreads. */
const widthOf = (range: { readonly low: number; readonly high: number } | null): number =>
  range === null ? 0 : range.high - range.low;

/** Likeness and variety. */
export function judgeImages({ kid, precision, recall, coverage, diversity }: EcgCeilings['images']): Verdict {
  return worst([
    judge(kid, 'lower', widthOf(kid)),
    ...[precision, recall, coverage].map((score) => judge(score, 'higher')),
    judge(diversity, 'one'),
  ]);
}

export function judgeDetection({ rows, images, pairs }: EcgCeilings['detection']): Verdict {
  return worst([rows, images, pairs].map((score) => judge(score, 'lower')));
}

/** Likeness, variety, and whether a network tells them from real ones: the worst. */
export function judgeEcgs({ ceiling }: { readonly ceiling: EcgCeilings }): Verdict {
  return worst([judgeImages(ceiling.images), judge(ceiling.detection.images, 'lower')]);
}

/** An interval this wide says neither yes nor no. */
const isVague = ({ low, high }: Estimate): boolean => low <= 0 && high >= 1;

/** 1 = row and ECG belong together as in real. `none`: no column can be read from a real ECG, or nobody was put aside. */
export function judgeFit({ joint, ceiling }: Pick<EcgComparison, 'joint' | 'ceiling'>): Verdict | 'none' {
  const { score, reason } = joint;
  if (score === null) return reason === null || reason === 'too-few' ? 'unknown' : 'none';
  if (isVague(score)) return 'unknown';
  const beside = judge(ceiling.joint.score, 'higher');
  if (beside !== 'unknown') return beside;
  if (score.high >= 1) return 'as-real';
  return score.value >= 0.75 ? 'close' : 'apart';
}

/**
 * What is learned from synthetic pairs, held against what is learned from real ones, on the same patients put aside. For a
 * visitor's predictor: what it says of synthetic pairs against what it says of real ones.
 */
function judgePredictor({ realOnHoldout, realOnSynthetic, syntheticOnHoldout, source }: PredictorReport): Verdict {
  const real = realOnHoldout?.macro.auc ?? null;
  const synthetic = (source === 'visitor' ? realOnSynthetic : syntheticOnHoldout)?.macro.auc ?? null;
  // Where even real patients teach nothing, synthetic ones cannot be blamed.
  if (real === null || synthetic === null || real.low <= 0.5) return 'unknown';
  if (synthetic.value >= real.low) return 'as-real';
  return real.low - synthetic.value <= CLOSE ? 'close' : 'apart';
}

/** `none`: nobody was put aside, or nothing is to be predicted. A handful of patients put aside judge nothing. */
export function judgeUse(predictor: PredictorReport): Verdict | 'none' {
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

export interface EcgVerdicts {
  readonly detection: Verdict;
  readonly images: Verdict;
  readonly joint: Verdict;
  readonly predictor: Verdict;
  readonly ecgPrivacy: PrivacyVerdict;
}

function hasCeilings(ceiling: StudyReport['ceiling']): ceiling is StudyReport['ceiling'] & EcgCeilings {
  return 'detection' in ceiling && 'joint' in ceiling;
}

/** The ceilings of the scores that need trained networks; null where those were not measured. */
export function ecgCeilings(study: StudyReport): EcgCeilings | null {
  return hasCeilings(study.ceiling) ? study.ceiling : null;
}

/** The privacy of ECGs and pairs; null where it was not measured. */
export function ecgPrivacy({ privacy }: StudyReport): EcgPrivacy | null {
  const { images, pairs } = privacy;
  if (images === null || pairs === null) return null;
  return { images, pairs, membership: privacy.membership, reason: privacy.reason };
}

function judgeJoint(joint: JointScores | null, ceiling: EcgCeilings): Verdict | 'none' {
  return joint === null ? 'unknown' : judgeFit({ joint, ceiling });
}

/** The file has no word of its own for what cannot be asked. */
const known = (verdict: Verdict | 'none'): Verdict => (verdict === 'none' ? 'unknown' : verdict);

export function ecgVerdicts(study: StudyReport): EcgVerdicts {
  const ceilings = ecgCeilings(study);
  const privacy = ecgPrivacy(study);
  return {
    detection: ceilings === null ? 'unknown' : judgeDetection(ceilings.detection),
    images: ceilings === null ? 'unknown' : judgeEcgs({ ceiling: ceilings }),
    joint: ceilings === null ? 'unknown' : known(judgeJoint(study.joint, ceilings)),
    predictor: study.predictor === null ? 'unknown' : known(judgeUse(study.predictor)),
    ecgPrivacy: privacy === null ? 'unknown' : judgeEcgPrivacy(privacy),
  };
}
