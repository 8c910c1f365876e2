/** Ink of a page, as parts that hang together: letters, rules, traces. */
import type { GreyImage } from '../../core/dataset.ts';

/** Of the way from paper to the darkest ink; the colours of a grid are lighter. */
const INK = 0.45;
export interface Runs {
  /** First pixel of each, and behind its last; in the order of rows. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly row: readonly number[];
  /** Runs that touch have one number. */
  readonly part: Int32Array;
}

/** Grey level below which a pixel is ink; null: nothing is printed. */
export function inkLevel(pixels: Uint8Array): number | null {
  const counts = new Int32Array(256);
  for (const grey of pixels) counts[grey] = (counts[grey] ?? 0) + 1;
  const levelAt = (share: number): number => {
    let sum = 0;
    for (let level = 0; level < 256; level++) {
      sum += counts[level] ?? 0;
      if (sum > share * pixels.length) return level;
    }
    return 255;
  };
  const [paper, dark] = [levelAt(0.6), levelAt(0.002)];
  return paper - dark < 40 ? null : paper - INK * (paper - dark);
}

export function runsOf({ width, height, pixels }: GreyImage, level: number): Runs {
  const from: number[] = [];
  const to: number[] = [];
  const row: number[] = [];
  const parent: number[] = [];
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  let above = 0;
  let here = 0;
  for (let y = 0; y < height; y++) {
    [above, here] = [here, from.length];
    let candidate = above;
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 255) >= level) continue;
      const start = x;
      while (x < width && (pixels[y * width + x] ?? 255) < level) x += 1;
      const index = from.push(start) - 1;
      to.push(x);
      row.push(y);
      parent.push(index);
      while (candidate < here && (to[candidate] ?? 0) < start) candidate += 1;
      for (let k = candidate; k < here && (from[k] ?? 0) <= x; k++) parent[find(k)] = find(index);
    }
  }
  return { from, to, row, part: Int32Array.from(from, (_, i) => find(i)) };
}

/** Ink that hangs together. */
export interface InkPart {
  left: number;
  right: number;
  top: number;
  bottom: number;
  readonly runs: number[];
}

export function partsOf({ from, to, row, part }: Runs): InkPart[] {
  const parts = new Map<number, InkPart>();
  for (const [i, id] of part.entries()) {
    const [left = 0, right = 0, y = 0] = [from[i], to[i], row[i]];
    const known = parts.get(id);
    if (known === undefined) parts.set(id, { left, right, top: y, bottom: y + 1, runs: [i] });
    else {
      known.left = Math.min(known.left, left);
      known.right = Math.max(known.right, right);
      known.bottom = y + 1;
      known.runs.push(i);
    }
  }
  return [...parts.values()];
}
