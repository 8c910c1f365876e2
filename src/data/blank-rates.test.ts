/** Blanks come back as often as they were: what a clinician counts first in a synthetic table with gaps. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ColumnCells } from './fit-schema.ts';
import { withBlankRates, withoutBlankRates } from './blank-rates.ts';
import { decodeRow } from './decode-rows.ts';
import { fitSchema } from './fit-schema.ts';
import { typedTexts } from './testing/typed.ts';

function gappy(name: string, gaps: number, of: number): ColumnCells {
  return {
    setting: { name, role: 'feature', type: 'integer', threshold: null, blanks: 'generate' },
    cells: typedTexts(Array.from({ length: of }, (_, i) => (i < gaps ? '' : String(i)))),
  };
}

function blanksOf(schema: ReturnType<typeof withBlankRates>, rows: Float32Array, column: number): number {
  const n = rows.length / schema.width;
  return Array.from({ length: n }, (_, i) =>
    decodeRow(schema, rows.subarray(i * schema.width, (i + 1) * schema.width)),
  ).filter((texts) => texts[column] === '').length;
}

it('however far off the flags are, as many cells are blank as were learned from', () => {
  const flags = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 200 });
  fc.assert(
    fc.property(flags, fc.integer({ min: 1, max: 18 }), (values, gaps) => {
      fc.pre(new Set(values).size === values.length);
      const { schema } = fitSchema([gappy('x', gaps, 20)]);
      const rows = Float32Array.from(values.flatMap((flag) => [0.5, flag]));
      const wanted = Math.min(values.length - 1, Math.max(1, Math.round((gaps / 20) * values.length)));
      expect(Math.abs(blanksOf(withBlankRates(schema, rows, 20), rows, 0) - wanted)).toBeLessThanOrEqual(1);
    }),
  );
});

it('equal flags are blank together or not at all, whichever is nearer', () => {
  const blanks = (gaps: number, flags: readonly number[]): number => {
    const { schema } = fitSchema([gappy('x', gaps, 10)]);
    const rows = Float32Array.from(flags.flatMap((flag) => [0.5, flag]));
    return blanksOf(withBlankRates(schema, rows, 10), rows, 0);
  };
  expect(blanks(3, [1, 1, 1, 1, 0, 0, 0, 0, 0, 0])).toBe(4);
  // A generator that always says the same: the lesser fault.
  expect(
    blanks(
      3,
      Array.from({ length: 10 }, () => 1),
    ),
  ).toBe(0);
  expect(
    blanks(
      8,
      Array.from({ length: 10 }, () => 0),
    ),
  ).toBe(10);
});

it('columns without a flag stay as they are, and what was set can be taken off again', () => {
  const { schema } = fitSchema([gappy('x', 2, 10), gappy('y', 0, 10)]);
  const rated = withBlankRates(
    schema,
    Float32Array.from({ length: 4 * schema.width }, (_, i) => i / 16),
    10,
  );
  expect(rated.columns[0]?.blankFrom).toBeTypeOf('number');
  expect(rated.columns[1]).not.toHaveProperty('blankFrom');
  expect(withoutBlankRates(rated)).toEqual(schema);
  expect(JSON.stringify(withoutBlankRates(rated))).toBe(JSON.stringify(schema));
});
