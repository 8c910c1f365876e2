/**
 * A condition held against the fitted columns: names and values checked, then a test of written rows. It sees the cells
 * that `pairs.csv` gets, rounded as there, so that whoever filters the file by the same condition keeps every row.
 */
import { AppError } from '../../core/app-error.ts';
import type { CohortColumn } from '../../core/cohort.ts';
import { type SchemaColumn, shownName, type TableSchema } from '../../core/table-schema.ts';
import { isBlankValue, numberAt, type TypedColumn } from '../../core/typed-column.ts';
import { formatNumber } from '../decode-rows.ts';
import { type Comparison, type Condition, type Operator, namesOf } from './where-tree.ts';

/** A row of columns in schema order, as `decodeRows` makes them. */
export type RowTest = (columns: readonly TypedColumn[], row: number) => boolean;

/** The cells of one row, by position in the schema. */
export interface RowCells {
  readonly isBlank: (column: number) => boolean;
  /** Also of a category that is a number; NaN of others and where blank. */
  readonly numberOf: (column: number) => number;
  /** Of a category; empty of others and where blank. */
  readonly wordOf: (column: number) => string;
}

/** A part of a condition that has to hold by itself, and the columns it speaks of. */
export interface ConditionPart {
  readonly columns: readonly number[];
  readonly test: (cells: RowCells) => boolean;
}

/** A test, and what is known without any row: `never`, `always` (of rows without blanks), or that it depends. */
interface Checked {
  readonly test: (cells: RowCells) => boolean;
  readonly columns: readonly number[];
  readonly holds: 'never' | 'always' | 'sometimes';
}

function asNumber(text: string): number {
  return /^\s*$/u.test(text) ? Number.NaN : Number(text);
}

/** One row of typed columns after another. */
class TypedCells implements RowCells {
  columns: readonly TypedColumn[] = [];
  row = 0;

  readonly isBlank = (column: number): boolean => {
    const own = this.columns[column];
    return own === undefined || isBlankValue(own.values, own.codes[this.row] ?? -1);
  };

  readonly wordOf = (column: number): string => {
    const own = this.columns[column];
    return own?.values.kind === 'words' ? (own.values.words[own.codes[this.row] ?? -1] ?? '') : '';
  };

  readonly numberOf = (column: number): number => {
    const own = this.columns[column];
    return own?.values.kind === 'numbers' ? numberAt(own, this.row) : asNumber(this.wordOf(column));
  };
}

/** Values that can be put in order: a scale, or categories that are all numbers. */
function isNumeric({ coding }: SchemaColumn): boolean {
  return coding.kind === 'scale' || coding.values.every((value) => Number.isFinite(asNumber(value)));
}

/** The columns of a network, for whoever builds a condition on them. */
export function cohortColumns({ columns }: TableSchema): CohortColumn[] {
  return columns.map((column) => {
    const { name, coding, flag } = column;
    return {
      name,
      shown: shownName(column),
      values: coding.kind === 'scale' ? null : coding.values,
      range: coding.kind === 'scale' ? { min: coding.min, max: coding.max, decimals: coding.decimals } : null,
      isOrdered: isNumeric(column),
      canBeBlank: flag !== undefined,
    };
  });
}

function compare(operator: Operator, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}

function noSuchValue({ valueAt, column, value }: Comparison, values: string): AppError {
  return new AppError('where-no-such-value', { at: valueAt, column, value, values });
}

/** Outcomes for the smallest and the largest value decide an ordering for every value in between. */
function outcome(results: readonly boolean[], canBeBlank: boolean): Checked['holds'] {
  if (results.every((result) => !result)) return 'never';
  return results.every(Boolean) && !canBeBlank ? 'always' : 'sometimes';
}

