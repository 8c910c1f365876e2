/**
 * Dates as clinics write them: 31.12.1999, 1999-12-31, 12/31/99, 15-Mar-2019, 15MAR2019, March 15, 2019, 20190315 (DICOM),
 * 2019:03:15 (cameras), with a time of day or not (SAS: 15MAR19:10:20:00); 2019年3月15日; a year alone; days as Excel counts them. In digits of any script.
 */

import { isMissing, latinDigits } from './cell-words.ts';

export interface CalendarDate {
  readonly year: number;
  /** 1 … 12, 1 … 31; both 0 where only the year is known. */
  readonly month: number;
  readonly day: number;
}

const TIME = /(?:[ T]|(?<=\p{L}(?:\d\d){1,2}):)\d{1,2}:\d{2}(:\d{2})?\S*(\s*[ap]\.?m\.?)?$/iu;
const EASTERN = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?$/u;
const YEAR_FIRST = /^(\d{4})[./:-](\d{1,2})[./:-](\d{1,2})$/u;
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/u;
const COMPACT = /^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[012]\d[0-5]\d(?:[0-5]\d)?)?$/u;
const NAMED_MONTH = /^(\d{1,2})[ ./-]*(\p{L}{3,9})\.?[ ./,-]*(\d{4}|\d{2})$/u;
const MONTH_FIRST = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})$/u;
/** Beginnings of months: English, German, French, Spanish, Italian, Portuguese, Polish, Turkish, Russian. */
const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen|sty|oca|янв)/iu,
  /^(feb|fév|fev|lut|şub|фев)/iu,
  /^(mar|mär|мар)/iu,
  /^(apr|avr|abr|kwi|nis|апр)/iu,
  /^(may|mai|mag|maj|май|мая)/iu,
  /^(jun|juin|giu|cze|haz|июн)/iu,
  /^(jul|juil|lug|lip|tem|июл)/iu,
  /^(aug|aoû|ago|sie|ağu|авг)/iu,
  /^(sep|set|wrz|eyl|сен)/iu,
  /^(oct|okt|ott|out|paź|eki|окт)/iu,
  /^(nov|lis|kas|ноя)/iu,
  /^(dec|dez|déc|dic|gru|ara|дек)/iu,
];
/** Excel counts days from here. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
const YEAR_ONLY = /^(1[89]\d\d|20\d\d)$/u;
/** Two-digit years above this are of the last century. */
const PIVOT = 30;

function withoutTime(text: string): string {
  const cell = latinDigits(text.trim());
  return cell.includes(':') ? cell.replace(TIME, '') : cell;
}

/** A digit, or the sign for a day behind it: so every date ends, and few other texts do. */
function endsAsDate(cell: string): boolean {
  return /[\d日일]/u.test(cell.trimEnd().slice(-1));
}

function isDate({ year, month, day }: CalendarDate): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function namedMonth(word: string): number {
  return MONTHS.findIndex((month) => month.test(word)) + 1;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 2 ? year + (year > PIVOT ? 1900 : 2000) : year;
}

/** A day as Excel counts them, with a part of a day or not: 43831 is 1 January 2020. Null where the text is no such number. */
export function parseSerial(text: string): CalendarDate | null {
  if (!/^[1-5]\d{4}(\.\d+)?$/u.test(text.trim())) return null;
  const date = new Date(DAY_ZERO + Math.floor(Number(text)) * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Digits alone, or with a month in words; null where it is neither. */
function parseOther(cell: string): CalendarDate | null {
  const [, year, month, day] = COMPACT.exec(cell) ?? [];
  if (year !== undefined) return { year: Number(year), month: Number(month), day: Number(day) };
  const [, east, of12, of31] = EASTERN.exec(cell) ?? [];
  if (east !== undefined) return { year: Number(east), month: Number(of12), day: Number(of31) };
  const [, first, named, last] = NAMED_MONTH.exec(cell) ?? [];
  if (first !== undefined) return { year: fullYear(last ?? ''), month: namedMonth(named ?? ''), day: Number(first) };
  const [, word, of, then] = MONTH_FIRST.exec(cell) ?? [];
  return word === undefined ? null : { year: Number(then), month: namedMonth(word), day: Number(of) };
}

/** `monthFirst`: 12/31/1999 rather than 31.12.1999. Null where the text is no date. */
export function parseDate(text: string, monthFirst = false): CalendarDate | null {
  const cell = withoutTime(text);
  if (!endsAsDate(cell)) return null;
  const [, alone] = YEAR_ONLY.exec(cell) ?? [];
  if (alone !== undefined) return { year: Number(alone), month: 0, day: 0 };
  const other = parseOther(cell);
  if (other !== null) return other.month > 0 && isDate(other) ? other : null;
  const [, y, m, d] = YEAR_FIRST.exec(cell) ?? [];
  const [, a, b, last] = YEAR_LAST.exec(cell) ?? [];
  const year = y === undefined ? fullYear(last ?? '') : Number(y);
  const month = Number(y === undefined ? (monthFirst ? a : b) : m);
  const day = Number(y === undefined ? (monthFirst ? b : a) : d);
  const date = { year, month, day };
  return (y ?? last) !== undefined && isDate(date) ? date : null;
}

/** Whether the column writes the month first: some cell can only be read so, and none only the other way. */
export function writesMonthFirst(texts: Iterable<string>): boolean {
  let monthFirst = false;
  for (const text of texts) {
    const cell = withoutTime(text);
    const [, a, b] = (endsAsDate(cell) ? YEAR_LAST.exec(cell) : null) ?? [];
    if (Number(a) > 12) return false;
    if (Number(b) > 12) monthFirst = true;
  }
  return monthFirst;
}

/**
 * How the cells of a column are read as dates: the month first where it writes so, and days as Excel counts them where its name says
 * that it holds dates and all of it are such numbers.
 */
export function dateReader(texts: readonly string[], isNamedDate: boolean): (text: string) => CalendarDate | null {
  const isSerial = (text: string): boolean => isMissing(text) || parseSerial(text) !== null;
  if (isNamedDate && texts.every(isSerial) && !texts.every(isMissing)) return parseSerial;
  const monthFirst = writesMonthFirst(texts);
  return (text) => parseDate(text, monthFirst);
}

/** Whole years from one date to the other; of years alone, their difference. */
export function yearsBetween(from: CalendarDate, to: CalendarDate): number {
  const years = to.year - from.year;
  if (from.month === 0 || to.month === 0) return years;
  const isBefore = to.month < from.month || (to.month === from.month && to.day < from.day);
  return isBefore ? years - 1 : years;
}
