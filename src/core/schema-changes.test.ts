import { expect, it } from 'vitest';
import { areAlike, readDifferently } from './schema-changes.ts';
import type { SchemaColumn, TableSchema } from './table-schema.ts';

function column(name: string, change: Partial<SchemaColumn> = {}): SchemaColumn {
  const coding = { kind: 'scale', min: 0, max: 9, decimals: 0 } as const;
  return {
    name,
    role: 'feature',
    type: 'integer',
    threshold: null,
    coding,
    offset: 0,
    width: 1,
    missing: 0,
    fill: '',
    ...change,
  };
}

const schema = (...columns: SchemaColumn[]): TableSchema => ({ version: 1, columns, width: columns.length });

it('other patients make other ranges and categories, not another reading', () => {
  const other = column('a', { coding: { kind: 'scale', min: 2, max: 50, decimals: 1 }, missing: 3, fill: '4' });
  expect(readDifferently(schema(column('a')), schema(other))).toEqual([]);
});

it('names what was dropped, added, or became something else', () => {
  const before = schema(column('a'), column('doctor'), column('b'), column('c'));
  const now = schema(column('a', { flag: 1 }), column('b', { type: 'continuous' }), column('c'), column('age'));
  expect(readDifferently(before, now)).toEqual(['a', 'doctor', 'b', 'age']);
  expect(areAlike(before, now)).toBe(true);
  expect(areAlike(before, schema(column('x'), column('c')))).toBe(false);
});
