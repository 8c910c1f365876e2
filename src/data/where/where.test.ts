import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import type { TypedColumn } from '../../core/typed-column.ts';
import { decodeRow } from '../decode-rows.ts';
import { typedTexts } from '../testing/typed.ts';
import { checkCondition } from './check-condition.ts';
import { parseWhere } from './parse-where.ts';
import { OPERATORS, printCondition, type Condition } from './where-tree.ts';

const column = { role: 'feature', threshold: null, missing: 0, fill: '' } as const;
const schema: TableSchema = {
  version: 1,
  width: 9,
  columns: [
    {
      ...column,
      name: 'age',
      type: 'integer',
      offset: 0,
      width: 1,
      coding: { kind: 'scale', min: 35, max: 88, decimals: 0 },
    },
    { ...column, name: 'пол', type: 'binary', offset: 1, width: 1, coding: { kind: 'two', values: ['ж', 'м'] } },
    { ...column, name: 'LAD_st', type: 'binary', offset: 2, width: 1, coding: { kind: 'two', values: ['0', '1'] } },
    {
      ...column,
      name: 'heart rhythm',
      type: 'categorical',
      offset: 3,
      width: 3,
      coding: { kind: 'many', values: ['sinus', 'AF', 'paced'] },
    },
    {
      ...column,
      name: 'LDL',
      type: 'continuous',
      offset: 6,
      width: 1,
      flag: 7,
      coding: { kind: 'scale', min: 1.2, max: 7.9, decimals: 1 },
    },
    { ...column, name: 'not', type: 'binary', offset: 8, width: 1, coding: { kind: 'two', values: ['no', 'yes'] } },
  ],
};

/** As `decodeRows` types the schema's columns. */
const typedRow = (texts: readonly string[]): TypedColumn[] =>
  texts.map((text, i) => typedTexts([text], { isNumeric: schema.columns[i]?.coding.kind === 'scale' }));
const row = ['63', 'м', '1', 'AF', '3.4', 'no'];
const holds = (text: string, texts: readonly string[] = row): boolean =>
  checkCondition(parseWhere(text), schema)(typedRow(texts), 0);
const refusal = (text: string): AppError => {
  try {
    checkCondition(parseWhere(text), schema);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
};

describe('a condition', () => {
  it.each([
    ['age > 60 and LAD_st = 1', true],
    ['age > 63', false],
    ['age>=63', true],
    ['age < 63.5', true],
    ['"age" != 63', false],
    ['"пол" = "м"', true],
    ['пол = ж', false],
    ['"heart rhythm" = AF', true],
    ['"heart rhythm" != AF', false],
    ['"not" = yes', false],
    ['not "not" = yes', true],
    ['NOT age = 63 OR LAD_st = 1', true],
    ['LDL = 3.40', true],
    ['LDL <= 3.4 and LAD_st >= 1', true],
    ['LAD_st = 1.0', true],
  ])('%s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  // "and" before "or", "not" before both.
  it.each([
    ['age = 70 and age = 70 or age = 63', true],
    ['age = 70 and (age = 70 or age = 63)', false],
    ['age = 63 or age = 63 and age = 70', true],
    ['(age = 63 or age = 63) and age = 70', false],
    ['not age = 70 and age = 70', false],
    ['not (age = 70 and age = 63)', true],
  ])('binds as usual: %s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it('holds of a blank only where it says so', () => {
    const blank = ['63', 'м', '1', 'AF', '', 'no'];
    expect(['LDL < 5', 'LDL >= 5', 'LDL = 3.4'].map((text) => holds(text, blank))).toEqual([false, false, false]);
    expect(['LDL != 3.4', 'LDL = ""', 'not LDL < 5'].map((text) => holds(text, blank))).toEqual([true, true, true]);
    expect(holds('LDL = ""')).toBe(false);
  });
});

describe('a condition that cannot be meant is refused with its place', () => {
  it.each([
    ['', 'where-empty', {}],
    ['  ', 'where-empty', {}],
    ['age >', 'where-value-missing', { at: 6, found: '' }],
    ['age > and', 'where-value-missing', { at: 7, found: 'and' }],
    ['age 60', 'where-operator-missing', { at: 5, found: '60' }],
    ['age == 60', 'where-value-missing', { at: 6, found: '=' }],
    ['> 60', 'where-column-missing', { at: 1, found: '>' }],
    ['age > 60 and', 'where-column-missing', { at: 13, found: '' }],
    ['(age > 60', 'where-not-closed', { at: 1 }],
    ['age > 60)', 'where-not-ended', { at: 9, found: ')' }],
    ['age > 60 LAD_st = 1', 'where-not-ended', { at: 10, found: 'LAD_st' }],
    ['"age > 60', 'where-quote-open', { at: 1 }],
    ['age ! 60', 'where-operator-missing', { at: 5, found: '!' }],
    [`${'('.repeat(60)}age > 1${')'.repeat(60)}`, 'where-too-long', {}],
    [`age > ${'6'.repeat(2000)}`, 'where-too-long', {}],
    ['LAD_st = 1 and agee > 60', 'where-column-unknown', { at: 16, column: 'agee' }],
    ['age > sixty', 'where-not-a-number', { at: 7, column: 'age', value: 'sixty' }],
    ['age > 60,5', 'where-not-a-number', { at: 7, value: '60,5' }],
    ['age > ""', 'where-not-a-number', { at: 7 }],
    ['"пол" < м', 'where-no-order', { at: 1, column: 'пол', operator: '<' }],
    ['"пол" = male', 'where-no-such-value', { at: 9, value: 'male', values: 'ж, м' }],
    ['age = 60.5', 'where-no-such-value', { at: 7, values: '35 – 88' }],
    ['age != 99', 'where-no-such-value', { at: 8 }],
    ['LAD_st = 2', 'where-no-such-value', { at: 10, values: '0, 1' }],
    ['age > 88', 'where-never', {}],
    ['age > 40 and LDL < 1.2', 'where-never', {}],
    ['not age >= 35', 'where-never', {}],
  ])('%.40s', (text, code, params) => {
    const error = refusal(text);
    expect(error.code).toBe(code);
    expect(error.params).toMatchObject(params);
  });

  it('but not where a part may hold', () => {
    expect(holds('age > 88 or LAD_st = 1')).toBe(true);
    // LDL can be blank, and then it is not ≥ 1.2.
    expect(holds('not LDL >= 1.2')).toBe(false);
  });
});

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('age', 'and', 'OR', 'пол', 'a b', ''),
);
const tree = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('comparison' as const),
      column: word,
      operator: fc.constantFrom(...OPERATORS),
      value: word,
      columnAt: fc.constant(0),
      valueAt: fc.constant(0),
    }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition;

