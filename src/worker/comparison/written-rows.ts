/** Rows as an export writes them (rounded texts), and real rows as they were measured: both encoded, for the report. */
import type { Dataset } from '../../core/dataset.ts';
import type { SchemaColumn, TableSchema } from '../../core/table-schema.ts';
import { decodeRow } from '../../data/decode-rows.ts';
import { encodeRows } from '../../data/encode-rows.ts';
import type { ColumnCells } from '../../data/fit-schema.ts';

/** Written cells of one column as the encoder reads them: thresholds were applied long ago. */
function writtenCells(column: SchemaColumn, cells: readonly string[]): ColumnCells {
  const { name, role, type, coding } = column;
  return { setting: { name, role, type, threshold: null }, isNumeric: coding.kind === 'scale', decimal: '.', cells };
}

/** Written rows, encoded again: [rows, schema.width]. */
export function encodeWritten(schema: TableSchema, rows: readonly (readonly string[])[]): Float32Array {
  const columns = schema.columns.map((column, i) =>
    writtenCells(
      column,
      rows.map((row) => row[i] ?? ''),
    ),
  );
  return encodeRows(schema, columns, rows.length);
}

/** What the generator gave, [n, schema.width], through the texts of an export. */
export function asWritten(schema: TableSchema, rows: Float32Array): Float32Array {
  const n = rows.length / schema.width;
  return encodeWritten(
    schema,
    Array.from({ length: n }, (_, i) => decodeRow(schema, rows.subarray(i * schema.width, (i + 1) * schema.width))),
  );
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
