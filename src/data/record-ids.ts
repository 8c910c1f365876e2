/**
 * Whether a column tells patients or records apart, by its header and by its content: numbers given rather than measured, codes of one
 * shape, row numbers. Not who somebody is: names and document numbers are personal.
 */
import { largest } from '../core/maths/extremes.ts';
import { numberAt } from '../core/typed-column.ts';
import { usualUnit } from './cell-number.ts';
import {
  AGE_HEADER,
  isNamed,
  MEASURED_HEADER,
  NAMELESS_HEADER,
  NEVER_ZERO_HEADER,
  PERCENT_HEADER,
  STENOSIS_HEADER,
  STRONG_ID_HEADER,
  WEAK_ID_HEADER,
} from './column-names.ts';
import { typedCells, type ColumnProfile } from './column-profile.ts';
import type { NumberCounts } from './number-counts.ts';

/** From here on numbers are long enough to be given. */
const LONG = 10_000;
/** Fewer rows in order say nothing. */
const FEWEST_IN_ORDER = 20;
const NEARLY_ALL = 0.97;
/** Smaller numbers in order may be ages of a sorted table. */
const FEWEST_GIVEN = 1000;
/** Fewer different values could be groups of patients. */
const FEWEST_GROUPS = 8;
const FEWEST_REPEATS = 3;
const LOOKED_AT = 50;
/** As many numbers have the same number of digits. */
const SAME_LENGTH = 0.8;
/** Of codes that have letters as well. */
const SHORTEST_CODE = 8;
const FEWEST_DIGITS = 4;
const FEWEST_DIGITS_APART = 8;
/** More groups than a column of them has. */
const MOST_GROUPS = 12;
/** Words that end in "id" and are none. */
const NO_ID =
  /(oid|lipid|acid|arotid|fluid|solid|rapid|hybrid|covid|aid|avid|valid|void|humid|liquid|druid|grid|morbid|placid|rigid|mid|kid|lid)$/iu;

/** Most values occur once; among very few rows that means nothing. */
export function isNearlyUnique(profile: ColumnProfile, fewest = 5): boolean {
  return profile.present >= fewest && profile.distinct >= 0.7 * profile.present;
}

/** Most values occur once, or each in rows of its own below one another, as several visits of a patient do. */
function isGiven(profile: ColumnProfile): boolean {
  return isNearlyUnique(profile) || standsInRuns(profile);
}

/** Every value in one run of rows, not sorted, and some in more than one row: so many that it is no chance. */
function standsInRuns({ column: { codes }, distinct, present, missing }: ColumnProfile): boolean {
  if (missing > 0 || distinct < FEWEST_GROUPS || present - distinct < FEWEST_REPEATS) return false;
  let runs = 1;
  for (let row = 1; row < codes.length; row++) if (codes[row] !== codes[row - 1]) runs += 1;
  return runs === distinct;
}

/** Larger from row to row, but for a row or two. */
function isInOrder(profile: ColumnProfile): boolean {
  const { missing, present, distinct } = profile;
  if (missing > 0 || present < FEWEST_IN_ORDER || distinct < NEARLY_ALL * present) return false;
  const cells = typedCells(profile);
  let steps = 0;
  for (let row = 1; row < cells.codes.length; row++) if (numberAt(cells, row) > numberAt(cells, row - 1)) steps += 1;
  return steps >= NEARLY_ALL * (present - 1);
}

/** Sorted up or down by value, ties allowed. */
function isSorted(profile: ColumnProfile): boolean {
  const cells = typedCells(profile);
  const values = Float64Array.from(cells.codes, (_, row) => numberAt(cells, row));
  const up = values.every((value, row) => row === 0 || value >= (values[row - 1] ?? value));
  return up || values.every((value, row) => row === 0 || value <= (values[row - 1] ?? value));
}

/** A number that is measured or counted is often rounded; one that is given is so one time in ten. */
function isRounded({ numbers }: NumberCounts): boolean {
  return numbers.filter((number) => number % 10 === 0).length > 0.3 * numbers.length;
}

function isLong({ numbers }: NumberCounts): boolean {
  return numbers.filter((number) => number >= LONG).length >= 0.9 * numbers.length;
}

