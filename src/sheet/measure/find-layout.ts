/**
 * Where the traces lie on the sheets, from the pictures alone: the strips are peaks of ink by row, the traces end where
 * columns stop to differ between pictures, and the calibration pulses are what the paper itself shows before them.
 * Only upright sheets of one layout with strips over the whole width; whether that is so is judged elsewhere.
 */
import { quantile } from '../../core/maths/moments.ts';
import { inkOf } from './learn-paper.ts';
import { spreadOf, type Sheets } from './sheets.ts';

/** A calibration pulse, pixels. */
export interface Pulse {
  readonly left: number;
  readonly right: number;
  /** From the zero line to the top: one millivolt. */
  readonly height: number;
}

/** Pixels of the measured size; a pixel's centre lies at its number plus a half. */
export interface FoundLayout {
  /** Height of each strip's zero line below the upper edge, ascending. */
  readonly strips: readonly number[];
  /** Middle distance of neighbouring strips. */
  readonly pitch: number;
  /** The traces' first and last column: [left, right). */
  readonly left: number;
  readonly right: number;
  /** One a strip; null where the paper shows none. */
  readonly pulses: readonly (Pulse | null)[];
  /** Grey levels above which a pixel holds a trace. */
  readonly threshold: number;
}

/** Share of the highest peak that a strip's ink must reach. */
const STRIP_PEAK = 0.35;
/** Strips are at least this share of the sheet apart. */
const CLOSEST = 1 / 12;
/** Many strips lie closer, and as regularly as this: gaps within so much of the middle one. */
const DENSE = { closest: 1 / 30, strips: 5, irregular: 0.2 } as const;
/** Share of the usual spread between pictures below which a column holds no trace. */
const STILL = 0.5;
/** Share of the darkest ink before the traces that is part of a pulse. */
const PULSE_INK = 0.35;
/** Share of a column's usual darkest ink that counts as trace. */
const TRACE_INK = 0.22;

export function findLayout(sheets: Sheets, paper: Float32Array): FoundLayout {
  const { size } = sheets;
  const chosen = spreadOf(sheets.count);
  const ink = new Float32Array(size * size);
  const byRow = new Float64Array(size);
  const darkest: number[] = [];
  const sum = new Float64Array(size * size);
  const squares = new Float64Array(size * size);
  for (const n of chosen) {
    inkOf(sheets, paper, n, ink);
    for (let x = 0; x < size; x++) {
      let most = 0;
      for (let y = 0; y < size; y++) most = Math.max(most, ink[y * size + x] ?? 0);
      darkest.push(most);
    }
    for (let i = 0; i < size * size; i++) {
      const grey = sheets.images[n * size * size + i] ?? 0;
      byRow[Math.floor(i / size)] = (byRow[Math.floor(i / size)] ?? 0) + (ink[i] ?? 0);
      sum[i] = (sum[i] ?? 0) + grey;
      squares[i] = (squares[i] ?? 0) + grey * grey;
    }
  }
  const spread = new Float64Array(size);
  for (let x = 0; x < size; x++) {
    for (let y = 0; y < size; y++) {
      const mean = (sum[y * size + x] ?? 0) / chosen.length;
      const variance = (squares[y * size + x] ?? 0) / chosen.length - mean * mean;
      spread[x] = (spread[x] ?? 0) + Math.sqrt(Math.max(0, variance)) / size;
    }
  }
  const usual = quantile(spread.toSorted(), 0.5);
  const moving = Array.from(spread, (value, x) => (value > STILL * usual ? x : -1)).filter((x) => x >= 0);
  const left = moving[0] ?? 0;
  const right = (moving.at(-1) ?? size - 1) + 1;
  const strips = stripsOf(byRow);
  const pitch = strips.length < 2 ? size / 2 : middleGap(strips);
  return {
    strips,
    pitch,
    left,
    right,
    pulses: strips.map((row) => findPulse(paper, size, { row, left, pitch })),
    threshold: Math.max(
      1,
      TRACE_INK *
        quantile(
          darkest.sort((a, b) => a - b),
          0.5,
        ),
    ),
  };
}

/** Zero lines by the ink of each row. */
function stripsOf(byRow: Float64Array): readonly number[] {
  const size = byRow.length;
  const least = STRIP_PEAK * Math.max(...byRow);
  const apart = (share: number): number => Math.max(2, Math.floor(size * share));
  const usual = peaks(byRow, least, apart(CLOSEST));
  const dense = peaks(byRow, least, apart(DENSE.closest));
  if (dense.length < DENSE.strips || dense.length <= usual.length) return usual;
  const pitch = middleGap(dense);
  return gapsOf(dense).every((gap) => Math.abs(gap - pitch) <= DENSE.irregular * pitch) ? dense : usual;
}

function gapsOf(strips: readonly number[]): readonly number[] {
  return strips.slice(1).map((row, s) => row - (strips[s] ?? 0));
}

function middleGap(strips: readonly number[]): number {
  return quantile(
    gapsOf(strips).toSorted((a, b) => a - b),
    0.5,
  );
}

/** Centres of local maxima of at least `height`, the larger first kept and none within `apart` of it. */
function peaks(values: Float64Array, height: number, apart: number): readonly number[] {
  const at = (i: number): number => values[i] ?? 0;
  const found = Array.from(values.keys())
    .filter((i) => at(i) >= height && at(i) > at(i - 1) && at(i) >= at(i + 1))
    .sort((a, b) => at(b) - at(a) || a - b);
  const kept: number[] = [];
  for (const i of found) if (kept.every((k) => Math.abs(k - i) >= apart)) kept.push(i);
  return kept.sort((a, b) => a - b).map((i) => centre(at(i - 1), at(i), at(i + 1)) + i + 0.5);
}

/** Where between −½ and ½ the parabola through three equally spaced values has its top. */
export function centre(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
}

interface PulseSearch {
  readonly row: number;
  readonly left: number;
  readonly pitch: number;
}

/** Dark pixels of the paper before the traces, above the strip's zero line. */
function findPulse(paper: Float32Array, size: number, { row, left, pitch }: PulseSearch): Pulse | null {
  const bottom = Math.min(size - 1, Math.floor(row));
  const top = Math.max(0, Math.ceil(row - 0.75 * pitch));
  const light = quantile(paper.toSorted(), 0.5);
  let darkest = 0;
  const dark = (x: number, y: number): number => light - (paper[y * size + x] ?? light);
  for (let y = top; y <= bottom; y++) for (let x = 0; x < left; x++) darkest = Math.max(darkest, dark(x, y));
  if (darkest < 20) return null;
  const tops: number[] = [];
  let first = left;
  let last = -1;
  for (let x = 0; x < left; x++) {
    let y = top;
    while (y <= bottom && dark(x, y) < PULSE_INK * darkest) y += 1;
    if (y > row - 2) continue;
    tops.push(y + 0.5);
    first = Math.min(first, x);
    last = Math.max(last, x);
  }
  // The middle: a lead's name may begin in the last columns.
  const height =
    row -
    quantile(
      tops.toSorted((a, b) => a - b),
      0.5,
    );
  return height >= 1.5 ? { left: first, right: last + 1, height } : null;
}
