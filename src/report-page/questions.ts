/** The six questions of the comparison and the verdict of each. */
import type { ComparisonReport } from '../core/report/comparison.ts';
import type { EcgComparison } from '../core/report/ecg-comparison.ts';
import { judgeEcgs, judgeFit, judgeUse, worstPrivacy } from './ecg-verdict.ts';
import { type PrivacyVerdict, type Verdict, verdictsOf } from './verdict.ts';

export const QUESTIONS = ['columns', 'pairs', 'ecgs', 'fit', 'privacy', 'use'] as const;
export type QuestionName = (typeof QUESTIONS)[number];

export interface QuestionVerdicts {
  readonly columns: Verdict;
  readonly pairs: Verdict;
  readonly ecgs: Verdict | 'unmeasured';
  readonly fit: Verdict | 'none' | 'unmeasured';
  readonly privacy: PrivacyVerdict;
  readonly use: Verdict | 'none' | 'unmeasured';
}

/** `ecgs` is null until the ECGs are measured. */
export function questionVerdicts(report: ComparisonReport, ecgs: EcgComparison | null): QuestionVerdicts {
  const rows = verdictsOf(report);
  return {
    columns: rows.columns,
    pairs: rows.pairs,
    ecgs: ecgs === null ? 'unmeasured' : judgeEcgs(ecgs),
    fit: ecgs === null ? 'unmeasured' : judgeFit(ecgs),
    privacy: worstPrivacy(rows.privacy, ecgs?.privacy ?? null),
    use: ecgs === null ? 'unmeasured' : judgeUse(ecgs.predictor),
  };
}
