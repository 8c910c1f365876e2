import { describe, expect, it } from 'vitest';
import { ShapeFault } from '../core/shapes/parse.ts';
import { fitRows } from './fit-rows.ts';
import { readRows, writeRows } from './rows-file.ts';
import { RowSampler } from './sample-rows.ts';
import { patients } from './testing/planted.ts';

const model = fitRows(patients(400, 1, 0.02), { seed: 1 });
const text = writeRows(model);

describe('rows.json', () => {
  it('comes back as it was, and draws the same rows', () => {
    const back = readRows(text);
    expect(back).toEqual(model);
    expect(writeRows(back)).toBe(text);
    expect(new RowSampler(back, { seed: 3 }).draw(0, 100)).toEqual(new RowSampler(model, { seed: 3 }).draw(0, 100));
  });

  it('holds no row of a patient: no list of it is as long as the patients', () => {
    const longest = (value: unknown): number =>
      Array.isArray(value)
        ? Math.max(value.length, ...value.map(longest))
        : typeof value === 'object' && value !== null
          ? Math.max(0, ...Object.values(value).map(longest))
          : 0;
    // `noise` has a value of its own for nearly every patient: its cells are values, without their order.
    expect(longest(model)).toBeLessThan(400);
  });

  it.each([
    ['no JSON', '{'],
    ['another format', text.replace('"format":"rows"', '"format":"columns"')],
    ['another version', text.replace('"version":1', '"version":2')],
    ['a slot that is not there', text.replace(/"slots":\d+,"blocks"/u, '"slots":1,"blocks"')],
    ['a column drawn twice', text.replace(/"kind":"column","column":1,/u, '"kind":"column","column":0,')],
    ['a formula of a later column', text.replace(/"columns":\[3,2\]/u, '"columns":[8,9]')],
    ['a share above 1', text.replace(/"exceptions":0\.\d+/u, '"exceptions":1.5')],
    ['cells of two lengths', text.replace('"low":[', '"low":[0,')],
  ])('is refused: %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(() => readRows(changed)).toThrow(ShapeFault);
  });
});
