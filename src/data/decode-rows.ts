/** Generated numbers in [0, 1] → the texts of a row in the input's units, as `pairs.csv` has them. */
import type { ColumnCoding, SchemaColumn, TableSchema } from '../core/table-schema.ts';

export type ScaleCoding = Extract<ColumnCoding, { kind: 'scale' }>;

/** A number with the column's precision, inside its range also after rounding. */
export function formatNumber({ min, max, decimals }: ScaleCoding, value: number): string {
  const inside = Math.min(max, Math.max(min, value));
  let text = inside.toFixed(decimals);
  // Parsed once: this is the dearest part of a large export beside the network.
  let rounded = Number(text);
  if (rounded > max || rounded < min) {
    // Only where min or max has more decimals than are written does rounding leave the range: one step back.
    const step = 10 ** -decimals;
    text = (rounded + (rounded > max ? -step : step)).toFixed(decimals);
    rounded = Number(text);
    // A range narrower than a step holds no such number: then exactness goes before precision.
    if (rounded > max || rounded < min) return String(inside);
  }
  return rounded === 0 ? (0).toFixed(decimals) : text;
}

function decodeCell(column: SchemaColumn, row: Float32Array): string {
  const { coding, offset, flag, blankFrom = 0.5 } = column;
  if (flag !== undefined && (row[flag] ?? 0) >= blankFrom) return '';
  const value = row[offset] ?? 0;
  switch (coding.kind) {
    case 'scale':
      return formatNumber(coding, coding.min + value * (coding.max - coding.min));
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

/** One encoded row [schema.width] as texts, in schema order; empty where the row says that the cell is blank. */
export function decodeRow(schema: TableSchema, row: Float32Array): string[] {
  return schema.columns.map((column) => decodeCell(column, row));
}

/** A modelled value as `decodeRow` writes it, without the rounding of 32-bit numbers in between. */
export function valueText({ coding }: SchemaColumn, value: string): string {
  return coding.kind === 'scale' ? formatNumber(coding, Number(value)) : value;
}
