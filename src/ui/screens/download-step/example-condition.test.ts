import { expect, it } from 'vitest';
import { parseWhere } from '../../../data/where/parse-where.ts';
import { exampleCondition } from './example-condition.ts';

const age = { name: 'Возраст', role: 'feature', type: 'integer', threshold: null } as const;
const stenosis = { name: 'Стеноз "ПНА", %', role: 'target', type: 'binary', threshold: 50 } as const;
const columns = ['Возраст', 'Стеноз "ПНА", % ≥ 50'];
const generated = (...rows: readonly (readonly [string, string])[]) => ({ columns, rows });

it('names columns that are learned, can be read as a condition, and finds somebody', () => {
  const rows = generated(['40', '1'], ['50', '0'], ['60', '0'], ['70', '1']);
  const example = exampleCondition([{ ...age, name: 'id', role: 'id' }, age, stenosis], rows);
  expect(example).toBe('Возраст > 50 and "Стеноз ""ПНА"", %" = 1');
  expect(() => parseWhere(example ?? '')).not.toThrow();
  expect(exampleCondition([{ ...age, role: 'drop' }], rows)).toBeNull();
});

it('asks for no more than was generated', () => {
  expect(exampleCondition([age, stenosis], generated(['40', '1'], ['60', '0'], ['70', '0']))).toBe('Возраст > 60');
  expect(exampleCondition([age, stenosis], generated(['40', '1'], ['40', '0']))).toBe('"Стеноз ""ПНА"", %" = 1');
  expect(exampleCondition([age, stenosis], generated())).toBeNull();
});
