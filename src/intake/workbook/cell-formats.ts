/**
 * How a workbook shows its numbers, by style: as per cent, as a date, a time of day or a time that went by, or with zeros before it.
 * ECMA-376-1, 18.8.10 (`cellXfs`), 18.8.30 (`numFmt`), 18.8.31 (codes).
 */
import { attribute, walkXml } from './walk-xml.ts';

export type CellFormat =
  | { readonly kind: 'plain' | 'percent' | 'date' | 'time' | 'elapsed' }
  /** Filled up with zeros to so many digits. */
  | { readonly kind: 'digits'; readonly digits: number };

const PLAIN: CellFormat = { kind: 'plain' };

/** Formats that are never written out, by number: those of all languages, and dates of Chinese, Japanese and Korean programs. */
const BUILT_IN = new Map<number, CellFormat>();
for (const id of [9, 10]) BUILT_IN.set(id, { kind: 'percent' });
for (const id of [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
  BUILT_IN.set(id, { kind: 'date' });
for (const id of [18, 19, 20, 21, 32, 33, 34, 35]) BUILT_IN.set(id, { kind: 'time' });
for (const id of [45, 46, 47]) BUILT_IN.set(id, { kind: 'elapsed' });

/** What is shown as it stands: in quotation marks, behind a backslash, as wide as a character, or as a fill. */
const LITERAL = /"[^"]*"|\\.|_.|\*./gu;
const ELAPSED = /\[(?:h+|m+|s+)\]/iu;
const NAMED = /^(?:general|standard|@)$/iu;

/** Of a format's code, its first section: that of positive numbers. */
export function formatOf(code: string): CellFormat {
  const bare = code.replaceAll(LITERAL, '');
  const first = bare.split(';')[0] ?? '';
  if (NAMED.test(first.trim())) return PLAIN;
  if (ELAPSED.test(first)) return { kind: 'elapsed' };
  // Colours, conditions, currencies and languages.
  const shown = first.replaceAll(/\[[^\]]*\]/gu, '').replaceAll(/a\/p|am\/pm/giu, 'h');
  if (shown.includes('%')) return { kind: 'percent' };
  if (/[yd年月日]|m{3}/iu.test(shown)) return { kind: 'date' };
  if (/[hs]/iu.test(shown)) return { kind: 'time' };
  if (/m/iu.test(shown)) return { kind: 'date' };
  const zeros = /^0{2,}$/u.exec(shown.trim());
  return zeros === null ? PLAIN : { kind: 'digits', digits: zeros[0].length };
}

/** [styles]: of each style its format. `bytes`: `styles.xml`. */
export function readFormats(bytes: Uint8Array): CellFormat[] {
  const own = new Map<number, CellFormat>();
  const styles: CellFormat[] = [];
  let isInside = false;
  walkXml(bytes, {
    open: (name, attributes) => {
      const id = Number(attribute(attributes, 'numFmtId'));
      if (name === 'cellXfs') isInside = true;
      else if (name === 'numFmt') own.set(id, formatOf(attribute(attributes, 'formatCode') ?? ''));
      else if (name === 'xf' && isInside) styles.push(own.get(id) ?? BUILT_IN.get(id) ?? PLAIN);
    },
    close: (name) => {
      if (name === 'cellXfs') isInside = false;
    },
  });
  return styles;
}

const DAY = 86_400_000;
const SECOND = 1000;
/** Serial of 1970-01-01; and days between the two calendars that programs count from. */
const EPOCH = 25_569;
const YEARS_1904 = 1462;
/** Programs count a 29 February 1900 that there was not. */
const FALSE_LEAP_DAY = 60;
/** Workbooks keep 27.3 as 27.300000000000001; fifteen digits are what a person typed. */
const DIGITS = 15;

export function numberText(number: number): string {
  return String(Number(number.toPrecision(DIGITS)));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Seconds as `8:05:30`, hours as they are; without seconds where there are none. */
function clock(seconds: number, hourDigits: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${String(hours).padStart(hourDigits, '0')}:${two(minutes)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

function dateText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + YEARS_1904 : serial < FALSE_LEAP_DAY ? serial + 1 : serial;
  const date = new Date(Math.round(((days - EPOCH) * DAY) / SECOND) * SECOND);
  if (Number.isNaN(date.getTime())) return numberText(serial);
  const text = date.toISOString();
  // Sheets have no time zone; a date without a time is midnight.
  if (text.endsWith('T00:00:00.000Z')) return text.slice(0, 10);
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)}`;
}

/** A number as a person sees it in the sheet, and as it stands in a CSV file that is saved from it. */
export function shownNumber(value: number, format: CellFormat, is1904: boolean): string {
  const seconds = Math.round((value * DAY) / SECOND);
  switch (format.kind) {
    case 'plain':
      return numberText(value);
    case 'percent':
      return `${numberText(100 * value)}%`;
    case 'date':
      if (value < 0) return numberText(value);
      // A time of day in a cell for dates: of no day.
      return value < 1 ? clock(seconds, 2) : dateText(value, is1904);
    case 'time':
      return value < 0 ? numberText(value) : clock(seconds % (DAY / SECOND), 2);
    case 'elapsed':
      return value < 0 ? numberText(value) : clock(seconds, 1);
    case 'digits':
      return Number.isInteger(value) && value >= 0 ? String(value).padStart(format.digits, '0') : numberText(value);
    default:
      return format satisfies never;
  }
}
