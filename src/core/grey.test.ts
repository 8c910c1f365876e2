import { expect, it } from 'vitest';
import { greyRange, greyToRgba } from './grey.ts';

it('shows levels as they are', () => {
  expect([...greyToRgba(Uint8Array.of(0, 128), null)]).toEqual([0, 0, 0, 255, 128, 128, 128, 255]);
});

it('stretches a narrow range over black to white and clips outside', () => {
  const rgba = greyToRgba(Uint8Array.of(90, 100, 140, 200, 250), { low: 100, high: 200 });
  expect([0, 4, 8, 12, 16].map((i) => rgba[i])).toEqual([0, 0, 102, 255, 255]);
});

it('finds the range without its outliers', () => {
  const pixels = new Uint8Array(1000).fill(120, 0, 500).fill(140, 500);
  pixels[0] = 0;
  pixels[999] = 255;
  expect(greyRange(pixels)).toEqual({ low: 120, high: 140 });
  expect(greyRange(new Uint8Array(100).fill(7))).toEqual({ low: 7, high: 7 });
});
