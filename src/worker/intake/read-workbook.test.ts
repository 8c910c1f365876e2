import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../data/testing/workbook.ts';
import { ZipReader } from '../zip-reader.ts';
import { readWorkbook } from './read-workbook.ts';

const read = async (bytes: Uint8Array<ArrayBuffer>) => readWorkbook(await ZipReader.open(new Blob([bytes])));

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
    const sheets = await read(bytes);
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
    await expect(read(bytes.slice(0, 300))).rejects.toThrow();
  });
});

describe('cells that a workbook shows as per cent', () => {
  it('are read as they are shown, on the sheet that shows them so', async () => {
    const bytes = await workbook({
      one: [
        ['stenosis', 'share', 'plain'],
        [{ number: 0.57, as: 'percent' }, { number: 0.125, as: 'own-percent' }, 0.57],
        ['75 %', { number: 1, as: 'own-percent' }, 1],
      ],
      two: [['stenosis'], [0.57]],
    });
    const sheets = await read(bytes);
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

describe('what a person sees in a sheet', () => {
  it('times of day, times that went by, and zeros before a number', async () => {
    const bytes = await workbook({
      a: [
        ['at', 'for', 'record', 'taken'],
        [
          { number: 8.5 / 24, as: 'time' },
          { number: 80 / 1440, as: 'elapsed' },
          { number: 63, as: 'digits' },
          { number: 8.5 / 24, as: 'date' },
        ],
        [{ number: 0, as: 'time' }, { number: 30.25 / 24, as: 'elapsed' }, { number: 123_456, as: 'digits' }, ''],
      ],
    });
    const [sheet] = await read(bytes);
    expect(sheet?.rows).toEqual([
      ['at', 'for', 'record', 'taken'],
      ['08:30', '1:20', '00063', '08:30'],
      ['00:00', '30:15', '123456'],
    ]);
    expect([...(sheet?.numbers[1] ?? [])]).toEqual([0, 0, 0, 0]);
  });

  it('one cell over several rows is the value of each; over several columns it is said once', async () => {
    const bytes = await workbook(
      {
        a: [
          ['patient', 'visit', 'note'],
          [7, 1, 'both'],
          ['', 2, ''],
        ],
      },
      ['A2:A3', 'C2:D2'],
    );
    const [sheet] = await read(bytes);
    expect(sheet?.rows).toEqual([
      ['patient', 'visit', 'note'],
      ['7', '1', 'both'],
      ['7', '2'],
    ]);
    expect([...(sheet?.numbers[2] ?? [])]).toEqual([1, 1]);
  });
});

it('a workbook without its sheet, or with a cell in the last corner, does no harm', async () => {
  const archive = await JSZip.loadAsync(await workbook({ a: [['x']], b: [['y']] }));
  archive.remove('xl/worksheets/sheet1.xml');
  const rest = (await archive.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>;
  expect((await read(rest)).map(({ name }) => name)).toEqual(['b']);
  const corner = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
  archive.file('xl/worksheets/sheet2.xml', corner);
  const far = (await archive.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>;
  await expect(read(far)).rejects.toThrow('room');
});
