/** What the cells of one column hold, before anybody decides what to do with it. */
import type { ColumnPicture, DecimalMark } from '../core/data-report.ts';
import type { ColumnReading } from '../core/table-schema.ts';
import { cellNumber } from './cell-number.ts';
import { isMissing } from './cell-words.ts';
import { cleanCells, type CleanCells, type TextCounts } from './clean-cells.ts';
import { isNamed, STRONG_ID_HEADER, WEAK_ID_HEADER } from './column-names.ts';
import type { ParsedTable } from './parse-table.ts';

export interface ColumnProfile extends CleanCells {
  readonly name: string;
  readonly index: number;
  readonly present: number;
  readonly missing: number;
  /** The column's texts as in the file. */
  readonly texts: TextCounts;
  /** [rows]: which of `texts`, in their order, a row has. */
  readonly codes: Uint32Array;
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

/** The different texts of a column: each is read once, most columns hold few of them. */
interface ColumnTexts {
  readonly texts: TextCounts;
  readonly codes: Uint32Array;
}

function countTexts({ rows }: ParsedTable, index: number): ColumnTexts {
  const codeOf = new Map<string, number>();
  const counts: number[] = [];
  const codes = new Uint32Array(rows.length);
  rows.forEach((row, i) => {
    const cell = row[index] ?? '';
    let code = codeOf.get(cell);
    if (code === undefined) {
      code = counts.push(0) - 1;
      codeOf.set(cell, code);
    }
    counts[code] = (counts[code] ?? 0) + 1;
    codes[i] = code;
  });
  return { texts: new Map([...codeOf.keys()].map((text, code) => [text, counts[code] ?? 0])), codes };
}

/** [rows]: the column's cells by what `read` makes of each different text. */
export function readCells<T>({ texts, codes }: ColumnTexts, read: (text: string) => T): (row: number) => T | undefined {
  const values = Array.from(texts.keys(), read);
  return (row) => values[codes[row] ?? -1];
}

/** `decided`: how the cells are read; null for the suggestion. */
export function profileColumn(table: ParsedTable, index: number, decided: ColumnReading | null = null): ColumnProfile {
  const known = profilesOf.get(table) ?? [];
  profilesOf.set(table, known);
  const as = JSON.stringify(decided);
  const last = known[index];
  if (last?.as === as) return last.profile;
  const profile = profileAnew(table, index, decided);
  known[index] = { as, profile };
  return profile;
}

/** The last profile of each column, as long as the table is kept: most changed settings leave it as it is. */
const profilesOf = new WeakMap<ParsedTable, { readonly as: string; readonly profile: ColumnProfile }[]>();

function profileAnew(table: ParsedTable, index: number, decided: ColumnReading | null): ColumnProfile {
  const name = table.header[index] ?? '';
  const { texts, codes } = countTexts(table, index);
  const cells = cleanCells(texts, {
    decimal: table.decimal,
    isMeasured: !isNamed(name, STRONG_ID_HEADER, WEAK_ID_HEADER),
    decided,
  });
  const counts = new Map<string, number>();
  let present = 0;
  for (const [text, n] of texts) {
    const value = cleanValue(cells.clean.get(text) ?? '', cells.isNumeric);
    if (value === null) continue;
    present += n;
    counts.set(value, (counts.get(value) ?? 0) + n);
  }
  const values = cells.isNumeric ? [...counts.keys()].map(Number) : [];
  return {
    ...cells,
    name,
    index,
    texts,
    codes,
    present,
    missing: table.rows.length - present,
    counts,
    isWhole: cells.isNumeric && values.every(Number.isInteger),
    min: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    max: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

/** A clean cell as a value: numbers in canonical form; null where missing. */
export function cleanValue(text: string, isNumeric: boolean): string | null {
  if (text === '') return null;
  return isNumeric ? String(Number(text)) : text;
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
