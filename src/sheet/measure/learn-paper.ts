/**
 * The sheet without its traces: what is the same on every picture (ruling, pulses, lead names, margins), as the light end of
 * each pixel over the pictures. Traces move from picture to picture and drop out.
 */
import { spreadOf, type Sheets } from './sheets.ts';

/** Light end of a pixel over the pictures: higher takes up noise, lower the traces. */
const LIGHT_END = 0.95;

/** [size, size] grey levels 0 … 255, by linear interpolation between the order statistics. */
export function learnPaper(sheets: Sheets): Float32Array {
  const { size, images } = sheets;
  const chosen = spreadOf(sheets.count);
  const paper = new Float32Array(size * size);
  const counts = new Uint16Array(size * 256);
  const position = LIGHT_END * (chosen.length - 1);
  const below = Math.floor(position);
  for (let y = 0; y < size; y++) {
    counts.fill(0);
    for (const n of chosen) {
      const at = (n * size + y) * size;
      for (let x = 0; x < size; x++) {
        const bin = x * 256 + (images[at + x] ?? 0);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
    }
    for (let x = 0; x < size; x++) {
      const low = levelAt(counts, x * 256, below);
      const high = levelAt(counts, x * 256, Math.min(below + 1, chosen.length - 1));
      paper[y * size + x] = low + (high - low) * (position - below);
    }
  }
  return paper;
}

/** The grey level of the `rank`-th darkest picture. */
function levelAt(counts: Uint16Array, from: number, rank: number): number {
  let seen = 0;
  for (let level = 0; level < 255; level++) {
    seen += counts[from + level] ?? 0;
    if (seen > rank) return level;
  }
  return 255;
}

/** How much darker picture `n` is than the paper, grey levels from 0: [size, size] into `out`. */
export function inkOf(sheets: Sheets, paper: Float32Array, n: number, out: Float32Array): void {
  const { size, images } = sheets;
  const at = n * size * size;
  for (let i = 0; i < size * size; i++) out[i] = Math.max(0, (paper[i] ?? 0) - (images[at + i] ?? 0));
}

interface StripBand {
  readonly strips: readonly number[];
  readonly left: number;
  readonly right: number;
}

/** Rows nearer than this to a strip's zero line may hold what is left of it, pixels. */
const LINE_REACH = 1.8;

/**
 * The paper without what the traces leave on it where they are at rest in nearly every picture: dark pixels by a zero line
 * become as light as the paper above and below them.
 */
export function liftZeroLines(paper: Float32Array, size: number, { strips, left, right }: StripBand): Float32Array {
  const lifted = paper.slice();
  for (const strip of strips) {
    const top = Math.ceil(strip - 0.5 - LINE_REACH);
    const bottom = Math.floor(strip - 0.5 + LINE_REACH);
    if (top < 2 || bottom > size - 3) continue;
    for (let x = left; x < right; x++) {
      const at = (y: number): number => paper[y * size + x] ?? 0;
      const light = Math.min(Math.max(at(top - 1), at(top - 2)), Math.max(at(bottom + 1), at(bottom + 2)));
      for (let y = top; y <= bottom; y++) lifted[y * size + x] = Math.max(at(y), light);
    }
  }
  return lifted;
}

/** Share of the pictures that must show a pixel without ink for its mean to be trusted. */
const SHOWN = 0.02;
const FEWEST = 8;

/** The paper as the mean of what no trace lay on; `paper` where too few pictures show it. */
export function barePaper(
  paper: Float32Array,
  count: number,
  bare: { readonly times: Uint32Array; readonly greys: Float64Array },
): Float32Array {
  const least = Math.max(FEWEST, SHOWN * count);
  return paper.map((grey, i) => {
    const times = bare.times[i] ?? 0;
    return times >= least ? (bare.greys[i] ?? 0) / times : grey;
  });
}
