/**
 * A condition held against the fitted columns: names and values checked, then a test of written rows. It sees the cells
 * that `pairs.csv` gets, rounded as there, so that whoever filters the file by the same condition keeps every row.
 */
import { AppError } from '../../core/app-error.ts';
import type { SchemaColumn, TableSchema } from '../../core/table-schema.ts';
import { isBlankValue, numberAt, type TypedColumn } from '../../core/typed-column.ts';
import { formatNumber } from '../decode-rows.ts';
import { type Comparison, type Condition, type Operator, word } from './where-tree.ts';

/** A row of columns in schema order, as `decodeRows` makes them. */
export type RowTest = (columns: readonly TypedColumn[], row: number) => boolean;

/** Names shown when one is not found. */
const MOST_NAMES = 8;

/** A test, and what is known without any row: `never`, `always` (of rows without blanks), or that it depends. */
interface Checked {
  readonly test: RowTest;
  readonly holds: 'never' | 'always' | 'sometimes';
}

/** As they have to be typed. */
function namesOf(names: readonly string[]): string {
  const typed = names.slice(0, MOST_NAMES).map(word).join(', ');
  return names.length > MOST_NAMES ? `${typed} …` : typed;
}

function asNumber(text: string): number {
  return /^\s*$/u.test(text) ? Number.NaN : Number(text);
}

function wordOf(column: TypedColumn | undefined, row: number): string {
  return column?.values.kind === 'words' ? (column.values.words[column.codes[row] ?? -1] ?? '') : '';
}

/** Also of a category that is a number; NaN of others. */
function numberOf(column: TypedColumn | undefined, row: number): number {
  return column?.values.kind === 'numbers' ? numberAt(column, row) : asNumber(wordOf(column, row));
}

function isBlank(column: TypedColumn | undefined, row: number): boolean {
  return column === undefined || isBlankValue(column.values, column.codes[row] ?? -1);
}

/** Values that can be put in order: a scale, or categories that are all numbers. */
function isNumeric({ coding }: SchemaColumn): boolean {
  return coding.kind === 'scale' || coding.values.every((value) => Number.isFinite(asNumber(value)));
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
    test: (columns, row) => compare(operator, numberOf(columns[index], row), wanted),
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
    return { test: (columns, row) => isBlank(columns[index], row) === (operator === '='), holds: 'sometimes' };
  }
  if (isNumeric(column)) return checkNumber(comparison, column, index);
  if (!isEquality) throw new AppError('where-no-order', { at: columnAt, column: comparison.column, operator });
  const values = column.coding.kind === 'scale' ? [] : column.coding.values;
  if (!values.includes(value)) throw noSuchValue(comparison, namesOf(values));
  return { test: (columns, row) => (wordOf(columns[index], row) === value) === (operator === '='), holds: 'sometimes' };
}

const NEGATED = { never: 'always', always: 'never', sometimes: 'sometimes' } as const;

function check(condition: Condition, schema: TableSchema): Checked {
  switch (condition.kind) {
    case 'comparison':
      return checkComparison(condition, schema);
    case 'not': {
      const { test, holds } = check(condition.of, schema);
      return { test: (columns, row) => !test(columns, row), holds: NEGATED[holds] };
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
            ? (columns, row) => left.test(columns, row) && right.test(columns, row)
            : (columns, row) => left.test(columns, row) || right.test(columns, row),
        holds: sides.includes(deciding) ? deciding : both,
      };
    }
    default:
      return condition satisfies never;
  }
}

/** Throws a `where-…` error where the condition names what is not there, or can hold of no row. */
export function checkCondition(condition: Condition, schema: TableSchema): RowTest {
  const { test, holds } = check(condition, schema);
  if (holds === 'never') throw new AppError('where-never');
  return test;
}
