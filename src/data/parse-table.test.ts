import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { AUTO_TEXT_FORMAT, SEPARATORS, type TextFormatChoice } from '../core/text-format.ts';
import { parseSheet, parseTable, type ParsedTable } from './parse-table.ts';
import { rowsOf } from '../intake/testing/files.ts';

function parse(text: string, choice: Partial<TextFormatChoice> = {}): ParsedTable & { readonly rows: string[][] } {
  const table = parseTable(text, { ...AUTO_TEXT_FORMAT, ...choice }, 'a.csv');
  return { ...table, rows: rowsOf(table) };
}

function problem(text: string, choice: Partial<TextFormatChoice> = {}): unknown {
  try {
    parse(text, choice);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.toData() : error;
  }
}

// A wrong separator or decimal mark shifts every number of every patient.
describe('separator and decimal mark', () => {
  it.each([
    ['semicolon, decimal comma', 'id;age;bmi\n1;63;27,5\n2;58;31,2', ';', ','],
    ['semicolon, names with commas', 'возраст, лет;рост, см;вес\n63;172,5;80,1\n58;160,2;71,3', ';', ','],
    ['comma, decimal point', 'id,age,bmi\n1,63,27.5\n2,58,31.2', ',', '.'],
    ['tab, decimal comma', 'id\tage\tbmi\n1\t63\t27,5\n2\t58\t31,2', '\t', ','],
    ['bar', 'id|age|bmi\n1|63|27.5\n2|58|31.2', '|', '.'],
    ['comma, quoted thousands', 'id,plt,x\n1,"1,250",1\n2,"1,310",0', ',', '.'],
    ['comma, quoted decimal commas', 'id,bmi,x\n1,"27,5",1\n2,"31,2",0', ',', ','],
    ['semicolons inside quoted cells', 'id,drugs\n1,"a;b;c"\n2,"d;e;f"', ',', '.'],
    ['one row', 'a;b\n1;2', ';', '.'],
  ] as const)('%s', (_, text, separator, decimal) => {
    expect(parse(text)).toMatchObject({ separator, decimal, noted: [] });
  });

  it('can be chosen', () => {
    const text = 'a;b,c;d\n1;2,3;4';
    expect(parse(text, { separator: ',' }).header).toEqual(['a;b', 'c;d']);
    expect(parse(text, { separator: ';', decimal: '.' })).toMatchObject({ header: ['a', 'b,c', 'd'], decimal: '.' });
  });

  it.each(['sep=;', 'SEP=;', '"sep=;"', ' sep = ;', 'sep=;;;'])(
    'the first line by which Excel announces a separator is no header: %s',
    (line) => {
      const text = `${line}\r\na;b,c\r\n${'1;2,3\r\n'.repeat(5)}1;2;3\r\n`;
      expect(parse(text)).toMatchObject({
        header: ['a', 'b,c'],
        separator: ';',
        noted: [{ kind: 'too-many', number: 8 }],
      });
    },
  );

  it('a separator that is announced and used nowhere is not believed', () => {
    expect(parse('sep=;\na,b\n1,2\n3,4')).toMatchObject({ header: ['a', 'b'], separator: ',' });
    expect(parse('sep=^\na,b\n1,2\n3,4')).toMatchObject({ header: ['a', 'b'], separator: ',' });
  });
});

