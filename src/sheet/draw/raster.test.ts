import { describe, expect, it } from 'vitest';
import { darkenRectangle, drawPolyline, drawSegment, type Canvas } from './raster.ts';
import { writeText } from './stroke-letters.ts';

function blank(width = 40, height = 30): Canvas {
  return { width, height, pixels: new Uint8Array(width * height).fill(255) };
}

const ink = (canvas: Canvas): number => canvas.pixels.reduce((sum, v) => sum + (255 - v), 0) / 255;
const PEN = { radius: 1, grey: 0 };

describe('drawSegment', () => {
  // Antialiasing is right when the ink equals the area: length × 2 r and a round cap of radius r.
  it.each([
    [5, 15, 35, 15],
    [5.3, 4.7, 31.2, 22.9],
    [20.5, 3, 20.5, 27],
  ])('puts down as much ink as the line has area, from (%f, %f) to (%f, %f)', (x0, y0, x1, y1) => {
    const canvas = blank();
    drawSegment(canvas, PEN, x0, y0, x1, y1);
    const area = 2 * Math.hypot(x1 - x0, y1 - y0) + Math.PI;
    expect(ink(canvas) / area).toBeGreaterThan(0.93);
    expect(ink(canvas) / area).toBeLessThan(1.07);
  });

  it('stays on the canvas when the line leaves it', () => {
    const canvas = blank();
    drawSegment(canvas, PEN, -50, -20, 90, 60);
    expect(ink(canvas)).toBeGreaterThan(10);
    const outside = blank();
    drawSegment(outside, PEN, -50, -20, -10, 10);
    expect(ink(outside)).toBe(0);
  });
});

it('does not darken the joints of a polyline', () => {
  const one = blank();
  const many = blank();
  drawPolyline(one, { radius: 0.7, grey: 60 }, [5, 5, 35, 25]);
  drawPolyline(many, { radius: 0.7, grey: 60 }, [5, 5, 12.5, 10, 20, 15, 27.5, 20, 35, 25]);
  expect(Math.abs(ink(one) - ink(many))).toBeLessThan(0.2);
  expect(Math.min(...many.pixels)).toBeGreaterThanOrEqual(60);
});

it('keeps the darker grey where rectangles cross', () => {
  const canvas = blank();
  darkenRectangle(canvas, 200, { x: 0, y: 0, width: 10, height: 10 });
  darkenRectangle(canvas, 240, { x: 5, y: 5, width: 100, height: 100 });
  expect(canvas.pixels[5 * 40 + 5]).toBe(200);
  expect(canvas.pixels[29 * 40 + 39]).toBe(240);
});

it('writes letters that differ from each other', () => {
  const seen = new Set<string>();
  const letters = ['I', 'V', 'R', 'L', 'F', 'a', '1', '2', '3', '4', '5', '6'];
  for (const letter of letters) {
    const canvas = blank();
    writeText(canvas, { radius: 0.7, grey: 0 }, letter, { x: 5, y: 5, height: 14 });
    expect(ink(canvas)).toBeGreaterThan(10);
    seen.add(canvas.pixels.join());
  }
  expect(seen.size).toBe(letters.length);
});
