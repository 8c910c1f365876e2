/**
 * Encoded rows → columns in the units of the file, exactly as `pairs.csv` has them: what the statistics are computed on.
 * A missing cell is NaN in an encoded row, or its flag is raised (rows for training have no NaN: there they are filled).
 */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';

export interface NumberValues {
  readonly kind: 'numbers';
  readonly column: SchemaColumn;
  /** [n]; NaN = missing. */
  readonly values: Float64Array;
}

export interface CodedValues {
  readonly kind: 'values';
  readonly column: SchemaColumn;
  readonly texts: readonly string[];
  /** [n] positions in `texts`; −1 = missing. */
  readonly codes: Int16Array;
}

export type ColumnValues = NumberValues | CodedValues;

/** A 32-bit fraction of a range is this exact; nearer than that to a written number means that number. */
const ENCODING_TOLERANCE = 1e-6;

/** Undoes the rounding of the 32-bit encoding: the nearest number with the column's decimals, if that is what it was. */
function unscale(fraction: number, coding: { min: number; max: number; decimals: number }): number {
  const { min, max, decimals } = coding;
  const range = max - min;
  if (Math.abs(fraction) <= ENCODING_TOLERANCE) return min;
  if (Math.abs(fraction - 1) <= ENCODING_TOLERANCE) return max;
  const value = min + fraction * range;
  // Adding 0 makes −0 a plain 0.
  const written = Number(value.toFixed(decimals)) + 0;
  return Math.abs(written - value) <= ENCODING_TOLERANCE * range ? written : value;
}

function columnOf(column: SchemaColumn, rows: Float32Array, width: number): ColumnValues {
  const { coding, offset, flag } = column;
  const n = rows.length / width;
  const isBlank = (row: number): boolean => flag !== undefined && (rows[row * width + flag] ?? 0) >= 0.5;
  const at = (row: number, i = 0): number =>
    isBlank(row) ? Number.NaN : (rows[row * width + offset + i] ?? Number.NaN);
  switch (coding.kind) {
    case 'scale':
      return {
        kind: 'numbers',
        column,
        values: Float64Array.from({ length: n }, (_, row) => unscale(at(row), coding)),
      };
    case 'two': {
      const codes = Int16Array.from({ length: n }, (_, row) => (Number.isNaN(at(row)) ? -1 : Number(at(row) >= 0.5)));
      return { kind: 'values', column, texts: coding.values, codes };
    }
    case 'many': {
      const codes = new Int16Array(n);
      for (let row = 0; row < n; row++) {
        let best = 0;
        for (let i = 1; i < coding.values.length; i++) if (at(row, i) > at(row, best)) best = i;
        codes[row] = Number.isNaN(at(row)) ? -1 : best;
      }
      return { kind: 'values', column, texts: coding.values, codes };
    }
    default:
      return coding satisfies never;
  }
}

/** Encoded rows [n, schema.width] as columns, in schema order. */
export function columnValues(schema: TableSchema, rows: Float32Array): ColumnValues[] {
  return schema.columns.map((column) => columnOf(column, rows, schema.width));
}

export function rowCount(table: readonly ColumnValues[]): number {
  const [first] = table;
  return first === undefined ? 0 : first.kind === 'numbers' ? first.values.length : first.codes.length;
}

/** The rows `rows` of every column, in that order. */
export function takeRows(columns: readonly ColumnValues[], rows: Uint32Array): ColumnValues[] {
  return columns.map((column) => takeColumn(column, rows));
}

export function takeColumn(column: ColumnValues, rows: Uint32Array): ColumnValues {
  return column.kind === 'numbers'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
    : { ...column, codes: Int16Array.from(rows, (row) => column.codes[row] ?? -1) };
}

/** How many cells hold a value. */
export function countPresent(column: ColumnValues): number {
  let present = 0;
  if (column.kind === 'numbers') for (const value of column.values) present += Number.isNaN(value) ? 0 : 1;
  else for (const code of column.codes) present += code < 0 ? 0 : 1;
  return present;
}

/** The cells as numbers; null where the values are texts that are no numbers. */
export function numbersOf(column: ColumnValues): Float64Array | null {
  if (column.kind === 'numbers') return column.values;
  const numbers = column.texts.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  if (numbers.some((number) => !Number.isFinite(number))) return null;
  return Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
}

/** Rows per value, [texts.length]. */
export function countValues(column: CodedValues): number[] {
  const counts: number[] = column.texts.map(() => 0);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

export interface EncodedColumns {
  readonly names: readonly string[];
  /** One [n] a name; NaN = missing. */
  readonly columns: readonly Float64Array[];
}

/** Numbers as they are, 0/1 for two values, one 0/1 column per value for more. */
export function encodedColumns(table: readonly ColumnValues[]): EncodedColumns {
  const names: string[] = [];
  const columns: Float64Array[] = [];
  for (const source of table) {
    const { name } = source.column;
    if (source.kind === 'numbers') {
      names.push(name);
      columns.push(source.values);
      continue;
    }
    const { codes, texts } = source;
    const isTwo = texts.length === 2;
    for (const [value, text] of texts.entries()) {
      if (isTwo && value === 0) continue;
      names.push(isTwo ? name : `${name} = ${text}`);
      columns.push(Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : Number(code === value))));
    }
  }
  return { names, columns };
}