describe('lines', () => {
  it.each(['\n', '\r\n', '\r'])('ends of line %j, blank lines and lines of separators are no patients', (end) => {
    const { header, rows } = parse(['', 'a;b', '', '1;2', ' ; ', '3;4', '', ''].join(end));
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('quoted separators, quotes and newlines stay in their cell', () => {
    expect(parse('a;b\n"x;y";"say ""hi"""\n"two\nlines";2').rows).toEqual([
      ['x;y', 'say "hi"'],
      ['two\nlines', '2'],
    ]);
  });

  // The visitor looks these lines up in an editor.
  it('irregular lines are left out, and their numbers are those of an editor', () => {
    const { rows, noted } = parse('a;b;c\n1;2;3\n\n"x\ny";2;3\n4;5\n6;7;8;9\n7;8;9;\n1;2;3');
    expect(noted).toEqual([
      { kind: 'blank', number: 3 },
      { kind: 'too-few', number: 6 },
      { kind: 'too-many', number: 7 },
    ]);
    expect(rows).toHaveLength(4);
  });

  it('with CRLF inside quotes too', () => {
    expect(parse('a;b\r\n"x\r\ny";2\r\n3\r\n').noted).toEqual([{ kind: 'too-few', number: 4 }]);
  });

  it('separators at the end of each line, header included, make no column', () => {
    expect(parse('a;b;;\n1;2;;\n3;4;;')).toMatchObject({ header: ['a', 'b'], noted: [] });
    expect(parse('a;b;\n1;2;\n3;4;x')).toMatchObject({ header: ['a', 'b', 'column 3'] });
  });
});

describe('lines that are no rows are named', () => {
  it('a title, the numbers of the columns, the header on every page, blank lines', () => {
    const header = 'ФИО;Возраст;Пол;ИМТ;ЧСС;ФВ';
    const row = 'x;1;2;3;4;5';
    const text = ['Отчёт за май', '', header, '1;2;3;4;5;6', row, '', row, header, row, ';;;;;', ''].join('\n');
    expect(parse(text)).toMatchObject({
      header: header.split(';'),
      rowLines: [5, 7, 9],
      noted: [
        { kind: 'title', number: 1 },
        { kind: 'blank', number: 6 },
        { kind: 'column-numbers', number: 4 },
        { kind: 'header-again', number: 8 },
      ],
    });
  });

  it('a first line with one name above two columns is a header', () => {
    expect(parse('a;\n1;2\n3;4').header).toEqual(['a', 'column 2']);
  });
});

describe('a sheet of a workbook', () => {
  it('is read as a text is', () => {
    const rows = [['Отчёт'], [], ['a', 'b', 'c'], ['1', '2,5'], ['3', '4,5', 'x']];
    const table = parseSheet(rows, 'auto', 'a.xlsx');
    expect(rowsOf(table)).toEqual([
      ['1', '2,5', ''],
      ['3', '4,5', 'x'],
    ]);
    expect(table).toMatchObject({
      header: ['a', 'b', 'c'],
      rowLines: [4, 5],
      decimal: ',',
      noted: [{ kind: 'title', number: 1 }],
    });
    expect(() => parseSheet([['a']], 'auto', 'a.xlsx')).toThrow(
      expect.objectContaining({ code: 'table-one-column' }) as Error,
    );
    expect(() => parseSheet([], 'auto', 'a.xlsx')).toThrow(expect.objectContaining({ code: 'table-empty' }) as Error);
  });
});

it('repeated and empty names become different ones', () => {
  expect(parse('a;;a;a (2); a \n1;2;3;4;5').header).toEqual(['a', 'column 2', 'a (2)', 'a (2) (2)', 'a (3)']);
});

describe('what cannot be read says why and where', () => {
  it.each([
    ['nothing', '', 'table-empty', {}],
    ['white space', ' \r\n\t\n', 'table-empty', {}],
    ['separators only', ';;\n;;', 'table-empty', {}],
    ['a header', 'a;b;c\n', 'table-header-only', {}],
    ['one column', 'age\n63\n58', 'table-one-column', {}],
    ['a header with a quotation never closed', 'a;"b\n1;2\n3;4', 'table-malformed', { line: 1 }],
    ['lines of another length than the header', 'a;b;c\n1;2\n3;4\n5;6', 'table-shifted', { line: 2, count: 3 }],
  ])('%s', (_, text, code, params) => {
    expect(problem(text, { separator: ';' })).toMatchObject({ code, params: { file: 'a.csv', ...params } });
  });
});

// What follows a bad quotation mark must not vanish into one cell, nor stop the rest of the table from being read.
describe('quotation marks', () => {
  const quotes = (text: string): [string[][], number[]] => {
    const { rows, noted } = parse(text, { separator: ';', header: 'names' });
    return [rows, noted.filter(({ kind }) => kind === 'quotes').map(({ number }) => number)];
  };

  it('inside one cell are characters', () => {
    expect(quotes('a;b\n5" tall;1\n"Prolene" 4-0;2\n"A";3')).toEqual([
      [
        ['5" tall', '1'],
        ['"Prolene" 4-0', '2'],
        ['A', '3'],
      ],
      [],
    ]);
  });

  it('behind blanks open a cell all the same', () => {
    expect(
      parse('a, b, c\n1, "x, y", 2\n3, "z" , 4', { separator: ',', header: 'names' }).rows.map((row) => row[1]),
    ).toEqual(['x, y', 'z']);
  });

  it.each([
    ['never closed', 'a;b\n1;2\n3;"x\n5;6\n7;8', [3]],
    ['closed lines later, at a place where none ends', 'a;b\n1;2\n3;"x\n"B";4\n5;6', [3]],
    ['two of them', 'a;b\n"A x;1\n2;3\n4;"x\n5;6\n7;8', [2, 4]],
  ])('%s: costs its line alone', (_, text, lines) => {
    const [rows, broken] = quotes(text);
    expect(broken).toEqual(lines);
    expect(rows).toHaveLength(text.split('\n').length - 1 - lines.length);
  });

  it('around whole lines of the table swallow nobody', () => {
    const [rows, broken] = quotes('a;b;c\n1;2;3\n4;5;"x\n6;7;8\n9;10;y"\n1;2;3\n1;2;3');
    expect(broken).toEqual([3]);
    expect(rows.map(([first]) => first)).toEqual(['1', '6', '9', '1', '1']);
  });

  it('with a backslash are read so where only that fits', () => {
    const text = 'a,b,c\n1,"said \\"tight\\", then fell",2\n3,"x",4\n5,"C:\\",6';
    expect(parse(text, { separator: ',' })).toMatchObject({
      rows: [
        ['1', 'said "tight", then fell', '2'],
        ['3', 'x', '4'],
        ['5', 'C:\\', '6'],
      ],
      noted: [{ kind: 'backslash', number: 2 }],
    });
  });
});

const HEADER = 'image,complaint,sex,age,nyha,mi';
const patients = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `${i + 1}.jpg,${['chest pain', 'syncope'][i % 2]},${'MF'[i % 2]},${40 + i},${['I', 'II', 'III'][i % 3]},${i % 2}`,
  );

describe('a line of another length shifts no value', () => {
  const read = (line: string, at = 5): { kinds: string[]; rows: string[][] } => {
    const lines = patients(20);
    lines[at] = line;
    const { noted, rows } = parse([HEADER, ...lines].join('\n'));
    return { kinds: noted.map(({ kind, number }) => `${kind} ${number}`), rows };
  };

  it.each([
    ['a separator inside a text', '6.jpg,chest pain, left arm,F,45,III,1', ['too-many 7']],
    ['and blank at the end', '6.jpg,chest pain, left arm,F,45,III,', ['too-many 7']],
    ['a cell too few', '6.jpg,F,45,III,1', ['too-few 7']],
    ['a line break inside a text', '6.jpg,chest\npain,F,45,III,1', ['too-few 7', 'too-few 8']],
    ['a separator too many at the end', '6.jpg,syncope,F,45,III,1,', []],
  ])('%s', (_, line, kinds) => {
    const found = read(line);
    expect(found.kinds).toEqual(kinds);
    expect(found.rows).toHaveLength(kinds.length === 0 ? 20 : 19);
    for (const row of found.rows) expect(row[2]).toMatch(/^[MF]$/u);
  });

  it('a cell too many before a blank one is no separator too many', () => {
    const lines = patients(20).map((line, i) => `${line},${i % 5 === 0 ? '' : ['low', 'high'][i % 2]}`);
    lines[5] = '6.jpg,syncope,x,F,45,III,1,';
    const { noted, rows } = parse([`${HEADER},risk`, ...lines].join('\n'));
    expect(noted).toEqual([{ kind: 'too-many', number: 7 }]);
    expect(rows.every((row) => /^[MF]$/u.test(row[2] ?? ''))).toBe(true);
  });

  it('blank cells left away at the end are blank; not at the end of the file, nor where a column has no blanks', () => {
    const lines = patients(20).map(
      (line, i) => `${line},${i % 4 === 0 ? '' : 'ACE inhibitor'},${i % 3 === 0 ? 'x' : ''}`,
    );
    lines[5] = '6.jpg,syncope,F,45,III,1';
    lines[7] = '8.jpg,syncope,F,47';
    lines[19] = '20.jpg,syncope,F,59,II,1';
    const { noted, rows } = parse([`${HEADER},drug,note`, ...lines].join('\n'));
    expect(noted.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'ends-in-blanks 7',
      'too-few 9',
      'too-few 21',
    ]);
    expect(rows[5]?.slice(4)).toEqual(['III', '1', '', '']);
  });

  it('zero bytes: a line that holds them is left out; behind the last line and in every cell they mean nothing', () => {
    expect(read('6.jpg,chest pain,\0\0\0\0F,45,III,1').kinds).toEqual(['zero-bytes 7']);
    const whole = [HEADER, ...patients(6)].join('\n');
    for (const text of [`${whole}\n${'\0'.repeat(500)}`, `${whole}\n\u001A`, whole.replaceAll(',', '\0\0,')]) {
      expect(parse(text)).toMatchObject({ noted: [], rowCount: 6, header: HEADER.split(',') });
    }
  });
});

