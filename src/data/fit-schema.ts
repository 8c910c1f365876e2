/** Fits the coding of every modelled column on the rows that are trained on: ranges, values, fills. */
import {
  type ColumnCoding,
  type ColumnSetting,
  fillsBlanks,
  type SchemaColumn,
  type TableSchema,
} from '../core/table-schema.ts';
import { largest } from '../core/maths/extremes.ts';
import { AppError } from '../core/app-error.ts';
import type { PlausibilityRule } from '../core/plausibility.ts';
import { countCodes, countOf, isBlankValue, type CellValues, type TypedColumn } from '../core/typed-column.ts';
import { modelledRules } from './check-rules.ts';
import { countWords } from './column-profile.ts';
import { formatNumber, type ScaleCoding } from './decode-rows.ts';
import { countNumbers, type NumberCounts } from './number-counts.ts';

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

/** Of the rows' numbers. */
function median({ numbers, rows }: NumberCounts): number {
  const all = rows.reduce((sum, n) => sum + n, 0);
  const at = (position: number): number => {
    let before = 0;
    return numbers.find((_, i) => (before += rows[i] ?? 0) > position) ?? 0;
  };
  return all % 2 === 1 ? at((all - 1) / 2) : (at(all / 2 - 1) + at(all / 2)) / 2;
}

interface FittedColumn {
  readonly coding: ColumnCoding;
  readonly fill: string;
  readonly missing: number;
}

/** A scale from the smallest number to the largest. */
function fitScale(
  { type }: ColumnSetting,
  counts: NumberCounts,
  decimals: number,
): Pick<FittedColumn, 'coding' | 'fill'> {
  const coding: ScaleCoding = {
    kind: 'scale',
    min: counts.numbers[0] ?? 0,
    max: counts.numbers.at(-1) ?? 0,
    decimals: type === 'integer' ? 0 : decimals,
  };
  return { coding, fill: formatNumber(coding, median(counts)) };
}

/** `values`, sorted, with how many rows have each. */
function fitValues(
  { name, type }: ColumnSetting,
  values: readonly string[],
  rows: ArrayLike<number>,
): Pick<FittedColumn, 'coding' | 'fill'> | AppError {
  const most = type === 'binary' ? 2 : MOST_VALUES;
  if (values.length > most) return new AppError('column-too-many-values', { column: name, count: values.length, most });
  const [low = '', high = ''] = values;
  const coding: ColumnCoding = values.length === 2 ? { kind: 'two', values: [low, high] } : { kind: 'many', values };
  // The first of equals in sorted order, so that the choice does not depend on the order of rows.
  const often = largest(Array.from(rows), 0);
  return { coding, fill: values.find((_, i) => rows[i] === often) ?? '' };
}

function fitColumn({ setting, cells }: ColumnCells): FittedColumn | 'constant' | AppError {
  const { name, type, threshold } = setting;
  const rows = cells.codes.length;
  const codeCounts = countCodes(cells);
  const values = modelledValues(cells.values, setting);
  const isNumber = type === 'integer' || type === 'continuous';
  if (values.kind === 'words') {
    const counts = [...countWords(values.words, codeCounts)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    // A column without any value is constant, not of the wrong type.
    if (counts.length > 0 && (threshold !== null || isNumber)) {
      return new AppError('column-not-numeric', { column: name });
    }
    if (counts.length < 2) return 'constant';
    const ofEach = counts.map(([, n]) => n);
    const fit = fitValues(
      setting,
      counts.map(([word]) => word),
      ofEach,
    );
    return fit instanceof AppError ? fit : { ...fit, missing: rows - present(ofEach) };
  }
  const counts = countNumbers(values.numbers, codeCounts);
  const distinct = counts.numbers.length;
  if (distinct < 2) return 'constant';
  const missing = rows - present(counts.rows);
  if (isNumber && threshold === null) {
    // Most digits behind the point among the rows.
    let decimals = 0;
    codeCounts.forEach((n, code) => {
      if (n > 0) decimals = Math.max(decimals, values.decimals[code] ?? 0);
    });
    return { ...fitScale(setting, counts, decimals), missing };
  }
  const fit = fitValues(setting, Array.from(counts.numbers, String), counts.rows);
  return fit instanceof AppError ? fit : { ...fit, missing };
}

function present(rows: Iterable<number>): number {
  let sum = 0;
  for (const n of rows) sum += n;
  return sum;
}

const ROWS_A_SIGN = 16;

/** Same text, same rows with a blank, for columns of one role: what flags a target as blank must not stand among the features. */
function blankPattern({ setting, cells: { values, codes } }: ColumnCells): string {
  const isBlank = Uint8Array.from({ length: countOf(values) }, (_, code) => Number(isBlankValue(values, code)));
  let pattern = setting.role;
  for (let from = 0; from < codes.length; from += ROWS_A_SIGN) {
    let bits = 0;
    for (let row = from; row < from + ROWS_A_SIGN; row++) bits = 2 * bits + (isBlank[codes[row] ?? -1] ?? 0);
    pattern += String.fromCharCode(bits);
  }
  return pattern;
}

/** Rules that rows are held to, and rules found in the table that are not kept. */
export interface SchemaRules {
  readonly rules: readonly PlausibilityRule[];
  readonly learned: readonly PlausibilityRule[];
}

const NO_RULES: SchemaRules = { rules: [], learned: [] };

export function fitSchema(columns: readonly ColumnCells[], rules: SchemaRules = NO_RULES): FittedSchema {
  return withRules(fitColumns(columns), rules);
}

/** Without rules: those of them that are found in the rows are looked for in columns that are fitted. */
export function fitColumns(columns: readonly ColumnCells[]): FittedSchema {
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
    const pattern = !fillsBlanks(column.setting) && fit.missing > 0 ? blankPattern(column) : null;
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
  return { schema: { version: 1, columns: fitted, width: offset }, constant, problem };
}

/** The schema with those of the rules that its columns can be held to. */
export function withRules(fitted: FittedSchema, { rules, learned }: SchemaRules): FittedSchema {
  const { columns } = fitted.schema;
  const kept = modelledRules(rules, columns);
  const left = modelledRules(learned, columns);
  const schema: TableSchema = {
    ...fitted.schema,
    ...(kept.length > 0 ? { rules: kept } : {}),
    ...(left.length > 0 ? { learned: left } : {}),
  };
  return { ...fitted, schema };
}
