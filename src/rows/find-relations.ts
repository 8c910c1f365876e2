/** What is recomputed instead of learned, and the order in which columns can then be drawn. */
import { findAnyOf } from './find-any-of.ts';
import { findFormulas } from './find-formulas.ts';
import { findOrders } from './find-orders.ts';
import type { AnyOf, Formula, OrderRule } from './row-model.ts';
import type { RowColumn } from './row-table.ts';

export interface Relations {
  readonly formulas: ReadonlyMap<number, Formula>;
  readonly anyOfs: ReadonlyMap<number, AnyOf>;
  readonly orders: readonly OrderRule[];
  /** All columns; what is computed comes after what it is computed from. */
  readonly sequence: readonly number[];
}

/** Steps of how often a formula is exact: a digit rounded the other way in one row of a hundred decides nothing. */
const EXACTNESS = 40;

/** Formulas that hold oftener go first; of equals, that of the later column: tables put what they compute last. */
function withoutCycles(columns: readonly RowColumn[]): Pick<Relations, 'formulas' | 'anyOfs'> {
  const candidates = [
    ...findFormulas(columns).map(({ column, formula, exact }) => ({ column, formula, anyOf: null, exact })),
    ...findAnyOf(columns).map(({ column, anyOf }) => ({ column, formula: null, anyOf, exact: 1 })),
  ].sort((a, b) => Math.round(EXACTNESS * b.exact) - Math.round(EXACTNESS * a.exact) || b.column - a.column);
  const parents = new Map<number, readonly number[]>();
  const dependsOn = (column: number, sought: number): boolean =>
    column === sought || (parents.get(column) ?? []).some((parent) => dependsOn(parent, sought));
  const formulas = new Map<number, Formula>();
  const anyOfs = new Map<number, AnyOf>();
  for (const { column, formula, anyOf } of candidates) {
    const from = formula?.columns ?? anyOf?.columns ?? [];
    if (from.some((parent) => dependsOn(parent, column))) continue;
    parents.set(column, from);
    if (formula !== null) formulas.set(column, formula);
    if (anyOf !== null) anyOfs.set(column, anyOf);
  }
  return { formulas, anyOfs };
}

export function findRelations(columns: readonly RowColumn[]): Relations {
  const { formulas, anyOfs } = withoutCycles(columns);
  const sequence: number[] = [];
  const isPlaced = new Set<number>();
  const place = (column: number): void => {
    if (isPlaced.has(column)) return;
    isPlaced.add(column);
    for (const parent of formulas.get(column)?.columns ?? anyOfs.get(column)?.columns ?? []) place(parent);
    sequence.push(column);
  };
  for (const column of columns.keys()) place(column);
  const orders = findOrders(columns).filter(({ low, high }) => !formulas.has(low) && !formulas.has(high));
  return { formulas, anyOfs, orders, sequence };
}
