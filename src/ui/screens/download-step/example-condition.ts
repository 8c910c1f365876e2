/** A condition to copy, in the names of the visitor's own columns. */
import type { ColumnReport } from '../../../core/data-report.ts';
import { shownName } from '../../../core/table-schema.ts';

type Described = Pick<ColumnReport, 'name' | 'role' | 'type' | 'threshold'>;

/** Plain words stand as they are, everything else in quotes. */
function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A column with a threshold, as it has to be typed; null where there is none. */
export function exampleFlag(columns: readonly Described[]): string | null {
  const flag = columns.find(({ role, threshold }) => (role === 'feature' || role === 'target') && threshold !== null);
  return flag === undefined ? null : quoted(flag.name);
}

/** What was generated: a row a patient, its columns by name. */
interface Generated {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A whole number above the middle of what was generated, and a column with a threshold that is 1: as much of it as at least
 * one generated patient fits. Null where there is neither.
 */
export function exampleCondition(columns: readonly Described[], { columns: names, rows }: Generated): string | null {
  const learned = columns.filter(({ role }) => role === 'feature' || role === 'target');
  const placeOf = (column: Described): number => names.indexOf(shownName(column));
  const number = learned.find((column) => column.type === 'integer' && placeOf(column) >= 0);
  const parts: string[] = [];
  let fitting = rows;
  if (number !== undefined) {
    const at = placeOf(number);
    const values = rows.map((row) => Number(row[at])).filter((value) => Number.isFinite(value));
    const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
    const above = middle === undefined ? [] : rows.filter((row) => Number(row[at]) > middle);
    if (middle !== undefined && above.length > 0) {
      parts.push(`${quoted(number.name)} > ${middle}`);
      fitting = above;
    }
  }
  const flag = learned.find((column) => column.threshold !== null && placeOf(column) >= 0);
  if (flag !== undefined && fitting.some((row) => row[placeOf(flag)] === '1')) parts.push(`${quoted(flag.name)} = 1`);
  return parts.length === 0 ? null : parts.join(' and ');
}
