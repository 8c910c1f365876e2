/** The verdicts of the questions about rows. */
import type { ComparisonReport, RowPrivacy } from '../core/report/comparison.ts';
import { judge, LEAST_ROWS, type PrivacyVerdict, type ScoreVerdict, worst } from './score-verdict.ts';

type Ceilings = Pick<ComparisonReport, 'ceiling'>;

export function judgeColumns({ ceiling }: Ceilings): ScoreVerdict {
  return judge(ceiling.shapesScore, 'higher');
}

export function judgePairs({ ceiling }: Ceilings): ScoreVerdict {
  return worst([judge(ceiling.pairsScore, 'higher'), judge(ceiling.correlation.meanAbsoluteDifference, 'lower')]);
}

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
