/** What a score means beside its ceiling: the score of synthetic rows at the ceiling's own n, held against low and high. */
import type { Ceiling } from '../core/report/comparison.ts';

/**
 * Three levels: as good as real; not as good as real (`close`, `apart`); `unusable`, for software tests only. `unknown`:
 * too few patients for a verdict.
 */
export type Verdict = 'as-real' | 'close' | 'apart' | 'unusable' | 'unknown';
/** Of a score that has a ceiling, and no limit beyond which nothing is left. */
export type ScoreVerdict = Exclude<Verdict, 'unusable'>;
/** `no-sign-rows`: the rows give no sign, and the ECGs were not or could not be looked at. */
export type PrivacyVerdict = 'no-sign' | 'no-sign-rows' | 'copies' | 'unknown';

/** `one`: neither less nor more than real. */
export type Direction = 'higher' | 'lower' | 'one';

/** Outside the ceiling by no more than this is still close, for scores that run from 0 to 1. */
export const CLOSE = 0.05;

/** With fewer rows a side, chance alone explains nearly everything. */
export const LEAST_ROWS = 10;

function gapOf({ synthetic, low, high }: Ceiling, better: Direction): number {
  switch (better) {
    case 'higher':
      return low - synthetic;
    case 'lower':
      return synthetic - high;
    case 'one':
      return Math.max(low - synthetic, synthetic - high);
    default:
      return better satisfies never;
  }
}

export function judge(ceiling: Ceiling | null, better: Direction, close = CLOSE): ScoreVerdict {
  if (ceiling === null || ceiling.n < LEAST_ROWS) return 'unknown';
  const gap = gapOf(ceiling, better);
  if (gap <= 0) return 'as-real';
  return gap <= close ? 'close' : 'apart';
}

const WORST_FIRST = ['apart', 'close', 'as-real'] as const;

/** Of several scores of one question: the worst that is known. */
export function worst(verdicts: readonly ScoreVerdict[]): ScoreVerdict {
  return WORST_FIRST.find((v) => verdicts.includes(v)) ?? 'unknown';
}