function checkNumber(comparison: Comparison, column: SchemaColumn, index: number): Checked {
  const { operator, value } = comparison;
  const { coding } = column;
  const wanted = asNumber(value);
  if (!Number.isFinite(wanted)) {
    throw new AppError('where-not-a-number', { at: comparison.valueAt, column: comparison.column, value });
  }
  const ends =
    coding.kind === 'scale'
      ? [formatNumber(coding, coding.min), formatNumber(coding, coding.max)].map(Number)
      : coding.values.map(Number);
  if (operator === '=' || operator === '!=') {
    const occurs = coding.kind === 'scale' ? Number(formatNumber(coding, wanted)) === wanted : ends.includes(wanted);
    if (!occurs) {
      const values =
        coding.kind === 'scale' ? `${Math.min(...ends)} – ${Math.max(...ends)}` : namesOf([...coding.values]);
      throw noSuchValue(comparison, values);
    }
  }
  const isOrder = operator !== '=' && operator !== '!=';
  return {
    // A blank is no number: nothing holds of it but that it is not this value.
    test: (cells) => compare(operator, cells.numberOf(index), wanted),
    columns: [index],
    holds: isOrder
      ? outcome(
          ends.map((end) => compare(operator, end, wanted)),
          column.flag !== undefined,
        )
      : 'sometimes',
  };
}

function checkComparison(comparison: Comparison, schema: TableSchema): Checked {
  const { operator, value, columnAt } = comparison;
  const index = schema.columns.findIndex(({ name }) => name === comparison.column);
  const column = schema.columns[index];
  if (column === undefined) {
    const columns = namesOf(schema.columns.map(({ name }) => name));
    throw new AppError('where-column-unknown', { at: columnAt, column: comparison.column, columns });
  }
  const isEquality = operator === '=' || operator === '!=';
  if (value === '' && isEquality && column.flag !== undefined) {
    const test = (cells: RowCells): boolean => cells.isBlank(index) === (operator === '=');
    return { test, columns: [index], holds: 'sometimes' };
  }
  if (isNumeric(column)) return checkNumber(comparison, column, index);
  if (!isEquality) throw new AppError('where-no-order', { at: columnAt, column: comparison.column, operator });
  const values = column.coding.kind === 'scale' ? [] : column.coding.values;
  if (!values.includes(value)) throw noSuchValue(comparison, namesOf(values));
  const test = (cells: RowCells): boolean => (cells.wordOf(index) === value) === (operator === '=');
  return { test, columns: [index], holds: 'sometimes' };
}

const NEGATED = { never: 'always', always: 'never', sometimes: 'sometimes' } as const;

function check(condition: Condition, schema: TableSchema): Checked {
  switch (condition.kind) {
    case 'comparison':
      return checkComparison(condition, schema);
    case 'not': {
      const { test, columns, holds } = check(condition.of, schema);
      return { test: (cells) => !test(cells), columns, holds: NEGATED[holds] };
    }
    case 'and':
    case 'or': {
      const left = check(condition.left, schema);
      const right = check(condition.right, schema);
      // What decides alone: one "never" of an "and", one "always" of an "or".
      const [deciding, neutral] =
        condition.kind === 'and' ? (['never', 'always'] as const) : (['always', 'never'] as const);
      const sides = [left.holds, right.holds];
      const both = sides.every((side) => side === neutral) ? neutral : 'sometimes';
      return {
        test:
          condition.kind === 'and'
            ? (cells) => left.test(cells) && right.test(cells)
            : (cells) => left.test(cells) || right.test(cells),
        columns: [...new Set([...left.columns, ...right.columns])],
        holds: sides.includes(deciding) ? deciding : both,
      };
    }
    default:
      return condition satisfies never;
  }
}

/** Throws a `where-…` error where the condition names what is not there, or can hold of no row. */
function checkWhole(condition: Condition, schema: TableSchema): Checked {
  const checked = check(condition, schema);
  if (checked.holds === 'never') throw new AppError('where-never');
  return checked;
}

/** Throws as `conditionParts` does. */
export function checkCondition(condition: Condition, schema: TableSchema): RowTest {
  const { test } = checkWhole(condition, schema);
  const cells = new TypedCells();
  return (columns, row) => {
    cells.columns = columns;
    cells.row = row;
    return test(cells);
  };
}

/**
 * The condition in parts that all have to hold: what is joined by “and”, and nothing else, is taken apart. Throws a `where-…`
 * error where it names what is not there, or can hold of no row.
 */
export function conditionParts(condition: Condition, schema: TableSchema): ConditionPart[] {
  checkWhole(condition, schema);
  const parts = (part: Condition): ConditionPart[] =>
    part.kind === 'and' ? [...parts(part.left), ...parts(part.right)] : [check(part, schema)];
  return parts(condition);
}
