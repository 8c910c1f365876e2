/** Was it drawn or scanned, on paper that is one grey all over, or photographed, in light that is never the same in two places? */
import type { Plane } from './small-picture.ts';

/** Of the lightest paper: what is darker is beside it. */
const IS_PAPER = 0.5;
/** Grey levels to either side that are one. */
const ALIKE = 3;
/** Greys of paper that a drawing may have: a sheet, and a frame or heading. */
const GREYS = 2;
const SHARE = 0.7;
/** Of the border: less is a frame or a heading. */
const ON_DARK = 0.3;
/** A picture of which hardly a tenth is lighter is light on dark: a screen's, not paper. */
const DARK = 60;

function counts(levels: Float32Array | Uint8Array): Uint32Array {
  const found = new Uint32Array(256);
  for (const level of levels) {
    const bin = Math.max(0, Math.min(255, Math.round(level)));
    found[bin] = (found[bin] ?? 0) + 1;
  }
  return found;
}

function levelAt(bins: Uint32Array, share: number): number {
  const total = bins.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (let level = 0; level < 256; level++) {
    sum += bins[level] ?? 0;
    if (sum > share * total) return level;
  }
  return 255;
}

/** Of the paper of a picture: how many in its few greys. */
export function flatShare({ values }: Plane): number {
  const all = counts(values);
  const lightest = levelAt(all, 0.95);
  const left = all.map((count, level) => (level < IS_PAPER * lightest ? 0 : count));
  const total = left.reduce((sum, count) => sum + count, 0);
  let inside = 0;
  for (let grey = 0; grey < GREYS; grey++) {
    let [best, most] = [0, 0];
    for (let level = 0; level < 256; level++) {
      const near = left.subarray(Math.max(0, level - ALIKE), level + ALIKE + 1).reduce((sum, count) => sum + count, 0);
      if (near > most) [best, most] = [level, near];
    }
    inside += most;
    left.fill(0, Math.max(0, best - ALIKE), best + ALIKE + 1);
  }
  return total === 0 ? 1 : inside / total;
}

/** Does the paper lie on something darker, as the border of the picture has it? */
export function liesOnDark({ width, height, values }: Plane): boolean {
  const lightest = levelAt(counts(values), 0.95);
  const border = values.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  const dark = border.reduce((sum, level) => sum + (level < IS_PAPER * lightest ? 1 : 0), 0);
  return dark > ON_DARK * border.length;
}

export function isFlat(paper: Plane): boolean {
  return flatShare(paper) >= SHARE;
}

/** Light traces on a dark ground, as monitors show them. */
export function isDark({ pixels }: { readonly pixels: Uint8Array }): boolean {
  return levelAt(counts(pixels), 0.9) < DARK;
}
