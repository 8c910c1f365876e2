import { describe, expect, it } from 'vitest';
import { names } from '../../intake/testing/files.ts';
import { judgeColumn, looksPersonal } from './judge-column.ts';
import { MORE_ORDINARY_COLUMNS } from './testing/more-ordinary-lists.ts';
import { HEADED_ORDINARY, ORDINARY_COLUMNS } from './testing/ordinary-lists.ts';
import { HEADED_COLUMNS, PERSONAL_COLUMNS } from './testing/person-lists.ts';

const isPersonal = (name: string, texts: readonly string[], rowsEach = 5): boolean =>
  judgeColumn(
    { name, texts, present: texts.length * rowsEach, isNumeric: false, isWhole: false, min: Number.NaN },
    names,
    false,
  ) !== null;
const shown = (columns: readonly (readonly string[])[]): string[] => columns.map((column) => column.join(' | '));

// Names, phones and addresses were written into pairs.csv and model.zip whenever they repeated.
describe('what tells who somebody is', () => {
  it.each([1, 5, 20])('is known by its form or as a frequent name, with %i rows each', (rowsEach) => {
    expect(shown(PERSONAL_COLUMNS.filter((texts) => !isPersonal('x7', texts, rowsEach)))).toEqual([]);
  });

  it('is known by surnames of men and of women beside rarer given names', () => {
    expect(isPersonal('x7', ['Нұрлан Әбдіқадыров', 'Айгүл Сәрсенбаева', 'Ерлан Қасымұлы', 'Гүлнар Омарова'])).toBe(
      true,
    );
    expect(isPersonal('x7', ['Синусовый Ритм', 'Мерцание Предсердий', 'Блокада Ножки'])).toBe(false);
  });

  it.each([
    ['Tech', ['Hodges', 'Kimble', 'Warnick'], true],
    ['Tech', ['jh', 'KB', 'mw'], true],
    ['Tech', ['SPECT', 'CT', 'MRI', 'PET'], false],
    ['tech', ['yes', 'no', 'unknown'], false],
  ])('is known under a header that may be short for something else: %s', (header, texts, is) => {
    expect(isPersonal(header, texts)).toBe(is);
  });

  it('is known by its header, whatever stands in it', () => {
    expect(shown(HEADED_COLUMNS.filter(([header = '', ...texts]) => !isPersonal(header, texts)))).toEqual([]);
  });
});

// A column of cities that is taken for names is lost for the study.
describe('categories', () => {
  const columns = [...ORDINARY_COLUMNS, ...MORE_ORDINARY_COLUMNS];

  it(`at most 1 % of ${columns.length} columns are taken for personal`, () => {
    for (const rowsEach of [5, 50]) {
      const wrong = shown(columns.filter((texts) => isPersonal('x7', texts, rowsEach)));
      expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(0.01 * columns.length);
    }
  });

  it('headers about something else of a person', () => {
    expect(shown(HEADED_ORDINARY.filter(([header = '', ...texts]) => isPersonal(header, texts)))).toEqual([]);
  });
});

describe('a cell by itself', () => {
  it.each([
    'Dr. Brandt',
    'Иванова А.П.',
    'SMITH^JOHN',
    '+49 170 5550101',
    '06.12.34.56.78',
    'a@b.de',
    'Anna Schmidt',
    'Musterstr. 5',
  ])('%s is hidden', (cell) => {
    expect(looksPersonal(cell)).toBe(true);
  });

  it.each(['120/80', 'Sinus Rhythm', 'x5', '2019-03-15', '06.12.34', 'н/д', 'Stage 2', '1 250'])(
    '%s is not',
    (cell) => {
      expect(looksPersonal(cell)).toBe(false);
    },
  );
});
