/** The part of a report that needs trained networks, as one; null where it was not measured. */
import type { EcgCeilings, EcgComparison, EcgPrivacy, StudyReport } from '../core/report/ecg-comparison.ts';

export type MeasuredEcgs = Omit<EcgComparison, 'version' | 'seed'>;

function hasCeilings(ceiling: StudyReport['ceiling']): ceiling is StudyReport['ceiling'] & EcgCeilings {
  return 'detection' in ceiling && 'joint' in ceiling;
}

function privacyOf({ privacy }: StudyReport): EcgPrivacy | null {
  const { images, pairs } = privacy;
  if (images === null || pairs === null) return null;
  return { images, pairs, membership: privacy.membership, reason: privacy.reason };
}

export function measuredEcgs(study: StudyReport): MeasuredEcgs | null {
  const { detection, images, joint, predictor, ceiling, projections, n, split } = study;
  const privacy = privacyOf(study);
  if (detection === null || images === null || joint === null || predictor === null || privacy === null) return null;
  if (!hasCeilings(ceiling)) return null;
  return {
    n: { train: n.real, holdout: split.holdout.length, synthetic: n.synthetic },
    detection,
    images,
    joint,
    predictor,
    privacy,
    projections: { images: projections.images },
    ceiling,
  };
}
