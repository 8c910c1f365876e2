import { expect, it } from 'vitest';
import type { CohortColumn } from '../../../core/cohort.ts';
import { parseWhere } from '../../../data/where/parse-where.ts';
import { exampleCondition, exampleFlag, withComparison } from './condition-text.ts';

const age: CohortColumn = {
  name: 'Возраст',
  shown: 'Возраст',
  values: null,
  range: { min: 18, max: 90, decimals: 0 },
  isOrdered: true,
  canBeBlank: false,
};
const stenosis: CohortColumn = {
  name: 'Стеноз "ПНА", %',
  shown: 'Стеноз "ПНА", % ≥ 50',
  values: ['0', '1'],
  range: null,
  isOrdered: true,
  canBeBlank: false,
};
const columns = ['Возраст', 'Стеноз "ПНА", % ≥ 50'];
const generated = (...rows: readonly (readonly string[])[]) => ({ columns, rows });

it('begins with columns that were generated, is a condition, and finds somebody', () => {
  const rows = generated(['40', '1'], ['50', '0'], ['60', '0'], ['70', '1']);
  const example = exampleCondition([{ ...age, name: 'gone', shown: 'gone' }, age, stenosis], rows);
  expect(example).toBe('Возраст > 50 and "Стеноз ""ПНА"", %" = 1');
  expect(() => parseWhere(example ?? '')).not.toThrow();
  expect(exampleCondition([{ ...age, name: 'gone', shown: 'gone' }], rows)).toBeNull();
  expect(exampleFlag([age, stenosis])).toBe('"Стеноз ""ПНА"", %"');
});

it('asks for no more than was generated, and takes no blank for nought', () => {
  expect(exampleCondition([age, stenosis], generated(['40', '1'], ['60', '0'], ['70', '0']))).toBe('Возраст > 60');
  expect(exampleCondition([age, stenosis], generated(['40', '1'], ['40', '0']))).toBe('"Стеноз ""ПНА"", %" = 1');
  expect(exampleCondition([age, stenosis], generated(['', '1'], ['-2', '1']))).toBe('"Стеноз ""ПНА"", %" = 1');
  expect(exampleCondition([age, stenosis], generated())).toBeNull();
});

it('writes one more comparison behind what is typed, so that all of it has to hold', () => {
  const built = { column: 'two words', operator: '>=', value: '60' } as const;
  expect(withComparison(' ', built)).toBe('"two words" >= 60');
  expect(withComparison('a = 1', built)).toBe('a = 1 and "two words" >= 60');
  expect(withComparison('a = 1 or b = 2', built)).toBe('(a = 1 or b = 2) and "two words" >= 60');
  expect(withComparison('', { column: 'and', operator: '=', value: '' })).toBe('"and" = ""');
  expect(withComparison('a =', built)).toBeNull();
});
