/**
 * Whether a column holds what tells who somebody is: by its header, by the form of its cells, and by names that are frequent in
 * many languages. It looks at the different values, so how often one repeats does not matter. Not proof: a visitor can say that it is wrong.
 */
import type { ColumnReason } from '../../core/column-report.ts';
import { foldWord, isMissing, sidesOf } from '../cell-words.ts';
import { areStreets, isDocument, isMail, isPhone, isStreet, mentionsContact } from './contact-cell.ts';
import { nameWords } from './fold-name.ts';
import {
  areInitials,
  endsAsSurname,
  initialsOf,
  isCapitalised,
  isNameByForm,
  isOccupation,
  surnameSex,
} from './name-forms.ts';
import type { NameList } from './name-list.ts';
import { isOrdinary } from './ordinary-words.ts';
import { personHeader } from './person-headers.ts';

export type PersonalReason = Extract<ColumnReason, 'personal-name' | 'personal-contact' | 'record-id'>;

export interface PersonalVerdict {
  readonly reason: PersonalReason;
  /** Whose: rows of one patient share it, or it is somebody else's, as a doctor's name. */
  readonly whose: 'patient' | 'other';
}

export interface ColumnTexts {
  readonly name: string;
  /** The different cells that say something. */
  readonly texts: readonly string[];
  /** Rows that have one of them. */
  readonly present: number;
  readonly isNumeric: boolean;
  readonly isWhole: boolean;
  readonly min: number;
}

/** More different values say no more. */
const LOOKED_AT = 300;
/** No categories any more. */
const FEWEST_FREE_TEXTS = 12;
const FEWEST_DIFFERENT = 3;
/** A patient has fewer rows than this on average. */
const MOST_ROWS_A_PATIENT = 10;

interface Evidence {
  readonly count: number;
  readonly mail: number;
  readonly phone: number;
  readonly street: number;
  readonly document: number;
  /** Titles, patronymics and the like. */
  readonly byForm: number;
  /** A surname with initials: neither is the same everywhere, as in "M. Crohn, M. Basedow" and "Vitamin C, Vitamin D". */
  readonly initialled: number;
  /** Several words, one or all of them known as names. */
  readonly full: number;
  /** One word, known as a name or ending as surnames do. */
  readonly single: number;
  readonly capitalised: number;
  readonly masculine: number;
  readonly feminine: number;
  /** The same of a word beside a given name, in Cyrillic letters. */
  readonly masculineFull: number;
  readonly feminineFull: number;
  readonly withDigits: number;
}

const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
/** Japanese is written without blanks, but between the surname and the given name. */
const HAN_FULL_NAME = /^\p{Script=Han}{1,3}[ \u3000][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,4}$/u;
const HANGUL_NAME = /^[가-힣]{3}$/u;
/** Signs of Chinese and Japanese words for findings, drugs and places, which no name has. */
const HAN_WORDS =
  /[血心症病炎压圧律颤顫脉脈痛梗阻滞科院市省区區县縣県药薬男女否级級窦竇糖脂胖瘤癌烟煙酒离離]|正常|异常|異常|未知|不明|左|右/u;

/** The surnames of nine in ten Chinese. */
const HAN_SURNAMES = new Set(
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文',
);
/** Before two or three syllables that any list has. */
const VIETNAMESE = /^(nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý)$/iu;
const HAN_PLACE = /[州京津庄门門沙山]$/u;

