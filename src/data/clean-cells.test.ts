import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_READING, type ColumnReading } from '../core/table-schema.ts';
import { countOf, valueText } from '../core/typed-column.ts';
import { cleanCells, type CleanCells } from './clean-cells.ts';
import { countRows, textColumn, type TextColumn } from './text-column.ts';

const columnOf = (cells: readonly string[]): TextColumn => textColumn(cells.length, (row) => cells[row] ?? '');

const OPTIONS = {
  name: 'x',
  marks: { marks: ',', doubt: null },
  measured: 'any',
  gapWords: new Set<string>(),
} as const;

function clean(cells: readonly string[], decided: ColumnReading | null = null, name = 'x'): CleanCells {
  const column = columnOf(cells);
  const counted = { texts: column.texts, counts: countRows(column) };
  return cleanCells(counted, { ...OPTIONS, name, decided });
}

const read = (cells: readonly string[], decided: ColumnReading | null = null): string[] => {
  const { values } = clean(cells, decided);
  return Array.from(columnOf(cells).codes, (code) => (code < countOf(values) ? valueText(values, code) : 'not there'));
};
const repeat = (times: number, ...cells: string[]): string[] => Array.from({ length: times }, () => cells).flat();

describe('words', () => {
  it('one spelling each: the most frequent', () => {
    expect(read(['Синусовый', 'синусовый ', 'синусовый', 'ФП', 'фп', 'ФП'])).toEqual([
      'синусовый',
      'синусовый',
      'синусовый',
      'ФП',
      'ФП',
      'ФП',
    ]);
    expect(clean(['да', 'ДА', 'нет', 'да']).notes.respelled).toEqual({ count: 1, example: 'ДА', readAs: 'да' });
    expect(clean(['1', '0', '1', '0', 'нет']).notes.respelled).toEqual({ count: 1, example: 'нет', readAs: '0' });
  });

  it.each([
    [
      'yes and no in two languages',
      ['да', 'Да.', 'нет', 'yes', 'no', 'да', 'нет'],
      ['да', 'да', 'нет', 'да', 'нет', 'да', 'нет'],
    ],
    ['sexes', ['м', 'муж.', 'Ж', 'жен', 'м', 'Ж'], ['м', 'м', 'Ж', 'Ж', 'м', 'Ж']],
    ['ones among words', ['да', 'нет', '1', '0', 'да', 'нет', 'нет'], ['да', 'нет', 'да', 'нет', 'да', 'нет', 'нет']],
    ['words among ones', ['1', '0', '1', '0', 'нет', '0', 'да'], ['1', '0', '1', '0', '0', '0', '1']],
    // A dash is a finding where "+" is one, whichever dash a program makes of it.
    ['signs', ['+', '-', '−', '–', '+', ''], ['+', '-', '-', '-', '+', '']],
    ['two spellings that are two values', ['м', 'ж'], ['м', 'ж']],
  ])('%s', (_, cells, expected) => {
    expect(read(cells)).toEqual(expected);
  });

  it('without a plus a dash is a gap', () => {
    expect(read(['1', '-', '2'])).toEqual(['1', '', '2']);
    expect(clean(['1', '-', '2']).notes.missingTexts).toEqual([{ text: '-', count: 1, isCode: false }]);
  });

  it('opposites of two kinds are not mixed up', () => {
    expect(read(['м', 'нет', 'да', 'ж', 'Ж'])).toEqual(['м', 'нет', 'да', 'Ж', 'Ж']);
  });
});

