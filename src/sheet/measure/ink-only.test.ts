import { describe, expect, it } from 'vitest';
import { sheetLayout, THREE_BY_FOUR } from '../sheet-layout.ts';
import { printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../testing/simple-heart.ts';
import { InkOnly } from './ink-only.ts';
import type { Sheets } from './sheets.ts';

const SIZE = 64;
const LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const LEADS = simpleHearts(40, 5).map(simpleLeads);
const PRINTED = printSheets(40, (n) => LEADS[n] ?? LEADS[0] ?? ({} as never), {
  layout: LAYOUT,
  size: SIZE,
  rate: SIMPLE_RATE,
});
const ink = new InkOnly(PRINTED);
const plain = ink.of(PRINTED);

/** The same sheets, every grey level changed. */
const changed = (of: (grey: number) => number): Sheets => ({ ...PRINTED, images: PRINTED.images.map(of) });
const shareOf = (images: Uint8Array, is: (value: number, i: number) => boolean): number =>
  images.filter((value, i) => is(value, i)).length / images.length;

describe('ink alone', () => {
  it('is black or white, and some of each picture is black', () => {
    expect(new Set(plain)).toEqual(new Set([0, 255]));
    for (let n = 0; n < 40; n++) {
      const black = shareOf(plain.subarray(n * SIZE * SIZE, (n + 1) * SIZE * SIZE), (value) => value === 0);
      expect(black).toBeGreaterThan(0.01);
      expect(black).toBeLessThan(0.3);
    }
  });

  it('is the same in another contrast, of which a detector of greys would make everything', () => {
    const paler = ink.of(changed((grey) => Math.round(255 - 0.8 * (255 - grey))));
    expect(shareOf(paler, (value, i) => value !== plain[i])).toBeLessThan(0.02);
  });

  it('of a sheet without traces is white', () => {
    const white = { count: 1, size: SIZE, images: new Uint8Array(SIZE * SIZE).fill(255) };
    expect(new Set(ink.of(white))).toEqual(new Set([255]));
  });
});
