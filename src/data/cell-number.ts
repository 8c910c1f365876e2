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
// Ordinary, no-break and narrow no-break space.
const THOUSANDS = /^[+-]?\d{1,3}([ \u00A0\u202F]\d{3})+([.,]\d+)?$/u;
/** Beyond this, sums of squares are no longer finite; no measurement is that large. */
const LARGEST = 1e100;

/** Spaces between thousands and a per cent sign are allowed. */
export function cellNumber(text: string, decimal: DecimalMark): Cell {
  if (isMissing(text)) return 'missing';
  let digits = text.trim().replace(/\s*%$/u, '').replace(/^−/u, '-');
  if (THOUSANDS.test(digits)) digits = digits.replaceAll(/[ \u00A0\u202F]/gu, '');
  if (decimal === ',') digits = digits.replace(',', '.');
  const value = PLAIN.test(digits) ? Number(digits) : Number.NaN;
  return Math.abs(value) <= LARGEST ? value : 'unreadable';
}

/** Digits behind the decimal mark of a number as written: 2 in "1.50", 4 in "1.5e-3". */
export function decimalsOf(number: string): number {
  const [, digits = '', exponent = '0'] = /^[^.,e]*(?:[.,](\d*))?(?:e([+-]?\d+))?\s*%?$/iu.exec(number.trim()) ?? [];
  return Math.max(0, digits.length - Number(exponent));
}
