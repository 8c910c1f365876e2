import { describe, expect, it } from 'vitest';
import { workbook } from '../../data/testing/workbook.ts';
import { readWorkbook } from './read-workbook.ts';

describe('a workbook', () => {
  it('gives texts as a person sees them: numbers without rounding noise, dates as dates', async () => {
    const bytes = await workbook({
      Пациенты: [
        ['ФИО', 'ИМТ', 'Дата'],
        ['Иванов & Ко', 27.300000000000001, new Date('1960-02-01T00:00:00Z')],
        ['', 1e-7, new Date('2024-03-15T12:30:00Z')],
      ],
      Пусто: [['', ' ']],
      'Лист 2': [['a'], [1]],
    });
    const sheets = await readWorkbook(new Blob([bytes]));
    expect(sheets.map(({ name, rows }) => ({ name, rows }))).toEqual([
      {
        name: 'Пациенты',
        rows: [
          ['ФИО', 'ИМТ', 'Дата'],
          ['Иванов & Ко', '27.3', '1960-02-01'],
          ['', '1e-7', '2024-03-15 12:30'],
        ],
      },
      { name: 'Лист 2', rows: [['a'], ['1']] },
    ]);
    // Which cells are numbers to the workbook itself: marks in them mean nothing.
    expect(sheets[0]?.numbers?.map((row) => [...row])).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });

  it('that is damaged is refused', async () => {
    const bytes = await workbook({ a: [['x', 'y']] });
    await expect(readWorkbook(new Blob([bytes.slice(0, 300)]))).rejects.toThrow();
  });
});

describe('cells that a workbook shows as per cent', () => {
  it('are read as they are shown, on the sheet that shows them so', async () => {
    const bytes = await workbook({
      one: [
        ['stenosis', 'share', 'plain'],
        [{ percent: 0.57 }, { percent: 0.125, isOwnFormat: true }, 0.57],
        ['75 %', { percent: 1, isOwnFormat: true }, 1],
      ],
      two: [['stenosis'], [0.57]],
    });
    const sheets = await readWorkbook(new Blob([bytes]));
    expect(sheets.map(({ rows }) => rows)).toEqual([
      [
        ['stenosis', 'share', 'plain'],
        ['57%', '12.5%', '0.57'],
        ['75 %', '100%', '1'],
      ],
      [['stenosis'], ['0.57']],
    ]);
    expect([...(sheets[0]?.numbers[1] ?? [])]).toEqual([1, 1, 1]);
  });
});
