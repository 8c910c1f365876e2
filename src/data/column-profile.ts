/** What the cells of one column hold, before anybody decides what to do with it. */
import type { ColumnPicture } from '../core/column-report.ts';
import type { DecimalMark } from '../core/text-format.ts';
import type { ColumnReading } from '../core/table-schema.ts';
import { isBlankValue, type TypedColumn } from '../core/typed-column.ts';
import { cellNumber } from './cell-number.ts';
import { isMissing } from './cell-words.ts';
import { cleanCells, type CleanCells } from './clean-cells.ts';
import { AGE_HEADER, isNamed, NEVER_ZERO_HEADER, STRONG_ID_HEADER, WEAK_ID_HEADER } from './column-names.ts';
import type { MeasuredKind } from './missing-codes.ts';
import { countNumbers, type NumberCounts } from './number-counts.ts';
import type { ColumnMarks } from './number-marks.ts';
import { countRows, type TextColumn } from './text-column.ts';

export interface ColumnProfile extends CleanCells {
  readonly name: string;
  /** As in the file. */
  readonly column: TextColumn;
  /** [column.texts]: how many rows have each. */
  readonly textCounts: Uint32Array;
  readonly isNumeric: boolean;
  readonly present: number;
  readonly missing: number;
  /** None of words; "1", "1.0" and "01" are one value. */
  readonly numbers: NumberCounts;
  /** Word → how many rows; none of numbers. */
  readonly words: ReadonlyMap<string, number>;
  /** Different values. */
  readonly distinct: number;
  readonly isWhole: boolean;
  /** Blank cells are suggested to be a no: only the yes is written. */
  readonly isTicked: boolean;
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
  readonly marks: ColumnMarks;
  readonly gapWords: ReadonlySet<string>;
  /** How the cells are read; null for the suggestion. */
  readonly decided: ColumnReading | null;
}

/** The last profile of a column, as long as the column is kept: most changed settings leave it as it is. */
const lastProfile = new WeakMap<TextColumn, { readonly as: string; readonly profile: ColumnProfile }>();

export function profileColumn(column: TextColumn, options: ProfileOptions): ColumnProfile {
  const as = JSON.stringify([options.name, options.marks, [...options.gapWords], options.decided]);
  const last = lastProfile.get(column);
  if (last?.as === as) return last.profile;
  const profile = profileAnew(column, options);
  lastProfile.set(column, { as, profile });
  return profile;
}

function measuredKind(name: string): MeasuredKind | null {
  if (isNamed(name, STRONG_ID_HEADER, WEAK_ID_HEADER)) return null;
  if (isNamed(name, AGE_HEADER)) return 'age';
  return isNamed(name, NEVER_ZERO_HEADER) ? 'never-zero' : 'any';
}

function profileAnew(column: TextColumn, { name, marks, gapWords, decided }: ProfileOptions): ColumnProfile {
  const textCounts = countRows(column);
  const cells = cleanCells(
    { texts: column.texts, counts: textCounts, isNumber: column.isNumber },
    { name, marks, gapWords, measured: measuredKind(name), decided },
  );
  const { values } = cells;
  const isNumeric = values.kind === 'numbers';
  const numbers = countNumbers(isNumeric ? values.numbers : new Float64Array(), textCounts);
  const words = countWords(isNumeric ? [] : values.words, textCounts);
  let present = 0;
  textCounts.forEach((rows, code) => {
    if (!isBlankValue(values, code)) present += rows;
  });
  return {
    ...cells,
    name,
    column,
    textCounts,
    present,
    isNumeric,
    isTicked: cells.suggestedReading.replace.length > 0 && decided === null,
    missing: column.codes.length - present,
    numbers,
    words,
    distinct: numbers.numbers.length + words.size,
    isWhole: isNumeric && numbers.numbers.every(Number.isInteger),
    min: numbers.numbers[0] ?? Number.POSITIVE_INFINITY,
    max: numbers.numbers.at(-1) ?? Number.NEGATIVE_INFINITY,
  };
}

/** Word → how many rows; blank ones are left out. */
export function countWords(words: readonly string[], rows: Uint32Array): Map<string, number> {
  const counts = new Map<string, number>();
  words.forEach((word, code) => {
    const count = rows[code] ?? 0;
    if (word !== '' && count > 0) counts.set(word, (counts.get(word) ?? 0) + count);
  });
  return counts;
}

/** The column's cells as they are read. */
export function typedCells({ values, column }: ColumnProfile): TypedColumn {
  return { values, codes: column.codes };
}

/** A small picture of the values: bars for a few, a histogram for many numbers. */
export function drawProfile(profile: ColumnProfile): ColumnPicture {
  const { numbers, words, distinct, isNumeric, min, max } = profile;
  if (distinct === 0) return { kind: 'none' };
  if (isNumeric && distinct <= MOST_BARS) {
    return { kind: 'bars', values: Array.from(numbers.numbers, String), counts: [...numbers.rows], others: 0 };
  }
  if (!isNumeric) {
    const byCount = [...words].toSorted((a, b) => b[1] - a[1]);
    const shown = byCount.slice(0, MOST_BARS);
    const others = byCount.slice(MOST_BARS).reduce((sum, [, n]) => sum + n, 0);
    return { kind: 'bars', values: shown.map(([value]) => value), counts: shown.map(([, n]) => n), others };
  }
  const bins = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  numbers.numbers.forEach((value, i) => {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(((value - min) / (max - min)) * HISTOGRAM_BINS));
    bins[bin] = (bins[bin] ?? 0) + (numbers.rows[i] ?? 0);
  });
  return { kind: 'histogram', min, max, counts: bins };
}
