/** A condition as a filter of candidates. */
import type { TableSchema } from '../../core/table-schema.ts';
import { checkCondition } from '../../data/where/check-condition.ts';
import { parseWhere } from '../../data/where/parse-where.ts';
import { printCondition } from '../../data/where/where-tree.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';

/** None for no condition. Throws a `where-…` error. */
export function whereFilters(where: string | null, schema: TableSchema): CandidateFilter[] {
  if (where === null) return [];
  const condition = parseWhere(where);
  const test = checkCondition(condition, schema);
  return [
    {
      on: 'row',
      kind: 'where',
      description: `only rows with ${printCondition(condition)}`,
      accept: ({ columns, place }) => test(columns, place),
    },
  ];
}
