/** Rows as the networks have them (numbers in [0, 1], blanks filled and flagged) ↔ the typed columns that the row model draws. */
import type { SchemaColumn, TableSchema } from '../../core/table-schema.ts';
import type { RowColumn, RowTable } from '../../rows/row-table.ts';
import type { Patients } from '../recipe-training.ts';

function isBlankIn(column: SchemaColumn, row: Float32Array): boolean {
  return column.flag !== undefined && (row[column.flag] ?? 0) >= 0.5;
}

function largest(row: Float32Array, { offset, width }: SchemaColumn): number {
  let best = 0;
  for (let i = 1; i < width; i++) if ((row[offset + i] ?? 0) > (row[offset + best] ?? 0)) best = i;
  return best;
}

/** The patients' rows as they were written: blank where a blank is generated, filled where it is filled. */
export function rowTable({ dataset, pairs, persons }: Patients): RowTable {
  const { schema, rows } = dataset;
  const own = Array.from(pairs, (pair) => rows.subarray(pair * schema.width, (pair + 1) * schema.width));
  const columns = schema.columns.map((column): RowColumn => {
    const { name, coding, offset } = column;
    if (coding.kind === 'scale') {
      const { min, max, decimals } = coding;
      const values = Float64Array.from(own, (row) =>
        // 32 bits do not hold every decimal number; its digits are known.
        isBlankIn(column, row) ? Number.NaN : Number((min + (row[offset] ?? 0) * (max - min)).toFixed(decimals)),
      );
      return { name, kind: 'number', decimals, values };
    }
    const codes = Int32Array.from(own, (row) =>
      isBlankIn(column, row) ? -1 : coding.kind === 'two' ? Number((row[offset] ?? 0) >= 0.5) : largest(row, column),
    );
    return { name, kind: 'category', levels: coding.values, codes };
  });
  return { rows: own.length, columns, persons: Int32Array.from(pairs, (pair) => persons[pair] ?? pair) };
}

/** [rows, schema.width] of drawn rows; the columns are the schema's, in its order. */
export function encodeTable({ columns, width }: TableSchema, table: RowTable): Float32Array {
  const out = new Float32Array(table.rows * width);
  columns.forEach((column, c) => {
    const cells = table.columns[c];
    const { coding, offset, flag, fill } = column;
    for (let row = 0; row < table.rows; row++) {
      const at = row * width;
      const cell = cells?.kind === 'number' ? cells.values[row] : cells?.codes[row];
      const isBlank = cell === undefined || Number.isNaN(cell) || (cells?.kind === 'category' && cell < 0);
      if (isBlank && flag !== undefined) out[at + flag] = 1;
      if (coding.kind === 'scale') {
        const span = coding.max - coding.min;
        const value = isBlank ? Number(fill) : cell;
        out[at + offset] = span === 0 ? 0 : Math.min(1, Math.max(0, (value - coding.min) / span));
      } else {
        const code = isBlank ? Math.max(0, coding.values.indexOf(fill)) : cell;
        if (coding.kind === 'many') out[at + offset + code] = 1;
        else out[at + offset] = code;
      }
    }
  });
  return out;
}
