import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellNumber, CellNumbers, decimalsOf, writtenNumber } from './cell-number.ts';
import { isMissing } from './cell-words.ts';

describe('numbers as hospitals write them', () => {
  it.each([
    ['63', '.', 63],
    [' 27.50 ', '.', 27.5],
    ['27,50', ',', 27.5],
    ['27.5', ',', 27.5],
    ['27,5', '.', 27.5],
    ['0,125', '.', 0.125],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234', ',', 1.234],
    ['1.234', 'grouped-points', 1234],
    // Was a thousand times as much: the mark was taken for the other one.
    ['1,234', 'grouped-points', 1.234],
    ['1,234.5', '.', 1234.5],
    ['1,234.5', ',', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1.234,5', '.', 1234.5],
    ['12,345,678', ',', 12345678],
    ['12.345.678', '.', 12345678],
    ["1'234", '.', 1234],
    ['1.23,4', ',', 'unreadable'],
    ['1,2345.6', '.', 'unreadable'],
    ['1 234,5', ',', 1234.5],
    ['1\u00A0234\u202F567', '.', 1234567],
    ['1\u2009234', '.', 1234],
    ['75 %', '.', 75],
    ['–3', '.', -3],
    ['72 уд/мин', '.', 72],
    ['5,4 ммоль/л', ',', 5.4],
    ['120 мм рт. ст.', ',', 120],
    ['63 года', '.', 63],
    ['3 раза', '.', 'unreadable'],
    ['75%', ',', 75],
    ['−3', '.', -3],
    ['+.5', '.', 0.5],
    ['1e-3', '.', 0.001],
    ['1,5E2', ',', 150],
    ['12 34', '.', 'unreadable'],
    ['1,2,3', ',', 'unreadable'],
    ['120/80', '.', 'unreadable'],
    ['0x10', '.', 'unreadable'],
    ['Infinity', '.', 'unreadable'],
    ['1e999', '.', 'unreadable'],
    ['31.12.1999', '.', 'unreadable'],
    ['<0.5', '.', 'unreadable'],
    ['', '.', 'missing'],
    ['Н/Д', ',', 'missing'],
  ] as const)('%j with %j is %s', (text, decimal, value) => {
    expect(cellNumber(text, decimal)).toBe(value);
  });
});

describe('cells that say less than a number', () => {
  it.each([
    ['<50', '50'],
    ['≥ 0,5', '0.5'],
    ['>90 %', '90'],
    ['менее 5', '5'],
    ['50+', '50'],
    ['10-20', '15'],
    ['10 – 15', '12.5'],
    ['1,5–2,0 ммоль/л', '1.75'],
  ])('%s is read as %s', (cell, text) => {
    expect(writtenNumber(cell, ',')).toEqual({ text, value: Number(text), isApproximate: true });
  });

  it.each(['20-10', '1999-12-31', '<', '< мало', '10-20-30', 'до обеда', '120/80'])('%s is not read', (cell) => {
    expect(writtenNumber(cell, ',')).toBeNull();
  });
});

it.each([
  '',
  '  ',
  'NA',
  'n/a',
  'NaN',
  'NULL',
  '-',
  '—',
  '.',
  '?',
  '--',
  '…',
  '#Н/Д',
  'нет  данных',
  'Не изв.',
  'Данных нет.',
])('%j is a gap', (text) => {
  expect(isMissing(text)).toBe(true);
});

it('0, no and unknown values in words are no gaps', () => {
  expect(['0', 'no', 'нет', 'x'].some(isMissing)).toBe(false);
});

it.each([
  ['63', 0],
  ['63.', 0],
  ['27.50', 2],
  ['27,5 %', 1],
  ['1.234,50', 2],
  ['12,345,678', 0],
  ['x', 0],
  ['1.5e-3', 4],
  ['1.25e1', 1],
  ['2E3', 0],
  ['1 234,567', 3],
])('digits behind the mark of %j: %i', (text, digits) => {
  expect(decimalsOf(text, ',')).toBe(digits);
});

it('a column’s numbers are those of its cells, one by one', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[+-]?\d{0,17}([.,]\d{0,6})?$/u),
    fc.stringMatching(/^[<>]?[+-]?\d{1,3}([.,]\d{3}){0,2}([-.,]\d{1,3})?( %)?$/u),
    fc.double({ noNaN: true }).map(String),
  );
  fc.assert(
    fc.property(cell, fc.constantFrom('.', ',', 'grouped-points'), (text, marks) => {
      const numbers = new CellNumbers(1);
      const expected = writtenNumber(text, marks);
      expect(numbers.read(0, text, marks)).toBe(expected !== null);
      expect([numbers.values[0], numbers.isApproximate[0]]).toEqual([
        expected?.value ?? Number.NaN,
        Number(expected?.isApproximate ?? false),
      ]);
      expect(numbers.decimals[0]).toBe(expected === null ? 0 : Math.min(15, decimalsOf(expected.text, '.')));
    }),
    { numRuns: 2000 },
  );
});
