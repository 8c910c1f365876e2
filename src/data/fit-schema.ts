/** Fits the coding of every modelled column on the rows that are trained on: ranges, values, fills. */
import type { ColumnCoding, ColumnSetting, SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { largest } from '../core/maths/extremes.ts';
import { AppError } from '../core/app-error.ts';
import type { PlausibilityRule } from '../core/plausibility.ts';
import { countCodes, isBlankValue, type CellValues, type TypedColumn } from '../core/typed-column.ts';
import { modelledRules } from './check-rules.ts';
import { formatNumber, type ScaleCoding } from './decode-rows.ts';

/** One column of the training rows, as read. */
export interface ColumnCells {
  readonly setting: ColumnSetting;
  readonly cells: TypedColumn;
}

export interface FittedSchema {
  readonly schema: TableSchema;
  /** Modelled columns that are left out because all training rows have the same value. */
  readonly constant: readonly string[];
  /** A setting that does not suit what its column holds: the first one. The column is left out. */
  readonly problem: AppError | null;
}

/** More values than this are not categories: each would be an output of the networks and be learned from a patient or two. */
export const MOST_VALUES = 50;

/**
 * What is modelled of each value: numbers thresholded to 0 and 1 where the column has a rule, or rounded to whole ones; words as they
 * are; NaN and empty where blank.
 */
export function modelledValues(values: CellValues, { threshold, type }: ColumnSetting): CellValues {
  if (values.kind === 'words') return values;
  const numbers = values.numbers.map((number) => {
    if (Number.isNaN(number)) return number;
    if (threshold !== null) return Number(number >= threshold);
    // Never −0.
    return type === 'integer' ? Math.round(number) + 0 : number;
  });
  return { ...values, numbers };
}

/** What a number is called as a category. */
export function categoryOf(values: CellValues, code: number): string {
  return values.kind === 'words' ? (values.words[code] ?? '') : String(values.numbers[code] ?? '');
}

/** Of the rows' numbers; `sorted` are the different ones. */
function median(sorted: readonly number[], counts: ReadonlyMap<number, number>, rows: number): number {
  const at = (position: number): number => {
    let before = 0;
    return sorted.find((value) => (before += counts.get(value) ?? 0) > position) ?? 0;
  };
  return rows % 2 === 1 ? at((rows - 1) / 2) : (at(rows / 2 - 1) + at(rows / 2)) / 2;
}

function mostFrequent<T extends string | number>(counts: ReadonlyMap<T, number>, distinct: readonly T[]): string {
  // The first of equals in sorted order, so that the choice does not depend on the order of rows.
  const most = largest(counts.values(), 0);
  return String(distinct.find((value) => counts.get(value) === most) ?? '');
}

/** Value → how many of the rows. */
function countNumbers(numbers: Float64Array, codeCounts: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  codeCounts.forEach((rows, code) => {
    const number = numbers[code] ?? Number.NaN;
    if (rows > 0 && !Number.isNaN(number)) counts.set(number, (counts.get(number) ?? 0) + rows);
  });
  return counts;
}

function countWords(words: readonly string[], codeCounts: Uint32Array): Map<string, number> {
  const counts = new Map<string, number>();
  codeCounts.forEach((rows, code) => {
    const word = words[code] ?? '';
    if (rows > 0 && word !== '') counts.set(word, (counts.get(word) ?? 0) + rows);
  });
  return counts;
}

interface FittedColumn {
  readonly coding: ColumnCoding;
  readonly fill: string;
  readonly missing: number;
}

/** A scale from the smallest number to the largest. */
function fitScale(
  { type }: ColumnSetting,
  sorted: readonly number[],
  counts: ReadonlyMap<number, number>,
  decimals: number,
): Pick<FittedColumn, 'coding' | 'fill'> {
  const coding: ScaleCoding = {
    kind: 'scale',
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    decimals: type === 'integer' ? 0 : decimals,
  };
  return { coding, fill: formatNumber(coding, median(sorted, counts, present(counts))) };
}

function fitValues<T extends string | number>(
  { name, type }: ColumnSetting,
  distinct: readonly T[],
  counts: ReadonlyMap<T, number>,
): Pick<FittedColumn, 'coding' | 'fill'> | AppError {
  const most = type === 'binary' ? 2 : MOST_VALUES;
  if (distinct.length > most)
    return new AppError('column-too-many-values', { column: name, count: distinct.length, most });
  const values = distinct.map(String);
  const [low = '', high = ''] = values;
  const coding: ColumnCoding = values.length === 2 ? { kind: 'two', values: [low, high] } : { kind: 'many', values };
  return { coding, fill: mostFrequent(counts, distinct) };
}

function fitColumn({ setting, cells }: ColumnCells): FittedColumn | 'constant' | AppError {
  const { name, type, threshold } = setting;
  const rows = cells.codes.length;
  const codeCounts = countCodes(cells);
  const values = modelledValues(cells.values, setting);
  const isNumber = type === 'integer' || type === 'continuous';
  if (values.kind === 'words') {
    const counts = countWords(values.words, codeCounts);
    const distinct = [...counts.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    // A column without any value is constant, not of the wrong type.
    if (distinct.length > 0 && (threshold !== null || isNumber)) {
      return new AppError('column-not-numeric', { column: name });
    }
    if (distinct.length < 2) return 'constant';
    const fit = fitValues(setting, distinct, counts);
    return fit instanceof AppError ? fit : { ...fit, missing: rows - present(counts) };
  }
  const counts = countNumbers(values.numbers, codeCounts);
  const distinct = [...Float64Array.from(counts.keys()).sort()];
  if (distinct.length < 2) return 'constant';
  const missing = rows - present(counts);
  if (isNumber && threshold === null) {
    // Most digits behind the point among the rows.
    let decimals = 0;
    codeCounts.forEach((n, code) => {
      if (n > 0) decimals = Math.max(decimals, values.decimals[code] ?? 0);
    });
    return { ...fitScale(setting, distinct, counts, decimals), missing };
  }
  const fit = fitValues(setting, distinct, counts);
  return fit instanceof AppError ? fit : { ...fit, missing };
}

function present(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0);
}

/** Same text, same rows with a blank, for columns of one role: what flags a target as blank must not stand among the features. */
function blankPattern({ setting, cells: { values, codes } }: ColumnCells): string {
  const rows: number[] = [];
  for (const [row, code] of codes.entries()) if (isBlankValue(values, code)) rows.push(row);
  return `${setting.role} ${rows.join(' ')}`;
}

/** Rules that rows are held to, and rules found in the table that are not kept. */
export interface SchemaRules {
  readonly rules: readonly PlausibilityRule[];
  readonly learned: readonly PlausibilityRule[];
}

const NO_RULES: SchemaRules = { rules: [], learned: [] };

export function fitSchema(columns: readonly ColumnCells[], { rules, learned }: SchemaRules = NO_RULES): FittedSchema {
  const fitted: SchemaColumn[] = [];
  const constant: string[] = [];
  let problem: AppError | null = null;
  const flags = new Map<string, number>();
  let offset = 0;
  for (const column of columns) {
    const { name, role, type, threshold } = column.setting;
    if (role !== 'feature' && role !== 'target') continue;
    const fit = fitColumn(column);
    if (fit === 'constant') {
      constant.push(name);
      continue;
    }
    if (fit instanceof AppError) {
      problem ??= fit;
      continue;
    }
    const width = fit.coding.kind === 'many' ? fit.coding.values.length : 1;
    // A flag that is 0 in every row would teach nothing.
    const pattern = column.setting.blanks === 'generate' && fit.missing > 0 ? blankPattern(column) : null;
    const ownFlag = pattern !== null && !flags.has(pattern);
    if (ownFlag) flags.set(pattern, offset + width);
    const flag = pattern === null ? undefined : flags.get(pattern);
    fitted.push({
      name,
      role,
      type,
      threshold,
      coding: fit.coding,
      offset,
      width,
      ...(flag === undefined ? {} : { flag }),
      missing: fit.missing,
      fill: fit.fill,
    });
    offset += width + (ownFlag ? 1 : 0);
  }
  const kept = modelledRules(rules, fitted);
  const left = modelledRules(learned, fitted);
  const schema: TableSchema = {
    version: 1,
    columns: fitted,
    width: offset,
    ...(kept.length > 0 ? { rules: kept } : {}),
    ...(left.length > 0 ? { learned: left } : {}),
  };
  return { schema, constant, problem };
}
