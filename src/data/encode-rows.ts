/**
 * Rows → numbers by a fitted schema: in [0, 1] for the rows it was fitted on. Other rows (patients put aside) may lie
 * beyond: their numbers stay what they are, below 0 or above 1; a text the fitted rows do not have counts as blank.
 */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { valueReader, type ColumnCells } from './fit-schema.ts';

/** Null where a cell is missing, or its text is none of the column's. */
function knownReader(source: ColumnCells, { coding }: SchemaColumn): (cell: string) => string | null {
  const read = valueReader(source);
  if (coding.kind === 'scale') return read;
  const known = new Set(coding.values);
  return (cell) => {
    const value = read(cell);
    return value !== null && known.has(value) ? value : null;
  };
}

function encodeCell(value: string, column: SchemaColumn, out: Float32Array, at: number): void {
  const { coding } = column;
  switch (coding.kind) {
    case 'scale':
      out[at] = (Number(value) - coding.min) / (coding.max - coding.min);
      return;
    case 'two':
      out[at] = value === coding.values[1] ? 1 : 0;
      return;
    case 'many':
      out[at + Math.max(0, coding.values.indexOf(value))] = 1;
      return;
    default:
      coding satisfies never;
  }
}

/** [rows, schema.columns.length]: 1 where a cell is missing or unknown to the schema. */
export function findBlanks(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Uint8Array {
  const blanks = new Uint8Array(rows * schema.columns.length);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  schema.columns.forEach((column, i) => {
    const source = byName.get(column.name);
    if (source === undefined) return;
    const read = knownReader(source, column);
    source.cells.forEach((cell, row) => {
      if (read(cell) === null) blanks[row * schema.columns.length + i] = 1;
    });
  });
  return blanks;
}

/** [rows, schema.width]; missing and unknown cells take the column's fill, and raise its flag where it has one. `columns`: at least the schema's. */
export function encodeRows(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Float32Array {
  const out = new Float32Array(rows * schema.width);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  for (const column of schema.columns) {
    const source = byName.get(column.name);
    if (source === undefined) throw new Error(`no cells for ${column.name}`);
    const read = knownReader(source, column);
    source.cells.forEach((cell, row) => {
      const value = read(cell);
      encodeCell(value ?? column.fill, column, out, row * schema.width + column.offset);
      if (value === null && column.flag !== undefined) out[row * schema.width + column.flag] = 1;
    });
  }
  return out;
}
