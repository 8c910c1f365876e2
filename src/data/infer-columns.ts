/**
 * A suggested role, type and rule for every column, with the reason. Suggestions only: a visitor can change each one.
 * Rules go by name and by content; where they disagree the more private reading wins.
 */
import type { ColumnReason } from '../core/data-report.ts';
import type { BlankChoice, ColumnRole, ColumnType } from '../core/table-schema.ts';
import {
  ARTERY_ST_HEADER,
  BIRTH_HEADER,
  CONTACT_HEADER,
  DERIVED_HEADER,
  LEAD_ST_HEADER,
  NAMELESS_HEADER,
  NAME_HEADER,
  PERSON_HEADER,
  STENOSIS_HEADER,
  STRONG_ID_HEADER,
  ST_HEADER,
  TARGET_HEADER,
  WEAK_ID_HEADER,
  isNamed,
} from './column-names.ts';
import type { ColumnProfile } from './column-profile.ts';
import { MOST_VALUES } from './fit-schema.ts';

export interface ColumnSuggestion {
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly threshold: number | null;
  readonly blanks: BlankChoice;
  readonly reasons: readonly ColumnReason[];
  /** Names, contacts and the like: values are never shown. */
  readonly personal: boolean;
  readonly possibleTypes: readonly ColumnType[];
}

/** Per cent stenosis from which a lesion counts, in the article and in most guidelines. */
export const STENOSIS_THRESHOLD = 50;

/** More different texts than this are free text, not categories. */
const MOST_CATEGORIES = 12;

/** 31.12.1999, 1999-12-31, 12/31/99, with a time of day or not. */
const DATE_CELL =
  /^(\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})([ T]\d{1,2}:\d{2}(:\d{2})?\S*)?$/u;
