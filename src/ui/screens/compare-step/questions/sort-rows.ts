/** The order of the rows of a table. What has nothing to be sorted by comes last, either way round. */
import type { Row } from '../../../../answers/answer.ts';

/** `by`: which of the values of `sortBy`. */
export function sortRows(rows: readonly Row[], by: number, isDescending: boolean): Row[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const x = a.sortBy?.[by] ?? null;
    const y = b.sortBy?.[by] ?? null;
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  });
}
