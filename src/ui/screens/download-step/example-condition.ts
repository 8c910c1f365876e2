/** A condition to copy, in the names of the visitor's own columns. */
import type { ColumnReport } from '../../../core/data-report.ts';

type Described = Pick<ColumnReport, 'name' | 'role' | 'type' | 'threshold' | 'picture'>;

/** Plain words stand as they are, everything else in quotes. */
function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A column with a threshold, as it has to be typed; null where there is none. */
export function exampleFlag(columns: readonly Described[]): string | null {
  const flag = columns.find(({ role, threshold }) => (role === 'feature' || role === 'target') && threshold !== null);
  return flag === undefined ? null : quoted(flag.name);
}

/** A whole number above its middle, and a column with a threshold that is 1; null where there is neither. */
export function exampleCondition(columns: readonly Described[]): string | null {
  const learned = columns.filter(({ role }) => role === 'feature' || role === 'target');
  const parts: string[] = [];
  for (const { name, type, picture } of learned) {
    if (type !== 'integer' || picture.kind !== 'histogram') continue;
    parts.push(`${quoted(name)} > ${Math.floor((picture.min + picture.max) / 2)}`);
    break;
  }
  const flag = exampleFlag(columns);
  if (flag !== null) parts.push(`${flag} = 1`);
  return parts.length === 0 ? null : parts.join(' and ');
}
