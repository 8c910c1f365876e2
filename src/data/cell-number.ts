/** A cell's text as a number, a gap, or neither. */
import type { DecimalMark } from '../core/data-report.ts';

export type Cell = number | 'missing' | 'unreadable';

const MISSING = new Set(
  ' na n/a #n/a nan null none - – — . ? н/д н.д. нд неизвестно'.split(' ').concat('нет данных', 'не известно'),
);

export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu;
/** Thousands apart by an ordinary, no-break or narrow no-break space, or an apostrophe. */
const SPACED = /^[+-]?\d{1,3}([ \u00A0\u202F'’]\d{3})+([.,]\d+)?$/u;
/** Two kinds of marks, or one kind more than once: the one between the thousands is no decimal mark. */
const GROUPED_BY_COMMA = /^[+-]?[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$/u;
const GROUPED_BY_POINT = /^[+-]?[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$/u;
/** Could be one number or a thousand times as much. */
const AMBIGUOUS_COMMA = /^[+-]?[1-9]\d{0,2},\d{3}$/u;
/** Beyond this, sums of squares are no longer finite; no measurement is that large. */
const LARGEST = 1e100;

/** "1,234": thousands to those who write a decimal point, a decimal to those who write a decimal comma. */
export function isCommaAmbiguous(text: string): boolean {
  return AMBIGUOUS_COMMA.test(text.trim());
}

/**
 * The number with a decimal point and nothing between its thousands; null where the text is no number. People mix the
 * marks in one file, so either counts as decimal where it can be nothing else. Not symmetrical: with a decimal point
 * "1,234" has a thousand, but with a decimal comma "1.234" has none, because who writes the comma parts thousands by
 * spaces (Russian, French) more often than by points.
 */
function plainNumber(text: string, decimal: DecimalMark): string | null {
  let digits = text.trim();
  if (PLAIN.test(digits)) return digits;
  digits = digits.replace(/\s*%$/u, '').replace(/^−/u, '-');
  if (SPACED.test(digits)) digits = digits.replaceAll(/[ \u00A0\u202F'’]/gu, '');
  if (GROUPED_BY_COMMA.test(digits) || (decimal === '.' && AMBIGUOUS_COMMA.test(digits))) {
    digits = digits.replaceAll(',', '');
  } else {
    if (GROUPED_BY_POINT.test(digits)) digits = digits.replaceAll('.', '');
    digits = digits.replace(',', '.');
  }
  return PLAIN.test(digits) ? digits : null;
}

/** Marks or spaces between thousands and a per cent sign are allowed. */
export function cellNumber(text: string, decimal: DecimalMark): Cell {
  if (isMissing(text)) return 'missing';
  const digits = plainNumber(text, decimal);
  const value = digits === null ? Number.NaN : Number(digits);
  return Math.abs(value) <= LARGEST ? value : 'unreadable';
}

/** Digits behind the decimal mark of a number as written: 2 in "1.50", 4 in "1.5e-3"; 0 where there is no number. */
export function decimalsOf(text: string, decimal: DecimalMark): number {
  const [, digits = '', exponent = '0'] =
    /^[^.e]*(?:\.(\d*))?(?:e([+-]?\d+))?$/iu.exec(plainNumber(text, decimal) ?? '') ?? [];
  return Math.max(0, digits.length - Number(exponent));
}
