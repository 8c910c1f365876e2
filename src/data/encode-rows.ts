/** Training rows → numbers in [0, 1], by a fitted schema. */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { modelledValue, type ColumnCells } from './fit-schema.ts';

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

/** [rows, schema.columns.length]: 1 where a cell is missing. */
export function findBlanks(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Uint8Array {
  const blanks = new Uint8Array(rows * schema.columns.length);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  schema.columns.forEach(({ name }, i) => {
    const source = byName.get(name);
    source?.cells.forEach((cell, row) => {
      if (modelledValue(cell, source) === null) blanks[row * schema.columns.length + i] = 1;
    });
  });
  return blanks;
}

/** [rows, schema.width]; missing cells take the column's fill. `columns` are those the schema was fitted on. */
export function encodeRows(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Float32Array {
  const out = new Float32Array(rows * schema.width);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  for (const column of schema.columns) {
    const source = byName.get(column.name);
    if (source === undefined) throw new Error(`no cells for ${column.name}`);
    source.cells.forEach((cell, row) => {
      encodeCell(modelledValue(cell, source) ?? column.fill, column, out, row * schema.width + column.offset);
    });
  }
  return out;
}
