import { expect, it } from 'vitest';
import type { ColumnReport } from '../../../core/column-report.ts';
import { inGroups, isFound } from './find-columns.ts';

const column = (name: string, role: ColumnReport['role']): ColumnReport => ({ name, role }) as ColumnReport;

it.each([
  ['', true],
  ['press', true],
  ['BLOOD sys', true],
  ['sys  blood', true],
  ['blood dia', false],
])('“%s” finds “Blood pressure: systolic”: %s', (typed, found) => {
  expect(isFound(typed, { name: 'Blood pressure: systolic' })).toBe(found);
});

it('finds letters with and without their accents, in any script', () => {
  expect(isFound('age', { name: 'Âge' })).toBe(true);
  expect(isFound('ДАВЛЕНИЕ', { name: 'давление' })).toBe(true);
});

it('has the outcomes first, and no heading without a column', () => {
  const groups = inGroups([column('a', 'drop'), column('b', 'feature'), column('c', 'target'), column('d', 'feature')]);
  expect(groups.map(({ group, columns }) => [group, columns.map(({ name }) => name).join(' ')])).toEqual([
    ['target', 'c'],
    ['feature', 'b d'],
    ['left', 'a'],
  ]);
});
