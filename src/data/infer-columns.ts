/**
 * A suggested role, type and rule for every column, with the reason. Suggestions only: a visitor can change each one.
 * Rules go by name and by content; where they disagree the more private reading wins.
 */
import type { ColumnReason } from '../core/column-report.ts';
import { largest } from '../core/maths/extremes.ts';
import type { BlankChoice, ColumnRole, ColumnType, JoinRule } from '../core/table-schema.ts';
import { isBlankValue } from '../core/typed-column.ts';
import {
  ARTERY_ST_HEADER,
  BIRTH_HEADER,
  DATE_HEADER,
  DERIVED_HEADER,
  LEAD_ST_HEADER,
  NEVER_ZERO_HEADER,
  STENOSIS_HEADER,
  STRONG_ID_HEADER,
  ST_HEADER,
  TARGET_HEADER,
  WEAK_ID_HEADER,
  isNamed,
} from './column-names.ts';
import { dateReader, parseDate } from './cell-date.ts';
import { IMAGE_CELL } from './cell-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { MOST_VALUES } from './fit-schema.ts';
import { joinRare, suggestJoin } from './join-rare.ts';
import { capitalise, haveDifferentWords, judgeColumn, type PersonalVerdict } from './personal/judge-column.ts';
import type { NameList } from './personal/name-list.ts';
import { findRecordIds, isNearlyUnique } from './record-ids.ts';
import { isFormColumn } from './redcap.ts';

export interface ColumnSuggestion {
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly threshold: number | null;
  readonly blanks: BlankChoice;
  readonly reasons: readonly ColumnReason[];
  /** Names, contacts and the like: values are never shown. */
  readonly personal: boolean;
  /** Rows with the same value are of one patient: ids, and names and numbers of patients. */
  readonly tellsPatients: boolean;
  readonly possibleTypes: readonly ColumnType[];
  /** Rare words as one, as decided or else as suggested; null: each as itself. */
  readonly join: JoinRule | null;
}

/** Per cent stenosis from which a lesion counts, in the article and in most guidelines. */
export const STENOSIS_THRESHOLD = 50;

/** More different texts than this are free text, not categories, but for tables of many rows. */
const MOST_CATEGORIES = 12;

/** Different values that are held against the names of pictures. */
const PICTURES_LOOKED_AT = 1000;
/** Different values that are looked at for dates. */
const DATES_LOOKED_AT = 300;
/** Numbers that are days as Excel counts them, where the column is called a date: 1927 … 2064. */
const SERIAL = { from: 10_000, to: 60_000 };
/** Numbers of groups have few values, each of several patients. */
const MOST_CODES = 8;
const FEWEST_CODED = 20;
const RARE = 0.02;
/**
 * From this share of blanks on they are generated: the usual limit below which filling in a single value is held to do no
 * harm (Schafer 1999; Jakobsen et al. 2017). Below it a batch of ten patients rarely holds a blank to learn from.
 */
const GENERATED_BLANKS = 0.05;
/** Blanks may be learned, values hardly: a column with a larger share of blanks needs this many values. */
const MOST_BLANK = 0.8;
const FEWEST_VALUES = 50;

/** Of the values that are not numbers: none of the patterns is one. */
function share(profile: ColumnProfile, pattern: RegExp): number {
  if (profile.isNumeric) return 0;
  let matching = 0;
  for (const [value, count] of profile.words) if (pattern.test(value)) matching += count;
  return profile.present === 0 ? 0 : matching / profile.present;
}

/** Dates in any usual form; of numbers, where nearly all are one or the name says so. */
function holdsDates({ name, isNumeric, isWhole, words, column, values, min, max }: ColumnProfile): boolean {
  if (isNumeric) {
    // With decimals, the time of the day.
    if (min >= SERIAL.from && max <= SERIAL.to) return isNamed(name, DATE_HEADER, BIRTH_HEADER);
    if (!isWhole || min < 19_000_101) return false;
    const known = column.texts.filter((_, i) => !isBlankValue(values, i)).slice(0, DATES_LOOKED_AT);
    return known.every((text) => (parseDate(text)?.month ?? 0) > 0);
  }
  const texts = [...words.keys()].slice(0, DATES_LOOKED_AT);
  const read = dateReader(texts, false);
  return texts.filter((text) => (read(text)?.month ?? 0) > 0).length > texts.length / 2;
}

/** Whole numbers that skip some, with each value in several rows: names of groups rather than sizes. */
function areCodes({ name, isWhole, numbers, distinct, present, notes }: ColumnProfile): boolean {
  // What has a unit is measured: doses, for one. Pressures are often rounded to tens.
  if (isNamed(name, ST_HEADER, NEVER_ZERO_HEADER) || notes.unit !== null || notes.parts !== null) return false;
  if (!isWhole || distinct < 3 || distinct > MOST_CODES || present < FEWEST_CODED) return false;
  // A rare large count leaves a gap below it, too.
  const often = numbers.numbers.filter((_, i) => (numbers.rows[i] ?? 0) >= Math.max(3, RARE * present));
  const [low = 0, high = 0] = [often[0], often.at(-1)];
  const gaps = high - low + 1 - numbers.numbers.filter((value) => value >= low && value <= high).length;
  // The more of them there are, the sooner a size is nobody's by chance.
  return often.length > 2 && gaps >= Math.ceil(often.length / 2) - 1;
}