/** Numbers that are given have as many digits, most of them; a measurement that reaches so far has not. */
function differInLength({ numbers }: NumberCounts): boolean {
  const lengths = new Map<number, number>();
  for (const number of numbers) {
    const { length } = String(number);
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  return largest(lengths.values(), 0) < SAME_LENGTH * numbers.length;
}

function areGivenNumbers(profile: ColumnProfile, isOfPatient: boolean): boolean {
  const { isWhole, numbers, distinct, min, max } = profile;
  if (!isWhole || min < 0 || distinct < 3) return false;
  if (max >= FEWEST_GIVEN && isInOrder(profile)) return true;
  if (isOfPatient && differInLength(numbers)) return false;
  if (standsInRuns(profile) && max >= 100 && !isSorted(profile) && !isRounded(numbers)) return true;
  return isLong(numbers) && !isRounded(numbers) && isGiven(profile) && max <= 1000 * Math.max(1, min);
}

/** The shape of a code: letters as A, digits as 9, so that "F-4711" and "F-4712" have one. */
function shapeOf(text: string): string {
  return text.replaceAll(/\p{L}/gu, 'A').replaceAll(/\p{N}+/gu, '9');
}

/** Letters and digits mixed, in parts or not, as insurers write numbers: "1EG4-TE5-MK72", "12 345678 A 123". */
function isMixedCode(text: string): boolean {
  if (!/^(?=.*\p{L})[\p{L}\d]+([ ./-][\p{L}\d]+)*$/u.test(text) || /\p{L}{4}/u.test(text)) return false;
  const digits = text.match(/\d/gu)?.length ?? 0;
  return digits >= (/\s/u.test(text) ? FEWEST_DIGITS_APART : FEWEST_DIGITS) && text.length >= SHORTEST_CODE;
}

/** Codes with a number of at least three digits in one shape, or long ones without blanks as UUIDs. */
function areGivenCodes(profile: ColumnProfile): boolean {
  const { words } = profile;
  if (words.size < 5) return false;
  const shapes = new Map<string, number>();
  let numbered = 0;
  for (const text of words.keys()) {
    // Blood pressure, and other sizes side by side.
    if (/^\d{1,3}\s*[/x×:-]\s*\d{1,3}$/iu.test(text)) return false;
    const isCode = isMixedCode(text) || (!/\s/u.test(text) && /\d{3}|\d[\dA-F-]{8}/iu.test(text));
    if (!isCode) continue;
    numbered += 1;
    const shape = shapeOf(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const most = largest(shapes.values(), 0);
  const isUniform =
    most >= 0.8 * words.size || (numbered >= 0.9 * words.size && [...words.keys()].every((text) => text.length >= 16));
  return isUniform && isGiven(profile);
}

const GLUED = /[a-z]{2,}(id|ids|nr)$/iu;
/** Of what: "textnum" and "valuenum" are columns of numbers. */
const NUMBER_OF =
  /(pat|patient|subj|subject|person|member|case|rec|record|visit|exam|study|file|card|chart|acc|accession|acct|account|order|sample|hosp|adm|admission|reg|registration|seq|serial|row|line)num$/iu;

/** A name that ends in "id", glued or not, above values that could be given. */
function isGluedId(profile: ColumnProfile): boolean {
  const { name, words, distinct, isNumeric, isWhole } = profile;
  if (NO_ID.test(name) || !(GLUED.test(name) || NUMBER_OF.test(name))) return false;
  const hasDigits = isNumeric ? isWhole : [...words.keys()].every((text) => /\d/u.test(text));
  return hasDigits && (distinct > MOST_GROUPS || (distinct > 2 && isGiven(profile)));
}

/** Row numbers as programs write them, also where rows were taken out, mixed or joined. */
function isRowNumber({ name, isWhole, min, missing, distinct, present }: ColumnProfile): boolean {
  return NAMELESS_HEADER.test(name) && missing === 0 && present >= 5 && distinct > 0.5 * present && isWhole && min >= 0;
}

/** 0, 1, 2 … or 1, 2, 3 … from row to row, a few left out: rows that somebody numbered, whatever the column is called. */
function isCounter(profile: ColumnProfile): boolean {
  const { isWhole, missing, min, max, distinct, present } = profile;
  if (!isWhole || missing > 0 || present < FEWEST_IN_ORDER || distinct < present) return false;
  return (min === 0 || min === 1) && max <= present / NEARLY_ALL && isInOrder(profile);
}

/** By its name, or by a unit: the weight of a patient stands in all of his rows, as his number does. */
function isMeasured({ name, notes, column }: ColumnProfile): boolean {
  if (notes.unit !== null || notes.parts !== null) return true;
  if (isNamed(name, AGE_HEADER, MEASURED_HEADER, NEVER_ZERO_HEADER, PERCENT_HEADER, STENOSIS_HEADER)) return true;
  return column.texts.slice(0, LOOKED_AT).some((text) => usualUnit(text.trim()) !== null);
}

/**
 * `named`: the header says so. `row`: numbers of rows, which tell no patient. `content`: nothing says so, and the numbers may as well
 * be those of cases or policies. Null: no ids. `isOfPatient`: another column tells patients apart, and each has one value in this one.
 */
export function findRecordIds(profile: ColumnProfile, isOfPatient = false): 'named' | 'row' | 'content' | null {
  const { name, distinct } = profile;
  // Two values are a measurement or a group, whatever their name.
  if (isNamed(name, STRONG_ID_HEADER) && distinct > 2) return 'named';
  if (isNamed(name, WEAK_ID_HEADER) && (isNearlyUnique(profile) || distinct > 20)) return 'named';
  if (isRowNumber(profile)) return 'row';
  if (isGluedId(profile)) return 'named';
  if (isMeasured(profile)) return null;
  if (isCounter(profile)) return 'row';
  return areGivenNumbers(profile, isOfPatient) || areGivenCodes(profile) ? 'content' : null;
}