/** Spoken and written forms of a file name: "Schmidt_Anna-01" is two words and a number. */
export function asWords(cell: string): string {
  return cell
    .replace(/\.[a-z0-9]{2,5}$/iu, '')
    .replaceAll(/[_\d]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Of small letters, as file names often are, with the capitals that names have. */
export function capitalise(text: string): string {
  if (text !== text.toLowerCase()) return text;
  return text.replaceAll(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** Not one word with numbers, as "ecg_001": a column of those is no list of people, whatever the word. */
export function haveDifferentWords(texts: readonly string[]): boolean {
  const words = new Set<string>();
  for (const text of texts) {
    words.add(asWords(text));
    if (words.size >= FEWEST_DIFFERENT) return true;
  }
  return false;
}

function isFullName(text: string, names: NameList): boolean {
  const [, surname] = /^(\p{Lu}[\p{L}\p{M}'’-]+),? \p{Lu}$/u.exec(text) ?? [];
  if (surname !== undefined) return names.isSurname(surname) && !isOrdinary(surname);
  const words = nameWords(text).filter((word) => word.length > 1 || /\p{Lo}/u.test(word));
  if (words.length < 2 || words.length > 6 || !isCapitalised(text) || words.some(isOrdinary)) return false;
  const given = words.filter((word) => names.isGiven(word)).length;
  const known = words.filter((word) => names.isGiven(word) || names.isSurname(word) || endsAsSurname(word)).length;
  if (VIETNAMESE.test(words[0]?.normalize('NFC') ?? '')) return true;
  if (HAN_FULL_NAME.test(text)) return known >= 1 && !HAN_WORDS.test(text);
  // Without capitals any words could stand there.
  return known >= 2 || (given >= 1 && words.length <= 3 && !/\p{Lo}/u.test(text));
}

/** "van den Berg" is one name. */
const PARTICLES = /^((van|von|de|der|den|ten|ter|te|del|della|di|da|dos|al|el|la|le|bin|ibn)\s+|(al|el)-)+/iu;

function isSingleName(cell: string, names: NameList): boolean {
  if (HAN_NAME.test(cell)) {
    if (HAN_WORDS.test(cell) || HAN_PLACE.test(cell)) return false;
    return HAN_SURNAMES.has(cell.slice(0, 1)) || names.isSurname(cell.slice(0, 2)) || names.isGiven(cell);
  }
  if (HANGUL_NAME.test(cell)) return names.isSurname(cell.slice(0, 1)) && names.isGiven(cell.slice(1));
  const text = cell.replace(PARTICLES, '');
  const words = nameWords(text);
  const isOneWord = words.length > 0 && words.join('').length === text.replaceAll('-', '').length;
  if (!isOneWord || !isCapitalised(text) || words.some(isOrdinary)) return false;
  // A double name is one: "Meier-Schulz".
  return words.every((part) => names.isSurname(part) || names.isGiven(part) || endsAsSurname(part));
}

function gather(texts: readonly string[], names: NameList): Evidence {
  const step = Math.max(1, texts.length / LOOKED_AT);
  const looked = Array.from({ length: Math.min(texts.length, LOOKED_AT) }, (_, i) => texts[Math.floor(i * step)] ?? '');
  const count = (test: (text: string) => boolean): number => looked.filter(test).length;
  const worded = looked.map(asWords);
  const withInitials = looked.filter((text) => initialsOf(text) !== null);
  const initials = new Set(withInitials.map(initialsOf));
  const surnames = new Set(withInitials.map((text) => nameWords(text).find((word) => word.length > 2)));
  const known = [...surnames].filter(
    (word) => word !== undefined && (names.isSurname(word) || endsAsSurname(word) || surnameSex(word) !== null),
  );
  // A ward has many a Smith, but not more than it has surnames that are known.
  const areKnown = known.length > 1 && known.length > 0.5 * surnames.size;
  const areDifferent = initials.size > 1 && (areKnown || surnames.size > 0.5 * withInitials.length);
  const some = (kind: 'masculine' | 'feminine'): number => count((text) => surnameSex(text) === kind);
  return {
    count: looked.length,
    mail: count(isMail),
    phone: count(isPhone),
    street: count(isStreet),
    document: count(isDocument),
    byForm: count(isNameByForm),
    initialled: areDifferent || looked.length === 1 ? withInitials.length : 0,
    full: worded.filter((text) => isFullName(text, names)).length,
    single: worded.filter((text) => isSingleName(text, names)).length,
    capitalised: worded.filter(
      (text) => isCapitalised(text) && nameWords(text).length >= 2 && !nameWords(text).some(isOrdinary),
    ).length,
    masculine: some('masculine'),
    feminine: some('feminine'),
    masculineFull: count((text) => fullSex(text) === 'masculine'),
    feminineFull: count((text) => fullSex(text) === 'feminine'),
    withDigits: count((text) => /\p{N}/u.test(text)),
  };
}

/** Of "Нұрлан Әбдіқадыров", in either order, also where neither word is a frequent name. */
function fullSex(text: string): 'masculine' | 'feminine' | null {
  if (!/^[\p{Script=Cyrillic}\s-]+$/u.test(text) || !isCapitalised(text)) return null;
  const words = nameWords(text);
  if (words.length < 2 || words.length > 3 || words.some(isOrdinary)) return null;
  return words.map(surnameSex).find((sex) => sex !== null) ?? null;
}

/** Several forms together are people. */
function holdsNames(found: Evidence, present: number): boolean {
  const { count, byForm, initialled, full, single, masculine, feminine, capitalised } = found;
  const { masculineFull, feminineFull } = found;
  const proven = byForm + initialled;
  if (proven >= 0.5 * count) return true;
  if (count > 1 && proven + full >= 0.5 * count) return true;
  if (count > 2 && proven + full + single >= (count < 4 ? 1 : 0.7) * count) return true;
  if (masculine > 1 && feminine > 1 && masculine + feminine >= 0.8 * count) return true;
  if (masculineFull > 0 && feminineFull > 0 && masculineFull + feminineFull >= 0.5 * count) return true;
  // Nobody's list: two capitalised words that hardly ever repeat.
  return count >= 5 && count >= 0.7 * present && capitalised + proven >= 0.7 * count;
}

function hasCapitals(texts: readonly string[]): boolean {
  return texts.filter((text) => /^[\p{Lu}\p{Lo}]/u.test(text)).length >= 0.5 * texts.length;
}

/** Answers, or kinds of doctors: no names, whatever the header. */
function isAnswer(texts: readonly string[]): boolean {
  if (sidesOf(texts.map(foldWord)) !== null) return true;
  return texts.filter((text) => nameWords(text).some(isOccupation)).length > 0.5 * texts.length;
}

/** What pictures of the heart are made with. */
const TECHNIQUE = /^(ct|cta|mr|mri|cmr|pet|us|tte|tee|toe|cag|ivus|oct|ecg|ekg|xr|usg)$/iu;

/** A name or its initials, as far as its form says. */
function isOneName(text: string): boolean {
  if (TECHNIQUE.test(text) || nameWords(text).some(isOrdinary)) return false;
  return /^\p{Lu}\p{Ll}{2,}$|^\p{L}{2,3}$/u.test(text.trim());
}

/** Numbers that end in zeros are measured or counted, not given. */
function isRounded(texts: readonly string[]): boolean {
  return texts.filter((text) => /000([.,]0+)?$|e\+?\d+$/iu.test(text.trim())).length > 0.3 * texts.length;
}

/** Zeros in front: no size, but a number that was given. */
function areNumbered(texts: readonly string[]): boolean {
  return texts.some((text) => /^0\d{3,}$/u.test(text.trim()));
}

function byHeader(column: ColumnTexts, found: Evidence): PersonalVerdict | null {
  const { name, texts, isNumeric, isWhole, min, present } = column;
  const distinct = texts.length;
  const isCode = isNumeric ? isWhole && min >= 1000 : found.withDigits >= 0.5 * found.count;
  const patient = (reason: PersonalReason): PersonalVerdict => ({ reason, whose: 'patient' });
  const header = personHeader(name);
  switch (header) {
    case null:
      return null;
    case 'name':
      return {
        reason: 'personal-name',
        whose: /врач|doctor|physician|arzt|médec|medic/iu.test(name) ? 'other' : 'patient',
      };
    case 'name-perhaps':
      // Two values may be anything, unless both are known as names.
      return !isNumeric && (distinct > 2 || (found.count > 0 && found.single + found.full === found.count))
        ? patient('personal-name')
        : null;
    case 'contact':
      return (isNumeric && min < 1000 && !areNumbered(texts)) || (distinct > 0 && isAnswer(texts))
        ? null
        : { reason: 'personal-contact', whose: 'other' };
    case 'contact-perhaps':
      return isCode && distinct > 2 ? { reason: 'personal-contact', whose: 'other' } : null;
    case 'document':
      return distinct > 2 && isCode ? patient('personal-contact') : null;
    case 'case':
      return distinct > 2 && (isNumeric ? isWhole : isCode) ? patient('record-id') : null;
    case 'staff':
      if (distinct < 2 || isAnswer(texts) || (isNumeric ? !isWhole || distinct < 3 : !hasCapitals(texts))) return null;
      return { reason: 'personal-name', whose: 'other' };
    case 'staff-code':
      return distinct > 1 && !isAnswer(texts) && (!isNumeric || isWhole)
        ? { reason: 'personal-name', whose: 'other' }
        : null;
    case 'staff-perhaps': {
      const people = texts.filter((text) => isOneName(text) || isNameByForm(text) || initialsOf(text) !== null).length;
      return distinct > 1 && 2 * people >= distinct ? { reason: 'personal-name', whose: 'other' } : null;
    }
    case 'patient':
      if (isNumeric || found.withDigits >= 0.5 * found.count || isAnswer(texts) || !hasCapitals(texts)) return null;
      return distinct > 2 && distinct * MOST_ROWS_A_PATIENT >= present ? patient('personal-name') : null;
    default:
      return header satisfies never;
  }
}

/** Nine digits and more, which nothing measured has unless it is rounded. */
function byNumbers({ texts, isWhole, min }: ColumnTexts): PersonalVerdict | null {
  const isLong = isWhole && min >= 1e8 && !isRounded(texts);
  const phones = texts.filter((text) => /^\s*(\+|0\d{8}|00\d)/u.test(text) && isPhone(text)).length;
  if (!isLong && phones <= 0.6 * texts.length) return null;
  return { reason: 'personal-contact', whose: 'patient' };
}

function byContent(column: ColumnTexts, found: Evidence, isNamedId: boolean): PersonalVerdict | null {
  const { count, mail, phone, street, document } = found;
  const contact: PersonalVerdict = { reason: 'personal-contact', whose: 'patient' };
  if (mail >= 0.5 * count) return contact;
  if (!isNamedId && (phone > 0.6 * count || document > 0.6 * count)) return contact;
  if (street >= 0.5 * count || areStreets(column.texts.slice(0, LOOKED_AT)))
    return { reason: 'personal-contact', whose: 'other' };
  if (!holdsNames(found, column.present) && !areInitials(column.texts)) {
    // Free text is not learned anyway, but it is shown: a name or a phone inside is enough.
    const mentions = column.texts.length > FEWEST_FREE_TEXTS && doSomeMention(column.texts);
    return mentions ? { reason: 'personal-name', whose: 'other' } : null;
  }
  // Doctors have titles, patients hardly ever; one who has very many rows is no patient.
  const header = personHeader(column.name);
  const isStaff = header === 'staff' || (found.byForm > 0.5 * count && column.texts.some(isTitle));
  const isFew = column.texts.length * MOST_ROWS_A_PATIENT < column.present;
  const isPatient = !isStaff && (header === 'patient' || !isFew);
  return { reason: 'personal-name', whose: isPatient ? 'patient' : 'other' };
}

/** Texts that differ in their numbers alone are looked at once: nothing depends on a digit, but for the 8 of Russian phones. */
function doSomeMention(texts: readonly string[]): boolean {
  const shapes = new Set<string>();
  for (const text of texts) {
    const shape = text.replaceAll(/[0-79]/gu, '0');
    if (shapes.has(shape)) continue;
    shapes.add(shape);
    if (mentionsContact(shape) || isNameByForm(shape)) return true;
  }
  return false;
}

function isTitle(text: string): boolean {
  return /(?<![\p{L}])(dr|prof|врач|д-р|проф|к\.?м\.?н)(?![\p{L}])/iu.test(text);
}

/** `isNamedId`: the header says that its numbers are ids. */
export function judgeColumn(column: ColumnTexts, names: NameList, isNamedId: boolean): PersonalVerdict | null {
  const { texts, isNumeric } = column;
  if (isNumeric && personHeader(column.name) === null)
    return isNamedId || texts.length === 0 ? null : byNumbers(column);
  const found = gather(isNumeric ? [] : texts, names);
  const headed = byHeader(column, found);
  if (headed !== null || texts.length === 0) return headed;
  return isNumeric ? (isNamedId ? null : byNumbers(column)) : byContent(column, found, isNamedId);
}

/** A cell that must not be shown whatever column it stands in. */
export function looksPersonal(cell: string): boolean {
  const text = cell.trim();
  if (isMissing(text)) return false;
  if (isPhone(text) || isStreet(text) || mentionsContact(text) || isNameByForm(text) || initialsOf(text) !== null)
    return true;
  return (
    isCapitalised(text) &&
    nameWords(text).length >= 2 &&
    nameWords(text).length <= 4 &&
    !nameWords(text).some(isOrdinary)
  );
}
