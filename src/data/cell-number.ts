/** A cell's text as a number, a gap, or neither. */
import type { DecimalMark } from '../core/data-report.ts';

export type Cell = number | 'missing' | 'unreadable';

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '–', '—', '.', '?', 'н/д', 'нет данных', '#n/a']);

export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu;

/** Spaces between thousands and a per cent sign are allowed. */
export function cellNumber(text: string, decimal: DecimalMark): Cell {
  if (isMissing(text)) return 'missing';
  let digits = text.trim().replace(/\s*%$/u, '').replace(/^−/u, '-');
  if (/^[+-]?\d{1,3}([  ]\d{3})+([.,]\d+)?$/u.test(digits)) digits = digits.replaceAll(/[  ]/gu, '');
  if (decimal === ',') digits = digits.replace(',', '.');
  return PLAIN.test(digits) ? Number(digits) : 'unreadable';
}

/** Digits behind the decimal mark, as written. */
export function decimalsOf(text: string): number {
  return /[.,](\d+)\s*%?$/u.exec(text.trim())?.[1]?.length ?? 0;
}
