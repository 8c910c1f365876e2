/**
 * Numbers that stand for "not known": −9, 99, 999 …, the largest numbers of programs and machines (MIMIC-IV-ECG: 29999), 777 of
 * surveys, an age of 300 (PTB-XL: above 89), a blood pressure of 0. Only where the other values make a measurement of that size
 * implausible, so that a heart rate of 99 stays one.
 */

import { largest, smallest } from '../core/maths/extremes.ts';

/** Value → how many rows. */
export type NumberCounts = ReadonlyMap<number, number>;

const CODE =
  /^(-1|-?(9{1,6}|8{2,6}|7{3,6}|[67]6{2,5}|99[78]|99\.9|999\.9|29999|3276[78]|65535|214748364[78]|4294967295|\d(\.\d+)?e\+(1[5-9]|[2-9]\d)))$/u;
/** What only programs and machines write: believed beside a single value that is far smaller. */
const OF_PROGRAMS = /^(29999|3276[78]|-3276[78]|65535|-?214748364[78]|4294967295|\d(\.\d+)?e\+(1[5-9]|[2-9]\d))$/u;
const FAR_SMALLER = 0.1;
/** Nobody is older. */
const OLDEST = 120;
/** A value that no code looks like is one only so far beyond the others, and where it repeats. */
const FAR_IN_SPANS = 10;
const FEWEST_REPEATS = 3;
/** A zero among measurements is none where the smallest of the others is at least this part of their median. */
const NEAR_ZERO = 0.1;
/** A code lies at least this many spans of the other values above the largest of them. */
const GAP_IN_SPANS = 2;
/** Fewer different values than this say nothing of what is plausible, unless they are the first whole numbers. */
const FEWEST_VALUES = 5;
const LARGEST_GRADE = 5;

function isSmallScale(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 0 && value <= LARGEST_GRADE);
}

function isImplausible(code: number, others: readonly number[]): boolean {
  const low = smallest(others);
  const high = largest(others);
  const reach = Math.max(Math.abs(low), Math.abs(high));
  if (others.length > 0 && OF_PROGRAMS.test(String(code)) && reach < FAR_SMALLER * Math.abs(code)) return true;
  const isKnownScale = isSmallScale(others);
  if (others.length < (isKnownScale ? 2 : FEWEST_VALUES)) return false;
  // Where nothing else is negative, a measurement cannot be.
  if (code < 0) return low >= 0 || low - code >= GAP_IN_SPANS * (high - low);
  if (code < 10 && !isKnownScale) return false;
  return code - high >= (isKnownScale ? 4 : Math.max(GAP_IN_SPANS * (high - low), 0.1 * high));
}

/** What is known of a column by its name. */
export type MeasuredKind = 'age' | 'never-zero' | 'any';

/** The largest or smallest value where it repeats and lies far beyond all others. */
function findLone(counts: NumberCounts): number[] {
  const sorted = [...Float64Array.from(counts.keys()).sort()];
  return [
    { lone: sorted.at(-1), others: sorted.slice(0, -1) },
    { lone: sorted[0], others: sorted.slice(1) },
  ].flatMap(({ lone, others }) => {
    if (lone === undefined || others.length < FEWEST_VALUES || (counts.get(lone) ?? 0) < FEWEST_REPEATS) return [];
    const [low = 0, high = 0] = [others[0], others.at(-1)];
    const gap = lone > high ? lone - high : low - lone;
    return gap >= FAR_IN_SPANS * Math.max(high - low, Math.abs(high) / FAR_IN_SPANS) ? [lone] : [];
  });
}

function findImpossible(counts: NumberCounts, kind: MeasuredKind): number[] {
  const values = [...counts.keys()];
  switch (kind) {
    case 'age': {
      const old = values.filter((value) => value > OLDEST);
      // Else it is an age in days or months.
      return old.length < values.length / 2 ? old : [];
    }
    case 'never-zero': {
      const others = [...Float64Array.from(values.filter((value) => value > 0)).sort()];
      const isApart =
        (others[0] ?? 0) >= NEAR_ZERO * (others[Math.floor(others.length / 2)] ?? Number.POSITIVE_INFINITY);
      return counts.has(0) && others.length >= FEWEST_VALUES && others.length === values.length - 1 && isApart
        ? [0]
        : [];
    }
    case 'any':
      return [];
    default:
      return kind satisfies never;
  }
}

/** The codes among the values, ascending. `kind`: what the column's name says it is. */
export function findMissingCodes(counts: NumberCounts, kind: MeasuredKind = 'any'): number[] {
  const codes = new Set([...findUsualCodes(counts), ...findImpossible(counts, kind)]);
  const rest = codes.size === 0 ? counts : new Map([...counts].filter(([value]) => !codes.has(value)));
  return [...codes, ...findLone(rest)].toSorted((a, b) => a - b);
}

function findUsualCodes(counts: NumberCounts): number[] {
  const candidates: number[] = [];
  const measured: number[] = [];
  for (const value of counts.keys()) {
    // Of numbers with decimals only these two are codes.
    const isCode = (Number.isInteger(value) || value === 99.9 || value === 999.9) && CODE.test(String(value));
    (isCode ? candidates : measured).push(value);
  }
  if (candidates.length === 0) return [];
  candidates.sort((a, b) => a - b);
  // Plausible candidates, from the smallest on, are measurements that the others are held against.
  const codes: number[] = [];
  for (const code of candidates.filter((value) => value >= 0)) {
    if (
      isImplausible(
        code,
        measured.filter((value) => value >= 0 || !candidates.includes(value)),
      )
    )
      codes.push(code);
    else measured.push(code);
  }
  for (const code of candidates.filter((value) => value < 0)) if (isImplausible(code, measured)) codes.push(code);
  return codes.toSorted((a, b) => a - b);
}
