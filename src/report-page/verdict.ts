/** The verdicts of the questions about rows. */
import type { ComparisonReport, RowPrivacy } from '../core/report/comparison.ts';
import { judge, LEAST_ROWS, type PrivacyVerdict, type Verdict, worst } from './score-verdict.ts';

export { judge, worst } from './score-verdict.ts';
export type { Direction, PrivacyVerdict, Verdict } from './score-verdict.ts';

/** `look`: for the eye. `none`: cannot be asked of these data. `unmeasured`: nobody has asked yet. */
export type AnyVerdict = Verdict | PrivacyVerdict | 'look' | 'none' | 'unmeasured';

/** Nearer to real patients than they are to each other, or equal to them more often, is a sign of copies. */
export function judgePrivacy(
  rows: RowPrivacy,
  ceiling: ComparisonReport['ceiling']['privacy']['rows'],
): PrivacyVerdict {
  const { q1, q5, q50 } = ceiling.dcr.synthetic;
  const equal = ceiling.identicalShare;
  const known = [q1, q5, q50].filter((c) => c !== null);
  const hasMoreEqual = equal === null ? rows.identicalShare > 0 : equal.synthetic > equal.high;
  if (hasMoreEqual || known.some((c) => c.synthetic < c.low)) return 'copies';
  // A warning is worth giving on few patients; the all-clear is not.
  const isEnough = known.length > 0 && equal !== null && equal.n >= LEAST_ROWS;
  return isEnough ? 'no-sign' : 'unknown';
}

/** The verdict of every question about rows. */
export function verdictsOf({ privacy, ceiling }: Pick<ComparisonReport, 'privacy' | 'ceiling'>): {
  readonly columns: Verdict;
  readonly pairs: Verdict;
  readonly overlap: 'look';
  readonly privacy: PrivacyVerdict;
} {
  return {
    columns: judge(ceiling.shapesScore, 'higher'),
    pairs: worst([judge(ceiling.pairsScore, 'higher'), judge(ceiling.correlation.meanAbsoluteDifference, 'lower')]),
    overlap: 'look',
    privacy: judgePrivacy(privacy.rows, ceiling.privacy.rows),
  };
}
