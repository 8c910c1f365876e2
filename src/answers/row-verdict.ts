/** The verdicts of the questions about rows. */
import type { ComparisonReport, RowPrivacy } from '../core/report/comparison.ts';
import { CLOSE, judge, LEAST_ROWS, type PrivacyVerdict, type ScoreVerdict, worst } from './score-verdict.ts';

/** As good as real is said only of what is known to be at least half of it. */
const LEAST_KNOWN = 0.5;

type Ceilings = Pick<ComparisonReport, 'ceiling'>;

export function judgeColumns({ ceiling }: Ceilings): ScoreVerdict {
  return judge(ceiling.shapesScore, 'higher');
}

/** Without patients put aside there is no ceiling: then the interval says whether all may be kept. */
function judgeDependence({ dependence, ceiling }: Ceilings & Pick<ComparisonReport, 'dependence'>): ScoreVerdict {
  if (dependence === null) return 'unknown';
  if (ceiling.dependence !== null) return judge(ceiling.dependence, 'higher');
  const n = ceiling.correlation.meanAbsoluteDifference?.n ?? 0;
  if (dependence.against === 'holdout' || n < LEAST_ROWS) return 'unknown';
  if (dependence.high >= 1) return 'as-real';
  return dependence.value >= 1 - 2 * CLOSE ? 'close' : 'apart';
}

export function judgePairs(report: Ceilings & Pick<ComparisonReport, 'dependence'>): ScoreVerdict {
  const { dependence, ceiling } = report;
  const verdict = worst([judgeDependence(report), judge(ceiling.correlation.meanAbsoluteDifference, 'lower')]);
  // An interval that holds less than half of what is real, and all of it, says neither yes nor no.
  const isVague = dependence !== null && dependence.low < LEAST_KNOWN && dependence.high >= 1;
  return isVague && verdict === 'as-real' ? 'unknown' : verdict;
}

/**
 * Below this share of the shortest distances of real patients, rows come too near. Other real patients go down to 0.88 of them (ten
 * samples of 24 and 96 rows): halves of the same patients vary less than new ones do. A tenth of copies with three cells changed
 * lies at 0.2 to 0.6.
 */
const NEARER = 0.8;

/** Much nearer to real patients than they are to each other, or equal to them more often, is a sign of copies. */
export function judgePrivacy(
  rows: RowPrivacy,
  ceiling: ComparisonReport['ceiling']['privacy']['rows'],
): PrivacyVerdict {
  const { q1, q5, q50 } = ceiling.dcr.synthetic;
  const equal = ceiling.identicalShare;
  const known = [q1, q5, q50].filter((c) => c !== null);
  const hasMoreEqual = equal === null ? rows.identicalShare > 0 : equal.synthetic > equal.high;
  // One split of the patients moves the share by ± 0.05: only an interval that leaves out chance is a sign.
  const isNearer = (rows.dcrShareInterval?.low ?? 0) > Math.max(0.5, ceiling.dcrShare?.high ?? 0.5);
  if (hasMoreEqual || isNearer || known.some((c) => c.synthetic < NEARER * c.low)) return 'copies';
  // A warning is worth giving on few patients; the all-clear is not.
  const isEnough = known.length > 0 && equal !== null && equal.n >= LEAST_ROWS;
  return isEnough ? 'no-sign' : 'unknown';
}
