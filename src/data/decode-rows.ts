/** Generated numbers in [0, 1] → the cells of rows in the input's units, as `pairs.csv` has them. */
import type { ColumnCoding, SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { AS_IT_IS, numberColumn, rowTexts, type TypedColumn } from '../core/typed-column.ts';
import { roundTo } from './round-number.ts';

export type ScaleCoding = Extract<ColumnCoding, { kind: 'scale' }>;

/** A number with the column's precision, inside its range also after rounding. */
function roundInside({ min, max, decimals }: ScaleCoding, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  let rounded = roundTo(inside, decimals);
  if (rounded > max || rounded < min) {
    // Only where min or max has more decimals than are written does rounding leave the range: one step back.
    const step = 10 ** -decimals;
    rounded = roundTo(rounded + (rounded > max ? -step : step), decimals);
    // A range narrower than a step holds no such number: then exactness goes before precision.
    if (rounded > max || rounded < min) return inside;
  }
  return rounded;
}

/** Digits that the column's numbers are written with. */
function digitsOf(coding: ScaleCoding): number {
  const least = roundInside(coding, coding.min);
  return roundTo(least, coding.decimals) === least ? coding.decimals : AS_IT_IS;
}

/** A number as the column writes it. */
export function formatNumber(coding: ScaleCoding, value: number): string {
  const rounded = roundInside(coding, value);
  const digits = digitsOf(coding);
  return digits === AS_IT_IS ? String(rounded) : rounded.toFixed(digits);
}

/** A column of encoded rows [n, width]. */
export function decodeColumn(column: SchemaColumn, rows: Float32Array, width: number): TypedColumn {
  const { coding, offset, flag, blankFrom = 0.5 } = column;
  const n = rows.length / width;
  const isBlank = (row: number): boolean => flag !== undefined && (rows[row * width + flag] ?? 0) >= blankFrom;
  const value = (row: number, i = 0): number => rows[row * width + offset + i] ?? 0;
  if (coding.kind === 'scale') {
    const numbers = Float64Array.from({ length: n }, (_, row) =>
      isBlank(row) ? Number.NaN : roundInside(coding, coding.min + value(row) * (coding.max - coding.min)),
    );
    return numberColumn(numbers, digitsOf(coding));
  }
  const { values } = coding;
  const code = (row: number): number => {
    if (isBlank(row)) return values.length;
    if (coding.kind === 'two') return Number(value(row) >= 0.5);
    let best = 0;
    for (let i = 1; i < values.length; i++) if (value(row, i) > value(row, best)) best = i;
    return best;
  };
  return {
    values: { kind: 'words', words: [...values, ''] },
    codes: Uint32Array.from({ length: n }, (_, row) => code(row)),
  };
}

/** Encoded rows [n, schema.width] as columns, in schema order; blank where a row says so. */
export function decodeRows(schema: TableSchema, rows: Float32Array): TypedColumn[] {
  return schema.columns.map((column) => decodeColumn(column, rows, schema.width));
}

/** One encoded row [schema.width] as it is shown, in schema order; empty where the row says that the cell is blank. */
export function decodeRow(schema: TableSchema, row: Float32Array): string[] {
  return rowTexts(decodeRows(schema, row), 0);
}
