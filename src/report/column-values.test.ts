import { describe, expect, it } from 'vitest';
import { columnValues, encodedColumns, numbersOf } from './column-values.ts';
import { encode, numbers, schemaOf, texts } from './testing/tables.ts';

const values = (schema: ReturnType<typeof schemaOf>, table: Parameters<typeof encode>[1]): number[][] =>
  columnValues(schema, encode(schema, table)).map((column) => [
    ...(column.kind === 'numbers' ? column.values : column.codes),
  ]);

describe('columns of encoded rows', () => {
  // 32-bit fractions of a range are not the numbers of the file; ties with it must be ties here.
  it('numbers come back exactly as they were written', () => {
    const cells = Array.from({ length: 2000 }, (_, i) => Number((-3.7 + i * 0.1).toFixed(1)));
    const schema = schemaOf({ x: numbers(-3.7, 196.2, 1), year: numbers(1900, 2100) });
    const year = cells.map((_, i) => 1900 + (i % 201));
    expect(values(schema, { x: cells, year })).toEqual([cells, year]);
  });

  it('numbers finer than the encoding stay within its precision', () => {
    const cells = [0, 0.123456789, 1234567.125, 5e6];
    const [read = []] = values(schemaOf({ x: numbers(0, 5e6, 9) }), { x: cells });
    for (const [i, cell] of cells.entries()) expect(Math.abs((read[i] ?? Number.NaN) - cell)).toBeLessThan(1e-6 * 5e6);
    expect([read[0], read[3]]).toEqual([0, 5e6]);
  });

  it('values and missing cells', () => {
    const schema = schemaOf({ two: texts('no', 'yes'), many: texts('a', 'b', 'c'), x: numbers(0, 4) });
    const table = { two: ['yes', '', 'no'], many: ['c', 'a', ''], x: ['', 1, 4] };
    expect(values(schema, table)).toEqual([
      [1, -1, 0],
      [2, 0, -1],
      [Number.NaN, 1, 4],
    ]);
    const { names, columns } = encodedColumns(columnValues(schema, encode(schema, table)));
    expect(names).toEqual(['two', 'many = a', 'many = b', 'many = c', 'x']);
    expect(columns.map((column) => [...column])).toEqual([
      [1, Number.NaN, 0],
      [0, 1, Number.NaN],
      [0, 0, Number.NaN],
      [1, 0, Number.NaN],
      [Number.NaN, 1, 4],
    ]);
  });

  it('a raised flag is a missing cell, whatever stands in the place of its value', () => {
    const plain = schemaOf({ x: numbers(0, 4), two: texts('no', 'yes') });
    const [x, two] = plain.columns;
    if (x === undefined || two === undefined) throw new Error('no columns');
    const schema = {
      ...plain,
      width: 4,
      columns: [
        { ...x, flag: 1 },
        { ...two, offset: 2, flag: 3 },
      ],
    };
    const rows = Float32Array.of(0.5, 0.2, 1, 0, 0.5, 0.5, 1, 0.9, Number.NaN, 0, 0, 0.4);
    const [a, b] = columnValues(schema, rows);
    expect(a?.kind === 'numbers' && [...a.values]).toEqual([2, Number.NaN, Number.NaN]);
    expect(b?.kind === 'values' && [...b.codes]).toEqual([1, -1, 0]);
  });

  it('only values that are all numbers count as numbers', () => {
    const schema = schemaOf({ a: texts('0', '1'), b: texts('1', '2', 'many') });
    const [a, b] = columnValues(schema, encode(schema, { a: ['1', '', '0'], b: ['1', '2', 'many'] }));
    expect(a && [...(numbersOf(a) ?? [])]).toEqual([1, Number.NaN, 0]);
    expect(b && numbersOf(b)).toBeNull();
  });
});
