/** What the cells of one column hold, before anybody decides what to do with it. */
import type { ColumnPicture, DecimalMark } from '../core/data-report.ts';
import { cellNumber, isMissing } from './cell-number.ts';
import type { ParsedTable } from './parse-table.ts';

export interface ColumnProfile {
  readonly name: string;
  readonly index: number;
  /** Nearly all present cells are numbers. */
  readonly isNumeric: boolean;
  readonly present: number;
  readonly missing: number;
  readonly unreadable: { readonly count: number; readonly example: string } | null;
  /** Value → how many rows; numbers in canonical form, so that "1", "1.0" and "01" are one value. */
  readonly counts: ReadonlyMap<string, number>;
  readonly isWhole: boolean;
  readonly min: number;
  readonly max: number;
}

/** Of the present cells, how many must be numbers for the column to be numeric; the rest are then counted as missing. */
const NUMERIC_SHARE = 0.9;
const HISTOGRAM_BINS = 16;
const MOST_BARS = 8;

/** The cell as the column's kind of value: canonical number or trimmed text; null where it is missing. */
export function cellValue(text: string, isNumeric: boolean, decimal: DecimalMark): string | null {
  if (!isNumeric) return isMissing(text) ? null : text.trim();
  const value = cellNumber(text, decimal);
  return typeof value === 'number' ? String(value) : null;
}

export function profileColumn(table: ParsedTable, index: number): ColumnProfile {
  // Each different text is read once: most columns hold few of them.
  const cells = new Map<string, number>();
  for (const row of table.rows) {
    const cell = row[index] ?? '';
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  let numbers = 0;
  let texts = 0;
  let example = '';
  for (const [cell, n] of cells) {
    const value = cellNumber(cell, table.decimal);
    if (typeof value === 'number') numbers += n;
    else if (value === 'unreadable') {
      texts += n;
      if (example === '') example = cell.trim();
    }
  }
  const isNumeric = numbers > 0 && numbers >= NUMERIC_SHARE * (numbers + texts);
  const counts = new Map<string, number>();
  for (const [cell, n] of cells) {
    const value = cellValue(cell, isNumeric, table.decimal);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + n);
  }
  const present = isNumeric ? numbers : numbers + texts;
  const values = isNumeric ? [...counts.keys()].map(Number) : [];
  return {
    name: table.header[index] ?? '',
    index,
    isNumeric,
    present,
    missing: table.rows.length - present,
    unreadable: isNumeric && texts > 0 ? { count: texts, example } : null,
    counts,
    isWhole: isNumeric && values.every(Number.isInteger),
    min: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    max: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

/** Numbers by size, texts by the alphabet. */
export function sortValues(values: Iterable<string>, isNumeric: boolean): string[] {
  return [...values].toSorted(isNumeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
}

/** A small picture of the values: bars for a few, a histogram for many numbers. */
export function drawProfile(profile: ColumnProfile): ColumnPicture {
  const { counts, isNumeric, min, max } = profile;
  if (counts.size === 0) return { kind: 'none' };
  if (!isNumeric || counts.size <= MOST_BARS) {
    const byCount = [...counts].toSorted((a, b) => b[1] - a[1]);
    const shown = isNumeric ? [...counts].toSorted((a, b) => Number(a[0]) - Number(b[0])) : byCount.slice(0, MOST_BARS);
    const others = byCount.length > shown.length ? byCount.slice(MOST_BARS).reduce((sum, [, n]) => sum + n, 0) : 0;
    return { kind: 'bars', values: shown.map(([value]) => value), counts: shown.map(([, n]) => n), others };
  }
  const bins = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  for (const [value, n] of counts) {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(((Number(value) - min) / (max - min)) * HISTOGRAM_BINS));
    bins[bin] = (bins[bin] ?? 0) + n;
  }
  return { kind: 'histogram', min, max, counts: bins };
}