describe('numbers', () => {
  it('limits and ranges are read and counted; their digits are kept', () => {
    const { notes } = clean([...repeat(4, '12,50', '30'), '<50', '10–20']);
    expect(notes.approximate).toEqual({ count: 2, example: '<50' });
    expect(read(['12,50', '30', '31', '<50', '10–20'])).toEqual(['12.50', '30', '31', '50', '15']);
  });

  it('groups such as 40–49 stay texts', () => {
    expect(clean(['40-49', '50-59', '60-69', '40-49'])).toMatchObject({ values: { kind: 'words' } });
    expect(read(['40-49', '50-59'])).toEqual(['40-49', '50-59']);
  });

  it('a limit that most rows are beyond is read among enough numbers', () => {
    const rates = Array.from({ length: 12 }, (_, i) => String(40 + 4 * i));
    const { notes, values } = clean([...rates, ...repeat(30, '>90')]);
    expect(values.kind).toBe('numbers');
    expect(notes.approximate).toEqual({ count: 30, example: '>90' });
    // A few grades beside a limit are groups.
    expect(clean([...repeat(5, '1', '2'), ...repeat(30, '>3')]).values.kind).toBe('words');
  });

  it('ranges that meet are not quite known; those side by side are groups', () => {
    const ranges = ['30-35%', '35-40%', '40-45%', '45-50%', '55-60%', '60-65%'];
    expect(clean(ranges)).toMatchObject({ values: { kind: 'numbers' }, notes: { approximate: { count: 6 } } });
    expect(read(ranges)[0]).toBe('32.5');
    expect(clean(['0-4', '5-9', '10-14', '15-19', '20-24', '25-29']).values.kind).toBe('words');
    // Telephones, cases of a year.
    expect(clean(['555-1234', '555-2345', '555-3456', '556-1234', '557-8888']).values.kind).toBe('words');
  });

  it('several units stay words, and are known as such', () => {
    const cells = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? `${4 + i}.5 mmol/L` : `${80 + i} mg/dL`));
    expect(clean(cells)).toMatchObject({ values: { kind: 'words' }, notes: { hasUnits: true } });
    // Where some are written without their unit, it is the same one.
    expect(clean(cells.map((cell, i) => (i % 2 === 0 ? cell : String(5 + i)))).values.kind).toBe('numbers');
    // One cell in another unit is none of the numbers.
    const glucose = [...Array.from({ length: 20 }, (_, i) => `${4 + i}.5 mmol/L`), '201 mg/dL'];
    expect(clean(glucose).unreadable).toEqual({ count: 1, example: '201 mg/dL' });
  });

  it('metres beside centimetres are named, or stay words where some have their unit', () => {
    const heights = ['1.75', '1.82', '1.60', ...Array.from({ length: 12 }, (_, i) => String(160 + 2 * i))];
    expect(clean(heights).notes.scales).toEqual({ parts: 3, part: '1.60', percents: 12, percent: '160' });
    const units = heights.map((height) => (height.includes('.') ? `${height} m` : height));
    const more = [...units, '1.71 m', '1.72 m', '1.73 m'];
    expect(clean(more)).toMatchObject({ values: { kind: 'words' }, notes: { hasUnits: true } });
    expect(clean(['0.5', '0.7', '120', '140', '900', '5000', '20']).notes.scales).toBeNull();
  });

  it('in several parts are one number, or words where a visitor says so', () => {
    const cells = ['1m75', '1m82', '1m60', '1m68', '1m91'];
    expect(clean(cells).notes.parts).toEqual({ example: '1m75', readAs: '175', unit: 'cm' });
    expect(read(cells)).toEqual(['175', '182', '160', '168', '191']);
    expect(read(cells, { ...NO_READING, asTexts: true })).toEqual(cells);
    expect(read(['5', '6', '7'], { ...NO_READING, asTexts: true })).toEqual(['5', '6', '7']);
  });

  it('text among them is counted with an example', () => {
    expect(clean([...repeat(10, '1', '2'), 'сломан']).unreadable).toEqual({ count: 1, example: 'сломан' });
  });
});

