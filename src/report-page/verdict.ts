/** What a score means beside its ceiling: the score of synthetic rows at the ceiling's own n, held against low and high. */
import type { Ceiling, ComparisonReport, RowPrivacy } from '../core/comparison.ts';

export type Verdict = 'as-real' | 'close' | 'apart' | 'unknown';
export type PrivacyVerdict = 'no-sign' | 'copies' | 'unknown';
export type AnyVerdict = Verdict | PrivacyVerdict | 'look';

export type Direction = 'higher' | 'lower';

/** Outside the ceiling by no more than this is still close; all judged scores run from 0 to 1. */
const CLOSE = 0.05;

/** With fewer rows a side, chance alone explains nearly everything. */
const LEAST_ROWS = 10;

export function judge(ceiling: Ceiling | null, better: Direction): Verdict {
  if (ceiling === null || ceiling.n < LEAST_ROWS) return 'unknown';
  const { synthetic, low, high } = ceiling;
  const gap = better === 'higher' ? low - synthetic : synthetic - high;
  if (gap <= 0) return 'as-real';
  return gap <= CLOSE ? 'close' : 'apart';
}

const WORST_FIRST = ['apart', 'close', 'as-real'] as const;

/** Of several scores of one question: the worst that is known. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((v) => verdicts.includes(v)) ?? 'unknown';
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

export const QUESTIONS = ['columns', 'pairs', 'overlap', 'privacy'] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/** The verdict of every question. */
export function verdictsOf({ privacy, ceiling }: ComparisonReport): {
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
