import { describe, expect, it } from 'vitest';
import type { ColumnSetting } from '../core/table-schema.ts';
import { parseDate, writesMonthFirst, yearsBetween } from './cell-date.ts';
import { intake, makeTable, numberedImages } from '../intake/testing/files.ts';

describe('dates', () => {
  it.each([
    ['31.12.1999', [1999, 12, 31]],
    ['1999-12-31 14:05', [1999, 12, 31]],
    ['1/2/99', [1999, 2, 1]],
    ['01.02.24', [2024, 2, 1]],
    ['3/14/2019 5:07 PM', null],
    ['14/3/2019 5:07 PM', [2019, 3, 14]],
    ['2019年3月5日', [2019, 3, 5]],
    ['۱۳۹۸/۰۵/۱۲', [1398, 5, 12]],
    ['5 lutego 2019', [2019, 2, 5]],
    ['5 Ağustos 2019', [2019, 8, 5]],
    ['15MAR19:10:20:00', [2019, 3, 15]],
    ['2019:03:15 10:20:00', [2019, 3, 15]],
    ['1:20:30', null],
    ['1960', [1960, 0, 0]],
    ['31.02.1999', null],
    ['12.13.1999', null],
    ['63', null],
    ['1.5', null],
  ])('%s', (text, expected) => {
    const date = parseDate(text);
    expect(date === null ? null : [date.year, date.month, date.day]).toEqual(expected);
  });

  it('are read with the month first where they can be nothing else', () => {
    expect(writesMonthFirst(['1/2/1999', '12/31/1999'])).toBe(true);
    expect(writesMonthFirst(['1/2/1999', '31/12/1999', '12/31/1999'])).toBe(false);
    expect(parseDate('12/31/1999', true)).toEqual({ year: 1999, month: 12, day: 31 });
  });

  it('years are whole: the day before the birthday does not count', () => {
    const age = (from: string, to: string): number => {
      const [a, b] = [parseDate(from), parseDate(to)];
      return a === null || b === null ? Number.NaN : yearsBetween(a, b);
    };
    expect(age('29.02.1960', '28.02.2024')).toBe(63);
    expect(age('29.02.1960', '29.02.2024')).toBe(64);
    expect(age('1960', '01.01.2024')).toBe(64);
  });
});

describe('an age instead of a date of birth', () => {
  const line = (i: number): string => `${i + 1}.jpg;${1 + i}.06.${1950 + i};15.06.2024;${i % 2}`;
  const load = (header: string, columns: readonly ColumnSetting[] = []) =>
    intake({ tables: { 'a.csv': makeTable(header, 20, line) }, images: numberedImages(20), settings: { columns } });
  const birth = (age: ColumnSetting['age']): ColumnSetting[] => [
    {
      name: 'Дата рождения',
      role: 'drop',
      type: 'categorical',
      threshold: null,
      ...(age === undefined ? {} : { age }),
    },
  ];
  const HEADER = 'image;Дата рождения;Дата ЭКГ;Пол';

  it('is made where a date of the ECG is there, and the dates stay out', () => {
    const { report, prepared } = load(HEADER);
    expect(report.columns.map(({ name, role }) => [name, role])).toEqual([
      ['image', 'image'],
      ['Дата рождения', 'drop'],
      ['Дата ЭКГ', 'drop'],
      ['Пол', 'feature'],
      ['age', 'feature'],
    ]);
    expect(report.columns[4]).toMatchObject({ type: 'integer', reasons: ['age-from-dates'], missing: 0 });
    expect(report.columns.map(({ age }) => age)).toEqual([
      undefined,
      { at: 'column', column: 'Дата ЭКГ' },
      null,
      undefined,
      undefined,
    ]);
    expect(prepared?.texts(0)).toEqual(['0', '74']);
    // Born on the 16th: the birthday is a day after the ECG.
    expect(prepared?.texts(15)).toEqual(['1', '58']);
    expect(JSON.stringify(report)).not.toContain('06.19');
    expect(JSON.stringify(prepared?.schema)).not.toMatch(/рожд|19\d\d/u);
  });

  it('is not made twice, and not without knowing when', () => {
    expect(load('image;Дата рождения;Дата ЭКГ;Возраст').report.columns).toHaveLength(4);
    expect(load('image;Дата рождения;Дата инфаркта;Пол').report.columns).toHaveLength(4);
  });

  it('can be chosen, on a day too, and given up', () => {
    const at = load('image;Дата рождения;Дата инфаркта;Пол', birth({ at: 'date', date: '2020-01-01' }));
    expect(at.prepared?.texts(0)).toEqual(['0', '69']);
    expect(load(HEADER, birth(null)).report.columns).toHaveLength(4);
    expect(load(HEADER, birth({ at: 'column', column: 'Дата' })).report.problem).toEqual({
      code: 'column-unknown',
      params: { columns: ['Дата'] },
    });
  });
});

describe('an age is made of dates as clinics write them', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  it.each([
    ['d.m.yy', 'geb.dat.', 'datum', (i: number) => `${1 + i}.6.${50 + i}`, () => '15.6.24'],
    [
      'month first',
      'DOB',
      'Exam Date',
      (i: number) => `6/${1 + i}/${1950 + i}`,
      (i: number) => `6/${15 + (i % 9)}/2024 5:0${i % 9} PM`,
    ],
    ['days of Excel', 'birth_date', 'ecg_date', (i: number) => `${1950 + i}06${two(1 + i)}`, () => '45458'],
    ['Chinese', '出生日期', '检查日期', (i: number) => `${1950 + i}年6月${1 + i}日`, () => '2024年6月15日'],
    ['Polish', 'data urodzenia', 'data badania', (i: number) => `${1 + i}.06.${1950 + i}`, () => '15.06.2024'],
  ])('%s', (_, birth, visit, from, to) => {
    const { report, prepared } = intake({
      tables: {
        'a.csv': makeTable(`image;${birth};${visit};sex`, 20, (i) => `${i + 1}.jpg;${from(i)};${to(i)};${i % 2}`),
      },
      images: numberedImages(20),
    });
    expect(report.columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'image image',
      `${birth} drop`,
      `${visit} drop`,
      'sex feature',
      'age feature',
    ]);
    expect(prepared?.texts(0)).toEqual(['0', '74']);
    expect(report.usable.patientColumn).toBeNull();
  });
});
