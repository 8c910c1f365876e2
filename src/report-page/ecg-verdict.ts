/** What the scores of the ECG comparison mean beside their ceilings, one verdict a question. Null sections: unknown. */
import type { Ceiling } from '../core/comparison.ts';
import type { EcgCeilings, EcgPrivacy, Estimate, PredictorReport, StudyReport } from '../core/ecg-comparison.ts';
import { judge, type PrivacyVerdict, type Verdict, worst } from './verdict.ts';

/** Further below real than this is no longer close; AUCs run from 0.5 to 1. */
const CLOSE_AUC = 0.05;

/** A distance without a fixed scale: outside the ceiling by no more than the ceiling is wide is still close. */
function judgeDistance(ceiling: Ceiling | null): Verdict {
  const verdict = judge(ceiling, 'lower');
  if (ceiling === null || verdict === 'unknown') return verdict;
  const gap = ceiling.synthetic - ceiling.high;
  if (gap <= 0) return 'as-real';
  return gap <= ceiling.high - ceiling.low ? 'close' : 'apart';
}

export function judgeImages({ kid, precision, recall, coverage, diversity }: EcgCeilings['images']): Verdict {
  const shares = [precision, recall, coverage, diversity].map((ceiling) => judge(ceiling, 'higher'));
  return worst([judgeDistance(kid), ...shares]);
}

export function judgeDetection({ rows, images, pairs }: EcgCeilings['detection']): Verdict {
  return worst([rows, images, pairs].map((ceiling) => judge(ceiling, 'lower')));
}

/** Trained on synthetic beside trained on real, both on real patients put aside. */
export function judgePredictor({ realOnHoldout, syntheticOnHoldout }: PredictorReport): Verdict {
  const real = realOnHoldout?.macro.auc ?? null;
  const synthetic = syntheticOnHoldout?.macro.auc ?? null;
  if (real === null || synthetic === null) return 'unknown';
  if (synthetic.value >= real.low) return 'as-real';
  return synthetic.value >= real.low - CLOSE_AUC ? 'close' : 'apart';
}

/** A warning where chance does not explain what was found. */
export function judgeEcgPrivacy({ images, pairs, membership }: EcgPrivacy): PrivacyVerdict {
  const isAbove = (estimate: Estimate | null, chance: number): boolean => estimate !== null && estimate.low > chance;
  if (isAbove(images.copies, 0) || isAbove(pairs.copies, 0) || isAbove(membership, 0.5)) return 'copies';
  return images.copies === null ? 'unknown' : 'no-sign';
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

export function ecgVerdicts(study: StudyReport): EcgVerdicts {
  const ceilings = ecgCeilings(study);
  const privacy = ecgPrivacy(study);
  return {
    detection: ceilings === null ? 'unknown' : judgeDetection(ceilings.detection),
    images: ceilings === null ? 'unknown' : judgeImages(ceilings.images),
    joint: ceilings === null ? 'unknown' : judge(ceilings.joint.score, 'higher'),
    predictor: study.predictor === null ? 'unknown' : judgePredictor(study.predictor),
    ecgPrivacy: privacy === null ? 'unknown' : judgeEcgPrivacy(privacy),
  };
}
