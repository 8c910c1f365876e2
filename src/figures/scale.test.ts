import { expect, it } from 'vitest';
import { divergingColour, extentOf, inkOn, place, roundTicks } from './scale.ts';

it('finds extents that have a width', () => {
  expect(extentOf([3, -1, 2])).toEqual({ min: -1, max: 3 });
  expect(extentOf([])).toEqual({ min: 0, max: 1 });
  expect(extentOf([5])).toEqual({ min: 4.5, max: 5.5 });
  expect(place(1, { min: 0, max: 4 }, 100)).toBe(25);
});

it('makes round ticks inside the extent', () => {
  expect(roundTicks({ min: 31, max: 88 }, 5)).toEqual([40, 60, 80]);
  expect(roundTicks({ min: -0.2, max: 0.2 }, 4).map((t) => Number(t.toFixed(3)))).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
  expect(roundTicks({ min: -0.006, max: 0.03 }, 4)).toContain(0);
});

it('goes through a pale middle, and stops at its ends', () => {
  expect(divergingColour(0, 'light')).toEqual([247, 245, 240]);
  expect(divergingColour(-1, 'light')).toEqual([118, 42, 131]);
  expect(divergingColour(7, 'dark')).toEqual([104, 200, 130]);
});

it('writes in an ink that can be read', () => {
  expect(inkOn([247, 245, 240])).toBe('#10161c');
  expect(inkOn([118, 42, 131])).toBe('#ffffff');
});
