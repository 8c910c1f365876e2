/** Table → [0, 1] → table: what a trained network learns from and what `pairs.csv` is written with. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecimalMark } from '../core/text-format.ts';
import { parseFittedSchema } from '../core/shapes/fitted-schema.ts';
import type { ColumnSetting, ColumnType } from '../core/table-schema.ts';
import { decodeRow, decodeRows, formatNumber } from './decode-rows.ts';
import { encodeRows } from './encode-rows.ts';
import { fitSchema, type ColumnCells, type FittedSchema } from './fit-schema.ts';
import { textsOf, typedTexts } from './testing/typed.ts';

function column(
  cells: readonly string[],
  type: ColumnType,
  change: Partial<ColumnSetting> & { readonly isNumeric?: boolean; readonly decimal?: DecimalMark } = {},
): ColumnCells {
  const { name = 'x', role = 'feature', threshold = null, blanks = 'fill', isNumeric = true, decimal = '.' } = change;
  return { setting: { name, role, type, threshold, blanks }, cells: typedTexts(cells, { isNumeric, decimal }) };
}

function roundTrip(one: ColumnCells): string[] {
  const { schema } = fitSchema([one]);
  const rows = encodeRows(schema, [one], one.cells.codes.length);
  return decodeRows(schema, rows).flatMap(textsOf);
}

describe('what went in comes back in the units of the input', () => {
  it.each([
    ['numbers 0 and 1', column(['0', '1', '1', '0'], 'binary'), ['0', '1', '1', '0']],
    ['two numbers', column(['1', '2', '2'], 'binary'), ['1', '2', '2']],
    ['0 and 1 with a mark', column(['0.0', '1.0'], 'binary'), ['0', '1']],
    ['two texts', column(['м', 'ж', ' м '], 'binary', { isNumeric: false }), ['м', 'ж', 'м']],
    ['categories', column(['b', 'a', 'c', 'a'], 'categorical', { isNumeric: false }), ['b', 'a', 'c', 'a']],
    ['numbers as categories', column(['10', '9', '2'], 'categorical'), ['10', '9', '2']],
    ['integers', column(['63', '58', '91'], 'integer'), ['63', '58', '91']],
    ['decimals, comma in, point out', column(['27,5', '31,25'], 'continuous', { decimal: ',' }), ['27.50', '31.25']],
    ['negative, zero', column(['-0.5', '0.0', '0.5'], 'continuous'), ['-0.5', '0.0', '0.5']],
    ['powers of ten', column(['1.5e-3', '2e-3'], 'continuous'), ['0.0015', '0.0020']],
    ['per cents by a rule', column(['49.9', '50', '100', '0'], 'binary', { threshold: 50 }), ['0', '1', '1', '0']],
  ])('%s', (_, cells, expected) => {
    expect(roundTrip(cells)).toEqual(expected);
  });

  it('any column of decimals, exactly, as far as 32-bit numbers can tell its values apart', () => {
    const numbers = (decimals: number): fc.Arbitrary<string[]> =>
      fc
        .array(fc.integer({ min: -500_000, max: 500_000 }), { minLength: 2, maxLength: 30 })
        .filter((list) => new Set(list).size > 1)
        .map((list) => list.map((n) => (n / 10 ** decimals).toFixed(decimals).replace(/^-(0(\.0+)?)$/u, '$1')));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }).chain(numbers), (cells) => {
        expect(roundTrip(column(cells, cells.some((c) => c.includes('.')) ? 'continuous' : 'integer'))).toEqual(cells);
      }),
    );
  });

  it('any texts', () => {
    const text = fc.constantFrom('a', 'b', 'Да', 'нет', '__proto__', 'constructor', '"q";');
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 20 }), (cells) => {
        fc.pre(new Set(cells).size > 1);
        expect(roundTrip(column(cells, 'categorical', { isNumeric: false }))).toEqual(cells);
      }),
    );
  });
});

// A synthetic patient of 121 years, or a weight below the lightest patient's, would be found at once.
describe('whatever the network says', () => {
  it('a number stays inside the training range, also after rounding, with the precision of the input', () => {
    const range = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        range,
        fc.integer({ min: 0, max: 8 }),
        fc.double({ min: -2, max: 3, noNaN: true }),
        (given, decimals, at) => {
          const [min, span] = given;
          const max = min + span;
          const text = formatNumber({ kind: 'scale', min, max, decimals }, min + at * span);
          expect(Number(text)).toBeGreaterThanOrEqual(min);
          expect(Number(text)).toBeLessThanOrEqual(max);
          expect(text).not.toMatch(/^-0(\.0*)?$/u);
          if (span > 2.1 * 10 ** -decimals) expect(text.split('.')[1]?.length ?? 0).toBe(decimals);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('the largest of k outputs is the category; 0.5 and more is the second of two values', () => {
    const { schema } = fitSchema([
      column(['a', 'b', 'c'], 'categorical', { isNumeric: false, name: 'k' }),
      column(['no', 'yes', 'no'], 'binary', { isNumeric: false, name: 'two' }),
    ]);
    expect(decodeRow(schema, Float32Array.of(0.2, 0.9, 0.3, 0.5))).toEqual(['b', 'yes']);
    expect(decodeRow(schema, Float32Array.of(0.2, 0.1, 0.3, 0.499))).toEqual(['c', 'no']);
  });
});

describe('gaps', () => {
  const filled = (
    cells: readonly string[],
    type: ColumnType,
    change: { isNumeric?: boolean } = {},
  ): [string, number] => {
    const fitted = fitSchema([column(cells, type, change)]).schema.columns[0];
    return [fitted?.fill ?? '', fitted?.missing ?? -1];
  };

  it('are counted and filled with the median or the most frequent value', () => {
    expect(filled(['1', '', '3', '10', 'NA'], 'integer')).toEqual(['3', 2]);
    expect(filled(['1', '2', '', '9', '10'], 'integer')).toEqual(['6', 1]);
    expect(filled(['1.25', '1.50', ''], 'continuous')).toEqual(['1.38', 1]);
    expect(filled(['м', 'ж', 'ж', ''], 'binary', { isNumeric: false })).toEqual(['ж', 1]);
    // As many of one as of the other: the same choice whatever the order of rows.
    expect(filled(['b', 'a', ''], 'binary', { isNumeric: false })).toEqual(
      filled(['', 'a', 'b'], 'binary', { isNumeric: false }),
    );
  });

  it('and are written back as what they were filled with', () => {
    expect(roundTrip(column(['1', '', '3', '10'], 'integer'))).toEqual(['1', '3', '3', '10']);
  });

  it('the precision comes from numbers, not from other text', () => {
    expect(roundTrip(column(['1.5', '2.5', '31.12.1999'], 'continuous'))[0]).toBe('1.5');
  });
});

describe('blanks that are generated', () => {
  const generated = { blanks: 'generate' } as const;

  it('are one more output behind the value, and come back blank', () => {
    const one = column(['1', '', '3', '10'], 'integer', generated);
    const { schema } = fitSchema([
      one,
      column(['b', 'a', '', 'c'], 'categorical', { ...generated, name: 'k', isNumeric: false }),
    ]);
    expect(schema.columns.map(({ offset, width, flag }) => [offset, width, flag])).toEqual([
      [0, 1, 1],
      [2, 3, 5],
    ]);
    expect(schema.width).toBe(6);
    // The value's place holds the fill, so that the network sees no impossible value there.
    expect([...encodeRows(fitSchema([one]).schema, [one], 4)].map((x) => Math.round(9 * x))).toEqual([
      0, 0, 2, 9, 2, 0, 9, 0,
    ]);
    expect(roundTrip(one)).toEqual(['1', '', '3', '10']);
  });

  // Three stenoses that are known for the same patients: one flag each, and generated rows have one blank without the others.
  it('columns of a role that are blank in the same rows share a flag', () => {
    const cells = ['1', '', '3', ''];
    const named = (name: string): ColumnCells => column(cells, 'integer', { ...generated, name });
    const columns = [
      named('a'),
      named('b'),
      { ...named('other rows'), cells: typedTexts(['', '2', '3', '4']) },
      named('c'),
    ];
    const target = column(cells, 'integer', { ...generated, name: 't', role: 'target' });
    const { schema } = fitSchema([...columns, target]);
    expect(schema.columns.map(({ offset, flag }) => [offset, flag])).toEqual([
      [0, 1],
      [2, 1],
      [3, 4],
      [5, 1],
      // Whoever may see features may not see that a target is blank.
      [6, 7],
    ]);
    expect(schema.width).toBe(8);
    expect(parseFittedSchema(JSON.parse(JSON.stringify(schema)))).toEqual(schema);
    const rows = encodeRows(schema, [...columns, target], 4);
    expect(decodeRow(schema, rows.subarray(8, 16))).toEqual(['', '', '2', '', '']);
  });

  it('any mixture of values and gaps comes back as it was', () => {
    const cell = fc.oneof(fc.constant(''), fc.integer({ min: -500, max: 500 }).map(String));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 3, maxLength: 30 }), (cells) => {
        fc.pre(new Set(cells.filter((c) => c !== '')).size > 1);
        expect(roundTrip(column(cells, 'integer', generated))).toEqual(cells);
      }),
    );
  });

  // "1 blank, filled with Healthy control" is a patient that nobody has seen.
  it.each([
    ['a yes or no', column(['1', '', '0', '1'], 'binary')],
    ['a category', column(['a', '', 'b', 'c', 'a'], 'categorical', { isNumeric: false })],
    ['a number with a limit', column(['10', '', '80'], 'binary', { threshold: 50 })],
    ['numbers as categories', column(['10', '', '9', '2'], 'categorical')],
  ])('are those of %s, also where a file says that they shall be filled in', (_, one) => {
    const { schema } = fitSchema([one]);
    expect(schema.columns[0]?.flag).toBe(schema.columns[0]?.width);
    expect(roundTrip(one)[1]).toBe('');
  });

  it('need a blank to learn from: without one there is no output', () => {
    const { schema } = fitSchema([column(['1', '2'], 'integer', generated)]);
    expect(schema.width).toBe(1);
    expect(schema.columns[0]).not.toHaveProperty('flag');
  });

  it('a generated row is blank from a flag of 0.5 on', () => {
    const { schema } = fitSchema([column(['1', '', '3'], 'integer', generated)]);
    expect(decodeRow(schema, Float32Array.of(1, 0.49))).toEqual(['3']);
    expect(decodeRow(schema, Float32Array.of(1, 0.5))).toEqual(['']);
  });
});

describe('settings that do not suit a column are said, and the column is left out', () => {
  const problem = (one: ColumnCells): unknown => {
    const { schema, problem: found }: FittedSchema = fitSchema([one]);
    expect(schema.width).toBe(0);
    return found?.toData();
  };
  const texts = ['a', 'b', 'c'];
  const many = Array.from({ length: 60 }, (_, i) => String(i));

  it.each([
    ['text as integer', column(texts, 'integer', { isNumeric: false })],
    ['text as decimals', column(texts, 'continuous', { isNumeric: false })],
    ['a threshold on text', column(texts, 'binary', { isNumeric: false, threshold: 50 })],
  ])('%s', (_, one) => {
    expect(problem(one)).toEqual({ code: 'column-not-numeric', params: { column: 'x' } });
  });

  it.each([
    ['many numbers as two values', column(many, 'binary'), 60, 2],
    ['three texts as two values', column(texts, 'binary', { isNumeric: false }), 3, 2],
    ['60 values as categories', column(many, 'categorical'), 60, 50],
  ])('%s', (_, one, count, most) => {
    expect(problem(one)).toEqual({ code: 'column-too-many-values', params: { column: 'x', count, most } });
  });

  it('a rule makes two values of many', () => {
    expect(fitSchema([column(many, 'binary', { threshold: 30 })])).toMatchObject({
      problem: null,
      schema: { width: 1 },
    });
  });
});

it('columns with one value are named, roles without a model take no place, offsets follow each other', () => {
  const cells = ['a', 'b', 'c'];
  const { schema, constant } = fitSchema([
    column(['1', '1', ''], 'integer', { name: 'same' }),
    column(['', '', ''], 'integer', { name: 'blank', isNumeric: false }),
    column(['60', '70', '80'], 'binary', { name: 'all above', threshold: 50 }),
    column(cells, 'categorical', { name: 'FIO', role: 'drop', isNumeric: false }),
    column(cells, 'categorical', { name: 'k', isNumeric: false }),
    column(['1', '2', '3'], 'integer', { name: 'n', role: 'target' }),
  ]);
  expect(constant).toEqual(['same', 'blank', 'all above']);
  expect(schema.columns.map(({ name, offset, width }) => [name, offset, width])).toEqual([
    ['k', 0, 3],
    ['n', 3, 1],
  ]);
  expect(schema.width).toBe(4);
  expect(JSON.stringify(schema)).not.toContain('FIO');
});

it('a hundred and fifty thousand rows are fitted without a limit of the call stack', () => {
  const cells = Array.from({ length: 150_000 }, (_, i) => (i / 10).toFixed(1));
  expect(fitSchema([column(cells, 'continuous')]).schema.columns[0]?.coding).toMatchObject({
    max: 14999.9,
    decimals: 1,
  });
});