const IMAGE_CELL = /\.(jpe?g|png|gif|webp|bmp|avif)$/iu;
const MAIL_CELL = /^\S+@\S+\.\S+$/u;
const PHONE_CELL = /^\+?[\d\s()-]{10,18}$/u;
/** Two or three capitalised words, initials allowed: "Иванов Иван Иванович", "Иванов И. И.", "Smith, John", "J. Smith". */
const NAME_CELL =
  /^(\p{Lu}[\p{L}'’-]+,?\s+(\p{Lu}[\p{L}'’-]+|\p{Lu}\.)(\s*(\p{Lu}[\p{L}'’-]+|\p{Lu}\.))?|(\p{Lu}\.\s*){1,2}\p{Lu}[\p{L}'’-]+)$/u;

/**
 * From this share of blanks on they are generated: the usual limit below which filling in a single value is held to do no
 * harm (Schafer 1999; Jakobsen et al. 2017). Below it a batch of ten patients rarely holds a blank to learn from.
 */
const GENERATED_BLANKS = 0.05;
/** Blanks may be learned, values hardly: a column with a larger share of blanks needs this many values. */
const MOST_BLANK = 0.8;
const FEWEST_VALUES = 50;

/** One capitalised word that ends as Russian, Ukrainian, Armenian and Georgian surnames do. */
const SURNAME_CELL =
  /^(?=\p{Lu})[\p{L}-]{2,}(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ий|ая|ой|енко|чук|юк|ук|як|ко|ян|швили|дзе|ец|их|ых)$/iu;

/** Of the values that are not numbers: none of the patterns is one. */
function share(profile: ColumnProfile, pattern: RegExp): number {
  if (profile.isNumeric) return 0;
  let matching = 0;
  for (const [value, count] of profile.counts) if (pattern.test(value)) matching += count;
  return profile.present === 0 ? 0 : matching / profile.present;
}

/** Most values occur once; among very few rows that means nothing. */
function isNearlyUnique(profile: ColumnProfile, fewest = 5): boolean {
  return profile.present >= fewest && profile.counts.size >= 0.7 * profile.present;
}

/** No ST segment is this many millimetres off. */
const FEWEST_PERCENT = 20;

/** A cell that must not be shown whatever column it stands in. */
export function looksPersonal(cell: string): boolean {
  return [MAIL_CELL, PHONE_CELL, NAME_CELL].some((pattern) => pattern.test(cell.trim()));
}

function personalReason(profile: ColumnProfile): ColumnReason | null {
  if (isNamed(profile.name, NAME_HEADER)) return 'personal-name';
  if (isNamed(profile.name, CONTACT_HEADER, BIRTH_HEADER)) return 'personal-contact';
  if (profile.present === 0) return null;
  // A phone number without punctuation has ten or eleven digits, an insurance policy sixteen; no measurement has as many.
  const isNamedId = isNamed(profile.name, STRONG_ID_HEADER, WEAK_ID_HEADER);
  const isLongNumber = !isNamedId && profile.isWhole && profile.min >= 1e9;
  if (isLongNumber && isNearlyUnique(profile, 1)) return 'personal-contact';
  if (profile.isNumeric) return null;
  // Under "patient" stand ids, which have digits, or else names.
  if (PERSON_HEADER.test(profile.name) && profile.counts.size > 2 && share(profile, /\d/u) < 0.5)
    return 'personal-name';
  if (share(profile, MAIL_CELL) > 0.5) return 'personal-contact';
  // Fewer rows than usual are enough here: wrongly hidden is better than wrongly shown.
  if (!isNamedId && share(profile, PHONE_CELL) > 0.5 && isNearlyUnique(profile, 1)) return 'personal-contact';
  if (share(profile, NAME_CELL) > 0.6 && isNearlyUnique(profile, 2)) return 'personal-name';
  if (share(profile, SURNAME_CELL) > 0.6 && isNearlyUnique(profile)) return 'personal-name';
  return null;
}

function isRecordId(profile: ColumnProfile): boolean {
  // Two values are a measurement or a group, whatever their name.
  if (isNamed(profile.name, STRONG_ID_HEADER) && profile.counts.size > 2) return true;
  if (isNamed(profile.name, WEAK_ID_HEADER)) return isNearlyUnique(profile) || profile.counts.size > 20;
  return isRowNumber(profile);
}

/** 0, 1, 2 … or 1, 2, 3 …, each once and none left out, as a data frame's index is saved. */
function isRowNumber({ name, isWhole, min, max, present, missing, counts }: ColumnProfile): boolean {
  if (!NAMELESS_HEADER.test(name)) return false;
  const isComplete = missing === 0 && counts.size === present && present >= 5;
  return isComplete && isWhole && (min === 0 || min === 1) && max === min + present - 1;
}

function isPercentStenosis(profile: ColumnProfile): boolean {
  if (!profile.isNumeric || profile.min < 0 || profile.max <= 1 || profile.max > 100) return false;
  if (isNamed(profile.name, STENOSIS_HEADER, ARTERY_ST_HEADER)) return true;
  return isNamed(profile.name, ST_HEADER) && !isNamed(profile.name, LEAD_ST_HEADER) && profile.max >= FEWEST_PERCENT;
}

function typeOf(profile: ColumnProfile): { type: ColumnType; reason: ColumnReason } {
  if (profile.counts.size === 2) return { type: 'binary', reason: 'two-values' };
  if (!profile.isNumeric) return { type: 'categorical', reason: 'few-texts' };
  return profile.isWhole ? { type: 'integer', reason: 'whole-numbers' } : { type: 'continuous', reason: 'decimals' };
}

function possibleTypes(profile: ColumnProfile): ColumnType[] {
  const types: ColumnType[] = [];
  if (profile.counts.size <= 2) types.push('binary');
  if (profile.isNumeric)
    types.push(...(profile.isWhole ? (['integer', 'continuous'] as const) : (['continuous', 'integer'] as const)));
  if (profile.counts.size <= MOST_VALUES) types.push('categorical');
  return types;
}

/** Values are the names, without their ending, of the pictures that were loaded. */
function namesImages(profile: ColumnProfile, imageStems: ReadonlySet<string>): boolean {
  if (profile.isNumeric || imageStems.size === 0) return false;
  let known = 0;
  for (const [value, count] of profile.counts) if (imageStems.has(value.toLowerCase())) known += count;
  return known > 0.5 * profile.present;
}

export function suggestColumn(profile: ColumnProfile, imageStems: ReadonlySet<string>): ColumnSuggestion {
  const { type, reason } = typeOf(profile);
  const rows = profile.present + profile.missing;
  const blanks: BlankChoice = profile.missing > GENERATED_BLANKS * rows ? 'generate' : 'fill';
  const base = { type, threshold: null, blanks, personal: false, possibleTypes: possibleTypes(profile) };
  const drop = (...reasons: ColumnReason[]): ColumnSuggestion => ({ ...base, role: 'drop', reasons });

  const personal = personalReason(profile);
  if (personal !== null) return { ...drop(personal), personal: true };
  if (profile.present === 0) return drop('empty');
  if (share(profile, IMAGE_CELL) > 0.5) return { ...base, role: 'image', reasons: ['image-files'] };
  if (isRecordId(profile)) return { ...base, role: 'id', reasons: ['record-id'] };
  if (namesImages(profile, imageStems)) return { ...base, role: 'image', reasons: ['image-files'] };
  if (profile.counts.size === 1) return drop('constant');
  // A date is neither a number nor a category; it also tells who somebody is.
  if (share(profile, DATE_CELL) > 0.5) return drop('date');
  if (isNamed(profile.name, DERIVED_HEADER)) return drop('derived-from-targets');
  if (profile.missing > MOST_BLANK * rows && profile.present < FEWEST_VALUES) return drop('mostly-blank');
  if (isPercentStenosis(profile)) {
    return { ...base, role: 'target', type: 'binary', threshold: STENOSIS_THRESHOLD, reasons: ['percent-stenosis'] };
  }
  // Also in a small table: texts that hardly ever repeat are no categories.
  const isFreeText = profile.counts.size > MOST_CATEGORIES || (profile.counts.size > 2 && isNearlyUnique(profile));
  if (!profile.isNumeric && isFreeText) return drop('free-text');
  if (type === 'binary' && isNamed(profile.name, TARGET_HEADER)) {
    return { ...base, role: 'target', reasons: ['target-name', reason] };
  }
  return { ...base, role: 'feature', reasons: [reason] };
}
