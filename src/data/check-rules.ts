/** Plausibility rules on rows: real ones as they were read, or generated ones as they are written. */
import { ruleColumns, type PlausibilityRule, type RuleCheck } from '../core/plausibility.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { foldWord, sidesOf } from './cell-words.ts';

export interface RuleColumn {
  /** A yes/no column is set from here on. Null: from anything above 0, or by its word. */
  readonly threshold: number | null;
  /** Clean text of a row; empty where missing. */
  readonly cell: (row: number) => string;
}

const ROWS_NAMED = 20;

function asNumber(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

/** Null where it cannot be told. */
function isSet(text: string, threshold: number | null): boolean | null {
  const value = asNumber(text);
  if (!Number.isNaN(value)) return threshold === null ? value > 0 : value >= threshold;
  const word = foldWord(text);
  const side = text === '' ? undefined : sidesOf([word])?.get(word);
  return side === undefined ? null : side === 0;
}

function holdsCount(total: RuleColumn, flags: readonly RuleColumn[], row: number): boolean | null {
  const expected = asNumber(total.cell(row));
  const set = flags.map(({ cell, threshold }) => isSet(cell(row), threshold));
  if (Number.isNaN(expected) || set.includes(null)) return null;
  return set.filter((flag) => flag === true).length === expected;
}

/** Null: a cell of the rule is missing or cannot be compared. */
function holds(rule: PlausibilityRule, columns: readonly RuleColumn[], row: number): boolean | null {
  const [first, second, ...others] = columns;
  if (first === undefined) return null;
  const value = asNumber(first.cell(row));
  switch (rule.kind) {
    case 'count':
      return holdsCount(first, second === undefined ? [] : [second, ...others], row);
    case 'order': {
      const high = asNumber(second?.cell(row) ?? '');
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
  const used = names.flatMap((name) => columns.get(name) ?? []);
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
    rule.kind === 'count' ? [rule.column] : ruleColumns(rule);
  return rules.filter(
    (rule) =>
      ruleColumns(rule).every((name) => byName.has(name)) &&
      compared(rule).every((name) => byName.get(name)?.threshold === null),
  );
}

/** The rules of a schema on rows of texts in its order, as `decodeRow` writes them. */
export function checkWritten(schema: TableSchema, rows: readonly (readonly string[])[]): RuleCheck[] {
  const columns = new Map(
    schema.columns.map(({ name }, i) => [name, { threshold: null, cell: (row: number) => rows[row]?.[i] ?? '' }]),
  );
  return (schema.rules ?? []).map((rule) => checkRule(rule, columns, rows.length));
}
