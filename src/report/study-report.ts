/** `report.json`: the comparison of rows and, where it was made, that of ECGs, in one tree. Ceilings stand where the scores do. */
import type { ComparisonReport } from '../core/report/comparison.ts';
import type { EcgComparison, StudyReport } from '../core/report/ecg-comparison.ts';

const NOT_MEASURED = { images: null, pairs: null, membership: null, reason: null } as const;

/** `ecgs` null: not measured. Both must be of the same model, pairs and seed. */
export function assembleStudyReport(rows: ComparisonReport, ecgs: EcgComparison | null): StudyReport {
  if (ecgs === null) {
    return {
      ...rows,
      detection: null,
      images: null,
      joint: null,
      predictor: null,
      projections: { ...rows.projections, images: null },
      privacy: { ...rows.privacy, ...NOT_MEASURED },
    };
  }
  if (ecgs.seed !== rows.seed || ecgs.n.train !== rows.n.real || ecgs.n.synthetic !== rows.n.synthetic) {
    throw new Error('two comparisons of different patients cannot be one report');
  }
  const { detection, images, joint, predictor, projections, privacy, ceiling } = ecgs;
  return {
    ...rows,
    detection,
    images,
    joint,
    predictor,
    projections: { ...rows.projections, images: projections.images },
    privacy: { ...rows.privacy, ...privacy },
    ceiling: { ...rows.ceiling, ...ceiling, privacy: { ...rows.ceiling.privacy, ...ceiling.privacy } },
  };
}
