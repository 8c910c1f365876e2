/** Every reason for no score, checked for completeness by the compiler. */
import type { NoScoreReason } from '../../core/report/ecg-comparison.ts';

const ALL: Readonly<Record<NoScoreReason, true>> = {
  'no-holdout': true,
  'too-few': true,
  'nothing-readable': true,
  'no-targets': true,
};
export const NO_SCORE_REASONS = Object.keys(ALL) as NoScoreReason[];
