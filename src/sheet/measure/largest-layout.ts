/**
 * Which pictures of a set are laid out alike, where it holds several layouts: zero lines are rows of ink, and lie at the same
 * heights on every sheet of a layout. Only pictures of one size and upright; whether they are sheets at all is judged elsewhere.
 */
import type { Sheets } from './sheets.ts';

/** Pictures asked for the layouts there are; the others are then told by them. */
const ASKED = 300;
/**
 * Correlation of two pictures' ink by rows from which they are laid out alike (sheets of PTB-XL .74 to .95, of other layouts below
 * .5, where as many lines coincide as may .8), of two layouts from which they are one, and of a picture and its own at least.
 */
const ALIKE = 0.8;
const SAME = 0.9;
const OF_LAYOUT = 0.5;
/** Fewer pictures, or a smaller share of all, are no layout of their own. */
const FEWEST = 30;
const LEAST_SHARE = 0.1;
/** A set that has no more than so many pictures of other layouts is one. */
const OTHERS = 0.1;
/** Of all pictures, those that layouts must account for. */
const ACCOUNTED = 0.8;
/** Rows around one whose mean is taken off its ink, of the side: what is left is lines. */
const AROUND = 1 / 20;

/** Positions of the largest layout's pictures, ascending; null where there is one layout, or none that can be told. */
export function largestLayout(sheets: Sheets): Uint32Array | null {
  const { count } = sheets;
  if (count < 2 * FEWEST) return null;
  const all = Array.from({ length: count }, (_, n) => linesOf(sheets, n));
  const step = Math.max(1, count / ASKED);
  let left = Array.from({ length: Math.min(count, ASKED) }, (_, i) => Math.floor(i * step));
  const least = LEAST_SHARE * left.length;
  const layouts: Float64Array[] = [];
  for (;;) {
    const group = largestGroup(left, all);
    if (group.length < least) break;
    const centre = normed(meanOf(group.map((n) => all[n])));
    const isNew = layouts.every((other) => product(other, centre) < SAME);
    if (isNew) layouts.push(centre);
    const taken = new Set(group);
    left = left.filter((n) => !taken.has(n) && product(all[n], centre) < ALIKE);
  }
  if (layouts.length < 2) return null;
  const members = layouts.map((): number[] => []);
  all.forEach((lines, n) => {
    const near = layouts.map((centre) => product(lines, centre));
    const best = near.indexOf(Math.max(...near));
    if ((near[best] ?? 0) >= OF_LAYOUT) members[best]?.push(n);
  });
  const [largest = [], ...others] = members.toSorted((a, b) => b.length - a.length);
  const accounted = others.reduce((sum, { length }) => sum + length, largest.length);
  const isOne = largest.length >= (1 - OTHERS) * count;
  return isOne || largest.length < FEWEST || accounted < ACCOUNTED * count ? null : Uint32Array.from(largest);
}

/** The picture that most others are like, and those. */
function largestGroup(left: readonly number[], all: readonly Float64Array[]): readonly number[] {
  let largest: readonly number[] = [];
  for (const n of left) {
    const group = left.filter((other) => product(all[n], all[other]) >= ALIKE);
    if (group.length > largest.length) largest = group;
  }
  return largest;
}

/** [size] how much darker each row is than those around it; of length 1. */
function linesOf({ size, images }: Sheets, n: number): Float64Array {
  const rows = new Float64Array(size + 1);
  for (let y = 0; y < size; y++) {
    let ink = 0;
    for (let x = 0; x < size; x++) ink += 255 - (images[(n * size + y) * size + x] ?? 0);
    rows[y + 1] = (rows[y] ?? 0) + ink;
  }
  const half = Math.max(2, Math.round(AROUND * size));
  const sum = (from: number, to: number): number => (rows[to] ?? 0) - (rows[from] ?? 0);
  return normed(
    Float64Array.from({ length: size }, (_, y) => {
      const [from, to] = [Math.max(0, y - half), Math.min(size, y + half + 1)];
      return sum(y, y + 1) - sum(from, to) / (to - from);
    }),
  );
}

function meanOf(vectors: readonly (Float64Array | undefined)[]): Float64Array {
  const [first] = vectors;
  const sums = new Float64Array(first?.length ?? 0);
  for (const vector of vectors) vector?.forEach((value, i) => (sums[i] = (sums[i] ?? 0) + value));
  return sums;
}

function normed(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function product(a: Float64Array | undefined, b: Float64Array | undefined): number {
  let sum = 0;
  a?.forEach((value, i) => (sum += value * (b?.[i] ?? 0)));
  return sum;
}
