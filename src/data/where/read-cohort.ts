/**
 * Fixed values and wanted shares as text → what they ask of a row, held against the fitted columns:
 *
 *     fixed  := name "=" value ("and" name "=" value)*
 *     shares := name ("=" value)? "=" number ("and" …)*
 *
 * Words as in a condition (`where-tree.ts`). Without a value a share is that of 1 in a column of 0 and 1.
 */
import { AppError } from '../../core/app-error.ts';
import type { CohortShare, CohortValue } from '../../core/cohort.ts';
import type { SchemaColumn, TableSchema } from '../../core/table-schema.ts';
import { formatNumber } from '../decode-rows.ts';
import { LONGEST_CONDITION, tokenise } from './parse-where.ts';
import { KEYWORD, namesOf } from './where-tree.ts';

/** More at once are no longer met together. */
const MOST_SHARES = 12;

/** A cell by position: of a category the place of its value, of a number itself; null: blank. */
export interface CohortCell {
  readonly column: number;
  readonly value: number | null;
  /** As the column writes it. */
  readonly said: CohortValue;
}

export interface WantedCell extends CohortCell {
  readonly share: number;
  readonly said: CohortShare;
}

/** Words of each assignment; null where the text is none. */
function assignments(text: string): string[][] | null {
  if (text.length > LONGEST_CONDITION) return null;
  let tokens: ReturnType<typeof tokenise>;
  try {
    tokens = tokenise(text);
  } catch (error) {
    // A quotation mark that is never closed.
    if (error instanceof AppError) return null;
    throw error;
  }
  const parts: string[][] = [[]];
  let isWordNext = true;
  for (const token of tokens) {
    const isAnd = token.kind === 'word' && !token.isQuoted && token.text.toLowerCase() === 'and';
    if (isWordNext) {
      if (token.kind !== 'word' || (!token.isQuoted && KEYWORD.test(token.text))) return null;
      parts.at(-1)?.push(token.text);
    } else if (isAnd) {
      parts.push([]);
    } else if (token.kind === 'end') {
      return parts;
    } else if (token.kind !== 'operator' || token.text !== '=') return null;
    isWordNext = !isWordNext;
  }
  return null;
}

/** Throws `fix-unreadable` or `share-unreadable`. */
function assignmentsOf(text: string, what: 'fix' | 'share', lengths: readonly number[]): string[][] {
  const parts = assignments(text);
  if (parts === null || parts.some(({ length }) => !lengths.includes(length))) {
    throw new AppError(`${what}-unreadable`, { text: text.slice(0, 80) });
  }
  return parts;
}

function valuesOf({ coding }: SchemaColumn): string {
  return coding.kind === 'scale'
    ? `${formatNumber(coding, coding.min)} – ${formatNumber(coding, coding.max)}`
    : namesOf(coding.values);
}

const asNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** Throws `cohort-column-unknown` or `cohort-no-such-value`. */
function cellOf(name: string, text: string, schema: TableSchema): CohortCell {
  const column = schema.columns.findIndex((one) => one.name === name);
  const own = schema.columns[column];
  if (own === undefined) {
    throw new AppError('cohort-column-unknown', {
      column: name,
      columns: namesOf(schema.columns.map((one) => one.name)),
    });
  }
  if (text === '' && own.flag !== undefined) return { column, value: null, said: { column: name, value: '' } };
  const { coding } = own;
  const wanted = asNumber(text);
  if (coding.kind === 'scale') {
    const said = Number.isFinite(wanted) ? formatNumber(coding, wanted) : '';
    if (said !== '' && Number(said) === wanted) return { column, value: wanted, said: { column: name, value: said } };
  } else {
    const { values } = coding;
    const exact = values.indexOf(text);
    const place = exact >= 0 ? exact : values.findIndex((value) => asNumber(value) === wanted);
    const said = values[place];
    if (said !== undefined) return { column, value: place, said: { column: name, value: said } };
  }
  throw new AppError('cohort-no-such-value', { column: name, value: text, values: valuesOf(own) });
}

/** Throws a `fix-…` or `cohort-…` error; without a schema only where the text is no list of fixed values. */
export function readFixed(text: string, schema: TableSchema | null): CohortCell[] {
  const parts = assignmentsOf(text, 'fix', [2]);
  if (schema === null) return [];
  const cells = parts.map(([name = '', value = '']) => cellOf(name, value, schema));
  for (const [i, { column, said }] of cells.entries()) {
    if (cells.findIndex((other) => other.column === column) < i) {
      throw new AppError('cohort-column-twice', { column: said.column });
    }
  }
  return cells;
}

/** The 1 of a column of 0 and 1. Throws `share-which-value` where it is not such a column. */
function yesOf(name: string, schema: TableSchema): string {
  const coding = schema.columns.find((one) => one.name === name)?.coding;
  if (coding === undefined) return '';
  if (coding.kind === 'two' && coding.values[1] === '1') return '1';
  const values = coding.kind === 'scale' ? [String(coding.min), String(coding.max)] : coding.values;
  throw new AppError('share-which-value', { column: name, example: values.at(-1) ?? '', values: namesOf(values) });
}

/** Throws a `cohort-…` or `share-…` error; without a schema only where the text is no list of shares. */
export function readShares(text: string, schema: TableSchema | null): WantedCell[] {
  const parts = assignmentsOf(text, 'share', [2, 3]);
  const wanted = parts.map((words) => {
    const [name = ''] = words;
    const share = asNumber(words.at(-1) ?? '');
    // Also NaN.
    if (!(share >= 0 && share <= 1)) throw new AppError('share-range', { column: name, share: words.at(-1) ?? '' });
    return { name, value: words.length === 3 ? (words[1] ?? '') : null, share };
  });
  if (schema === null) return [];
  if (wanted.length > MOST_SHARES) throw new AppError('share-too-many', { most: MOST_SHARES });
  const cells = wanted.map(({ name, value, share }): WantedCell => {
    const cell = cellOf(name, value ?? yesOf(name, schema), schema);
    return { ...cell, share, said: { ...cell.said, share } };
  });
  for (const [i, { column, value, said }] of cells.entries()) {
    const same = cells.filter((other) => other.column === column);
    if (cells.findIndex((other) => other.column === column && other.value === value) < i) {
      throw new AppError('cohort-column-twice', { column: said.column });
    }
    const sum = same.reduce((total, { share }) => total + share, 0);
    if (sum > 1 + 1e-9) throw new AppError('share-sum', { column: said.column, sum: Number(sum.toFixed(6)) });
  }
  return cells;
}
