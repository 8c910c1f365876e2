import { expect, it } from 'vitest';
import { sortRows } from './sort-rows.ts';

const rows = [
  { name: 'age', cells: [], sortBy: ['age', 0.25] },
  { name: 'smoker', cells: [], sortBy: ['smoker', null] },
  { name: 'vessel', cells: [], sortBy: ['vessel', 0.1] },
];
const names = (by: number, down: boolean): unknown[] => sortRows(rows, by, down).map(({ name }) => name);

it('sorts by name and by number, both ways', () => {
  expect(names(0, true)).toEqual(['vessel', 'smoker', 'age']);
  expect(names(1, true).slice(0, 2)).toEqual(['age', 'vessel']);
  expect(names(1, false).slice(0, 2)).toEqual(['vessel', 'age']);
});

it('puts what has no number last', () => {
  expect(names(1, false).at(-1)).toBe('smoker');
  expect(names(1, true).at(-1)).toBe('smoker');
});
