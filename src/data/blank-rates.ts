/**
 * How often generated cells are blank: as often as those that were learned from. A network tells which patients lack a
 * measurement long before it gets right how many do (of few patients it mostly never does, see docs/quality.md), so the
 * level of its flag from which a cell is blank is set afterwards, like the cut-off of any classifier.
 */
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';

/** The level that as near as possible to `wanted` of `values` reach. */
function levelReachedBy(values: Float32Array, wanted: number): number {
  const falling = values.toSorted().toReversed();
  const at = (place: number): number => falling[place] ?? Number.NaN;
  // Between two neighbours that differ: equal values are blank together or not at all.
  const cuts = Array.from({ length: falling.length - 1 }, (_, i) => i + 1).filter((i) => at(i) < at(i - 1));
  if (cuts.length === 0) return wanted >= falling.length / 2 ? at(0) : Math.max(1, at(0) + 1);
  const cut = cuts.reduce((best, i) => (Math.abs(i - wanted) < Math.abs(best - wanted) ? i : best));
  return (at(cut - 1) + at(cut)) / 2;
}

export function hasFlags({ columns }: TableSchema): boolean {
  return columns.some(({ flag }) => flag !== undefined);
}

/**
 * The schema with `blankFrom` for every flag. `rows`: [n, schema.width] as generated, n > 0; `patients`: how many rows the schema
 * was fitted on.
 */
export function withBlankRates(schema: TableSchema, rows: Float32Array, patients: number): TableSchema {
  const n = rows.length / schema.width;
  const levels = new Map<number, number>();
  const levelOf = (flag: number, missing: number): number => {
    const known = levels.get(flag);
    if (known !== undefined) return known;
    const values = Float32Array.from({ length: n }, (_, row) => rows[row * schema.width + flag] ?? 0);
    const level = levelReachedBy(values, (n * missing) / patients);
    levels.set(flag, level);
    return level;
  };
  const columns = schema.columns.map((column) =>
    column.flag === undefined ? column : { ...column, blankFrom: levelOf(column.flag, column.missing) },
  );
  return { ...schema, columns };
}

/** As it was fitted, before anything was generated. */
export function withoutBlankRates(schema: TableSchema): TableSchema {
  const columns = schema.columns.map((column) => {
    const fitted: SchemaColumn & { blankFrom?: number } = { ...column };
    delete fitted.blankFrom;
    return fitted;
  });
  return { ...schema, columns };
}
