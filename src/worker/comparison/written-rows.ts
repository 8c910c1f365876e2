/** Rows as an export writes them (rounded), and real rows as they were measured: both encoded, for the report. */
import type { Dataset } from '../../core/dataset.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import type { TypedColumn } from '../../core/typed-column.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { encodeRows } from '../../data/encode-rows.ts';
import type { ColumnCells } from '../../data/fit-schema.ts';

/** Written columns, in schema order, encoded again: [rows, schema.width]. */
export function encodeWritten(schema: TableSchema, columns: readonly TypedColumn[], rows: number): Float32Array {
  const cells = schema.columns.flatMap(({ name, role, type }, i): ColumnCells[] => {
    const column = columns[i];
    // Thresholds were applied long ago.
    return column === undefined ? [] : [{ setting: { name, role, type, threshold: null }, cells: column }];
  });
  return encodeRows(schema, cells, rows);
}

/** What the generator gave, [n, schema.width], as an export rounds it. */
export function asWritten(schema: TableSchema, rows: Float32Array): Float32Array {
  return encodeWritten(schema, decodeRows(schema, rows), rows.length / schema.width);
}

/** Rows with NaN where the input was blank: a fill is not a measurement. */
export function withoutFills({ schema, rows, blanks }: Pick<Dataset, 'schema' | 'rows' | 'blanks'>): Float32Array {
  const measured = rows.slice();
  blanks.forEach((isBlank, i) => {
    const column = schema.columns[i % schema.columns.length];
    if (isBlank === 0 || column === undefined) return;
    const at = Math.floor(i / schema.columns.length) * schema.width + column.offset;
    measured.fill(Number.NaN, at, at + column.width);
  });
  return measured;
}
