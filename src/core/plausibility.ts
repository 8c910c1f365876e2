/** Rules that hold between the columns of one patient, and how many rows break them. */

export type PlausibilityRule =
  /** `column` is how many of the yes/no columns `of` are set. */
  | { readonly kind: 'count'; readonly column: string; readonly of: readonly string[] }
  /** `low` ≤ `high`. */
  | { readonly kind: 'order'; readonly low: string; readonly high: string }
  /** `min` ≤ `column` ≤ `max`; null: no limit. */
  | { readonly kind: 'range'; readonly column: string; readonly min: number | null; readonly max: number | null };

export const RULE_KINDS = ['count', 'order', 'range'] as const satisfies readonly PlausibilityRule['kind'][];

export interface RuleCheck {
  readonly rule: PlausibilityRule;
  /** Columns of the rule that are not there; then nothing is checked. */
  readonly unknown: readonly string[];
  /** Rows in which every column of the rule has a value that can be compared. */
  readonly checked: number;
  readonly broken: number;
  /** 0-based numbers of rows that break it; the first twenty. */
  readonly rows: readonly number[];
}

/** Every column a rule speaks of. */
export function ruleColumns(rule: PlausibilityRule): readonly string[] {
  switch (rule.kind) {
    case 'count':
      return [rule.column, ...rule.of];
    case 'order':
      return [rule.low, rule.high];
    case 'range':
      return [rule.column];
    default:
      return rule satisfies never;
  }
}

/** A rule in one line, for files and as a key: "a ≤ b". */
export function ruleText(rule: PlausibilityRule): string {
  switch (rule.kind) {
    case 'count':
      return `${rule.column} = number set of ${rule.of.join(', ')}`;
    case 'order':
      return `${rule.low} ≤ ${rule.high}`;
    case 'range': {
      const low = rule.min === null ? '' : `${rule.min} ≤ `;
      return `${low}${rule.column}${rule.max === null ? '' : ` ≤ ${rule.max}`}`;
    }
    default:
      return rule satisfies never;
  }
}
