import { describe, expect, it } from 'vitest';
import { sheetLayout, THREE_BY_FOUR } from '../sheet-layout.ts';
import { printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, type SimpleHeart, simpleHearts, simpleLeads } from '../testing/simple-heart.ts';
import { beatDistances } from './beat-distances.ts';
import type { Sheets } from './sheets.ts';

const SIZE = 64;
const LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const QUIET = { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() };
const REFERENCE = simpleHearts(60, 5);
const OTHERS = simpleHearts(12, 6);

function print(hearts: readonly SimpleHeart[]): Sheets {
  const leads = hearts.map(simpleLeads);
  const of = (n: number) => leads[n] ?? leads[0] ?? simpleLeads({ seconds: 10, heartRate: 60, size: 1, phase: 0 });
  return printSheets(hearts.length, of, { layout: LAYOUT, size: SIZE, rate: SIMPLE_RATE });
}

const reference = print(REFERENCE);

describe('distances of beats', () => {
  it('are found of sheets that the paper was not learned from', async () => {
    const [own, others] = (await beatDistances(reference, [reference, print(OTHERS)], QUIET)) ?? [];
    const errors = (found: Float64Array | undefined, hearts: readonly SimpleHeart[]): readonly number[] =>
      hearts
        .map(({ heartRate }, n) => {
          const millimetres = ((found?.[n] ?? 0) * LAYOUT.width) / SIZE;
          return Math.abs((60 * 25) / millimetres - heartRate);
        })
        .sort((a, b) => a - b);
    expect(errors(own, REFERENCE)[30]).toBeLessThan(1);
    expect(errors(others, OTHERS)[6]).toBeLessThan(1);
  });

  it('are none where nothing beats', async () => {
    const white = { count: 2, size: SIZE, images: new Uint8Array(2 * SIZE * SIZE).fill(255) };
    const [found] = (await beatDistances(reference, [white], QUIET)) ?? [];
    expect([...(found ?? [])]).toEqual([Number.NaN, Number.NaN]);
    expect(await beatDistances(white, [white], QUIET)).toBeNull();
  });

  it('a cancel is obeyed', async () => {
    const cancelled = beatDistances(reference, [reference], { ...QUIET, isCancelled: () => true });
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