describe('one cell more than names in every line', () => {
  const rows = (first: (i: number) => string): string[] => patients(12).map((line, i) => `${first(i)},${line}`);

  it.each([
    ['numbers as R writes them', (i: number) => `"${i + 1}"`],
    ['numbers without marks', (i: number) => String(i + 1)],
    ['numbers of the rows that were taken', (i: number) => String(3 * i + 2)],
    ['texts', (i: number) => `pat${7 * i}`],
  ])('names of rows: %s', (_, first) => {
    const table = parse([HEADER, ...rows(first)].join('\n'));
    expect(table.header).toEqual(['column 1', ...HEADER.split(',')]);
    expect(table.rows[4]?.[3]).toBe('M');
    expect(table.noted).toEqual([{ kind: 'row-names', number: 1 }]);
  });

  it.each([
    ['a decimal comma', 'image,age,bmi', (i: number) => `${i}.jpg,${40 + i},2${i % 9},${i % 10}`],
    ['two decimal commas', 'image,age,bmi,crea', (i: number) => `${i}.jpg,${40 + i},27,${i % 10},1,${10 + i}`],
    ['names that repeat', 'age,sex,mi', (i: number) => `${i % 2 === 0 ? 'a' : 'b'},${40 + i},M,1`],
  ])('stops where it is no name: %s', (_, header, row) => {
    expect(
      problem([header, ...Array.from({ length: 12 }, (__, i) => row(i))].join('\n'), { separator: ',' }),
    ).toMatchObject({
      code: 'table-shifted',
      params: { line: 2, count: 12 },
    });
  });

  it('a blank one is a separator too many', () => {
    expect(parse([HEADER, ...patients(8).map((line) => `${line},`)].join('\n'))).toMatchObject({
      header: HEADER.split(','),
      noted: [],
    });
  });
});

