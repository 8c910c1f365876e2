/**
 * Rows → numbers by a fitted schema: in [0, 1] for the rows it was fitted on. Other rows (patients put aside) may lie
 * beyond: their numbers stay what they are, below 0 or above 1; a word the fitted rows do not have counts as blank.
 */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { countOf } from '../core/typed-column.ts';
import { categoryOf, modelledValues, type ColumnCells } from './fit-schema.ts';

/** [values]: a number in [0, 1] of a scale, or the position of a category; NaN where blank or none of the column's. */
function places({ cells, setting }: ColumnCells, { coding }: SchemaColumn): Float64Array {
  const values = modelledValues(cells.values, setting);
  if (coding.kind === 'scale') {
    const span = coding.max - coding.min;
    return values.kind === 'numbers'
      ? values.numbers.map((number) => (number - coding.min) / span)
      : new Float64Array(countOf(values)).fill(Number.NaN);
  }
  const known = new Map(coding.values.map((value, place) => [value, place]));
  return Float64Array.from({ length: countOf(values) }, (_, code) => known.get(categoryOf(values, code)) ?? Number.NaN);
}

function fillPlace({ coding, fill }: SchemaColumn): number {
  if (coding.kind === 'scale') return (Number(fill) - coding.min) / (coding.max - coding.min);
  return Math.max(0, coding.values.indexOf(fill));
}

/** [rows, schema.columns.length]: 1 where a cell is missing or unknown to the schema. */
export function findBlanks(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Uint8Array {
  const blanks = new Uint8Array(rows * schema.columns.length);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  schema.columns.forEach((column, i) => {
    const source = byName.get(column.name);
    if (source === undefined) return;
    const place = places(source, column);
    source.cells.codes.forEach((code, row) => {
      if (Number.isNaN(place[code] ?? Number.NaN)) blanks[row * schema.columns.length + i] = 1;
    });
  });
  return blanks;
}

/** [rows, schema.width]; missing and unknown cells take the column's fill, and raise its flag where it has one. `columns`: at least the schema's. */
export function encodeRows(schema: TableSchema, columns: readonly ColumnCells[], rows: number): Float32Array {
  const { width } = schema;
  const out = new Float32Array(rows * width);
  const byName = new Map(columns.map((column) => [column.setting.name, column]));
  for (const column of schema.columns) {
    const source = byName.get(column.name);
    if (source === undefined) throw new Error(`no cells for ${column.name}`);
    const place = places(source, column);
    const fill = fillPlace(column);
    const { coding, offset, flag } = column;
    source.cells.codes.forEach((code, row) => {
      const known = place[code] ?? Number.NaN;
      const isBlank = Number.isNaN(known);
      const at = isBlank ? fill : known;
      if (coding.kind === 'many') out[row * width + offset + at] = 1;
      else out[row * width + offset] = at;
      if (isBlank && flag !== undefined) out[row * width + flag] = 1;
    });
  }
  return out;
}
