/** What was found between columns as rules of plausibility, and rules a visitor does not want kept taken out of what was found. */
import { ruleColumns, ruleText, type PlausibilityRule } from '../core/plausibility.ts';
import type { Relations } from './find-relations.ts';
import type { Formula } from './row-model.ts';
import type { RowColumn } from './row-table.ts';

const isAnswer = (column: RowColumn | undefined): boolean => column?.kind === 'category';

function formulaRule(column: string, formula: Formula, columns: readonly RowColumn[]): PlausibilityRule {
  const of = formula.columns.map((part) => columns[part]?.name ?? '');
  const { kind: form, constant, coefficients } = formula;
  const isCount =
    form === 'sum' &&
    constant === 0 &&
    coefficients.every((one) => one === 1) &&
    formula.columns.every((part) => isAnswer(columns[part]));
  return isCount ? { kind: 'count', column, of } : { kind: 'formula', column, form, constant, of, coefficients };
}

/** Formulas first, then any-ofs, then orders. */
export function relationRules(columns: readonly RowColumn[], relations: Relations): PlausibilityRule[] {
  const nameOf = (column: number): string => columns[column]?.name ?? '';
  return [
    ...[...relations.formulas].map(([column, formula]) => formulaRule(nameOf(column), formula, columns)),
    ...[...relations.anyOfs].map(([column, { columns: of }]): PlausibilityRule => ({
      kind: 'any',
      column: nameOf(column),
      of: of.map(nameOf),
    })),
    ...relations.orders.map(({ low, high }): PlausibilityRule => ({
      kind: 'order',
      low: nameOf(low),
      high: nameOf(high),
    })),
  ];
}

/**
 * Without what `learned` speaks of: an order of two, or what a column is computed from. A formula may be found the other way round
 * (weight from a body mass index), so all of the same columns are left out.
 */
export function withoutLearned(
  relations: Relations,
  columns: readonly RowColumn[],
  learned: readonly PlausibilityRule[],
): Relations {
  if (learned.length === 0) return relations;
  const keyOf = (names: readonly string[]): string => JSON.stringify(names.toSorted());
  const nameOf = (column: number): string => columns[column]?.name ?? '';
  const given = new Set(learned.flatMap((rule) => (rule.kind === 'order' ? [] : [keyOf(ruleColumns(rule))])));
  const orders = new Set(learned.flatMap((rule) => (rule.kind === 'order' ? [ruleText(rule)] : [])));
  const kept = <T extends { readonly columns: readonly number[] }>(found: ReadonlyMap<number, T>): Map<number, T> =>
    new Map([...found].filter(([column, { columns: parts }]) => !given.has(keyOf([column, ...parts].map(nameOf)))));
  return {
    ...relations,
    formulas: kept(relations.formulas),
    anyOfs: kept(relations.anyOfs),
    orders: relations.orders.filter(
      ({ low, high }) => !orders.has(ruleText({ kind: 'order', low: nameOf(low), high: nameOf(high) })),
    ),
  };
}