/** No ST segment is this many millimetres off. */
const FEWEST_PERCENT = 20;

/** The different cells that say something, as they stand. */
function* presentTexts({ column, values }: ColumnProfile): Iterable<string> {
  for (const [i, text] of column.texts.entries()) if (text.trim() !== '' && !isBlankValue(values, i)) yield text;
}

/** What tells who somebody is; null where nothing does. */
function findPersonal(profile: ColumnProfile, names: NameList, isPath: boolean): PersonalVerdict | null {
  const { name, words, column, values, present, isNumeric, isWhole, min } = profile;
  if (isNamed(name, BIRTH_HEADER)) return { reason: 'personal-contact', whose: 'other' };
  // What blank cells are read as says nothing of those that are filled: a doctor's name here and there is still one.
  const made = new Map(
    profile.reading.replace.flatMap(({ from, to }) =>
      from.trim() === '' ? [[to.trim(), words.get(to.trim()) ?? 0] as const] : [],
    ),
  );
  const own = present - [...made.values()].reduce((sum, rows) => sum + rows, 0);
  const texts = isNumeric
    ? column.texts.filter((_, i) => !isBlankValue(values, i))
    : Array.from(words.keys()).filter((word) => !made.has(word));
  const isNamedId = isNamed(name, STRONG_ID_HEADER, WEAK_ID_HEADER);
  // A date is a date first; its hyphens do not make a phone number of it.
  if (holdsDates(profile)) return null;
  const judge = (parts: readonly string[]): PersonalVerdict | null =>
    judgeColumn({ name, texts: parts, present: own, isNumeric, isWhole, min }, names, isNamedId);
  if (!isPath) return judge(texts);
  // Files are often named in small letters, which no name of a person has anywhere else.
  const judgeFiles = (parts: readonly string[]): PersonalVerdict | null =>
    judge(parts) ?? (haveDifferentWords(parts) ? judge(parts.map(capitalise)) : null);
  if (!texts.some((text) => /[\\/]/u.test(text))) return judgeFiles(texts);
  // A folder before the name must not hide who it is, nor a name in the folder.
  const paths = texts.map((text) => text.split(/[\\/]/u));
  const depth = largest(
    paths.map(({ length }) => length),
    1,
  );
  const levels = Array.from({ length: depth }, (_, up) => paths.map((path) => path.at(-1 - up) ?? ''));
  return levels.reduce<PersonalVerdict | null>((found, level) => found ?? judgeFiles(level), null);
}

function isPercentStenosis(profile: ColumnProfile): boolean {
  if (!profile.isNumeric || profile.min < 0 || profile.max <= 1 || profile.max > 100) return false;
  if (isNamed(profile.name, STENOSIS_HEADER, ARTERY_ST_HEADER)) return true;
  return isNamed(profile.name, ST_HEADER) && !isNamed(profile.name, LEAD_ST_HEADER) && profile.max >= FEWEST_PERCENT;
}

function typeOf(profile: ColumnProfile): { type: ColumnType; reason: ColumnReason } {
  if (profile.isTicked) return { type: 'binary', reason: 'ticked-or-blank' };
  if (profile.distinct === 2) return { type: 'binary', reason: 'two-values' };
  if (areCodes(profile)) return { type: 'categorical', reason: 'codes-with-gaps' };
  if (!profile.isNumeric) return { type: 'categorical', reason: 'few-texts' };
  return profile.isWhole ? { type: 'integer', reason: 'whole-numbers' } : { type: 'continuous', reason: 'decimals' };
}

function possibleTypes(profile: ColumnProfile): ColumnType[] {
  const types: ColumnType[] = [];
  if (profile.distinct <= 2) types.push('binary');
  if (profile.isNumeric)
    types.push(...(profile.isWhole ? (['integer', 'continuous'] as const) : (['continuous', 'integer'] as const)));
  if (profile.distinct <= MOST_VALUES) types.push('categorical');
  return types;
}

/** Values are names of the pictures that were loaded, as they are or by their parts. */
function namesImages(profile: ColumnProfile, isPicture: SuggestOptions['isPicture']): boolean {
  // Two words that are also names of two pictures are groups.
  if (profile.isNumeric || profile.distinct <= 2) return false;
  // Every so many of a column of names, or each of twenty thousand would be taken apart.
  const step = Math.max(1, Math.floor(profile.words.size / PICTURES_LOOKED_AT));
  let known = 0;
  let all = 0;
  let at = 0;
  for (const [value, count] of profile.words) {
    if (at++ % step > 0) continue;
    all += count;
    if (isPicture(value)) known += count;
  }
  return known > 0.5 * all;
}

