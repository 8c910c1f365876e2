import { expect, it } from 'vitest';
import { NO_READING } from '../core/table-schema.ts';
import { cellText } from '../core/typed-column.ts';
import { cleanCells } from './clean-cells.ts';
import { countRows, textColumn } from './text-column.ts';

function read(mark: string, decided: typeof NO_READING | null = null, blank = ''): string[] {
  const cells = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? mark : blank));
  const column = textColumn(12, (row) => cells[row] ?? '');
  const counted = { texts: column.texts, counts: countRows(column) };
  const { values } = cleanCells(counted, {
    name: 'x',
    marks: { marks: '.', doubt: null },
    measured: 'any',
    gapWords: new Set(),
    decided,
  });
  return [0, 1].map((row) => cellText({ values, codes: column.codes }, row));
}

it.each([
  ['x', 'no'],
  ['1', '0'],
  ['+', '-'],
  ['да', 'нет'],
  ['yes', 'no'],
  ['ja, pacemaker', 'no'],
  ['TRUE', 'FALSE'],
  ['☑', 'no'],
])('where only “%s” is written, nothing is “%s”', (mark, no) => {
  expect(read(mark)).toEqual([mark, no]);
  expect(read(mark, NO_READING)).toEqual([mark, '']);
});

it.each(['2019-03-15', '63', 'records/00001', 'F-4711', 'a@b.org', 'Иванов', 'Smith John'])('%s is no tick', (text) => {
  expect(read(text)).toEqual([text, '']);
});

it('a word for “not known” is no blank', () => {
  expect(read('x', null, 'н/д')).toEqual(['x', '']);
});
