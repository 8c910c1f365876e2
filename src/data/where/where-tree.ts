/**
 * A condition on generated rows as a tree, and as text again. The grammar (`README.md`):
 *
 *     either     := both ("or" both)*
 *     both       := single ("and" single)*
 *     single     := "not" single | "(" either ")" | comparison
 *     comparison := word ("=" | "!=" | "<" | "<=" | ">" | ">=") word
 *     word       := letters, digits and marks without spaces | "in double quotes, a quotation mark doubled"
 *
 * `and`, `or` and `not` in any case; a column of such a name stands in quotes.
 */
export const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Comparison {
  readonly kind: 'comparison';
  readonly column: string;
  readonly operator: Operator;
  readonly value: string;
  /** Where the column and the value stand in the text, the first character being 1. */
  readonly columnAt: number;
  readonly valueAt: number;
}

export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition };

/** What a word without quotes may be made of: no spaces, quotes, parentheses, operators or invisible characters. */
export const BARE_CHARACTER = /[^\s\p{C}"()=!<>]/u;
const BARE = new RegExp(`^(?:${BARE_CHARACTER.source})+$`, 'u');
export const KEYWORD = /^(?:and|or|not)$/iu;

/** A name or value as it has to be typed in a condition: in quotes where it is not one bare word. */
export function word(text: string): string {
  return BARE.test(text) && !KEYWORD.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Names shown when one is not found. */
const MOST_NAMES = 8;

/** A list of names or values as they have to be typed, shortened. */
export function namesOf(names: readonly string[]): string {
  const typed = names.slice(0, MOST_NAMES).map(word).join(', ');
  return names.length > MOST_NAMES ? `${typed} …` : typed;
}

const STRENGTH = { or: 1, and: 2, not: 3, comparison: 4 } as const;

/** The condition with no more parentheses and quotes than it needs; parsing it gives the same tree. */
export function printCondition(condition: Condition): string {
  /** In parentheses where it binds less than its place asks for. */
  const within = (inner: Condition, least: number): string => {
    const text = printCondition(inner);
    return STRENGTH[inner.kind] < least ? `(${text})` : text;
  };
  switch (condition.kind) {
    case 'comparison':
      return `${word(condition.column)} ${condition.operator} ${word(condition.value)}`;
    case 'not':
      return `not ${within(condition.of, STRENGTH.not)}`;
    case 'and':
    case 'or': {
      const own = STRENGTH[condition.kind];
      // To the right of its own kind it was in parentheses: without them the tree would lean to the left.
      return `${within(condition.left, own)} ${condition.kind} ${within(condition.right, own + 1)}`;
    }
    default:
      return condition satisfies never;
  }
}