/** The same tree wherever its words stood. */
function withoutPlaces(condition: Condition): Condition {
  switch (condition.kind) {
    case 'comparison':
      return { ...condition, columnAt: 0, valueAt: 0 };
    case 'not':
      return { kind: 'not', of: withoutPlaces(condition.of) };
    case 'and':
    case 'or':
      return { ...condition, left: withoutPlaces(condition.left), right: withoutPlaces(condition.right) };
    default:
      return condition satisfies never;
  }
}

/** Conditions that every row of `schema` answers, as texts. */
const known = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom(...OPERATORS), fc.integer({ min: 35, max: 88 })).map(([op, n]) => `age ${op} ${n}`),
    fc
      .tuple(fc.constantFrom(...OPERATORS), fc.integer({ min: 12, max: 79 }))
      .map(([op, n]) => `LDL ${op} ${(n / 10).toFixed(1)}`),
    fc.constantFrom('"пол" = м', 'пол != ж', 'LAD_st = 1', '"heart rhythm" = paced', 'LDL = ""', '"not" != yes'),
    fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('text').map((inner) => `not (${inner})`),
  ),
})).text;

const rows = fc
  .array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: schema.width, maxLength: schema.width })
  .map((values) => decodeRow(schema, Float32Array.from(values)));

describe('for every condition', () => {
  it('printing and parsing gives the same tree', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        const text = printCondition(condition);
        fc.pre(text.length <= 2000);
        expect(withoutPlaces(parseWhere(text))).toEqual(withoutPlaces(condition));
      }),
      { numRuns: 300 },
    );
  });

  it('De Morgan holds, and printing changes no answer', () => {
    // May hold of no row: the laws are about the tests, not about that refusal.
    const answer = (text: string, texts: readonly string[]): boolean =>
      holds(`(${text}) or age >= 35`, texts) && holdsOrNever(text, texts);
    const holdsOrNever = (text: string, texts: readonly string[]): boolean => {
      try {
        return holds(text, texts);
      } catch (error) {
        if (error instanceof AppError && error.code === 'where-never') return false;
        throw error;
      }
    };
    fc.assert(
      fc.property(known, known, rows, (a, b, texts) => {
        expect(answer(`not ((${a}) and (${b}))`, texts)).toBe(answer(`not (${a}) or not (${b})`, texts));
        expect(answer(`not ((${a}) or (${b}))`, texts)).toBe(answer(`not (${a}) and not (${b})`, texts));
        expect(answer(`not (${a})`, texts)).toBe(!answer(a, texts));
        expect(answer(printCondition(parseWhere(a)), texts)).toBe(answer(a, texts));
      }),
      { numRuns: 300 },
    );
  });

  it('whatever is refused as impossible holds of no row', () => {
    fc.assert(
      fc.property(known, rows, (text, texts) => {
        // Beside what is always true the refusal cannot happen.
        const test = checkCondition(parseWhere(`(${text}) or age >= 35`), schema);
        try {
          checkCondition(parseWhere(text), schema);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe('where-never');
          expect(holds(`not (${text})`, texts)).toBe(true);
        }
        expect(test(typedRow(texts), 0)).toBe(true);
      }),
    );
  });

  it('any text at all gives a tree or an AppError', () => {
    const pieces = fc.constantFrom(
      'age',
      ' ',
      '"',
      '(',
      ')',
      'and',
      'or',
      'not',
      '=',
      '!',
      '<',
      '>',
      '60',
      'пол',
      '\u0000',
      '💔',
      '\ud800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(' ')),
      fc.nat(3000).map((n) => 'not '.repeat(n)),
      fc.nat(3000).map((n) => '('.repeat(n)),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          checkCondition(parseWhere(given), schema);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
