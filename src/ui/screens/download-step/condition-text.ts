/** Conditions written for the visitor: one to begin with, and one more comparison behind what is typed. */
import type { CohortColumn } from '../../../core/cohort.ts';
import { parseWhere } from '../../../data/where/parse-where.ts';
import { type Condition, type Operator, printCondition, word } from '../../../data/where/where-tree.ts';

/** What was generated: a row a patient, its columns by the names that are shown. */
interface Generated {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const hasLimit = ({ name, shown }: CohortColumn): boolean => name !== shown;

/** A column with a threshold, as it has to be typed; null where there is none. */
export function exampleFlag(columns: readonly CohortColumn[]): string | null {
  const flag = columns.find(hasLimit);
  return flag === undefined ? null : word(flag.name);
}

/**
 * A number above the middle of what was generated, and a column with a threshold that is 1: as much of it as at least one
 * generated patient fits. Null where there is neither.
 */
export function exampleCondition(columns: readonly CohortColumn[], { columns: names, rows }: Generated): string | null {
  const placeOf = ({ shown }: CohortColumn): number => names.indexOf(shown);
  const known = columns.filter((column) => placeOf(column) >= 0);
  const number =
    known.find(({ range }) => range !== null && range.decimals === 0) ?? known.find(({ range }) => range !== null);
  const parts: string[] = [];
  let fitting = rows;
  if (number !== undefined) {
    const at = placeOf(number);
    const values = rows.map((row) => row[at] ?? '').filter((text) => text !== '' && Number.isFinite(Number(text)));
    const middle = values.map(Number).sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
    const above = middle === undefined ? [] : rows.filter((row) => row[at] !== '' && Number(row[at]) > middle);
    if (middle !== undefined && above.length > 0) {
      parts.push(`${word(number.name)} > ${middle}`);
      fitting = above;
    }
  }
  const flag = known.find(hasLimit);
  if (flag !== undefined && fitting.some((row) => row[placeOf(flag)] === '1')) parts.push(`${word(flag.name)} = 1`);
  return parts.length === 0 ? null : parts.join(' and ');
}

export interface Built {
  readonly column: string;
  readonly operator: Operator;
  readonly value: string;
}

/** What is typed, and this as well; null where what is typed is no condition yet. */
export function withComparison(typed: string, built: Built): string | null {
  const right: Condition = { kind: 'comparison', ...built, columnAt: 1, valueAt: 1 };
  if (typed.trim() === '') return printCondition(right);
  try {
    return printCondition({ kind: 'and', left: parseWhere(typed), right });
  } catch {
    // Why it is none stands beside it already: the same text is tried by the worker.
    return null;
  }
}