describe('a first line like the lines below it', () => {
  it('is a patient, and the columns have numbers; both can be said', () => {
    const text = patients(12).join('\n');
    expect(parse(text)).toMatchObject({
      header: ['field 1', 'field 2', 'field 3', 'field 4', 'field 5', 'field 6'],
      headerLine: 'patient',
      rowCount: 12,
      noted: [{ kind: 'no-header', number: 1 }],
    });
    expect(parse(text, { header: 'names' })).toMatchObject({ headerLine: 'names', rowCount: 11, noted: [] });
    expect(parse(`${HEADER}\n${text}`, { header: 'patient' })).toMatchObject({ rowCount: 13 });
  });

  it.each([
    ['tabs and decimals', (i: number) => `${50 + i}.0\t1.0\t${(i / 7).toFixed(2)}\t${i % 4 === 0 ? '?' : '3.0'}`],
    ['dates and words', (i: number) => `0${1 + (i % 9)}.05.2019;${i % 2 === 0 ? 'да' : 'нет'};${i}`],
    ['a gap', (i: number) => `${i}.jpg;${i === 0 ? '' : 'M'};${40 + i}`],
  ])('with %s', (_, row) => {
    expect(parse(Array.from({ length: 12 }, (__, i) => row(i)).join('\n'))).toMatchObject({
      headerLine: 'patient',
      rowCount: 12,
    });
  });

  it.each([
    ['words over numbers', 'age;bmi', (i: number) => `${40 + i};${20 + i}`],
    ['years', 'id;2015;2016;2017', (i: number) => `p${i};${i};${i + 1};${i + 2}`],
    ['wavelengths', '400;410;420;430', (i: number) => `0.${i};0.2;0.3;0.${i}`],
    ['column numbers of a program', '0,1,2,3', (i: number) => `${i},${i % 3},${i % 2},7`],
    ['words over words', 'Name;Sex;Smoker', (i: number) => `Person;${'MF'[i % 2]};${i % 2 === 0 ? 'yes' : 'no'}`],
    ['a lead', 'file;V1;V2', (i: number) => `${i}.jpg;${i};${i}`],
  ])('but not %s', (_, header, row) => {
    expect(parse([header, ...Array.from({ length: 12 }, (__, i) => row(i))].join('\n'))).toMatchObject({
      headerLine: 'names',
      rowCount: 12,
    });
  });

  it('on a sheet too', () => {
    const sheet = patients(12).map((line) => line.split(','));
    expect(parseSheet(sheet, 'auto', 'a.xlsx')).toMatchObject({ headerLine: 'patient', rowCount: 12 });
    expect(parseSheet(sheet, 'names', 'a.xlsx')).toMatchObject({ headerLine: 'names', rowCount: 11 });
  });
});

it('any text gives a rectangular table with unique names, or an AppError', () => {
  const cell = fc.stringMatching(/^[ab1,.;"\t|\r\n ]{0,6}$/u);
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.array(cell, { maxLength: 12 }).map((cells) => cells.join('\n')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('auto' as const, ...SEPARATORS), (csv, separator) => {
      try {
        const { header, columns, rowCount } = parse(csv, { separator });
        expect(new Set(header).size).toBe(header.length);
        expect(header.every((name) => name !== '')).toBe(true);
        expect(columns).toHaveLength(header.length);
        expect(columns.every(({ codes }) => codes.length === rowCount)).toBe(true);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

it('every cell written by RFC 4180 comes back', () => {
  const cell = fc.string({ maxLength: 8 }).map((text) => `x${text.replaceAll(/\r/gu, '')}`);
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.constantFrom(...SEPARATORS), (cells, separator) => {
      const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const lines = [['a', 'b', 'c'], ...cells].map((row) => row.map(quote).join(separator));
      const parsed = parse(lines.join('\r\n'), { separator, header: 'names' });
      expect(parsed).toMatchObject({ rows: cells, noted: [] });
    }),
  );
});
