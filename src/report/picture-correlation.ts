/** Pearson correlation of the pixels of two pictures: 1 = the same picture (up to brightness and contrast). */
import { shrink, type Pictures } from './ssim.ts';

/** Pictures as vectors of mean 0 and length 1; zeros for a picture of one grey. */
export interface UnitPictures {
  readonly n: number;
  readonly area: number;
  /** [n, area] */
  readonly data: Float32Array;
}

/** Pixel products that are done in a second or two. */
const MOST_PRODUCTS = 2e9;
const LEAST_SIDE = 16;

/** Side to which pictures are averaged down, so that `pairs` pairs of them can be compared in good time. */
export function sideFor(pairs: number): number {
  return Math.max(LEAST_SIDE, Math.floor(Math.sqrt(MOST_PRODUCTS / Math.max(1, pairs))));
}

/** Pictures of at most `most` pixels a side. */
export function unitPictures(pictures: Pictures, most: number): UnitPictures {
  const { size, bytes } = shrink(pictures, most);
  const area = size * size;
  const n = bytes.length / area;
  const data = new Float32Array(n * area);
  for (let i = 0; i < n; i++) {
    const start = i * area;
    let sum = 0;
    let squares = 0;
    for (let p = start; p < start + area; p++) {
      sum += bytes[p] ?? 0;
      squares += (bytes[p] ?? 0) ** 2;
    }
    const mean = sum / area;
    // Of whole numbers: exactly 0 for one grey.
    const length = Math.sqrt((area * squares - sum * sum) / area);
    if (length > 0) for (let p = start; p < start + area; p++) data[p] = ((bytes[p] ?? 0) - mean) / length;
  }
  return { n, area, data };
}

export function correlationOf(a: UnitPictures, i: number, b: UnitPictures, j: number): number {
  const { area } = a;
  const [startA, startB] = [i * area, j * area];
  let even = 0;
  let odd = 0;
  let p = 0;
  for (; p + 1 < area; p += 2) {
    even += (a.data[startA + p] ?? 0) * (b.data[startB + p] ?? 0);
    odd += (a.data[startA + p + 1] ?? 0) * (b.data[startB + p + 1] ?? 0);
  }
  if (p < area) even += (a.data[startA + p] ?? 0) * (b.data[startB + p] ?? 0);
  return Math.min(1, Math.max(-1, even + odd));
}

/** Of picture `i` of `a` and picture `j` of `b`, `area` bytes each; 0 where one of them has one grey only. */
export function pixelCorrelation(a: Uint8Array, i: number, b: Uint8Array, j: number, area: number): number {
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let p = 0; p < area; p++) {
    const x = a[i * area + p] ?? 0;
    const y = b[j * area + p] ?? 0;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  // Whole numbers below 2^53: nothing is lost.
  const spread = (area * sxx - sx * sx) * (area * syy - sy * sy);
  return spread === 0 ? 0 : Math.min(1, Math.max(-1, (area * sxy - sx * sy) / Math.sqrt(spread)));
}
