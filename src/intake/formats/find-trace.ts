/**
 * Whether a page shows an ECG at all: letters and cover pages come in the same file. A trace is ink that goes on for long without a
 * gap, is one line nearly everywhere, and turns up and down; letters are short, rules are straight, frames and tables have several
 * lines above each other. Where a dark grid holds everything together, the grid tells.
 */
import type { GreyImage } from '../../core/dataset.ts';
import { type InkPart, inkLevel, partsOf, type Runs, runsOf } from './ink-parts.ts';

/** Shares of the page's width. */
const LEAST_WIDTH = 0.1;
const LEAST_TOTAL = 0.5;
/** Of a trace's columns, those with one line. */
const SINGLE = 0.55;
/** Turns of a trace, each of at least this share of the page's longer side: about 0.7 mm. */
const TURNS = 3;
const TURN = 0.0025;
/** Share of the page that a rule goes over. */
const RULE = 0.25;
/** Lines of a grid above each other and side by side, over so much of the page. */
const GRID = { rows: 12, columns: 16, area: 0.25 } as const;

/** By column: how many lines lie above each other, and the middle of them all. */
function columnsOf(
  part: InkPart,
  { from, to, row }: Runs,
): { readonly lines: Int32Array; readonly middle: Float64Array } {
  const width = part.right - part.left;
  const last = new Int32Array(width).fill(-2);
  const lines = new Int32Array(width);
  const sum = new Float64Array(width);
  const count = new Int32Array(width);
  for (const i of part.runs) {
    const y = row[i] ?? 0;
    for (let x = (from[i] ?? 0) - part.left; x < (to[i] ?? 0) - part.left; x++) {
      if (last[x] !== y - 1) lines[x] = (lines[x] ?? 0) + 1;
      last[x] = y;
      sum[x] = (sum[x] ?? 0) + y;
      count[x] = (count[x] ?? 0) + 1;
    }
  }
  return { lines, middle: sum.map((total, x) => total / Math.max(1, count[x] ?? 1)) };
}

/** How often a line turns, small movements not counted. */
function turnsOf(middle: Float64Array, least: number): number {
  let turns = 0;
  let direction = 0;
  let [low, high] = [middle[0] ?? 0, middle[0] ?? 0];
  for (const y of middle) {
    if (direction !== 1 && y - low >= least) {
      [direction, high] = [1, y];
      turns += 1;
    } else if (direction !== -1 && high - y >= least) {
      [direction, low] = [-1, y];
      turns += 1;
    }
    if (direction !== -1) high = Math.max(high, y);
    if (direction !== 1) low = Math.min(low, y);
  }
  return turns;
}

const middleOf = (values: Int32Array): number => values.slice().sort()[values.length >> 1] ?? 0;

/** Lines of a grid cross each row and column of it many times. */
function isGrid(part: InkPart, runs: Runs, { width, height }: GreyImage, lines: Int32Array): boolean {
  const [w, h] = [part.right - part.left, part.bottom - part.top];
  if (w * h < GRID.area * width * height || middleOf(lines) < GRID.rows) return false;
  const across = new Int32Array(h);
  for (const i of part.runs) {
    const y = (runs.row[i] ?? 0) - part.top;
    across[y] = (across[y] ?? 0) + 1;
  }
  return middleOf(across) >= GRID.columns;
}

/** Ink without lines that go straight over a good part of the page: frames, which traces touch at both ends. */
function withoutRules(image: GreyImage, level: number, { from, to, row }: Runs): GreyImage {
  const { width, height } = image;
  const pixels = image.pixels.slice();
  for (const [i, start] of from.entries()) {
    const [end, y] = [to[i] ?? 0, row[i] ?? 0];
    if (end - start >= RULE * width) pixels.fill(255, y * width + start, y * width + end);
  }
  for (let x = 0; x < width; x++) {
    let top = 0;
    for (let y = 0; y <= height; y++) {
      if (y < height && (image.pixels[y * width + x] ?? 255) < level) continue;
      if (y - top >= RULE * height) for (let k = top; k < y; k++) pixels[k * width + x] = 255;
      top = y + 1;
    }
  }
  return { width, height, pixels };
}

type Found = 'grid' | 'traces' | 'nothing';

function findIn(image: GreyImage, runs: Runs): Found {
  const { width, height } = image;
  const least = TURN * Math.max(width, height);
  let total = 0;
  for (const part of partsOf(runs)) {
    const w = part.right - part.left;
    if (w < LEAST_WIDTH * width) continue;
    const { lines, middle } = columnsOf(part, runs);
    if (isGrid(part, runs, image, lines)) return 'grid';
    const single = lines.reduce((sum, n) => sum + Number(n === 1), 0);
    if (single >= SINGLE * w && turnsOf(middle, least) >= TURNS) total += w;
  }
  return total >= LEAST_TOTAL * width ? 'traces' : 'nothing';
}

/** `image`: a page in its usual resolution, 100 to 300 pixels an inch. */
export function showsTrace(image: GreyImage): boolean {
  const level = inkLevel(image.pixels);
  if (level === null) return false;
  const runs = runsOf(image, level);
  if (findIn(image, runs) !== 'nothing') return true;
  const open = withoutRules(image, level, runs);
  return findIn(open, runsOf(open, level)) === 'traces';
}
