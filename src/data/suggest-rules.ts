/** Rules of plausibility that the columns' names suggest. */
import type { PlausibilityRule } from '../core/plausibility.ts';
import { DERIVED_HEADER, DIASTOLIC_HEADER, isNamed, SYSTOLIC_HEADER } from './column-names.ts';
import type { Column } from './read-columns.ts';

export function suggestRules(columns: readonly Column[]): PlausibilityRule[] {
  const numeric = columns.filter(({ profile, suggestion }) => profile.isNumeric && !suggestion.personal);
  const named = (pattern: RegExp): string[] =>
    numeric.filter(({ profile }) => isNamed(profile.name, pattern)).map(({ profile }) => profile.name);
  const stenoses = numeric.filter(({ suggestion }) => suggestion.reasons.includes('percent-stenosis'));
  const [total, ...moreTotals] = named(DERIVED_HEADER);
  const [low, ...moreLows] = named(DIASTOLIC_HEADER);
  const [high, ...moreHighs] = named(SYSTOLIC_HEADER);
  const rules: PlausibilityRule[] = [];
  if (total !== undefined && moreTotals.length === 0 && stenoses.length > 1) {
    rules.push({ kind: 'count', column: total, of: stenoses.map(({ profile }) => profile.name) });
  }
  if (low !== undefined && high !== undefined && moreLows.length + moreHighs.length === 0) {
    rules.push({ kind: 'order', low, high });
  }
  return rules;
}
