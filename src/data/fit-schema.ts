/** Fits the coding of every modelled column on the rows that are trained on: ranges, values, fills. */
import type { DecimalMark } from '../core/data-report.ts';
import type { ColumnCoding, ColumnSetting, ColumnType, SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { AppError } from '../core/app-error.ts';
import type { PlausibilityRule } from '../core/plausibility.ts';
import { cellNumber, decimalsOf } from './cell-number.ts';
import { modelledRules } from './check-rules.ts';
import { sortValues } from './column-profile.ts';
import { formatNumber, type ScaleCoding } from './decode-rows.ts';

/** One column of the training rows, as read. */
export interface ColumnCells {
  readonly setting: ColumnSetting;
  readonly isNumeric: boolean;
  readonly decimal: DecimalMark;
  /** One text a training row, as `cleanCells` makes them; empty where missing. */
  readonly cells: readonly string[];
}

export interface FittedSchema {
  readonly schema: TableSchema;
  /** Modelled columns that are left out because all training rows have the same value. */
  readonly constant: readonly string[];
  /** A setting that does not suit what its column holds: the first one. The column is left out. */
  readonly problem: AppError | null;
}

/** More digits than a double holds are noise. */
const MOST_DECIMALS = 15;
/** More values than this are not categories: each would be an output of the networks and be learned from a patient or two. */
export const MOST_VALUES = 50;

/** The value that is modelled: thresholded to "0"/"1" where the column has a rule, rounded to integers; null where missing. */
export function modelledValue(
  cell: string,
  column: Pick<ColumnCells, 'setting' | 'isNumeric' | 'decimal'>,
): string | null {
  const { threshold, type } = column.setting;
  if (!column.isNumeric) return cell.trim() === '' ? null : cell.trim();
  const value = cellNumber(cell, column.decimal);
  if (typeof value !== 'number') return null;
  if (threshold !== null) return value >= threshold ? '1' : '0';
  return String(type === 'integer' ? Math.round(value) : value);
}

/** `modelledValue` of a column's cells: each different text is read once. */
export function valueReader(
  column: Pick<ColumnCells, 'setting' | 'isNumeric' | 'decimal'>,
): (cell: string) => string | null {
  const known = new Map<string, string | null>();
  return (cell) => {
    let value = known.get(cell);
    if (value === undefined) known.set(cell, (value = modelledValue(cell, column)));
    return value;
  };
}

/** Value → how many of the rows. */
type ValueCounts = ReadonlyMap<string, number>;

/** Of the rows' numbers; `sorted` are the different ones. */
function median(sorted: readonly string[], counts: ValueCounts, rows: number): number {
  const at = (position: number): number => {
    let before = 0;
    const found = sorted.find((value) => (before += counts.get(value) ?? 0) > position);
    return Number(found ?? 0);
  };
  return rows % 2 === 1 ? at((rows - 1) / 2) : (at(rows / 2 - 1) + at(rows / 2)) / 2;
}

function mostFrequent(counts: ValueCounts, distinct: readonly string[]): string {
  // The first of equals in sorted order, so that the choice does not depend on the order of rows.
  return distinct.reduce(
    (best, value) => ((counts.get(value) ?? 0) > (counts.get(best) ?? 0) ? value : best),
    distinct[0] ?? '',
  );
}

function isScaled(type: ColumnType, column: ColumnCells): boolean {
  return column.isNumeric && column.setting.threshold === null && (type === 'integer' || type === 'continuous');
}

/** Most digits behind the decimal mark among the numbers of the column. */
function decimalsIn({ cells, decimal }: ColumnCells): number {
  let most = 0;
  for (const cell of new Set(cells)) {
    if (typeof cellNumber(cell, decimal) === 'number') most = Math.max(most, decimalsOf(cell, decimal));
  }
  return Math.min(MOST_DECIMALS, most);
}

function countCells(cells: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function fitColumn(
  column: ColumnCells,
): { coding: ColumnCoding; fill: string; missing: number } | 'constant' | AppError {
  const { name, type, threshold } = column.setting;
  if (!column.isNumeric && (threshold !== null || type === 'integer' || type === 'continuous')) {
    // A column without any value is constant, not of the wrong type.
    if (column.cells.some((cell) => cell.trim() !== '')) return new AppError('column-not-numeric', { column: name });
  }
  const counts = new Map<string, number>();
  let present = 0;
  for (const [cell, rows] of countCells(column.cells)) {
    const value = modelledValue(cell, column);
    if (value === null) continue;
    counts.set(value, (counts.get(value) ?? 0) + rows);
    present += rows;
  }
  const missing = column.cells.length - present;
  const distinct = sortValues(counts.keys(), column.isNumeric);
  if (distinct.length < 2) return 'constant';
  if (isScaled(column.setting.type, column)) {
    const coding: ScaleCoding = {
      kind: 'scale',
      min: Number(distinct[0]),
      max: Number(distinct.at(-1)),
      decimals: column.setting.type === 'integer' ? 0 : decimalsIn(column),
    };
    return { coding, fill: formatNumber(coding, median(distinct, counts, present)), missing };
  }
  const most = column.setting.type === 'binary' ? 2 : MOST_VALUES;
  if (distinct.length > most)
    return new AppError('column-too-many-values', { column: name, count: distinct.length, most });
  const [low = '', high = ''] = distinct;
  const coding: ColumnCoding =
    distinct.length === 2 ? { kind: 'two', values: [low, high] } : { kind: 'many', values: distinct };
  return { coding, fill: mostFrequent(counts, distinct), missing };
}

/** Same text, same rows with a blank, for columns of one role: what flags a target as blank must not stand among the features. */
function blankPattern(column: ColumnCells): string {
  const read = valueReader(column);
  const rows: number[] = [];
  for (const [row, cell] of column.cells.entries()) if (read(cell) === null) rows.push(row);
  return `${column.setting.role} ${rows.join(' ')}`;
}

export function fitSchema(columns: readonly ColumnCells[], rules: readonly PlausibilityRule[] = []): FittedSchema {
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
  const schema: TableSchema = {
    version: 1,
    columns: fitted,
    width: offset,
    ...(kept.length > 0 ? { rules: kept } : {}),
  };
  return { schema, constant, problem };
}
