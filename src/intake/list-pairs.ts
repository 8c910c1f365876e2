/** All pairs to look through, personal cells and what of them stands in file names masked. */
import type { DataReport, PairLine } from '../core/data-report.ts';
import type { NameList } from '../data/personal/name-list.ts';
import type { Column } from '../data/read-columns.ts';
import { textAt } from '../data/text-column.ts';
import { maskOf } from './mask-report.ts';

const MASK = '•••';

/** `paths`: of all pictures, as `Pairing.pairs` counts them. */
export function listPairs(
  { pairing, table }: DataReport,
  {
    columns,
    paths,
    names,
  }: { readonly columns: readonly Column[]; readonly paths: readonly string[]; readonly names: NameList },
): PairLine[] {
  const mask = maskOf(columns, paths, names);
  const column = columns.find(({ profile }) => profile.name === pairing.keyColumn);
  const keyOf = (row: number): string => {
    if (column === undefined) return '';
    if (!column.suggestion.personal) return textAt(column.profile.column, row).trim();
    // A personal name of a file still shows what kind of name it is; an id shows nothing.
    return column.setting.role === 'image' ? mask(textAt(column.profile.column, row).trim()) : MASK;
  };
  return pairing.pairs.map(({ row, image, found }) => ({
    line: table?.rowLines[row] ?? row + 2,
    key: keyOf(row),
    picture: mask(paths[image] ?? ''),
    found,
  }));
}
