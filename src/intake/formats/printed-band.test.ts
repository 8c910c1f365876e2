import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { printedBand } from './printed-band.ts';

const WIDTH = 1200;
const HEIGHT = 850;

/** Boxes of 7 × 10 pixels, of which every seventh is a blank. */
function printed(lines: readonly (readonly [top: number, from: number, to: number])[], traceTop = 300): GreyImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(250);
  const plot = (x: number, y: number): void => {
    pixels[y * WIDTH + x] = 10;
  };
  for (const [top, from, to] of lines) {
    for (let x = from; x < to; x += 10) {
      if ((x / 10) % 7 === 6) continue;
      for (let k = 0; k < 7; k++) [top, top + 9].forEach((y) => plot(x + k, y));
      for (let k = 0; k < 10; k++) [x, x + 6].forEach((side) => plot(side, top + k));
    }
  }
  for (let x = 50; x < 1150; x++) {
    const y = traceTop + 40 + Math.round(40 * Math.sin(x / 9));
    for (let k = 0; k < 6; k++) plot(x, y + k);
  }
  return { width: WIDTH, height: HEIGHT, pixels };
}

describe('lines printed above the traces', () => {
  it('are all in the band', () => {
    const band = printedBand(printed([[20, 60, 400], [50, 60, 300], [50, 800, 1000]])); // oxfmt-ignore
    expect(band).toMatchObject({ x: 0, y: 0, width: 1 });
    expect((band?.height ?? 0) * HEIGHT).toBeGreaterThanOrEqual(60);
    expect((band?.height ?? 0) * HEIGHT).toBeLessThan(80);
  });

  it.each<[string, GreyImage]>([
    ['nothing is printed', printed([])],
    ['names of leads', printed([[250, 60, 90], [250, 400, 430]])], // oxfmt-ignore
    ['lines below the traces', printed([[600, 60, 600]], 100)],
    ['an empty page', { width: 10, height: 10, pixels: new Uint8Array(100).fill(255) }],
  ])('none: %s', (_, image) => {
    expect(printedBand(image)).toBeNull();
  });

  it('does not reach into a trace', () => {
    const band = printedBand(printed([[88, 60, 400]], 100));
    expect((band?.height ?? 1) * HEIGHT).toBeLessThanOrEqual(101);
  });
});
