/** Which synthetic patients were asked for, as what the sampler and the filters of candidates do about it. */
import { AppError } from '../../core/app-error.ts';
import type { CohortFacts } from '../../core/cohort.ts';
import type { CohortRequest } from '../../core/pairs-request.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { checkCondition, conditionParts, type RowCells } from '../../data/where/check-condition.ts';
import { parseWhere } from '../../data/where/parse-where.ts';
import { readFixed, readShares } from '../../data/where/read-cohort.ts';
import { printCondition, type Condition } from '../../data/where/where-tree.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import type { PairSampler } from '../../recipes/recipe-training.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import type { CellValue, RowConditions, RowFilter } from '../../rows/conditions.ts';

export interface Cohort {
  /** What rows are drawn by; null: as they come. */
  readonly conditions: RowConditions | null;
  readonly facts: Pick<CohortFacts, 'fixed' | 'shares' | 'where'>;
  /** What candidates are then held against. */
  readonly filters: readonly CandidateFilter[];
  /** The same for rows that are still being drawn; null: these must be drawn first. */
  readonly early: readonly RowFilter[] | null;
}

/** The cells of a row that is being drawn, as a condition reads them. */
class DrawnCells implements RowCells {
  cell: (column: number) => CellValue = () => null;
  /** By column and place; empty for numbers. */
  readonly #words: readonly (readonly string[])[];
  readonly #numbers: readonly (readonly number[])[];

  constructor({ columns }: TableSchema) {
    this.#words = columns.map(({ coding }) => (coding.kind === 'scale' ? [] : coding.values));
    this.#numbers = this.#words.map((words) => words.map((word) => (word.trim() === '' ? Number.NaN : Number(word))));
  }

  readonly isBlank = (column: number): boolean => this.cell(column) === null;

  readonly wordOf = (column: number): string => this.#words[column]?.[this.cell(column) ?? -1] ?? '';

  readonly numberOf = (column: number): number => {
    const value = this.cell(column);
    if (value === null) return Number.NaN;
    const numbers = this.#numbers[column];
    return numbers === undefined || numbers.length === 0 ? value : (numbers[value] ?? Number.NaN);
  };
}

function earlyFilters(condition: Condition, schema: TableSchema): RowFilter[] {
  const cells = new DrawnCells(schema);
  return conditionParts(condition, schema).map(({ columns, test }) => ({
    columns,
    test: (cell) => {
      cells.cell = cell;
      return test(cells);
    },
  }));
}

/** Throws a `where-…`, `fix-…`, `share-…` or `cohort-…` error. */
export function cohortOf(request: CohortRequest, schema: TableSchema, recipe: RunConfig['recipe']): Cohort {
  const { rowFirst } = RECIPES[recipe];
  const { fix = null, shares = null, where } = request;
  if ((fix !== null || shares !== null) && !rowFirst) throw new AppError('cohort-recipe');
  const fixed = fix === null ? [] : readFixed(fix, schema);
  const wanted = shares === null ? [] : readShares(shares, schema);
  const twice = wanted.find(({ column }) => fixed.some((cell) => cell.column === column));
  if (twice !== undefined) throw new AppError('cohort-column-twice', { column: twice.said.column });
  const condition = where === null ? null : parseWhere(where);
  const description = condition === null ? null : printCondition(condition);
  const facts = {
    fixed: fixed.map(({ said }) => said),
    shares: wanted.map(({ said }) => said),
    where: description,
  };
  const early = condition === null ? [] : earlyFilters(condition, schema);
  if (fixed.length > 0 || wanted.length > 0) {
    // What is left out must not change the shares: rows are drawn until they fit it all.
    return { conditions: { fix: fixed, shares: wanted, where: early }, facts, filters: [], early: null };
  }
  if (condition === null) return { conditions: null, facts, filters: [], early: null };
  const test = checkCondition(condition, schema);
  const filter: CandidateFilter = {
    on: 'row',
    kind: 'where',
    detail: printCondition(condition),
    description: `only rows with ${printCondition(condition)}`,
    accept: ({ columns, place }) => test(columns, place),
  };
  return { conditions: null, facts, filters: [filter], early: rowFirst ? early : null };
}

/** A name that no column has. */
function weightColumn({ columns }: TableSchema): string {
  const isTaken = (name: string): boolean => columns.some((column) => column.name === name);
  let name = 'row_weight';
  for (let i = 2; isTaken(name); i++) name = `row_weight_${i}`;
  return name;
}

/** How rows of such a cohort are had; null where none was asked for. Throws `cohort-never` where there are none. */
export function cohortFacts(
  { facts }: Pick<Cohort, 'facts'>,
  sampler: Pick<PairSampler, 'rowFirst'>,
  schema: TableSchema,
): CohortFacts | null {
  const plan = sampler.rowFirst?.plan() ?? null;
  if (plan === null) return null;
  const { acceptance, nearness, shares, tried } = plan;
  if (acceptance === 0) throw new AppError('cohort-never', { tried });
  const isWeighted = shares === 'weights';
  return {
    ...facts,
    method: isWeighted ? 'weights' : 'rejection',
    weightColumn: isWeighted ? weightColumn(schema) : null,
    acceptance: Number(acceptance.toPrecision(3)),
    nearness: Number.isFinite(nearness) ? nearness : null,
  };
}
