/**
 * A suggested role, type and rule for every column, with the reason. Suggestions only: a visitor can change each one.
 * Rules go by name and by content; where they disagree the more private reading wins.
 */
import type { ColumnReason } from '../core/data-report.ts';
import type { ColumnRole, ColumnType } from '../core/table-schema.ts';
import type { ColumnProfile } from './column-profile.ts';

export interface ColumnSuggestion {
  readonly role: ColumnRole;
  readonly type: ColumnType;
  readonly threshold: number | null;
  readonly reasons: readonly ColumnReason[];
  /** Names, contacts and the like: values are never shown. */
  readonly personal: boolean;
  readonly possibleTypes: readonly ColumnType[];
}

/** Per cent stenosis from which a lesion counts, in the article and in most guidelines. */
export const STENOSIS_THRESHOLD = 50;

/** More different texts than this are free text, not categories. */
const MOST_CATEGORIES = 12;

// Word borders in names such as `patient_name`, `ДатаРождения` or `e-mail`: start, end, or anything but a letter.
const NAME_HEADER =
  /^(fio|фио|name|ф\.?\s?и\.?\s?о\.?)$|surname|(first|last|full|family|patient)[ _-]?name|фамили|отчество|^имя|имя[ _]?пациент/iu;
const CONTACT_HEADER =
  /phone|телефон|e-?mail|почт|address|адрес|passport|паспорт|snils|снилс|policy|полис|birth|рожд|^dob$|social[ _]?security|^ssn$|^инн$|^inn$/iu;
const ID_HEADER =
  /(^|[ _.-])(id|ид|uid|guid|mrn|no|nr|код)$|^id([ _.-]|$)|^(n|№|п\/п|patient|record|case|пациент|номер)$|№|номер|record[ _]?(id|no)|history[ _]?n/iu;
const STENOSIS_HEADER = /stenos|stenoz|стеноз|_st$/iu;
const DERIVED_HEADER =
  /number[ _]?of[ _]?(affected|diseased|involved)|(vessels|arteries)[ _]?(involved|affected)|(число|количество|кол-во).*(артер|сосуд)/iu;
const TARGET_HEADER = /_ge50$|isch?a?emi|ишеми|lesion|поражен/iu;
const IMAGE_CELL = /\.(jpe?g|png|gif|webp|bmp|avif)$/iu;
const MAIL_CELL = /^\S+@\S+\.\S+$/u;
const PHONE_CELL = /^\+?[\d\s()-]{10,18}$/u;
/** Two or three capitalised words, initials allowed: "Иванов Иван Иванович", "Иванов И. И.", "Smith, John". */
const NAME_CELL = /^\p{Lu}[\p{L}'’-]+,?\s+(\p{Lu}[\p{L}'’-]+|\p{Lu}\.)(\s*(\p{Lu}[\p{L}'’-]+|\p{Lu}\.))?$/u;

function share(profile: ColumnProfile, pattern: RegExp): number {
  let matching = 0;
  for (const [value, count] of profile.counts) if (pattern.test(value)) matching += count;
  return profile.present === 0 ? 0 : matching / profile.present;
}

/** Most values occur once. */
function isNearlyUnique(profile: ColumnProfile): boolean {
  return profile.present >= 5 && profile.counts.size >= 0.7 * profile.present;
}

function personalReason(profile: ColumnProfile): ColumnReason | null {
  if (NAME_HEADER.test(profile.name)) return 'personal-name';
  if (CONTACT_HEADER.test(profile.name)) return 'personal-contact';
  if (profile.isNumeric || profile.present === 0) return null;
  if (share(profile, MAIL_CELL) > 0.5) return 'personal-contact';
  if (share(profile, PHONE_CELL) > 0.5 && isNearlyUnique(profile)) return 'personal-contact';
  if (share(profile, NAME_CELL) > 0.6 && isNearlyUnique(profile)) return 'personal-name';
  return null;
}

function typeOf(profile: ColumnProfile): { type: ColumnType; reason: ColumnReason } {
  if (profile.counts.size === 2) return { type: 'binary', reason: 'two-values' };
  if (!profile.isNumeric) return { type: 'categorical', reason: 'few-texts' };
  return profile.isWhole ? { type: 'integer', reason: 'whole-numbers' } : { type: 'continuous', reason: 'decimals' };
}

function possibleTypes(profile: ColumnProfile): ColumnType[] {
  const types: ColumnType[] = [];
  if (profile.counts.size <= 2 || profile.isNumeric) types.push('binary');
  if (profile.isNumeric)
    types.push(...(profile.isWhole ? (['integer', 'continuous'] as const) : (['continuous'] as const)));
  if (profile.counts.size <= 50) types.push('categorical');
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
  const base = { type, threshold: null, personal: false, possibleTypes: possibleTypes(profile) };
  const drop = (...reasons: ColumnReason[]): ColumnSuggestion => ({ ...base, role: 'drop', reasons });

  const personal = personalReason(profile);
  if (personal !== null) return { ...drop(personal), personal: true };
  if (profile.present === 0) return drop('empty');
  if (share(profile, IMAGE_CELL) > 0.5) return { ...base, role: 'image', reasons: ['image-files'] };
  if (ID_HEADER.test(profile.name) && (isNearlyUnique(profile) || !profile.isNumeric || profile.counts.size > 20)) {
    return { ...base, role: 'id', reasons: ['record-id'] };
  }
  if (namesImages(profile, imageStems)) return { ...base, role: 'image', reasons: ['image-files'] };
  if (profile.counts.size === 1) return drop('constant');
  if (DERIVED_HEADER.test(profile.name)) return drop('derived-from-targets');
  if (
    profile.isNumeric &&
    STENOSIS_HEADER.test(profile.name) &&
    profile.min >= 0 &&
    profile.max > 1 &&
    profile.max <= 100
  ) {
    return { ...base, role: 'target', type: 'binary', threshold: STENOSIS_THRESHOLD, reasons: ['percent-stenosis'] };
  }
  if (!profile.isNumeric && profile.counts.size > MOST_CATEGORIES) return drop('free-text');
  if (type === 'binary' && TARGET_HEADER.test(profile.name)) {
    return { ...base, role: 'target', reasons: ['target-name', reason] };
  }
  return { ...base, role: 'feature', reasons: [reason] };
}
