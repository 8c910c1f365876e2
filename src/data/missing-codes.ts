/**
 * Numbers that stand for "not known": −9, 99, 999 …, the largest numbers of programs and machines (MIMIC-IV-ECG: 29999), 777 of
 * surveys, an age of 300 (PTB-XL: above 89), a blood pressure of 0. Only where the other values make a measurement of that size
 * implausible, so that a heart rate of 99 stays one.
 */

import { largest, smallest } from '../core/maths/extremes.ts';
import { type NumberCounts, rowsOf, without } from './number-counts.ts';

/** What only programs and machines write: believed beside a single value that is far smaller. */
const OF_PROGRAMS = new Set([29_999, 32_767, 32_768, -32_767, -32_768, 65_535, 4_294_967_295]);
for (const end of [2_147_483_647, 2_147_483_648]) OF_PROGRAMS.add(end).add(-end);
/** And powers of ten, "1e+30" as "9.97E+36". */
const LARGEST_NUMBER = 1e21;
/** Without a sign. */
const CODES = new Set([997, 998, 29_999, 32_767, 32_768, 65_535, 2_147_483_647, 2_147_483_648, 4_294_967_295]);
for (const [digit, least, most] of [
  [9, 1, 6],
  [8, 2, 6],
  [7, 2, 6],
  [6, 3, 6],
] as const) {
  for (let length = least; length <= most; length++) CODES.add(Number(String(digit).repeat(length)));
}
for (let length = 2; length <= 5; length++) CODES.add(Number(`7${'6'.repeat(length)}`));
/** Of numbers with decimals only these two are codes. */
const CODES_WITH_DECIMALS = new Set([99.9, 999.9]);

function isOfPrograms(value: number): boolean {
  return OF_PROGRAMS.has(value) || isPower(value);
}

function isPower(value: number): boolean {
  return value >= LARGEST_NUMBER && value < 1e100;
}

function isCode(value: number): boolean {
  if (!Number.isInteger(value)) return CODES_WITH_DECIMALS.has(value);
  return value === -1 || CODES.has(Math.abs(value)) || isPower(Math.abs(value));
}
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
  if (others.length > 0 && isOfPrograms(code) && reach < FAR_SMALLER * Math.abs(code)) return true;
  // Also beside a single value: nothing is coded so but what is not known.
  if (code < 0 && low >= 0 && others.length > 0 && /^-9+$/u.test(String(code))) return true;
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
  const { numbers } = counts;
  return [
    { lone: numbers.at(-1), others: numbers.subarray(0, -1) },
    { lone: numbers[0], others: numbers.subarray(1) },
  ].flatMap(({ lone, others }) => {
    if (lone === undefined || others.length < FEWEST_VALUES || rowsOf(counts, lone) < FEWEST_REPEATS) return [];
    const [low = 0, high = 0] = [others[0], others.at(-1)];
    const gap = lone > high ? lone - high : low - lone;
    return gap >= FAR_IN_SPANS * Math.max(high - low, Math.abs(high) / FAR_IN_SPANS) ? [lone] : [];
  });
}

function findImpossible({ numbers }: NumberCounts, kind: MeasuredKind): number[] {
  switch (kind) {
    case 'age': {
      const old = numbers.filter((value) => value > OLDEST);
      // Else it is an age in days or months.
      return old.length < numbers.length / 2 ? [...old] : [];
    }
    case 'never-zero': {
      // A zero, and all others above it.
      const others = numbers.subarray(1);
      const isApart =
        (others[0] ?? 0) >= NEAR_ZERO * (others[Math.floor(others.length / 2)] ?? Number.POSITIVE_INFINITY);
      return numbers[0] === 0 && others.length >= FEWEST_VALUES && isApart ? [0] : [];
    }
    case 'any':
      return [];
    default:
      return kind satisfies never;
  }
}

/** What surveys write below zero: not known, no answer, none of these, not asked, less than one (UK Biobank, SOEP). */
const BELOW_ZERO = new Set([-1, -2, -3, -5, -7, -8, -10]);

/** Negative numbers of surveys, where everything measured is a whole number from 0 on. One of them is said more than once. */
function findBelowZero(counts: NumberCounts): number[] {
  const negative = Array.from(counts.numbers.filter((value) => value < 0));
  const others = Array.from(counts.numbers.subarray(negative.length));
  if (negative.length === 0 || !negative.every((value) => BELOW_ZERO.has(value))) return [];
  if (!others.every((value) => Number.isInteger(value))) return [];
  if (others.length < (isSmallScale(others) ? 2 : FEWEST_VALUES)) return [];
  const rows = negative.map((value) => rowsOf(counts, value));
  return largest(rows, 0) >= FEWEST_REPEATS && largest(others, 0) > 0 ? negative : [];
}

/** What surveys write behind the grades they ask for: refused, not known, not asked. */
const OF_SURVEYS = new Set([7, 8, 9]);
const FEWEST_GRADES = 2;
const FEWEST_SKIPPED = 3;
const FEWEST_ANSWERS = 20;
const MOST_REFUSED = 0.15;

/** Beside all the grades from 0 or 1 on, with a gap that a count would have filled: 7 beside 1 to 4. */
function findRefused(counts: NumberCounts): number[] {
  const numbers = [...counts.numbers];
  const grades = numbers.filter((value) => value <= LARGEST_GRADE);
  const [low = -1, high = 0] = [grades[0], grades.at(-1)];
  const rest = numbers.slice(grades.length);
  const answers = counts.rows.reduce((sum, rows) => sum + rows, 0);
  const isScale = (low === 0 || low === 1) && grades.length >= FEWEST_GRADES && grades.length === high - low + 1;
  if (!isScale || !isSmallScale(grades) || answers < FEWEST_ANSWERS) return [];
  const rows = rest.map((value) => rowsOf(counts, value));
  const areApart = rest.every((value) => OF_SURVEYS.has(value) && value - high >= FEWEST_SKIPPED);
  const areFew = rows.every((count) => count <= MOST_REFUSED * answers) && largest(rows, 0) >= FEWEST_REPEATS;
  return areApart && areFew ? rest : [];
}

/** The codes among the values, ascending. `kind`: what the column's name says it is. */
export function findMissingCodes(counts: NumberCounts, kind: MeasuredKind = 'any'): number[] {
  const codes = new Set([
    ...findUsualCodes(counts),
    ...findBelowZero(counts),
    ...findRefused(counts),
    ...findImpossible(counts, kind),
  ]);
  const rest = codes.size === 0 ? counts : without(counts, (value) => codes.has(value));
  return [...codes, ...findLone(rest)].toSorted((a, b) => a - b);
}

function findUsualCodes({ numbers }: NumberCounts): number[] {
  const candidates = Array.from(numbers.filter(isCode));
  if (candidates.length === 0) return [];
  const measured = Array.from(numbers.filter((value) => !isCode(value)));
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