describe('codes for "not known"', () => {
  const codes = (...cells: string[]): readonly string[] => clean(cells).suggestedReading.missingCodes;
  const ages = Array.from({ length: 51 }, (_, i) => String(40 + i));

  it.each([
    ['999 among ages', [...ages, '999'], ['999']],
    ['-9 and 999', [...ages, '-9', '999', '999'], ['-9', '999']],
    ['9 among yes and no', ['0', '1', '1', '0', '9'], ['9']],
    ['99 among NYHA classes', ['1', '2', '3', '4', '99'], ['99']],
    ['99 among ages', [...ages, '99'], []],
    ['99 among heart rates', [...ages, '110', '99'], []],
    ['999 among large numbers', Array.from({ length: 30 }, (_, i) => String(100 + 40 * i)).concat('999'), []],
    ['-9 among differences', ['-3', '-1', '0', '2', '5', '-9'], []],
    ['nothing but 9 and 99', ['9', '99', '9'], []],
    ['8 of ten points', ['1', '2', '7', '8', '9', '10'], []],
  ])('%s', (_, cells, expected) => {
    expect(codes(...cells)).toEqual(expected);
  });

  it('are taken as missing and named, unless a visitor says no', () => {
    const cells = [...ages, '999'];
    expect(read(cells).at(-1)).toBe('');
    expect(clean(cells).notes.missingTexts).toEqual([{ text: '999', count: 1, isCode: true }]);
    expect(read(cells, NO_READING).at(-1)).toBe('999');
    expect(read(['1', '2', '3'], { ...NO_READING, missingCodes: ['2,0'] })).toEqual(['1', '', '3']);
    expect(read(['а', 'Б', 'в'], { ...NO_READING, missingCodes: ['б'] })).toEqual(['а', '', 'в']);
  });
});

describe('rules of a visitor', () => {
  it('texts are read as other texts, also blanks', () => {
    const reading = {
      ...NO_READING,
      replace: [
        { from: 'ИМ в анамнезе', to: '1' },
        { from: '', to: '0' },
      ],
    };
    expect(read(['им в анамнезе', '', ' ', '0'], reading)).toEqual(['1', '0', '0', '0']);
    expect(clean(['им в анамнезе', '', ' ', '0'], reading)).toMatchObject({
      values: { kind: 'numbers' },
      notes: { replaced: 3 },
    });
  });

  it('numbers outside the limits are missing and counted', () => {
    const reading = { ...NO_READING, min: 0, max: 120 };
    expect(read(['63', '-1', '300', '120'], reading)).toEqual(['63', '', '', '120']);
    expect(clean(['63', '-1', '300', '120'], reading).notes.outside).toEqual({ count: 2, example: '-1' });
  });
});

it('whatever the cells are, each is read, missing, or counted', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '-',
      '+',
      'да',
      'НЕТ',
      '1',
      '0',
      '<5',
      '1-2',
      '999',
      '-9',
      'н/д',
      '3,5',
      'x',
      '__proto__',
      '1e400',
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
      const { values, unreadable, notes } = clean(cells);
      const blank = read(cells).filter((c) => c === '').length;
      const noted = notes.missingTexts.reduce((sum, { count }) => sum + count, 0) + (unreadable?.count ?? 0);
      const empty = cells.filter((c) => c.trim() === '').length;
      expect(countOf(values)).toBe(new Set(cells).size);
      if (notes.missingTexts.length < 6) expect(blank).toBe(noted + empty);
      if (values.kind === 'numbers') for (const number of values.numbers) expect(Math.abs(number)).not.toBe(Infinity);
    }),
    { numRuns: 400 },
  );
});

describe('words that may be findings', () => {
  const grades = repeat(5, 'None', 'Mild', 'Severe');
  it('are values where words are the values, and not known among numbers', () => {
    expect(read(grades)).toEqual(grades);
    expect(clean(grades).notes.missingTexts).toEqual([]);
    expect(read(['да', 'ДА', 'неизвестно', 'нет', 'да'])).toEqual(['да', 'да', 'неизвестно', 'нет', 'да']);
    expect(read(['1', '2', 'None', '3', '4'])).toEqual(['1', '2', '', '3', '4']);
    expect(read(['*', '**', '***'])).toEqual(['*', '**', '***']);
    expect(read(['н/д', 'a', 'b'])).toEqual(['', 'a', 'b']);
  });

  it('are not known where the file says so among the numbers of another column', () => {
    const column = columnOf(['NULL', 'a', 'b']);
    const counted = { texts: column.texts, counts: countRows(column) };
    const options = {
      name: 'x',
      marks: { marks: '.', doubt: null },
      measured: 'any' as const,
      gapWords: new Set(['NULL']),
      decided: null,
    };
    expect(cleanCells(counted, { ...options, marks: { marks: '.', doubt: null } }).notes.missingTexts).toEqual([
      { text: 'NULL', count: 1, isCode: false },
    ]);
  });
});

