import { describe, expect, it } from 'vitest';
import { givenAwayTargets } from './given-away.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { encode, numbers, schemaOf, texts, type Table } from './testing/tables.ts';

const N = 40;
const cells = (of: (row: number) => string): string[] => Array.from({ length: N }, (_, row) => of(row));
const yes = (is: boolean): string => (is ? '1' : '0');

/** Two-valued columns and, if there is one, `troponin`; `targets` are asked for. */
function schemaWith(table: Table, targets: readonly string[]): TableSchema {
  const codings = Object.keys(table).map((name) => [name, name === 'troponin' ? numbers(0, 20) : texts('0', '1')]);
  const schema = schemaOf(Object.fromEntries(codings) as Parameters<typeof schemaOf>[0]);
  const columns = schema.columns.map((column) =>
    targets.includes(column.name) ? { ...column, role: 'target' as const } : column,
  );
  return { ...schema, columns };
}

describe('targets that one column gives away', () => {
  // The code spells the diagnosis, once the other way round; the troponin is only often high with it.
  const table: Table = {
    code: cells((row) => yes(row % 4 === 0)),
    healthy: cells((row) => yes(row % 4 !== 0)),
    troponin: cells((row) => String(row % 4 === 0 ? 5 + (row % 9) : row % 8)),
    diagnosis: cells((row) => yes(row % 4 === 0)),
    lesion: cells((row) => yes(row % 3 === 0)),
  };
  const schema = schemaWith(table, ['diagnosis', 'lesion']);

  it('are named with the column', () => {
    expect(givenAwayTargets(schema, encode(schema, table))).toEqual([{ target: 'diagnosis', by: 'code' }]);
  });

  it('also where the column says the opposite', () => {
    const { code: _, ...others } = table;
    const without = schemaWith(others, ['diagnosis', 'lesion']);
    expect(givenAwayTargets(without, encode(without, others))).toEqual([{ target: 'diagnosis', by: 'healthy' }]);
  });

  it('too few cases give nothing away', () => {
    const rare = { code: cells((row) => yes(row < 4)), diagnosis: cells((row) => yes(row < 4)) };
    const of = schemaWith(rare, ['diagnosis']);
    expect(givenAwayTargets(of, encode(of, rare))).toEqual([]);
  });
});
