/**
 * A few letters as strokes, enough for lead names and the note on the paper. Not a font: only the characters below.
 * Each letter lies on a grid 4 wide and 6 high (y down, 6 is the base line); strokes are "x y x y …" joined by commas.
 */
import { drawPolyline, type Canvas, type Pen } from './raster.ts';

const STROKES: Readonly<Record<string, string>> = {
  ' ': '',
  '-': '0.4 3.4 3.2 3.4',
  '/': '0 6 4 0',
  '0': '1 0 3 0 4 1 4 5 3 6 1 6 0 5 0 1 1 0',
  '1': '0.6 1.4 2 0 2 6',
  '2': '0 1 1 0 3 0 4 1 4 2 0 6 4 6',
  '3': '0 0 4 0 1.8 2.4 3 2.4 4 3.4 4 5 3 6 1 6 0 5',
  '4': '3 6 3 0 0 4 4 4',
  '5': '4 0 0.4 0 0 2.6 1 2.2 3 2.2 4 3.2 4 5 3 6 1 6 0 5',
  '6': '3.6 0 1.6 0.8 0 3.4 0 5 1 6 3 6 4 5 4 3.6 3 2.6 1 2.6 0 3.6',
  A: '0 6 2 0 4 6,0.7 4 3.3 4',
  C: '4 1 3 0 1 0 0 1 0 5 1 6 3 6 4 5',
  D: '0 0 2.6 0 4 1.4 4 4.6 2.6 6 0 6 0 0',
  E: '4 0 0 0 0 6 4 6,0 3 3.2 3',
  F: '4 0 0 0 0 6,0 3 3.2 3',
  G: '4 1 3 0 1 0 0 1 0 5 1 6 3 6 4 5 4 3.2 2.4 3.2',
  I: '2 0 2 6',
  L: '0 0 0 6 4 6',
  M: '0 6 0 0 2 3.4 4 0 4 6',
  R: '0 6 0 0 3 0 4 1 4 2.2 3 3.2 0 3.2,2 3.2 4 6',
  S: '4 1 3 0 1 0 0 1 0 2 1 3 3 3 4 4 4 5 3 6 1 6 0 5',
  T: '0 0 4 0,2 0 2 6',
  U: '0 0 0 5 1 6 3 6 4 5 4 0',
  V: '0 0 2 6 4 0',
  a: '3.6 2.4 3.6 6,3.6 3.4 2.6 2.4 1 2.4 0 3.4 0 5 1 6 2.6 6 3.6 5',
  m: '0 6 0 2.4,0 3.2 0.8 2.4 1.4 2.4 2 3.2 2 6,2 3.2 2.8 2.4 3.4 2.4 4 3.2 4 6',
  s: '3.6 3 2.8 2.4 1 2.4 0.2 3.2 1 4.1 2.8 4.3 3.6 5.1 2.8 6 1 6 0.2 5.4',
};

/** How far the next letter starts, in grid units; narrow for I and 1. */
function advanceOf(letter: string): number {
  if (letter === 'I') return 2.6;
  return letter === ' ' ? 4 : 5.8;
}

/** The narrow letters start at their own left edge. */
function leftOf(letter: string): number {
  return letter === 'I' ? 1.6 : 0;
}

/** Writes `text` with its top left corner at (x, y); a letter is `height` pixels high. Unknown characters leave a gap. */
export function writeText(
  canvas: Canvas,
  pen: Pen,
  text: string,
  place: { readonly x: number; readonly y: number; readonly height: number },
): void {
  const unit = place.height / 6;
  let x = place.x;
  for (const letter of text) {
    for (const stroke of (STROKES[letter] ?? '').split(',')) {
      const numbers = stroke.split(' ').map(Number);
      if (numbers.length < 4) continue;
      const points = numbers.map((n, i) => (i % 2 === 0 ? x + (n - leftOf(letter)) * unit : place.y + n * unit));
      drawPolyline(canvas, pen, points);
    }
    x += advanceOf(letter) * unit;
  }
}
