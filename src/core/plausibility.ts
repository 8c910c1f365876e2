/** Rules that hold between the columns of one patient, and how many rows break them. */

export type PlausibilityRule =
  /** `column` is how many of the yes/no columns `of` are set. */
  | { readonly kind: 'count'; readonly column: string; readonly of: readonly string[] }
  /** `low` ≤ `high`. */
  | { readonly kind: 'order'; readonly low: string; readonly high: string }
  /** `min` ≤ `column` ≤ `max`; null: no limit. */
  | { readonly kind: 'range'; readonly column: string; readonly min: number | null; readonly max: number | null }
  /** The yes/no column is set exactly where any of `of` is. */
  | { readonly kind: 'any'; readonly column: string; readonly of: readonly string[] }
  | FormulaRule;

/** `column` is what the formula gives of the columns `of`, as far as what all of them are rounded to can tell. */
export interface FormulaRule extends FormulaTerms {
  readonly kind: 'formula';
  readonly column: string;
  readonly of: readonly string[];
}

/** constant + Σ coefficient · part, or constant · Π part ^ coefficient; a yes/no column is 1 or 0. */
export interface FormulaTerms {
  readonly form: 'sum' | 'product';
  readonly constant: number;
  /** One a part. */
  readonly coefficients: readonly number[];
}

export function formulaGives({ form, constant, coefficients }: FormulaTerms, parts: ArrayLike<number>): number {
  let value = constant;
  for (let i = 0; i < coefficients.length; i++) {
    const part = parts[i] ?? Number.NaN;
    const coefficient = coefficients[i] ?? 0;
    if (form === 'sum') value += coefficient * part;
    else value *= part ** coefficient;
  }
  return value;
}

/** How far off `made` may be for the rounding of all that goes in: half a unit of each. */
export function formulaMargin(
  { form, coefficients }: FormulaTerms,
  parts: ArrayLike<number>,
  { made, unit, units }: { readonly made: number; readonly unit: number; readonly units: readonly number[] },
): number {
  let open = 0.5 * unit;
  for (let i = 0; i < coefficients.length; i++) {
    const coefficient = Math.abs(coefficients[i] ?? 0);
    const half = 0.5 * (units[i] ?? 0);
    open += form === 'sum' ? half * coefficient : Math.abs((made * coefficient * half) / (parts[i] ?? 1));
  }
  return open * (1 + 1e-9) + 1e-9 * Math.abs(made);
}

/** Kinds of which a visitor can make a rule in a few fields; the others are found in the table. */
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
    case 'any':
    case 'formula':
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
    case 'any':
      return `${rule.column} = any of ${rule.of.join(', ')}`;
    case 'formula':
      return `${rule.column} = ${formulaText(rule)}`;
    default:
      return rule satisfies never;
  }
}

const SUPERSCRIPTS: Readonly<Record<number, string>> = { 2: '²', 3: '³' };

function powerText(name: string, power: number): string {
  if (power === 1) return name;
  if (power === 0.5) return `√${name}`;
  return `${name}${SUPERSCRIPTS[power] ?? `^${power}`}`;
}

/** What a formula computes, in signs that need no translation: "10000 × weight ÷ height²". */
export function formulaText({ form, constant, coefficients, of }: FormulaRule): string {
  const parts = of.map((name, i) => ({ name, coefficient: coefficients[i] ?? 0 }));
  if (form === 'product') {
    const above = parts.filter(({ coefficient }) => coefficient > 0);
    const below = parts.filter(({ coefficient }) => coefficient < 0);
    const first = [
      ...(constant === 1 && above.length > 0 ? [] : [String(constant)]),
      ...above.map(({ name, coefficient }) => powerText(name, coefficient)),
    ].join(' × ');
    return [first, ...below.map(({ name, coefficient }) => powerText(name, -coefficient))].join(' ÷ ');
  }
  const terms = [
    ...parts.map(({ name, coefficient }) => ({
      sign: coefficient,
      text: Math.abs(coefficient) === 1 ? name : `${Math.abs(coefficient)} × ${name}`,
    })),
    ...(constant === 0 ? [] : [{ sign: constant, text: String(Math.abs(constant)) }]),
  ];
  return terms
    .map(({ sign, text }, i) => (i === 0 ? `${sign < 0 ? '−' : ''}${text}` : `${sign < 0 ? ' − ' : ' + '}${text}`))
    .join('');
}
