/**
 * Whether a column tells patients or records apart, by its header and by its content: numbers given rather than measured, codes of one
 * shape, row numbers. Not who somebody is: names and document numbers are personal.
 */
import { isNamed, NAMELESS_HEADER, STRONG_ID_HEADER, WEAK_ID_HEADER } from './column-names.ts';
import { cleanCell, type ColumnProfile } from './column-profile.ts';

/** From here on numbers are long enough to be given. */
const LONG = 10_000;
/** Fewer rows in order say nothing. */
const FEWEST_IN_ORDER = 20;
/** Smaller numbers in order may be ages of a sorted table. */
const FEWEST_GIVEN = 1000;
/** Fewer different values could be groups of patients. */
const FEWEST_GROUPS = 8;
/** More groups than a column of them has. */
const MOST_GROUPS = 12;
/** Words that end in "id" and are none. */
const NO_ID =
  /(oid|lipid|acid|arotid|fluid|solid|rapid|hybrid|covid|aid|avid|valid|void|humid|liquid|druid|grid|morbid|placid|rigid|mid|kid|lid)$/iu;

/** Most values occur once; among very few rows that means nothing. */
export function isNearlyUnique(profile: ColumnProfile, fewest = 5): boolean {
  return profile.present >= fewest && profile.counts.size >= 0.7 * profile.present;
}

/** Most values occur once, or each in rows of its own below one another, as several visits of a patient do. */
function isGiven(profile: ColumnProfile): boolean {
  return isNearlyUnique(profile) || standsInRuns(profile);
}

/** Every value in one run of rows, not sorted, and some in more than one row. */
function standsInRuns({ column: { codes }, counts, present, missing }: ColumnProfile): boolean {
  if (missing > 0 || counts.size < FEWEST_GROUPS || counts.size >= present) return false;
  let runs = 1;
  for (let row = 1; row < codes.length; row++) if (codes[row] !== codes[row - 1]) runs += 1;
  return runs === counts.size;
}

/** Larger from row to row. */
function isInOrder(profile: ColumnProfile): boolean {
  const { column, clean, missing, present, counts } = profile;
  if (missing > 0 || present < FEWEST_IN_ORDER || counts.size < present) return false;
  return (
    column.codes.every(
      (_, row) => row === 0 || Number(cleanCell(profile, row)) > Number(cleanCell(profile, row - 1)),
    ) && clean.length > 0
  );
}

/** Sorted up or down by value, ties allowed. */
function isSorted(profile: ColumnProfile): boolean {
  const values = Array.from(profile.column.codes, (_, row) => Number(cleanCell(profile, row)));
  const up = values.every((value, row) => row === 0 || value >= (values[row - 1] ?? value));
  return up || values.every((value, row) => row === 0 || value <= (values[row - 1] ?? value));
}

/** A number that is measured or counted is often rounded; one that is given is so one time in ten. */
function isRounded(counts: ReadonlyMap<string, number>): boolean {
  let round = 0;
  for (const value of counts.keys()) if (value.endsWith('0')) round += 1;
  return round > 0.3 * counts.size;
}

function isLong(counts: ReadonlyMap<string, number>): boolean {
  let long = 0;
  for (const value of counts.keys()) if (Number(value) >= LONG) long += 1;
  return long >= 0.9 * counts.size;
}

function areGivenNumbers(profile: ColumnProfile): boolean {
  const { isWhole, counts, min, max } = profile;
  if (!isWhole || min < 0 || counts.size < 3) return false;
  if (max >= FEWEST_GIVEN && isInOrder(profile)) return true;
  if (standsInRuns(profile) && max >= 100 && !isSorted(profile) && !isRounded(counts)) return true;
  return isLong(counts) && !isRounded(counts) && isGiven(profile) && max <= 1000 * Math.max(1, min);
}

/** The shape of a code: letters as A, digits as 9, so that "F-4711" and "F-4712" have one. */
function shapeOf(text: string): string {
  return text.replaceAll(/\p{L}/gu, 'A').replaceAll(/\p{N}+/gu, '9');
}

/** Codes with a number of at least three digits in one shape, or long ones without blanks as UUIDs. */
function areGivenCodes(profile: ColumnProfile): boolean {
  const { isNumeric, counts } = profile;
  if (isNumeric || counts.size < 5) return false;
  const shapes = new Map<string, number>();
  let numbered = 0;
  for (const text of counts.keys()) {
    if (/\s/u.test(text) || !/\d{3}|\d[\dA-F-]{8}/iu.test(text)) continue;
    numbered += 1;
    const shape = shapeOf(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const most = Math.max(0, ...shapes.values());
  const isUniform =
    most >= 0.8 * counts.size ||
    (numbered >= 0.9 * counts.size && [...counts.keys()].every((text) => text.length >= 16));
  return isUniform && isGiven(profile);
}

/** A name that ends in "id", glued or not, above values that could be given. */
function isGluedId(profile: ColumnProfile): boolean {
  const { name, counts, isNumeric, isWhole } = profile;
  if (!/[a-z]{2,}(id|ids|nr|num)$/iu.test(name) || NO_ID.test(name)) return false;
  const hasDigits = isNumeric ? isWhole : [...counts.keys()].every((text) => /\d/u.test(text));
  return hasDigits && (counts.size > MOST_GROUPS || (counts.size > 2 && isGiven(profile)));
}

/** Row numbers as programs write them, also where rows were taken out, mixed or joined. */
function isRowNumber({ name, isWhole, min, missing, counts, present }: ColumnProfile): boolean {
  return (
    NAMELESS_HEADER.test(name) && missing === 0 && present >= 5 && counts.size > 0.5 * present && isWhole && min >= 0
  );
}

/**
 * `named`: the header says so. `row`: numbers of rows, which tell no patient. `content`: nothing says so, and the numbers may as well
 * be those of cases or policies. Null: no ids.
 */
export function findRecordIds(profile: ColumnProfile): 'named' | 'row' | 'content' | null {
  const { name, counts } = profile;
  // Two values are a measurement or a group, whatever their name.
  if (isNamed(name, STRONG_ID_HEADER) && counts.size > 2) return 'named';
  if (isNamed(name, WEAK_ID_HEADER) && (isNearlyUnique(profile) || counts.size > 20)) return 'named';
  if (isRowNumber(profile)) return 'row';
  if (isGluedId(profile)) return 'named';
  return areGivenNumbers(profile) || areGivenCodes(profile) ? 'content' : null;
}
