import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { NO_EDIT, type QuarterTurns } from '../../core/picture-edit.ts';
import { editGrey } from './edit-grey.ts';

const image = (width: number, ...pixels: number[]): GreyImage => ({
  width,
  height: pixels.length / width,
  pixels: Uint8Array.from(pixels),
});

const SIX = image(3, 1, 2, 3, 4, 5, 6);

describe('pictures are turned, cut and painted over', () => {
  it('nothing asked for: nothing done', () => {
    expect(editGrey(SIX, NO_EDIT, [])).toBe(SIX);
  });

  it('a quarter turn is clockwise', () => {
    expect(editGrey(SIX, { ...NO_EDIT, turns: 1 }, [])).toEqual(image(2, 4, 1, 5, 2, 6, 3));
    expect(editGrey(SIX, { ...NO_EDIT, turns: 2 }, [])).toEqual(image(3, 6, 5, 4, 3, 2, 1));
    expect(editGrey(SIX, { ...NO_EDIT, turns: 3 }, [])).toEqual(image(2, 3, 6, 2, 5, 1, 4));
  });

  it('four quarter turns, in any two parts, lead back', () => {
    const turns = fc.constantFrom<QuarterTurns>(1, 2, 3);
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 5 }), fc.uint8Array({ minLength: 5, maxLength: 5 }), (t, h, row) => {
        const start = image(5, ...Array.from({ length: h }, () => [...row]).flat());
        const there = editGrey(start, { ...NO_EDIT, turns: t }, []);
        expect(editGrey(there, { ...NO_EDIT, turns: (4 - t) as QuarterTurns }, [])).toEqual(start);
      }),
    );
  });

  it('a tilt turns clockwise about the centre', () => {
    // A horizontal line of ink: clockwise, its right half sinks.
    const size = 101;
    const pixels = Array.from({ length: size * size }, (_, i) => (Math.floor(i / size) === 50 ? 0 : 255));
    const { pixels: out } = editGrey(image(size, ...pixels), { ...NO_EDIT, tilt: 10 }, []);
    const darkest = (x: number): number => {
      const column = Array.from({ length: size }, (_, y) => out[y * size + x] ?? 255);
      return column.indexOf(Math.min(...column));
    };
    expect(darkest(50)).toBe(50);
    expect(darkest(90)).toBeCloseTo(50 + 40 * Math.tan((10 * Math.PI) / 180), -0.5);
    expect(darkest(90)).toBeGreaterThan(55);
    expect(darkest(10)).toBeLessThan(45);
  });

  it('a crop is in shares of the turned picture', () => {
    expect(editGrey(SIX, { ...NO_EDIT, crop: { x: 1 / 3, y: 0, width: 2 / 3, height: 0.5 } }, [])).toEqual(
      image(2, 2, 3),
    );
    expect(editGrey(SIX, { ...NO_EDIT, turns: 1, crop: { x: 0, y: 0, width: 0.5, height: 1 } }, [])).toEqual(
      image(1, 4, 5, 6),
    );
  });

  // What was written there must be gone to the last pixel, and the input's bytes untouched.
  it('a mask takes the colour of the paper around it', () => {
    const ink = image(5, 9, 9, 9, 9, 9, 9, 0, 1, 9, 9, 9, 2, 3, 9, 9, 9, 9, 9, 9, 9);
    const mask = { x: 0.2, y: 0.25, width: 0.4, height: 0.5 };
    expect(editGrey(ink, NO_EDIT, [mask]).pixels).toEqual(new Uint8Array(20).fill(9));
    expect(ink.pixels[6]).toBe(0);
  });

  it('rectangles beyond the picture are taken back into it', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), fc.double(), (x, y, width, height) => {
        fc.pre([x, y, width, height].every(Number.isFinite));
        const out = editGrey(SIX, { ...NO_EDIT, crop: { x, y, width, height } }, [{ x, y, width, height }]);
        expect(out.pixels.length).toBe(out.width * out.height);
        expect(out.width).toBeGreaterThan(0);
        expect(out.height).toBeGreaterThan(0);
      }),
    );
  });
});
