import { expect, it } from 'vitest';
import type { ColumnReport } from '../../../core/column-report.ts';
import { inGroups, isFound, matches } from './find-columns.ts';

const column = (name: string, role: ColumnReport['role']): ColumnReport =>
  ({ name, role, reasons: [] as const }) as unknown as ColumnReport;

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

it('has a column that all patients with an ECG have one value of among those left out', () => {
  const same = { ...column('year', 'feature'), reasons: ['constant'] as const };
  expect([matches('used', same), matches('left', same)]).toEqual([false, true]);
  expect(inGroups([same]).map(({ group }) => group)).toEqual(['left']);
});

it('has the outcomes first, and no heading without a column', () => {
  const groups = inGroups([column('a', 'drop'), column('b', 'feature'), column('c', 'target'), column('d', 'feature')]);
  expect(groups.map(({ group, columns }) => [group, columns.map(({ name }) => name).join(' ')])).toEqual([
    ['target', 'c'],
    ['feature', 'b d'],
    ['left', 'a'],
  ]);
});
