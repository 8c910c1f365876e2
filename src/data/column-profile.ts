/** What the cells of one column hold, before anybody decides what to do with it. */
import type { ColumnPicture, DecimalMark } from '../core/data-report.ts';
import type { ColumnReading } from '../core/table-schema.ts';
import { cellNumber } from './cell-number.ts';
import { isMissing } from './cell-words.ts';
import { cleanCells, type CleanCells } from './clean-cells.ts';
import { isNamed, STRONG_ID_HEADER, WEAK_ID_HEADER } from './column-names.ts';
import { countRows, type TextColumn } from './text-column.ts';

export interface ColumnProfile extends CleanCells {
  readonly name: string;
  /** As in the file. */
  readonly column: TextColumn;
  /** [column.texts]: how many rows have each. */
  readonly textCounts: Uint32Array;
  readonly present: number;
  readonly missing: number;
  /** Value → how many rows; numbers in canonical form, so that "1", "1.0" and "01" are one value. */
  readonly counts: ReadonlyMap<string, number>;
  readonly isWhole: boolean;
  readonly min: number;
  readonly max: number;
}

const HISTOGRAM_BINS = 16;
const MOST_BARS = 8;

/** The cell as the column's kind of value: canonical number or trimmed text; null where it is missing. */
export function cellValue(text: string, isNumeric: boolean, decimal: DecimalMark): string | null {
  if (!isNumeric) return isMissing(text) ? null : text.trim();
  const value = cellNumber(text, decimal);
  return typeof value === 'number' ? String(value) : null;
}

interface ProfileOptions {
  readonly name: string;
  readonly decimal: DecimalMark;
  /** How the cells are read; null for the suggestion. */
  readonly decided: ColumnReading | null;
}

/** The last profile of a column, as long as the column is kept: most changed settings leave it as it is. */
const lastProfile = new WeakMap<TextColumn, { readonly as: string; readonly profile: ColumnProfile }>();

export function profileColumn(column: TextColumn, options: ProfileOptions): ColumnProfile {
  const as = JSON.stringify([options.name, options.decimal, options.decided]);
  const last = lastProfile.get(column);
  if (last?.as === as) return last.profile;
  const profile = profileAnew(column, options);
  lastProfile.set(column, { as, profile });
  return profile;
}

function profileAnew(column: TextColumn, { name, decimal, decided }: ProfileOptions): ColumnProfile {
  const textCounts = countRows(column);
  const cells = cleanCells(
    { texts: column.texts, counts: textCounts },
    { decimal, isMeasured: !isNamed(name, STRONG_ID_HEADER, WEAK_ID_HEADER), decided },
  );
  const counts = new Map<string, number>();
  let present = 0;
  cells.clean.forEach((text, code) => {
    const value = cleanValue(text, cells.isNumeric);
    if (value === null) return;
    const rows = textCounts[code] ?? 0;
    present += rows;
    counts.set(value, (counts.get(value) ?? 0) + rows);
  });
  const values = cells.isNumeric ? Array.from(counts.keys(), Number) : [];
  return {
    ...cells,
    name,
    column,
    textCounts,
    present,
    missing: column.codes.length - present,
    counts,
    isWhole: cells.isNumeric && values.every(Number.isInteger),
    min: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    max: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

/** The column's clean cell of a row; empty where missing. */
export function cleanCell({ clean, column }: ColumnProfile, row: number): string {
  return clean[column.codes[row] ?? -1] ?? '';
}

/** A clean cell as a value: numbers in canonical form; null where missing. */
export function cleanValue(text: string, isNumeric: boolean): string | null {
  if (text === '') return null;
  return isNumeric ? String(Number(text)) : text;
}

/** Numbers in canonical form by size, texts by the alphabet. */
export function sortValues(values: Iterable<string>, isNumeric: boolean): string[] {
  if (!isNumeric) return [...values].toSorted((a, b) => (a < b ? -1 : 1));
  return Array.from(Float64Array.from(values, Number).sort(), String);
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
