import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { drawRecord } from './draw-record.ts';
import { knownFile, readSignal } from './testing/known-ecg.ts';
import { twelveLeads } from './twelve-leads.ts';
import { showsTrace } from './find-trace.ts';

const WIDTH = 1200;
const HEIGHT = 850;

type Plot = (x: number, y: number, grey?: number) => void;

function page(draw: (plot: Plot) => void): GreyImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(255);
  draw((x, y, grey = 0) => {
    if (x < WIDTH && y < HEIGHT) pixels[y * WIDTH + x] = grey;
  });
  return { width: WIDTH, height: HEIGHT, pixels };
}

/** A printed line: letters of 7 × 10 pixels, each of an upper, a lower and two side strokes. */
function letters(plot: Plot, top: number, from = 100, to = 1100): void {
  for (let x = from; x < to; x += 10) {
    if ((x / 10) % 7 === 6) continue;
    for (let k = 0; k < 7; k++) [top, top + 9].forEach((y) => plot(x + k, y));
    for (let k = 0; k < 10; k++) [x, x + 6].forEach((side) => plot(side, top + k));
  }
}

const rule = (plot: Plot, y: number, from: number, to: number, slope = 0): void => {
  for (let x = from; x < to; x++) [0, 1].forEach((k) => plot(x, Math.round(y + slope * (x - from)) + k));
};

describe('a page with an ECG', () => {
  it('is known by a sheet of ours', async () => {
    const sheet = drawRecord(twelveLeads(await readSignal('wfdb', knownFile('wfdb-16'))));
    expect(showsTrace(sheet)).toBe(true);
  });

  it('is known in black and white, where a grid holds everything together', () => {
    const grid = page((plot) => {
      for (let y = 100; y < 800; y += 20) for (let x = 50; x < 1150; x++) plot(x, y);
      for (let x = 50; x < 1150; x += 20) for (let y = 100; y < 800; y++) plot(x, y);
    });
    expect(showsTrace(grid)).toBe(true);
  });

  it('is known where its traces touch a frame at both ends', () => {
    const framed = page((plot) => {
      for (const y of [100, 700]) rule(plot, y, 100, 1100);
      for (const x of [100, 1100]) for (let y = 100; y < 702; y++) [0, 1].forEach((k) => plot(x + k, y));
      for (let strip = 0; strip < 5; strip++) {
        let last = 0;
        for (let x = 100; x < 1100; x++) {
          const height = x % 120 === 60 ? 60 : Math.round(8 * Math.sin(x / 15));
          const [low, high] = [Math.min(last, height), Math.max(last, height)];
          for (let k = low; k <= high + 1; k++) plot(x, 190 + 105 * strip - k);
          last = height;
        }
      }
    });
    expect(showsTrace(framed)).toBe(true);
  });

  it.each<[string, GreyImage]>([
    ['nothing', page(() => {})],
    ['a letter', page((plot) => Array.from({ length: 40 }, (_, n) => letters(plot, 40 + 20 * n)))],
    [
      'a letter with rules, one askew',
      page((plot) => {
        for (let n = 0; n < 20; n++) letters(plot, 40 + 20 * n);
        rule(plot, 500, 50, 1150);
        rule(plot, 520, 50, 1150, 0.01);
      }),
    ],
    [
      'a table with frames',
      page((plot) => {
        for (let y = 100; y <= 700; y += 100) rule(plot, y, 100, 1100);
        for (let x = 100; x <= 1100; x += 250) for (let y = 100; y < 700; y++) plot(x, y);
        for (let n = 0; n < 6; n++) letters(plot, 140 + 100 * n, 120, 320);
      }),
    ],
    [
      'a signature',
      page((plot) => {
        letters(plot, 100);
        for (let x = 0; x < 250; x++)
          [0, 1, 2].forEach((k) => plot(800 + x, Math.round(700 + 20 * Math.sin(x / 9)) + k));
      }),
    ],
  ])('is not %s', (_, image) => {
    expect(showsTrace(image)).toBe(false);
  });
});
