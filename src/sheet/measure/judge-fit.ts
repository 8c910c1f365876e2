/**
 * Whether the measured sheet describes the pictures: strips were found, every picture's traces rest on them, and beats,
 * shapes and wander explain its ink. What does not is another layout, a tilted photograph, or no sheet.
 */
import { quantile } from '../../core/maths/moments.ts';
import type { Misfit } from '../../core/sheet-fit.ts';
import type { Traces } from './follow-traces.ts';

export interface Judgement {
  readonly fits: boolean;
  readonly reason: Misfit | null;
  /** Middle and lower tenth of the pictures' explained ink, 0 … 1. */
  readonly explained: { readonly middle: number; readonly low: number };
  /** Pictures whose traces do not lie where the others' do, or whose ink is not explained; from 0. */
  readonly odd: readonly number[];
}

/** A picture is one of the sheet when at least this share of every strip's columns has ink at rest. */
const AT_REST = 0.5;
/** Share of odd pictures that a model is still made of. */
const MOST_ODD = 0.1;
/** Explained ink of the middle and of the lower tenth; below `NOTHING` there is no sheet at all. */
const EXPLAINED = { middle: 0.75, low: 0.65 } as const;
const NOTHING = 0.15;

export function judgeFit(traces: Traces, explained: Float32Array): Judgement {
  const { strips, atRest } = traces;
  const sorted = explained.toSorted();
  const middle = sorted.length === 0 ? 0 : quantile(sorted, 0.5);
  const low = sorted.length === 0 ? 0 : quantile(sorted, 0.1);
  const elsewhere: number[] = [];
  const odd: number[] = [];
  for (let n = 0; n < traces.count; n++) {
    const isElsewhere = atRest.subarray(n * strips, (n + 1) * strips).some((share) => share < AT_REST);
    if (isElsewhere) elsewhere.push(n);
    if (isElsewhere || (explained[n] ?? 0) < EXPLAINED.low) odd.push(n);
  }
  const reasonOf = (): Misfit | null => {
    if (strips === 0) return 'no-strips';
    if (middle < NOTHING) return 'unexplained';
    if (elsewhere.length > MOST_ODD * traces.count) return 'several-layouts';
    return middle < EXPLAINED.middle || low < EXPLAINED.low ? 'unexplained' : null;
  };
  const reason = reasonOf();
  return { fits: reason === null, reason, explained: { middle, low }, odd };
}
