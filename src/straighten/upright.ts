/**
 * Which way up a straightened sheet is. Traces run along the rows: hardly a column is without ink, and between the strips there are
 * rows without any. Up and down is told by letters and pulses, small marks apart from the traces, which stand at the left ends of
 * leads, and by what stands on the zero lines: more R waves, T waves, pulses and letters than hang below.
 */
import type { GreyImage } from '../core/dataset.ts';
import type { QuarterTurns } from '../core/picture-edit.ts';
import type { SheetPlace } from '../core/sheet-place.ts';

export interface Upright {
  /** Quarter turns clockwise that make it upright. */
  readonly turns: QuarterTurns;
  /** Up could be told from down. */
  readonly isSure: boolean;
}

/** Darker than this is a trace: black once the sheet is straightened, rules are grey. */
const TRACE = 140;
/** Of the sheet beside each border: edges of the page and shadows lie there. */
const BORDER = 0.02;
/** How empty the emptier rows are: their quantile, by the mean. */
const EMPTIER = 0.25;
/** By how much emptier the rows must be than the columns, or the other way round. */
const LIES = 0.08;
/** A mark is at most so large, a share of the longer side, and at least so many pixels. */
const MARK = 0.08;
const LEAST_MARK = 5;
/** Fewer marks say nothing. */
const LEAST_MARKS = 4;
/** Zero lines: at least so much of the strongest, and so far apart, a share of the height. */
const PEAK = 0.35;
const APART = 0.07;
/** What marks to the left say of standing upright, by what stands above the zero lines says. */
const MARKS_WEIGHT = 0.25;
/** Evidence for one side that is enough. */
const ENOUGH = 0.12;

interface Ink {
  readonly width: number;
  readonly height: number;
  /** 1 where there is ink. */
  readonly dots: Uint8Array;
}

export function sheetInk({ width, height, pixels }: GreyImage): Ink {
  const edge = Math.round(BORDER * Math.max(width, height));
  const dots = new Uint8Array(pixels.length);
  for (let y = edge; y < height - edge; y++) {
    for (let i = y * width + edge; i < (y + 1) * width - edge; i++) dots[i] = (pixels[i] ?? 255) < TRACE ? 1 : 0;
  }
  return { width, height, dots };
}

function quarterTurned({ width, height, dots }: Ink): Ink {
  const out = new Uint8Array(dots.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + height - 1 - y] = dots[y * width + x] ?? 0;
  }
  return { width: height, height: width, dots: out };
}

function sumsOf({ width, height, dots }: Ink): { readonly rows: Float64Array; readonly columns: Float64Array } {
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  dots.forEach((dot, i) => {
    if (dot === 0) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    rows[y] = (rows[y] ?? 0) + 1;
    columns[x] = (columns[x] ?? 0) + 1;
  });
  return { rows, columns };
}

/** Of the sums between the first and the last with ink: a low quantile by their mean. */
function emptiness(sums: Float64Array): number {
  const first = sums.findIndex((sum) => sum > 0);
  const inner = sums.subarray(Math.max(0, first), sums.findLastIndex((sum) => sum > 0) + 1);
  const mean = inner.reduce((sum, value) => sum + value, 0) / Math.max(1, inner.length);
  return mean === 0 ? 0 : (inner.toSorted()[Math.floor(EMPTIER * inner.length)] ?? 0) / mean;
}

/** How much emptier the emptier rows are than the emptier columns; negative: the traces run from top to bottom. */
export function lyingEvidence(ink: Ink): number {
  const { rows, columns } = sumsOf(ink);
  return emptiness(columns) - emptiness(rows);
}

/** Rows of zero lines, from the top: the highest sums, apart from one another. */
function zeroLines(rows: Float64Array): number[] {
  const apart = Math.max(2, Math.round(APART * rows.length));
  const strongest = rows.reduce((most, value) => Math.max(most, value), 0);
  const order = Array.from(rows, (value, y) => ({ value, y }))
    .filter(({ value }) => value >= PEAK * strongest)
    .toSorted((a, b) => b.value - a.value);
  const found: number[] = [];
  for (const { y } of order) if (found.every((other) => Math.abs(other - y) >= apart)) found.push(y);
  return found.toSorted((a, b) => a - b);
}

/** −1 … 1: how much more ink stands above the zero lines than hangs below them, by its distance. */
export function standingEvidence(ink: Ink): number {
  const { rows } = sumsOf(ink);
  const lines = zeroLines(rows);
  let [above, below] = [0, 0];
  rows.forEach((dots, y) => {
    const nearest = lines.reduce(
      (best, line) => (Math.abs(line - y) < Math.abs(best - y) ? line : best),
      lines[0] ?? y,
    );
    if (y < nearest) above += dots * (nearest - y);
    else below += dots * (y - nearest);
  });
  return above + below === 0 ? 0 : (above - below) / (above + below);
}

/** Middles, along the row, of marks that touch nothing else: shares of the width. */
function marksAlong({ width, height, dots }: Ink): number[] {
  const most = MARK * Math.max(width, height);
  const seen = new Uint8Array(dots.length);
  const middles: number[] = [];
  const stack: number[] = [];
  for (let start = 0; start < dots.length; start++) {
    if (dots[start] !== 1 || seen[start] === 1) continue;
    let [left, right, top, bottom, count] = [width, 0, height, 0, 0];
    seen[start] = 1;
    stack.push(start);
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      const [x, y] = [i % width, Math.floor(i / width)];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      count += 1;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const j = i + dy * width + dx;
          if (dots[j] !== 1 || seen[j] === 1) continue;
          seen[j] = 1;
          stack.push(j);
        }
      }
    }
    if (count >= LEAST_MARK && right - left < most && bottom - top < most)
      middles.push((left + right + 1) / (2 * width));
  }
  return middles;
}

/** How surely marks lie to the left: their mean distance from the middle by its error; 0 where there are few. */
export function leftEvidence(ink: Ink): number {
  const middles = marksAlong(ink);
  if (middles.length < LEAST_MARKS) return 0;
  const mean = middles.reduce((sum, x) => sum + x, 0) / middles.length;
  const variance = middles.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (middles.length - 1);
  return (0.5 - mean) / Math.sqrt(Math.max(variance, 1e-4) / middles.length);
}

export function uprightTurns(sheet: GreyImage): Upright {
  const ink = sheetInk(sheet);
  const lies = lyingEvidence(ink);
  const isStanding = lies < -LIES;
  const lying = isStanding ? quarterTurned(ink) : ink;
  const evidence = standingEvidence(lying) + MARKS_WEIGHT * Math.max(-4, Math.min(4, leftEvidence(lying)));
  const half = evidence < -ENOUGH ? 2 : 0;
  return {
    turns: ((isStanding ? 1 : 0) + half) as QuarterTurns,
    isSure: Math.abs(evidence) >= ENOUGH && Math.abs(lies) >= LIES,
  };
}

/** The place of a sheet that is turned so many quarters clockwise. */
export function turnedPlace({ corners, aspect }: SheetPlace, turns: QuarterTurns): SheetPlace {
  const [a, b, c, d] = corners;
  switch (turns) {
    case 0:
      return { corners, aspect };
    case 1:
      return { corners: [d, a, b, c], aspect: 1 / aspect };
    case 2:
      return { corners: [c, d, a, b], aspect };
    case 3:
      return { corners: [b, c, d, a], aspect: 1 / aspect };
    default:
      return turns satisfies never;
  }
}
