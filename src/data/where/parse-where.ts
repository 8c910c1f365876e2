/** Text of a condition → its tree (`where-tree.ts`). Knows no columns; throws only `AppError`s that name the character. */
import { AppError, type ErrorCode } from '../../core/app-error.ts';
import { BARE_CHARACTER, KEYWORD, OPERATORS, type Condition, type Operator } from './where-tree.ts';

/** Longer ones are no longer typed by people; the bounds keep the parser's recursion flat. */
export const LONGEST_CONDITION = 2000;
export const DEEPEST_CONDITION = 50;

const LONGEST_FIRST = OPERATORS.toSorted((a, b) => b.length - a.length);

type Token =
  | { readonly kind: 'word'; readonly at: number; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'operator'; readonly at: number; readonly text: Operator }
  | { readonly kind: '(' | ')' | 'other'; readonly at: number; readonly text: string }
  | { readonly kind: 'end'; readonly at: number; readonly text: '' };

/** The quoted word that starts at `start`, and the position behind it. */
function readQuoted(text: string, start: number): { word: string; end: number } {
  let word = '';
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] !== '"') word += text[i] ?? '';
    else if (text[i + 1] === '"') {
      word += '"';
      i += 1;
    } else return { word, end: i + 1 };
  }
  throw new AppError('where-quote-open', { at: start + 1 });
}

/** Throws `where-quote-open`. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < text.length) {
    const at = i + 1;
    const rest = text.slice(i, i + 2);
    // Whole characters, also those that take two code units.
    const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
    const operator = LONGEST_FIRST.find((found) => rest.startsWith(found));
    if (/\s/u.test(character)) {
      i += 1;
    } else if (operator !== undefined) {
      tokens.push({ kind: 'operator', at, text: operator });
      i += operator.length;
    } else if (character === '(' || character === ')') {
      tokens.push({ kind: character, at, text: character });
      i += 1;
    } else if (character === '"') {
      const { word, end } = readQuoted(text, i);
      tokens.push({ kind: 'word', at, text: word, isQuoted: true });
      i = end;
    } else if (BARE_CHARACTER.test(character)) {
      let word = '';
      while (i < text.length) {
        const next = String.fromCodePoint(text.codePointAt(i) ?? 0);
        if (!BARE_CHARACTER.test(next)) break;
        word += next;
        i += next.length;
      }
      tokens.push({ kind: 'word', at, text: word, isQuoted: false });
    } else {
      tokens.push({ kind: 'other', at, text: character });
      i += character.length;
    }
  }
  tokens.push({ kind: 'end', at: text.length + 1, text: '' });
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Condition {
    const condition = this.#either(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#unexpected('where-not-ended');
    return condition;
  }

  #either(depth: number): Condition {
    let left = this.#both(depth);
    while (this.#takeKeyword('or')) left = { kind: 'or', left, right: this.#both(depth) };
    return left;
  }

  #both(depth: number): Condition {
    let left = this.#single(depth);
    while (this.#takeKeyword('and')) left = { kind: 'and', left, right: this.#single(depth) };
    return left;
  }

  #single(depth: number): Condition {
    if (depth > DEEPEST_CONDITION) throw new AppError('where-too-long', { depth: DEEPEST_CONDITION });
    if (this.#takeKeyword('not')) return { kind: 'not', of: this.#single(depth + 1) };
    const open = this.#peek();
    if (open.kind !== '(') return this.#comparison();
    this.#next += 1;
    const inner = this.#either(depth + 1);
    if (this.#peek().kind === ')') {
      this.#next += 1;
      return inner;
    }
    if (this.#peek().kind === 'end') throw new AppError('where-not-closed', { at: open.at });
    throw this.#unexpected('where-not-ended');
  }

  #comparison(): Condition {
    const column = this.#word('where-column-missing');
    const operator = this.#peek();
    if (operator.kind !== 'operator') throw this.#unexpected('where-operator-missing');
    this.#next += 1;
    const value = this.#word('where-value-missing');
    return {
      kind: 'comparison',
      column: column.text,
      operator: operator.text,
      value: value.text,
      columnAt: column.at,
      valueAt: value.at,
    };
  }

  #word(otherwise: ErrorCode): { readonly at: number; readonly text: string } {
    const token = this.#peek();
    if (token.kind !== 'word' || (!token.isQuoted && KEYWORD.test(token.text))) throw this.#unexpected(otherwise);
    this.#next += 1;
    return token;
  }

  #takeKeyword(keyword: 'and' | 'or' | 'not'): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.isQuoted || token.text.toLowerCase() !== keyword) return false;
    this.#next += 1;
    return true;
  }

  #peek(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error('a token behind the end');
    return token;
  }

  #unexpected(code: ErrorCode): AppError {
    const { at, text, kind } = this.#peek();
    // What stands there instead, shortened; nothing at the end.
    return new AppError(code, { at, found: kind === 'end' ? '' : text.slice(0, 40) });
  }
}

/** Throws one of the `where-…` errors. */
export function parseWhere(text: string): Condition {
  if (text.trim() === '') throw new AppError('where-empty');
  if (text.length > LONGEST_CONDITION) throw new AppError('where-too-long', { depth: DEEPEST_CONDITION });
  return new Parser(tokenise(text)).parse();
}
