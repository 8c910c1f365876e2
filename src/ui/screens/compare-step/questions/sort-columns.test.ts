import { expect, it } from 'vitest';
import { comparisonReport } from '../../../../report-page/testing/comparison-report.ts';
import { sortColumns } from './sort-columns.ts';

const [age, smoker, vessel] = comparisonReport().columns;
const columns = [age, smoker, vessel].filter((c) => c !== undefined);
const names = (by: Parameters<typeof sortColumns>[1], down: boolean, of = columns): string[] =>
  sortColumns(of, by, down).map((c) => c.name);

it('sorts by name and by number, both ways', () => {
  expect(names('column', true)).toEqual(['vessel', 'smoker', 'age']);
  expect(names('distance', true)[0]).toBe('age');
  expect(names('pAdjusted', false)[0]).toBe('age');
  expect(names('missing', true)[0]).toBe('age');
});

it('puts what has no number last', () => {
  const some = columns.map((c) => (c.name === 'smoker' ? { ...c, p: null } : c));
  expect(names('p', false, some).at(-1)).toBe('smoker');
  expect(names('p', true, some).at(-1)).toBe('smoker');
});
