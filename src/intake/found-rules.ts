/**
 * Rules that the rows themselves show: a column that others give (a formula, a count, "any of"), a number that is never larger than
 * another. Looked for as recipe `modern` looks for what it computes instead of learning it, among all rows, before anybody is put
 * aside: a rule is about columns, not about a patient.
 */
import { ruleText, type PlausibilityRule } from '../core/plausibility.ts';
import type { SchemaColumn } from '../core/table-schema.ts';
import { answersOf, type RuleColumn } from '../data/check-rules.ts';
import { modelledValues, type ColumnCells } from '../data/fit-schema.ts';
import { findRelations } from '../rows/find-relations.ts';
import { relationRules } from '../rows/relation-rules.ts';
import { firstRows, thinned } from '../rows/row-numbers.ts';
import type { RowColumn } from '../rows/row-table.ts';

/** Rows that are looked at, and columns beyond which nothing is looked for: the work grows with their square. */
const MOST_ROWS = 2000;
const MOST_COLUMNS = 300;
/** With fewer rows a rule would be chance. */
const LEAST_ROWS = 30;
/** More would not be read. */
const MOST_FOUND = 20;

/** Two-valued columns are answers only where it can be told which value is yes. */
function rowColumn({ setting, cells }: ColumnCells, { coding }: SchemaColumn, rows: Uint32Array): RowColumn {
  const { name } = setting;
  if (coding.kind === 'scale') {
    const values = modelledValues(cells.values, setting);
    const numbers = values.kind === 'numbers' ? values.numbers : new Float64Array();
    return {
      name,
      kind: 'number',
      decimals: coding.decimals,
      values: Float64Array.from(rows, (row) => numbers[cells.codes[row] ?? -1] ?? Number.NaN),
    };
  }
  const asked: RuleColumn = { threshold: setting.threshold, cells };
  if (coding.kind !== 'two') return { name, kind: 'category', levels: [], codes: new Int32Array(rows.length).fill(-1) };
  const isSet = answersOf(asked);
  const codes = Int32Array.from(rows, (row) => {
    const answer = isSet(row);
    return answer === null ? -1 : Number(answer);
  });
  return { name, kind: 'category', levels: ['0', '1'], codes };
}

/** `columns` as they are modelled; those of the visitor's rules `known` are not found once more. */
export function findRules(
  cells: readonly ColumnCells[],
  columns: readonly SchemaColumn[],
  known: readonly PlausibilityRule[],
): PlausibilityRule[] {
  const count = cells[0]?.cells.codes.length ?? 0;
  if (count < LEAST_ROWS || columns.length > MOST_COLUMNS) return [];
  const rows = thinned(firstRows(count), MOST_ROWS);
  const byName = new Map(cells.map((one) => [one.setting.name, one]));
  const table = columns.flatMap((column) => {
    const own = byName.get(column.name);
    return own === undefined ? [] : [rowColumn(own, column, rows)];
  });
  const taken = new Set(known.map(ruleText));
  return relationRules(table, findRelations(table))
    .filter((rule) => !taken.has(ruleText(rule)))
    .slice(0, MOST_FOUND);
}
