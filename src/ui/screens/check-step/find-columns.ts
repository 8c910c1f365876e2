/** Which columns of a long list are shown, and under which headings. */
import { isLearned, type ColumnReport } from '../../../core/column-report.ts';

export const FILTERS = ['all', 'used', 'left', 'blanks'] as const;
export type Filter = (typeof FILTERS)[number];

export const GROUPS = ['target', 'feature', 'key', 'left'] as const;
export type Group = (typeof GROUPS)[number];

/** Longer lists are searched and have headings. */
const LONG = 20;

export function isLong(columns: readonly unknown[]): boolean {
  return columns.length > LONG;
}

export function matches(filter: Filter, column: ColumnReport): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'used':
      return isLearned(column);
    case 'left':
      return !isLearned(column);
    case 'blanks':
      return column.missing > 0;
    default:
      return filter satisfies never;
  }
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Every word of what was typed is somewhere in the name, without regard to case and accents. */
export function isFound(typed: string, { name }: Pick<ColumnReport, 'name'>): boolean {
  const whole = folded(name);
  return folded(typed)
    .split(/\s+/u)
    .every((word) => whole.includes(word));
}

function groupOf(column: ColumnReport): Group {
  const { role } = column;
  switch (role) {
    case 'target':
    case 'feature':
      return isLearned(column) ? role : 'left';
    case 'id':
    case 'image':
      return 'key';
    case 'drop':
      return 'left';
    default:
      return role satisfies never;
  }
}

/** Those that have columns, each in the order of the table. */
export function inGroups(
  columns: readonly ColumnReport[],
): { readonly group: Group; readonly columns: readonly ColumnReport[] }[] {
  return GROUPS.map((group) => ({ group, columns: columns.filter((column) => groupOf(column) === group) })).filter(
    (one) => one.columns.length > 0,
  );
}