export interface SuggestOptions {
  /** Whether a text names one of the pictures. */
  readonly isPicture: (text: string) => boolean;
  readonly names: NameList;
  /** A visitor has said that the column tells nobody who a patient is. */
  readonly isCleared: boolean;
  /** The layout of the table says that the column numbers the patients. */
  readonly isRecord: boolean;
  /** Another column tells patients apart, and each of them has one value in this one: it may have been measured once. */
  readonly isOfPatient: boolean;
  /** It lists codes that were looked at one by one: together they may look like telephone numbers. */
  readonly isList: boolean;
  /** What a visitor has said of rare words; null: each is read as itself. Undefined: nothing. */
  readonly join: JoinRule | null | undefined;
}

export function suggestColumn(profile: ColumnProfile, options: SuggestOptions): ColumnSuggestion {
  const { isPicture, names, isCleared, isRecord, isOfPatient, isList } = options;
  const join = options.join === undefined ? suggestJoin(profile, mostCategories(profile)) : options.join;
  const joined = join === null ? profile : joinRare(profile, join);
  const { type, reason } = typeOf(joined);
  const rows = profile.present + profile.missing;
  const blanks: BlankChoice = profile.missing > GENERATED_BLANKS * rows ? 'generate' : 'fill';
  const namesFiles = share(profile, IMAGE_CELL) > 0.5;
  const verdict =
    isCleared || isList ? null : findPersonal(profile, names, namesFiles || namesImages(profile, isPicture));
  const personal = verdict !== null;
  const base = {
    type,
    threshold: null,
    blanks,
    personal,
    tellsPatients: verdict?.whose === 'patient',
    possibleTypes: possibleTypes(joined),
    join: null,
  };
  const drop = (...reasons: ColumnReason[]): ColumnSuggestion => ({ ...base, role: 'drop', reasons });

  if (namesFiles) return { ...base, role: 'image', reasons: ['image-files'] };
  if (verdict !== null) {
    return verdict.reason === 'record-id' ? { ...base, role: 'id', reasons: ['record-id'] } : drop(verdict.reason);
  }
  if (profile.present === 0) return drop('empty');
  if (isFormColumn(profile.name, presentTexts(profile))) return drop('form-state');
  // A date is neither a number nor a category; it also tells who somebody is.
  if (holdsDates(profile)) return drop('date');
  const modelled = (): ColumnSuggestion => suggestModelled(joined, { ...base, join }, reason);
  if (isCleared) return modelled();
  const ids = isRecord ? 'named' : findRecordIds(profile, isOfPatient);
  // Codes that name the pictures are just that.
  if (ids !== 'named' && ids !== 'row' && namesImages(profile, isPicture))
    return { ...base, role: 'image', reasons: ['image-files'] };
  if (ids !== null) {
    return { ...base, role: 'id', reasons: ['record-id'], tellsPatients: ids !== 'row', personal: ids === 'content' };
  }
  return modelled();
}

/** In many rows there are many groups. */
function mostCategories({ present }: ColumnProfile): number {
  return Math.max(MOST_CATEGORIES, Math.min(MOST_VALUES, Math.floor(Math.sqrt(present))));
}

/** Of a column that is neither personal nor an id. */
function suggestModelled(
  profile: ColumnProfile,
  base: Omit<ColumnSuggestion, 'role' | 'reasons'>,
  reason: ColumnReason,
): ColumnSuggestion {
  const { type } = base;
  const rows = profile.present + profile.missing;
  const drop = (...reasons: ColumnReason[]): ColumnSuggestion => ({ ...base, role: 'drop', reasons });
  if (profile.distinct === 1) return drop(profile.missing > 0 ? 'one-value' : 'constant');
  if (isNamed(profile.name, DERIVED_HEADER)) return drop('derived-from-targets');
  if (profile.missing > MOST_BLANK * rows && profile.present < FEWEST_VALUES) return drop('mostly-blank');
  if (isPercentStenosis(profile)) {
    return { ...base, role: 'target', type: 'binary', threshold: STENOSIS_THRESHOLD, reasons: ['percent-stenosis'] };
  }
  // Also in a small table: texts that hardly ever repeat are no categories.
  const isFreeText = profile.distinct > mostCategories(profile) || (profile.distinct > 2 && isNearlyUnique(profile));
  if (!profile.isNumeric && isFreeText) return drop(profile.notes.hasUnits ? 'several-units' : 'free-text');
  if (type === 'binary' && isNamed(profile.name, TARGET_HEADER)) {
    return { ...base, role: 'target', reasons: ['target-name', reason] };
  }
  return { ...base, role: 'feature', reasons: [reason] };
}
