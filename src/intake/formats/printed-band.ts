/**
 * Where lines are printed at the top of a scanned page, above its traces: names and dates stand there. Letters that lie on a dark grid,
 * or in which a trace reaches, are not told apart.
 */
import type { GreyImage } from '../../core/dataset.ts';
import type { Rectangle } from '../../core/picture-edit.ts';
import { type InkPart, inkLevel, partsOf, runsOf } from './ink-parts.ts';

/** Sides of a letter, shares of the page's longer side. */
const LETTER = { least: 0.003, most: 0.04 } as const;
/** More than any name of a lead, and than `25 mm/s` cut at its blank. */
const FEWEST_LETTERS = 6;
/** Heights of a letter that a blank between two may have. */
const BLANK = 2.5;
/** Share of the page's width from which a part is no letter: a trace, a grid, a rule. */
const WIDE = 0.1;
/** Lines further down are not at the top. */
const LOWEST = 0.35;
/** Around the lines, in heights of a letter. */
const MARGIN = 0.5;

const heightOf = ({ top, bottom }: InkPart): number => bottom - top;

function isOneLine(a: InkPart, b: InkPart): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const height = Math.max(heightOf(a), heightOf(b));
  return shared >= 0.3 * height && b.left - a.right <= BLANK * height && a.left - b.right <= BLANK * height;
}

/** Letters that stand behind each other. */
function linesOf(letters: readonly InkPart[]): InkPart[][] {
  const lines: InkPart[][] = [];
  for (const letter of letters.toSorted((a, b) => a.left - b.left)) {
    const line = lines.find((one) => one.slice(-3).some((last) => isOneLine(last, letter)));
    if (line === undefined) lines.push([letter]);
    else line.push(letter);
  }
  return lines.filter(({ length }) => length >= FEWEST_LETTERS);
}

/** A band over the whole width, down to the last such line; null where there is none. Shares of the picture. */
export function printedBand(image: GreyImage): Rectangle | null {
  const { width, height, pixels } = image;
  const level = inkLevel(pixels);
  if (level === null) return null;
  const rows = Math.ceil(LOWEST * height);
  const parts = partsOf(runsOf({ width, height: rows, pixels: pixels.subarray(0, rows * width) }, level));
  const side = Math.max(width, height);
  const fits = (length: number): boolean => length <= LETTER.most * side;
  // Rules and frames may stand among the lines.
  const isTrace = (part: InkPart): boolean => part.right - part.left >= WIDE * width && heightOf(part) > 0.01 * side;
  const end = Math.min(rows, ...parts.filter(isTrace).map(({ top }) => top));
  const letters = parts.filter(
    (part) =>
      part.bottom <= end &&
      heightOf(part) >= LETTER.least * side &&
      fits(heightOf(part)) &&
      fits(part.right - part.left),
  );
  const lines = linesOf(letters);
  if (lines.length === 0) return null;
  const lowest = Math.max(...lines.flat().map((letter) => letter.bottom + MARGIN * heightOf(letter)));
  return { x: 0, y: 0, width: 1, height: Math.min(end, lowest) / height };
}
