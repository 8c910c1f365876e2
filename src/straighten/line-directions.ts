/**
 * Which way lines run in the parts of a picture: a band is sheared by each slope in question and summed along; where rules,
 * zero lines and rows of letters lie along the sum, it is roughest. Needs no period and no single line to be seen, so noise
 * averages out. Source: the projection profiles of Postl, Detection of linear oblique structures and skew scan in digitized
 * documents (1986), here for every part of the picture on its own.
 */
import type { Plane } from './small-picture.ts';

/** The direction of level lines in one part of the picture. */
export interface Direction {
  /** Middle of the part, pixels. */
  readonly x: number;
  readonly y: number;
  /** Down per pixel to the right. */
  readonly slope: number;
  /** How much rougher than at a usual slope, in units of that: 0 where nothing runs straight. */
  readonly clarity: number;
}

/** Of the slopes that are tried. */
export interface SlopeRange {
  readonly middle: number;
  readonly reach: number;
}

/** Bands across the picture, half over one another. */
const PARTS = 5;
/** A band is summed in so many columns first: finer shows nothing. */
const COLUMNS = 40;

/** Roughness of the profile of columns that are shifted against one another, added up from the top: [height + 1]. */
function roughness(columns: readonly Float32Array[], shifts: readonly number[], height: number): Float64Array {
  const profile = new Float32Array(height);
  columns.forEach((column, k) => {
    const shift = Math.round(shifts[k] ?? 0);
    const [from, to] = [Math.max(0, -shift), Math.min(height, height - shift)];
    for (let y = from; y < to; y++) profile[y] = (profile[y] ?? 0) + (column[y + shift] ?? 0);
    // Beyond the border it goes on as at the border: an end is no line.
    const [first, last] = [column[0] ?? 0, column[height - 1] ?? 0];
    for (let y = 0; y < from; y++) profile[y] = (profile[y] ?? 0) + first;
    for (let y = to; y < height; y++) profile[y] = (profile[y] ?? 0) + last;
  });
  const sums = new Float64Array(height + 1);
  for (let y = 1; y < height; y++) {
    const step = (profile[y] ?? 0) - (profile[y - 1] ?? 0);
    sums[y] = (sums[y - 1] ?? 0) + step * step;
  }
  sums[height] = sums[height - 1] ?? 0;
  return sums;
}

/** Sums of neighbouring columns. */
function bandColumns(
  { width, height, values }: Plane,
  left: number,
  right: number,
): { columns: Float32Array[]; middles: number[] } {
  const each = Math.max(1, Math.round((right - left) / COLUMNS));
  const columns: Float32Array[] = [];
  const middles: number[] = [];
  for (let x = left; x + each <= right; x += each) {
    const column = new Float32Array(height);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let i = y * width + x; i < y * width + x + each; i++) sum += values[i] ?? 0;
      column[y] = sum;
    }
    columns.push(column);
    middles.push(x + each / 2);
  }
  return { columns, middles };
}

/** Place of the highest of three neighbours' parabola, in steps from the middle one. */
function vertex(before: number, best: number, after: number): number {
  const bend = before - 2 * best + after;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Parts where lines run level, with slopes in `range`; parts are squares, half over one another. */
export function levelDirections(ink: Plane, range: SlopeRange, parts = PARTS): Direction[] {
  const { width, height } = ink;
  const side = Math.max(24, Math.round(Math.max(width, height) / parts));
  // The ends of a band move by a pixel and a half.
  const step = 3 / side;
  const tries = Math.max(2, Math.ceil(range.reach / step));
  const slopes = Array.from({ length: 2 * tries + 1 }, (_, k) => range.middle + (k - tries) * step);
  const found: Direction[] = [];
  const starts = (length: number): number[] => {
    const count = Math.max(1, Math.round((2 * length) / side) - 1);
    return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : Math.round((i * (length - side)) / (count - 1))));
  };
  for (const left of starts(width)) {
    const right = Math.min(width, left + side);
    const { columns, middles } = bandColumns(ink, left, right);
    const centre = (left + right) / 2;
    const sums = slopes.map((slope) =>
      roughness(
        columns,
        middles.map((x) => slope * (x - centre)),
        height,
      ),
    );
    for (const top of starts(height)) {
      const bottom = Math.min(height, top + side);
      const rough = sums.map((sum) => (sum[bottom] ?? 0) - (sum[top] ?? 0));
      const usual = median(rough);
      const best = rough.reduce((most, value, i) => (value > (rough[most] ?? 0) ? i : most), 0);
      // At the end of the range it may be rougher still beyond.
      if (usual <= 0 || best === 0 || best === slopes.length - 1) continue;
      const exact = best + vertex(rough[best - 1] ?? 0, rough[best] ?? 0, rough[best + 1] ?? 0);
      found.push({
        x: centre,
        y: (top + bottom) / 2,
        slope: range.middle + (exact - tries) * step,
        clarity: (rough[best] ?? 0) / usual - 1,
      });
    }
  }
  return found;
}
