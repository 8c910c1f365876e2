import { describe, expect, it } from 'vitest';
import type { SheetForm } from '../../core/sheet-choice.ts';
import { Rng } from '../../core/rng.ts';
import { chosenLayout } from '../sheet-layout.ts';
import { printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../testing/simple-heart.ts';
import { largestLayout } from './largest-layout.ts';
import type { Sheets } from './sheets.ts';

const SIZE = 64;
const HEARTS = simpleHearts(60, 7).map(simpleLeads);

/** So many pictures of each layout, one after another. */
function mixed(...parts: readonly (readonly [SheetForm, number])[]): Sheets {
  const sheets = parts.map(([form, count], part) => {
    const layout = chosenLayout({ form, order: 'standard' }, 10);
    const leads = (n: number) => HEARTS[(n + 7 * part) % HEARTS.length] ?? fail();
    return printSheets(count, leads, { layout, size: SIZE, rate: SIMPLE_RATE });
  });
  const count = sheets.reduce((sum, part) => sum + part.count, 0);
  return { count, size: SIZE, images: Uint8Array.from(sheets.flatMap(({ images }) => [...images])) };
}

function fail(): never {
  throw new Error('no such heart');
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const found = (sheets: Sheets): number[] | null => {
  const places = largestLayout(sheets);
  return places === null ? null : [...places];
};

describe('the largest layout of a mixed set', () => {
  it('is told from others, also where they share lines', () => {
    expect(found(mixed(['3x4+1', 30], ['6x2', 50]))).toEqual(range(30, 80));
    expect(found(mixed(['6x2+1', 25], ['12x1', 40], ['3x4', 20]))).toEqual(range(25, 65));
    expect(found(mixed(['3x4+3', 30], ['3x4+1', 45]))).toEqual(range(30, 75));
  });

  it('is not asked for where all are alike but a few, or nothing is alike', () => {
    expect(found(mixed(['12x1', 60]))).toBeNull();
    expect(found(mixed(['3x4+1', 70], ['6x2', 5]))).toBeNull();
    const rng = new Rng(3, 8);
    const noise = Uint8Array.from({ length: 80 * SIZE * SIZE }, () => rng.below(256));
    expect(found({ count: 80, size: SIZE, images: noise })).toBeNull();
    expect(found({ count: 80, size: SIZE, images: noise.fill(250) })).toBeNull();
  });
});
