/**
 * Numbers that stand for "not known": −9, 99, 999 … Only where the other values make a measurement of that size
 * implausible, so that a heart rate of 99 stays one.
 */

/** Value → how many rows. */
export type NumberCounts = ReadonlyMap<number, number>;

const CODE = /^(-1|-?(9{1,5}|8{2,5}|99[78]|99\.9|999\.9))$/u;
/** A code lies at least this many spans of the other values above the largest of them. */
const GAP_IN_SPANS = 2;
/** Fewer different values than this say nothing of what is plausible, unless they are the first whole numbers. */
const FEWEST_VALUES = 5;
const LARGEST_GRADE = 5;

function isSmallScale(values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 0 && value <= LARGEST_GRADE);
}

function isImplausible(code: number, others: readonly number[]): boolean {
  const low = others.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = others.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const isKnownScale = isSmallScale(others);
  if (others.length < (isKnownScale ? 2 : FEWEST_VALUES)) return false;
  // Where nothing else is negative, a measurement cannot be.
  if (code < 0) return low >= 0;
  if (code < 10 && !isKnownScale) return false;
  return code - high >= (isKnownScale ? 4 : Math.max(GAP_IN_SPANS * (high - low), 0.1 * high));
}

/** The codes among the values, ascending. */
export function findMissingCodes(counts: NumberCounts): number[] {
  const isCandidate = (value: number): boolean => CODE.test(String(value));
  const values = [...counts.keys()];
  const candidates = values.filter(isCandidate).toSorted((a, b) => a - b);
  const measured = values.filter((value) => !isCandidate(value));
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
