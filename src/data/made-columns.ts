/** Columns that the file does not have: ages made of dates, and a column for each code of a list. */
import { codeColumn, type ColumnSetting } from '../core/table-schema.ts';
import { addCodes, type CodeList, findCodeLists } from './code-lists.ts';
import { addAges, type DerivedAge, findAges } from './derive-ages.ts';
import type { ParsedTable } from './parse-table.ts';
import type { NameList } from './personal/name-list.ts';

export interface MadeColumns {
  readonly ages: readonly DerivedAge[];
  readonly lists: readonly CodeList[];
}

/** The table with the columns that are made of others, at its end. */
export function addMade(
  table: ParsedTable,
  decided: readonly ColumnSetting[],
  names: NameList,
): { readonly table: ParsedTable; readonly made: MadeColumns } {
  const made = { ages: findAges(table, decided), lists: findCodeLists(table, decided, names) };
  return { table: addCodes(addAges(table, made.ages), made.lists), made };
}

/** Columns that are made of a list's codes, by name. */
export function codeColumns({ lists }: MadeColumns): ReadonlyMap<string, CodeList> {
  return new Map(lists.flatMap((list) => list.codes.map((code) => [codeColumn(list.source, code), list] as const)));
}
