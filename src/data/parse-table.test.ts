import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { AUTO_TEXT_FORMAT, SEPARATORS, type TextFormatChoice } from '../core/data-report.ts';
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
    expect(parse(text)).toMatchObject({ separator, decimal, raggedLines: [] });
  });

  it('can be chosen', () => {
    const text = 'a;b,c;d\n1;2,3;4';
    expect(parse(text, { separator: ',' }).header).toEqual(['a;b', 'c;d']);
    expect(parse(text, { separator: ';', decimal: '.' })).toMatchObject({ header: ['a', 'b,c', 'd'], decimal: '.' });
  });

  it('the first line by which Excel announces a separator is no header', () => {
    expect(parse('sep=;\r\na;b\r\n1;2;3\r\n')).toMatchObject({ header: ['a', 'b'], separator: ';', raggedLines: [3] });
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
  it('irregular lines are kept, and their numbers are those of an editor', () => {
    const { rows, raggedLines } = parse('a;b;c\n1;2;3\n\n"x\ny";2;3\n4;5\n6;7;8;9\n7;8;9;\n1;2;3');
    expect(raggedLines).toEqual([6, 7]);
    expect(rows).toHaveLength(6);
    expect(rows[2]).toEqual(['4', '5', '']);
  });

  it('with CRLF inside quotes too', () => {
    expect(parse('a;b\r\n"x\r\ny";2\r\n3\r\n').raggedLines).toEqual([4]);
  });

  it('separators at the end of each line, header included, make no column', () => {
    expect(parse('a;b;;\n1;2;;\n3;4;;')).toMatchObject({ header: ['a', 'b'], raggedLines: [] });
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
      skipped: [
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
    const table = parseSheet(rows, 'a.xlsx');
    expect(rowsOf(table)).toEqual([
      ['1', '2,5', ''],
      ['3', '4,5', 'x'],
    ]);
    expect(table).toMatchObject({
      header: ['a', 'b', 'c'],
      rowLines: [4, 5],
      decimal: ',',
      raggedLines: [],
      skipped: [{ kind: 'title', number: 1 }],
    });
    expect(() => parseSheet([['a']], 'a.xlsx')).toThrow(expect.objectContaining({ code: 'table-one-column' }) as Error);
    expect(() => parseSheet([], 'a.xlsx')).toThrow(expect.objectContaining({ code: 'table-empty' }) as Error);
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
    ['a quotation never closed', 'a;b\n1;2\n3;"x\n5;6\n7;8', 'table-malformed', { line: 3 }],
    ['a quotation closed lines later', 'a;b\n"A" x;1\n2;3\n"B";4', 'table-malformed', { line: 2 }],
    ['the second of two bad quotations', 'a;b\n"A" x"";1\n2;3\n4;"x\n5;6', 'table-malformed', {}],
  ])('%s', (_, text, code, params) => {
    expect(problem(text, { separator: ';' })).toMatchObject({ code, params: { file: 'a.csv', ...params } });
  });

  it('a quotation mark out of place inside one line is harmless', () => {
    expect(parse('a;b\n5" tall;1\nx;"y').rows).toEqual([
      ['5" tall', '1'],
      ['x', 'y'],
    ]);
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
      const parsed = parse(lines.join('\r\n'), { separator });
      expect(parsed).toMatchObject({ rows: cells, raggedLines: [] });
    }),
  );
});
