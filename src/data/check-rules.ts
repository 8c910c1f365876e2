/** Plausibility rules on rows: real ones as they were read, or generated ones as they are written. */
import {
  formulaGives,
  formulaMargin,
  ruleColumns,
  type FormulaRule,
  type PlausibilityRule,
  type RuleCheck,
} from '../core/plausibility.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { AS_IT_IS, type CellValues, type TypedColumn } from '../core/typed-column.ts';
import { foldWord, sidesOf } from './cell-words.ts';

export interface RuleColumn {
  /** A yes/no column is set from here on. Null: from anything above 0, or by its word. */
  readonly threshold: number | null;
  readonly cells: TypedColumn;
}

/** A column as a rule looks at it. */
interface RuleCells {
  /** The last digit that its numbers are written with; 0 for yes and no. */
  readonly unit: number;
  /** In a formula: the number, or 1 and 0 for yes and no; NaN where neither is known. */
  readonly part: (row: number) => number;
  /** NaN where blank or no number. */
  readonly number: (row: number) => number;
  /** Null where it cannot be told. */
  readonly isSet: (row: number) => boolean | null;
}

const ROWS_NAMED = 20;

/** [values]; a word that is written as a number is one: two numbers are categories of a generated column. */
function numbersOf(values: CellValues): Float64Array {
  if (values.kind === 'numbers') return values.numbers;
  return Float64Array.from(values.words, (word) => (word === '' ? Number.NaN : Number(word)));
}

function readForRules({ threshold, cells: { values, codes } }: RuleColumn): RuleCells {
  const numbers = numbersOf(values);
  const sides = Array.from(numbers, (number, code): boolean | null => {
    if (!Number.isNaN(number)) return threshold === null ? number > 0 : number >= threshold;
    const word = values.kind === 'words' ? foldWord(values.words[code] ?? '') : '';
    const side = word === '' ? undefined : sidesOf([word])?.get(word);
    return side === undefined ? null : side === 0;
  });
  const number = (row: number): number => numbers[codes[row] ?? -1] ?? Number.NaN;
  const isSet = (row: number): boolean | null => sides[codes[row] ?? -1] ?? null;
  const isNumber = threshold === null && numbers.some((one) => !Number.isNaN(one));
  const answer = (row: number): number => {
    const side = isSet(row);
    return side === null ? Number.NaN : Number(side);
  };
  return { unit: isNumber ? unitOf(values, numbers) : 0, part: isNumber ? number : answer, number, isSet };
}

/** 0.1 where one digit behind the point is the most that any number has. */
function unitOf(values: CellValues, numbers: Float64Array): number {
  let digits = 0;
  for (const [code, number] of numbers.entries()) {
    const own = values.kind === 'numbers' ? (values.decimals[code] ?? AS_IT_IS) : AS_IT_IS;
    const written = own === AS_IT_IS ? (String(number).split('.')[1]?.length ?? 0) : own;
    if (Number.isFinite(number)) digits = Math.max(digits, written);
  }
  return 10 ** -digits;
}

function holdsFormula(rule: FormulaRule, column: RuleCells, parts: readonly RuleCells[], row: number): boolean | null {
  const own = column.number(row);
  const given = parts.map(({ part }) => part(row));
  const made = formulaGives(rule, given);
  if (Number.isNaN(own) || Number.isNaN(made)) return null;
  const units = parts.map(({ unit }) => unit);
  return Math.abs(own - made) <= formulaMargin(rule, given, { made, unit: column.unit, units });
}

function holdsAny(column: RuleCells, flags: readonly RuleCells[], row: number): boolean | null {
  const own = column.isSet(row);
  const set = flags.map(({ isSet }) => isSet(row));
  return own === null || set.includes(null) ? null : own === set.includes(true);
}

/** Whether a yes/no column is set; null where it cannot be told. */
export function answersOf(column: RuleColumn): (row: number) => boolean | null {
  return readForRules(column).isSet;
}

function holdsCount(total: RuleCells, flags: readonly RuleCells[], row: number): boolean | null {
  const expected = total.number(row);
  const set = flags.map(({ isSet }) => isSet(row));
  if (Number.isNaN(expected) || set.includes(null)) return null;
  return set.filter((flag) => flag === true).length === expected;
}

/** Null: a cell of the rule is missing or cannot be compared. */
function holds(rule: PlausibilityRule, columns: readonly RuleCells[], row: number): boolean | null {
  const [first, second] = columns;
  if (first === undefined) return null;
  const value = first.number(row);
  switch (rule.kind) {
    case 'count':
      return holdsCount(first, columns.slice(1), row);
    case 'any':
      return holdsAny(first, columns.slice(1), row);
    case 'formula':
      return holdsFormula(rule, first, columns.slice(1), row);
    case 'order': {
      const high = second?.number(row) ?? Number.NaN;
      return Number.isNaN(value) || Number.isNaN(high) ? null : value <= high;
    }
    case 'range':
      if (Number.isNaN(value)) return null;
      return (rule.min === null || value >= rule.min) && (rule.max === null || value <= rule.max);
    default:
      return rule satisfies never;
  }
}

export function checkRule(rule: PlausibilityRule, columns: ReadonlyMap<string, RuleColumn>, rows: number): RuleCheck {
  const names = ruleColumns(rule);
  const unknown = names.filter((name) => !columns.has(name));
  const used = names.flatMap((name) => {
    const column = columns.get(name);
    return column === undefined ? [] : [readForRules(column)];
  });
  let checked = 0;
  let broken = 0;
  const named: number[] = [];
  for (let row = 0; unknown.length === 0 && row < rows; row++) {
    const answer = holds(rule, used, row);
    if (answer === null) continue;
    checked += 1;
    if (answer) continue;
    broken += 1;
    if (named.length < ROWS_NAMED) named.push(row);
  }
  return { rule, unknown, checked, broken, rows: named };
}

/**
 * Rules that generated rows can be held to: every column is modelled, and none that is compared by size has become a yes or
 * no by its threshold.
 */
export function modelledRules(rules: readonly PlausibilityRule[], columns: TableSchema['columns']): PlausibilityRule[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const compared = (rule: PlausibilityRule): readonly string[] =>
    rule.kind === 'any' ? [] : rule.kind === 'order' ? ruleColumns(rule) : [rule.column];
  return rules.filter(
    (rule) =>
      ruleColumns(rule).every((name) => byName.has(name)) &&
      compared(rule).every((name) => byName.get(name)?.threshold === null),
  );
}

/** The rules of a schema on `rows` generated rows: one column each of the schema's, in its order. */
export function checkWritten(schema: TableSchema, columns: readonly TypedColumn[], rows: number): RuleCheck[] {
  const byName = new Map(
    schema.columns.flatMap(({ name }, i) => {
      const cells = columns[i];
      // A threshold has made a yes or no of the column already.
      return cells === undefined ? [] : [[name, { threshold: null, cells }] as const];
    }),
  );
  return (schema.rules ?? []).map((rule) => checkRule(rule, byName, rows));
}
