/** A cell's text as a number, a gap, or neither. */
import type { DecimalMark } from '../core/text-format.ts';
import { isMissing, latinDigits, plainMinus } from './cell-words.ts';

/** The decimal mark; with `grouped-points` a comma, and points between thousands. See `number-marks.ts`. */
export type NumberMarks = DecimalMark | 'grouped-points';

export type Cell = number | 'missing' | 'unreadable';

/** A number as it was written: `text` with a decimal point and nothing between its thousands, so digits can be counted. */
export interface WrittenNumber {
  readonly text: string;
  readonly value: number;
  /** The cell says less than a number: "<50", "10–20". */
  readonly isApproximate: boolean;
}

/** Two limits, the smaller first. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu;
/** As nearly all numbers of a table with decimal commas are written: nothing else is to be looked for. */
const PLAIN_COMMA = /^[+-]?\d+,\d+$/u;
/** Thousands apart by an ordinary, no-break, narrow or thin space, or an apostrophe. */
const GAP = "[ \\u00A0\\u2009\\u202F'’]";
const SPACED = new RegExp(`^[+-]?\\d{1,3}(${GAP}\\d{3})+([.,]\\d+)?$`, 'u');
const GAPS = new RegExp(GAP, 'gu');
/** Two kinds of marks, or one kind more than once: the one between the thousands is no decimal mark. */
const GROUPED_BY_COMMA = /^[+-]?[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$/u;
const GROUPED_BY_POINT = /^[+-]?[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$/u;
/** Could be one number or a thousand times as much. */
const AMBIGUOUS_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/u;
const AMBIGUOUS_COMMA = /^[+-]?[1-9]\d{0,2},\d{3}$/u;
/** Behind a number: what it is measured in. */
const UNIT =
  /\s*([%٪％]|лет|год(а|ов)?|г\.?|кг|см|мм( ?рт\.? ?ст\.?)?|уд\.?\s?(\/|в )?\s?мин\.?|(мк|м|н)?моль\/л|м?г\/д?л|мл\/мин|ед\/л|years?|yrs?|kg|cm|mm( ?hg)?|bpm|(m|u|µ|n)?mol\/l|m?g\/d?l|ml\/min|u\/l)$/iu;
/** One limit: "<50", "≥ 90", "менее 5", "50+"; or about a number: "~50". */
const LIMIT =
  /^(?:[<>≤≥~≈]=?|ca\.?|около|примерно|менее|более|до|свыше|от|about|approx\.?|less than|more than|under|over|up to)\s*(\S.*)$|^(\d\S*)\s?\+$/iu;
/** Two limits: "10-20", "10 – 20", "5..7". A minus of the first number would be read as one. */
const BETWEEN = /^(\d[\d.,]*?\s*%?)\s*(?:-|\.\.|…|to|bis)\s*(\d[\d.,]*)$/iu;
/** Beyond this, sums of squares are no longer finite; no measurement is that large. */
const LARGEST = 1e100;

/** Letters of one unit in both alphabets. */
const LATIN = new Map(
  Object.entries({ к: 'k', г: 'g', с: 'c', м: 'm', л: 'l', о: 'o', ь: '', н: 'n', д: 'd', и: 'i' }),
);

/** The unit behind a number where it is a usual one, however it is spelled: "kg" of "80 кг". Null where there is none. */
export function usualUnit(text: string): string | null {
  const last = text.charCodeAt(text.length - 1);
  // Nearly every cell of every table.
  if (last >= 0x30 && last <= 0x39) return null;
  const [, unit] = /\d\s*(\D+)$/u.exec(latinDigits(text)) ?? [];
  if (unit === undefined || !UNIT.test(unit)) return null;
  const folded = unit.trim().toLowerCase();
  if (/^[%٪％]$/u.test(folded)) return '%';
  if (/^(лет|год|г\.?$|year|yrs?)/u.test(folded)) return 'years';
  if (/^(уд|bpm)/u.test(folded)) return 'bpm';
  // Pressures are written with and without their mercury.
  if (/^(мм|mm)/u.test(folded) && !folded.includes('/') && !folded.includes('ол')) return 'mm';
  const plain = folded.replace('ед', 'u').replaceAll(/мк|µ/gu, 'u');
  return Array.from(plain, (letter) => LATIN.get(letter) ?? letter).join('');
}

function isFinitely(digits: string): boolean {
  // Without an exponent that many digits are too few.
  if (digits.length <= 100 && !/e/iu.test(digits)) return true;
  return Math.abs(Number(digits)) <= LARGEST;
}

/** "1,234": thousands to those who write a decimal point, a decimal to those who write a decimal comma. */
export function isCommaAmbiguous(text: string): boolean {
  return AMBIGUOUS_COMMA.test(text.trim());
}

function isGrouped(digits: string, decimal: NumberMarks): boolean {
  return decimal === 'grouped-points' && AMBIGUOUS_POINT.test(digits);
}

/**
 * The number with a decimal point and nothing between its thousands; null where the text is no number. People mix the
 * marks in one file, so either counts as decimal where it can be nothing else. Not symmetrical: with a decimal point
 * "1,234" has a thousand, but with a decimal comma "1.234" has none unless the column's cells say so, because who writes the
 * comma parts thousands by spaces (Russian, French) more often than by points.
 */
function plainNumber(text: string, decimal: NumberMarks): string | null {
  let digits = text.trim();
  if (decimal !== '.' && PLAIN_COMMA.test(digits)) {
    digits = digits.replace(',', '.');
    return isFinitely(digits) ? digits : null;
  }
  if (PLAIN.test(digits) && !isGrouped(digits, decimal)) return isFinitely(digits) ? digits : null;
  digits = plainMinus(latinDigits(digits)).replace(UNIT, '');
  if (SPACED.test(digits)) digits = digits.replaceAll(GAPS, '');
  if (GROUPED_BY_COMMA.test(digits) || (decimal === '.' && AMBIGUOUS_COMMA.test(digits))) {
    digits = digits.replaceAll(',', '');
  } else {
    if (GROUPED_BY_POINT.test(digits) || isGrouped(digits, decimal)) digits = digits.replaceAll('.', '');
    digits = digits.replace(',', '.');
  }
  return PLAIN.test(digits) && isFinitely(digits) ? digits : null;
}

/** Marks or spaces between thousands, a per cent sign and the usual units are allowed. */
export function cellNumber(text: string, decimal: NumberMarks): Cell {
  const digits = plainNumber(text, decimal);
  if (digits === null && isMissing(text)) return 'missing';
  return digits === null ? 'unreadable' : Number(digits);
}

/** The middle of two numbers, with a digit more than they have. */
function middle(low: string, high: string): string {
  const digits = Math.max(decimalsOf(low, '.'), decimalsOf(high, '.'));
  const value = (Number(low) + Number(high)) / 2;
  const text = value.toFixed(digits);
  return Number(text) === value ? text : value.toFixed(digits + 1);
}

/** "10–20" as written; null where the text is no range. */
function writtenRange(text: string, decimal: NumberMarks): readonly [low: string, high: string] | null {
  const cell = plainMinus(latinDigits(text.trim())).replace(UNIT, '');
  const [, from = '', to = ''] = BETWEEN.exec(cell) ?? [];
  const low = plainNumber(from.replace(UNIT, ''), decimal);
  const high = plainNumber(to, decimal);
  return low === null || high === null || Number(low) >= Number(high) ? null : [low, high];
}

/** "10–20" as its limits; null where the text is no range. */
export function rangeOf(text: string, decimal: NumberMarks): NumberRange | null {
  const [low, high] = writtenRange(text, decimal) ?? [];
  return low === undefined || high === undefined ? null : { low: Number(low), high: Number(high) };
}

/** A number; or "<50" as its limit and "10–20" as the middle. Null where the text is neither (a gap is neither). */
export function writtenNumber(text: string, decimal: NumberMarks): WrittenNumber | null {
  const exact = plainNumber(text, decimal);
  if (exact !== null) return { text: exact, value: Number(exact), isApproximate: false };
  const cell = plainMinus(latinDigits(text.trim()));
  const [, behind, before] = LIMIT.exec(cell) ?? [];
  const limit = plainNumber(behind ?? before ?? '', decimal);
  if (limit !== null) return { text: limit, value: Number(limit), isApproximate: true };
  const [low, high] = writtenRange(text, decimal) ?? [];
  if (low === undefined || high === undefined) return null;
  const between = middle(low, high);
  return { text: between, value: Number(between), isApproximate: true };
}

/** Numbers of so many digits are exact, and so is their part by a power of ten: what is read from them is the nearest double. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** Of the characters 0 9 + - , and the point. */
const [ZERO, NINE, PLUS, MINUS, COMMA, POINT] = [0x30, 0x39, 0x2b, 0x2d, 0x2c, 0x2e] as const;

/** What the cells of one column are as numbers, in arrays: reading as `writtenNumber` does, for columns of very many numbers. */
export class CellNumbers {
  /** [texts]: NaN where the text is no number. */
  readonly values: Float64Array;
  /** [texts]: digits behind the decimal mark. */
  readonly decimals: Uint8Array;
  /** [texts]: 1 where the cell says less than a number. */
  readonly isApproximate: Uint8Array;

  constructor(length: number) {
    this.values = new Float64Array(length).fill(Number.NaN);
    this.decimals = new Uint8Array(length);
    this.isApproximate = new Uint8Array(length);
  }

  has(at: number): boolean {
    return !Number.isNaN(this.values[at] ?? Number.NaN);
  }

  /** The text as the number at `at`. Whether it is one. */
  read(at: number, text: string, marks: NumberMarks): boolean {
    if (this.#readDigits(at, text, marks)) return true;
    const number = writtenNumber(text, marks);
    if (number === null) return false;
    this.values[at] = number.value;
    this.decimals[at] = Math.min(MOST_DIGITS, decimalsIn(number.text));
    this.isApproximate[at] = Number(number.isApproximate);
    return true;
  }

  /** Nearly all numbers: a sign perhaps, digits, and one mark between them that can only be decimal. */
  #readDigits(at: number, text: string, marks: NumberMarks): boolean {
    if (text.length > MOST_DIGITS) return false;
    const sign = text.charCodeAt(0);
    let digits = 0;
    let whole = 0;
    let mark = -1;
    for (let i = sign === MINUS || sign === PLUS ? 1 : 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= ZERO && code <= NINE) {
        digits = 10 * digits + code - ZERO;
        if (mark < 0) whole += 1;
      } else if (
        mark < 0 &&
        whole > 0 &&
        (code === POINT ? marks !== 'grouped-points' : code === COMMA && marks !== '.')
      )
        mark = i;
      else return false;
    }
    if (whole === 0 || mark === text.length - 1) return false;
    const decimals = mark < 0 ? 0 : text.length - 1 - mark;
    const size = digits / (POWERS[decimals] ?? 1);
    this.values[at] = sign === MINUS ? -size : size;
    this.decimals[at] = decimals;
    return true;
  }
}

/** Digits behind the point of a number as `writtenNumber` gives it: 2 in "1.50", 4 in "1.5e-3". */
export function decimalsIn(number: string): number {
  const exponent = number.search(/e/iu);
  const point = number.indexOf('.');
  const end = exponent < 0 ? number.length : exponent;
  const digits = point < 0 ? 0 : end - point - 1;
  return exponent < 0 ? digits : Math.max(0, digits - Number(number.slice(exponent + 1)));
}

/** Digits behind the decimal mark of a number as written; 0 where there is no number. */
export function decimalsOf(text: string, decimal: NumberMarks): number {
  return decimalsIn(plainNumber(text, decimal) ?? '');
}