describe('numbers among other texts', () => {
  it.each(['#NULL!', '<NA>', '\\N', '1.#QNAN', 'NaT', '.A', '.', 'Inf', '-nan', '#NUL!', 'N.A'])(
    '%s of a program is no number and nothing else',
    (mark) => {
      const cells = repeat(4, '20,5', mark, '21,5');
      expect(clean(cells).values.kind).toBe('numbers');
      expect(read(cells)[1]).toBe('');
    },
  );

  it('one text beside them is suggested as not known, and can be said not to be', () => {
    const cells = [...Array.from({ length: 12 }, (_, i) => String(20 + i)), '99.9*', '99.9*', '99.9*'];
    expect(clean(cells)).toMatchObject({
      values: { kind: 'numbers' },
      suggestedReading: { missingCodes: ['99.9*'] },
      notes: { missingTexts: [{ text: '99.9*', count: 3, isCode: true }] },
    });
    expect(clean(cells, NO_READING).values.kind).toBe('words');
    expect(clean(cells, { ...NO_READING, missingCodes: ['99.9*'] }).values.kind).toBe('numbers');
    expect(clean([...cells, 'x', 'x']).values.kind).toBe('words');
  });

  it.each([
    ['96 ms', '120 ms'],
    ['1,2 mV', '0,8 mV'],
    ['54°', '-12°'],
    ['80 мс', '95мс'],
    ['45 years old', '61 years old'],
    ['150 x10^9/L', '230 x10^9/L'],
    ['063Y', '058Y'],
  ])('a number and one constant rest is a number: %s', (one, other) => {
    const cells = repeat(6, one, other);
    expect(clean(cells).values.kind).toBe('numbers');
    expect(clean(cells).notes).toMatchObject({ unit: expect.any(String) as string, respelled: null });
    expect(Number(read(cells)[0])).toBe(Number.parseFloat(one.replace(',', '.')));
  });

  it.each([
    ['names of files', '1.jpg', '2.jpg'],
    ['codes', '001_lr', '002_lr'],
    ['two units', '96 ms', '0,1 s'],
    ['dates', '12-Mar-2019', '13-Apr-2019'],
    ['grades', '1+', '2+'],
  ])('but not %s', (_, one, other) => {
    expect(clean(repeat(6, one, other)).notes.unit).toBeNull();
  });
});

describe('two scales in one column', () => {
  it('are named where parts of 1 stand beside per cent', () => {
    const cells = ['75 %', '0,6', '40 %', '0,35', '90 %', '0'];
    expect(clean(cells).notes.scales).toEqual({ parts: 2, part: '0,6', percents: 3, percent: '75 %' });
    expect(clean(['75', '0,6', '40', '90', '0'], null, 'LAD stenosis').notes.scales).toMatchObject({
      parts: 1,
      percents: 3,
    });
    expect(clean(['٧٥٪', '0,6', '٤٠٪', '0,5']).notes.scales).toMatchObject({ parts: 2, percents: 2 });
  });

  it.each([
    ['per cent with and without a sign', ['75 %', '40', '60', '0 %'], 'x'],
    ['per cent below one', ['0,6 %', '0,4 %', '1,2 %'], 'x'],
    ['parts of 1 alone', ['0,6', '0,75', '1'], 'LAD stenosis'],
    ['numbers of another kind', ['0,6', '75', '40'], 'troponin'],
  ])('are not there: %s', (_, cells, name) => {
    expect(clean(cells, null, name).notes.scales).toBeNull();
  });
});
