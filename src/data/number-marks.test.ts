/** Laboratory values a thousandfold wrong are the worst of misreadings: nobody sees them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenNumber } from './cell-number.ts';
import { findMarks, type ColumnMarks } from './number-marks.ts';
import { sheetColumn, textColumn, type TextColumn } from './text-column.ts';

const column = (cells: readonly string[]): TextColumn => textColumn(cells.length, (row) => cells[row] ?? '');
const AUTO = { fixed: null, separator: ';' } as const;

function read(columns: readonly (readonly string[])[], options: Parameters<typeof findMarks>[1] = AUTO): number[][] {
  const marks = findMarks(columns.map(column), options);
  return columns.map((cells, i) =>
    cells.map((text) => writtenNumber(text, marks[i]?.marks ?? '.')?.value ?? Number.NaN),
  );
}
const marksOf = (columns: readonly (readonly string[])[]): ColumnMarks[] => findMarks(columns.map(column), AUTO);

const US = ['234', '1,250', '950', '8,452', '2,001', '1,098', '3,600'];
const EU = US.map((text) => text.replace(',', '.'));
const NUMBERS = [234, 1250, 950, 8452, 2001, 1098, 3600];

describe('a mark before three digits', () => {
  it('parts thousands where whole numbers stand beside it', () => {
    expect(read([US])).toEqual([NUMBERS]);
    expect(read([EU])).toEqual([NUMBERS]);
  });

  it('parts thousands where the other mark is decimal, in the column or in the table', () => {
    expect(read([['1,250', '999.5']])).toEqual([[1250, 999.5]]);
    expect(read([['5,042', '10,351', '4,513'], ['27.5']])[0]).toEqual([5042, 10351, 4513]);
    expect(read([['5.042', '10.351', '4.513'], ['27,5']])[0]).toEqual([5042, 10351, 4513]);
    expect(read([['12.500,5', '950', '1.250']])).toEqual([[12500.5, 950, 1250]]);
  });

  it('parts thousands where all behind it are round', () => {
    expect(read([['157,000', '342,000', '234,000', '268,000', '172,000']])[0]?.[0]).toBe(157_000);
  });

  it('is decimal where other cells say so, or the table has no other', () => {
    expect(read([['1,250', '0,875', '2,5']])).toEqual([[1.25, 0.875, 2.5]]);
    expect(read([['1,250', '3,125', '2,375'], ['27,5']])[0]).toEqual([1.25, 3.125, 2.375]);
    expect(read([['1.250', '3.125', '2.375'], ['27.5']])[0]).toEqual([1.25, 3.125, 2.375]);
    expect(read([['1.250', '3.125', '2.375']])).toEqual([[1.25, 3.125, 2.375]]);
  });

  it('is in doubt where nothing tells, and both readings are said', () => {
    expect(marksOf([['5,042', '10,351', '4,513']])[0]?.doubt).toBe('5,042');
    expect(marksOf([['9.422', '10.191', '6.737', '4.513', '5.042']])[0]?.doubt).toBe('9.422');
    expect(marksOf([['9.422', '10.191', '6.737', '4.513', '5.042'], ['2.5']])[0]?.doubt).toBeNull();
    expect(marksOf([US])[0]?.doubt).toBeNull();
    expect(marksOf([['27,5', '1,250']])[0]?.doubt).toBeNull();
  });

  it('is what a visitor says', () => {
    expect(read([US], { fixed: ',', separator: ';' })[0]?.[1]).toBe(1.25);
    expect(read([['1,250', '3,125']], { fixed: '.', separator: ';' })).toEqual([[1250, 3125]]);
    expect(read([['9.422', '10.191']], { fixed: ',', separator: ';' })).toEqual([[9422, 10_191]]);
    expect(read([['9.422', '10.191']], { fixed: '.', separator: ';' })).toEqual([[9.422, 10.191]]);
  });
});

it('numbers of a workbook have no marks, whatever the texts beside them have', () => {
  const cells = [...EU.map((text) => ({ text, isNumber: false })), { text: '1.234', isNumber: true }];
  const [marks] = findMarks([sheetColumn(cells.length, (row) => cells[row] ?? { text: '', isNumber: false })], AUTO);
  expect(marks?.marks).toBe('grouped-points');
  // And they say nothing of how texts are written.
  const numbers = sheetColumn(2, () => ({ text: '27.5', isNumber: true }));
  expect(findMarks([numbers, column(['1,250', '2,375'])], AUTO)[1]?.doubt).toBe('1,250');
});

it('any column of amounts comes back, with either pair of marks', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.constantFrom(',', '.'), (values, mark) => {
      fc.pre(values.filter((value) => value >= 1000).length > 5 && values.some((value) => value < 1000));
      expect(read([values.map((value) => value.toLocaleString('en').replaceAll(',', mark))])).toEqual([values]);
    }),
  );
});

it.each([
  ['۱۲٫۵', 12.5],
  ['٣٤', 34],
  ['１２．５', 12.5],
  ['१२०', 120],
  ['۱٬۲۵۰٫۵', 1250.5],
])('%s is a number', (text, value) => {
  expect(writtenNumber(text, '.')?.value).toBe(value);
});
