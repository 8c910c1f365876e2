/** Blood pressures in one cell, from the file to the columns. */
import { describe, expect, it } from 'vitest';
import { columnOf, intake, makeTable, numberedImages, textsOf } from './testing/files.ts';

const ROWS = 40;
const images = numberedImages(ROWS);
const high = (i: number): number => 110 + ((7 * i) % 60);
const low = (i: number): number => 60 + ((5 * i) % 30);

function tableOf(header: string, cell: (i: number) => string): Record<string, string> {
  return { 'a.csv': makeTable(`picture;age;${header}`, ROWS, (i) => `${i + 1}.jpg;${40 + (i % 30)};${cell(i)}`) };
}

describe('a blood pressure in one cell', () => {
  it.each([
    ['a slash', 'bp', (i: number) => `${high(i)}/${low(i)}`],
    ['blanks around it', 'pressure on admission', (i: number) => `${high(i)} / ${low(i)}`],
    ['a backslash', 'x', (i: number) => `${high(i)}\\${low(i)}`],
    ['a dash', 'RR mmHg', (i: number) => `${high(i)}-${low(i)}`],
    ['a unit', 'NIBP', (i: number) => `${high(i)}/${low(i)} mmHg`],
    ['the arm', 'bp', (i: number) => `${high(i)}/${low(i)} (left)`],
  ])('is two columns of numbers: %s', (_, header, cell) => {
    const result = intake({ tables: tableOf(header, cell), images });
    expect(columnOf(result, header)).toMatchObject({
      role: 'drop',
      reasons: ['two-numbers'],
      codes: ['systolic', 'diastolic'],
      personal: false,
    });
    expect(result.prepared?.schema.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'age integer',
      `${header}: systolic integer`,
      `${header}: diastolic integer`,
    ]);
    for (const row of [0, 9]) expect(textsOf(result, row).slice(1)).toEqual([String(high(row)), String(low(row))]);
  });

  it('is called as its column is: in Russian, with “на” between the numbers', () => {
    const result = intake({ tables: tableOf('АД', (i) => `${high(i)} на ${low(i)} мм рт. ст.`), images });
    expect(result.prepared?.schema.columns.map(({ name }) => name)).toEqual([
      'age',
      'АД: систолическое',
      'АД: диастолическое',
    ]);
  });

  it('keeps what is known of a cell, and names what cannot be read', () => {
    const odd = new Map([
      [3, ''],
      [4, '150/-'],
      [5, 'in the other arm 150/90'],
    ]);
    const result = intake({ tables: tableOf('bp', (i) => odd.get(i) ?? `${high(i)}/${low(i)}`), images });
    expect(columnOf(result, 'bp: systolic')).toMatchObject({ missing: 2, unreadable: { count: 1 } });
    expect(columnOf(result, 'bp: diastolic')).toMatchObject({ missing: 3, unreadable: { count: 1 } });
    expect(textsOf(result, 4)[1]).toBe('150');
  });

  it('is one of the two, or none, where a visitor says so', () => {
    const tables = tableOf('bp', (i) => `${high(i)}/${low(i)}`);
    const made = (codes: readonly string[]): string[] | undefined => {
      const setting = { name: 'bp', role: 'drop', type: 'categorical', threshold: null, codes } as const;
      return intake({ tables, images, settings: { columns: [setting] } }).prepared?.schema.columns.map(
        ({ name }) => name,
      );
    };
    expect(made(['systolic'])).toEqual(['age', 'bp: systolic']);
    expect(made([])).toEqual(['age']);
  });
});
