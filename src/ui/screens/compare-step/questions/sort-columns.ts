/** The order of the columns in their table. What has no number comes last, either way round. */
import type { ComparedColumn } from '../../../../core/report/comparison.ts';
import { distanceOf } from '../../../../report-page/measure-words.ts';

export const SORT_KEYS = ['column', 'distance', 'p', 'pAdjusted', 'missing'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

function numberOf(column: ComparedColumn, key: Exclude<SortKey, 'column'>): number | null {
  switch (key) {
    case 'distance':
      return distanceOf(column);
    case 'p':
      return column.p;
    case 'pAdjusted':
      return column.pAdjusted;
    case 'missing':
      return column.missing.real;
    default:
      return key satisfies never;
  }
}

export function sortColumns(columns: readonly ComparedColumn[], by: SortKey, isDescending: boolean): ComparedColumn[] {
  const sign = isDescending ? -1 : 1;
  return columns.toSorted((a, b) => {
    if (by === 'column') return sign * a.name.localeCompare(b.name);
    const x = numberOf(a, by);
    const y = numberOf(b, by);
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}
