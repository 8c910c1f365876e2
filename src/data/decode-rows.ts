/** Generated numbers in [0, 1] → the texts of a row in the input's units, as `pairs.csv` has them. */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';

function decodeCell(column: SchemaColumn, row: Float32Array): string {
  const { coding, offset } = column;
  const value = row[offset] ?? 0;
  switch (coding.kind) {
    case 'scale': {
      // Clamped first, so that rounding cannot leave the training range by more than the input's own precision.
      const number = coding.min + Math.min(1, Math.max(0, value)) * (coding.max - coding.min);
      const text = number.toFixed(coding.decimals);
      return Number(text) === 0 ? (0).toFixed(coding.decimals) : text;
    }
    case 'two':
      return coding.values[value >= 0.5 ? 1 : 0];
    case 'many': {
      let best = 0;
      for (let i = 1; i < coding.values.length; i++) if ((row[offset + i] ?? 0) > (row[offset + best] ?? 0)) best = i;
      return coding.values[best] ?? '';
    }
    default:
      return coding satisfies never;
  }
}

/** One encoded row [schema.width] as texts, in schema order. */
export function decodeRow(schema: TableSchema, row: Float32Array): string[] {
  return schema.columns.map((column) => decodeCell(column, row));
}
