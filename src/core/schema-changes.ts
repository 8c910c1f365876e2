/** What of two fitted schemas is not the same, beyond what other patients would make of it. */
import type { SchemaColumn, TableSchema } from './table-schema.ts';

/** Ranges, categories and blanks are those of the patients; what a column is taken for is how it is read. */
function kindOf({ role, type, threshold, coding, flag }: SchemaColumn): string {
  return JSON.stringify([role, type, threshold, coding.kind, flag !== undefined]);
}

/** Names of columns that only one of the two has, or that are something else in the other, in the order of the first. */
export function readDifferently(before: TableSchema, now: TableSchema): string[] {
  const kindsNow = new Map(now.columns.map((column) => [column.name, kindOf(column)]));
  const known = new Set(before.columns.map(({ name }) => name));
  const changed = before.columns.filter((column) => kindsNow.get(column.name) !== kindOf(column));
  const added = now.columns.filter(({ name }) => !known.has(name));
  return [...changed, ...added].map(({ name }) => name);
}

/**
 * Without its rules. They say what is drawn, not how patients are encoded: a training that began before rules were found in its
 * table goes on.
 */
export function withoutRules({ version, columns, width }: TableSchema): TableSchema {
  return { version, columns, width };
}

/** So many columns in common that these can be the same patients, read otherwise. */
export function areAlike(before: TableSchema, now: TableSchema): boolean {
  const names = new Set(now.columns.map(({ name }) => name));
  return 2 * before.columns.filter(({ name }) => names.has(name)).length >= before.columns.length;
}
