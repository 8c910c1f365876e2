/**
 * Ink on a sheet: darkness · ink, spread over neighbours by a 3 × 3 kernel (edges go on outside), takes light from the paper:
 *
 *   picture = 2 · sigmoid(paper) · (1 − blur * (sigmoid(darkness) · ink)) − 1
 */
import { clamp, sigmoid } from './scalar.ts';

export interface SheetSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
}

export interface SheetArrays {
  /** [B, H, W] */
  readonly ink: Float32Array;
  /** [1] */
  readonly darkness: Float32Array;
  /** [3, 3] */
  readonly blur: Float32Array;
  /** [H, W] */
  readonly paper: Float32Array;
}

/** Taps of a side of the kernel. */
const SIDE = 3;

/** Ink with a pixel more on every side, where the edge goes on: [B, H + 2, W + 2]. */
function withEdges(ink: Float32Array, { batch, height, width }: SheetSizes): Float32Array {
  const made = new Float32Array(batch * (height + 2) * (width + 2));
  let at = 0;
  for (let b = 0; b < batch; b++) {
    for (let row = -1; row <= height; row++) {
      const line = (b * height + clamp(row, 0, height - 1)) * width;
      made[at++] = ink[line] ?? 0;
      for (let column = 0; column < width; column++) made[at++] = ink[line + column] ?? 0;
      made[at++] = ink[line + width - 1] ?? 0;
    }
  }
  return made;
}

/** The other way: what lies outside counts for the edge. */
function foldEdges(edged: Float32Array, { batch, height, width }: SheetSizes, ink: Float32Array): void {
  ink.fill(0);
  let at = 0;
  for (let b = 0; b < batch; b++) {
    for (let row = -1; row <= height; row++) {
      const line = (b * height + clamp(row, 0, height - 1)) * width;
      ink[line] = (ink[line] ?? 0) + (edged[at++] ?? 0);
      for (let column = line; column < line + width; column++) ink[column] = (ink[column] ?? 0) + (edged[at++] ?? 0);
      ink[line + width - 1] = (ink[line + width - 1] ?? 0) + (edged[at++] ?? 0);
    }
  }
}

/** Where the taps of a line [B · H] begin among edged pixels. */
function firstTap(line: number, { height, width }: SheetSizes): number {
  return (line + 2 * Math.floor(line / height)) * (width + 2);
}

function spreadInk(edged: Float32Array, blur: Float32Array, sizes: SheetSizes): Float32Array {
  const { batch, height, width } = sizes;
  const spread = new Float32Array(batch * height * width);
  for (let line = 0, at = 0; line < batch * height; line++) {
    const first = firstTap(line, sizes);
    for (let x = first; x < first + width; x++, at++) {
      let sum = 0;
      for (let row = 0, tap = 0; row < SIDE; row++) {
        const from = x + row * (width + 2);
        for (let column = 0; column < SIDE; column++, tap++) sum += (blur[tap] ?? 0) * (edged[from + column] ?? 0);
      }
      spread[at] = sum;
    }
  }
  return spread;
}

/** picture [B, H, W]. */
export function printSheet(arrays: SheetArrays, sizes: SheetSizes, picture: Float32Array): void {
  const spread = spreadInk(withEdges(arrays.ink, sizes), arrays.blur, sizes);
  const darkness = sigmoid(arrays.darkness[0] ?? 0);
  const light = arrays.paper.map((logit) => 2 * sigmoid(logit));
  for (let i = 0, pixel = 0; i < picture.length; i++, pixel++) {
    if (pixel === light.length) pixel = 0;
    picture[i] = (light[pixel] ?? 0) * (1 - darkness * (spread[i] ?? 0)) - 1;
  }
}

export interface SheetGradients {
  dInk: Float32Array;
  dDarkness: Float32Array;
  dBlur: Float32Array;
  dPaper: Float32Array;
}

export function printSheetGradient(
  dPicture: Float32Array,
  arrays: SheetArrays,
  sizes: SheetSizes,
  { dInk, dDarkness, dBlur, dPaper }: SheetGradients,
): void {
  const { ink, blur, paper } = arrays;
  const edged = withEdges(ink, sizes);
  const spread = spreadInk(edged, blur, sizes);
  const darkness = sigmoid(arrays.darkness[0] ?? 0);
  const light = paper.map(sigmoid);
  dPaper.fill(0);
  // In double precision: sums over every pixel of a batch.
  const byTap = new Float64Array(SIDE * SIDE);
  const byEdged = new Float32Array(edged.length);
  let byDarkness = 0;
  const { height, width } = sizes;
  for (let line = 0, i = 0; line < dPicture.length / width; line++) {
    let p = (line % height) * width;
    let x = firstTap(line, sizes);
    for (let column = 0; column < width; column++, i++, p++, x++) {
      const slope = 2 * (dPicture[i] ?? 0);
      const white = light[p] ?? 0;
      const inked = spread[i] ?? 0;
      dPaper[p] = (dPaper[p] ?? 0) + slope * (1 - darkness * inked) * white * (1 - white);
      byDarkness -= slope * white * inked;
      const bySpread = -slope * white * darkness;
      for (let row = 0, tap = 0; row < SIDE; row++) {
        const from = x + row * (width + 2);
        for (let at = from; at < from + SIDE; at++, tap++) {
          byEdged[at] = (byEdged[at] ?? 0) + (blur[tap] ?? 0) * bySpread;
          byTap[tap] = (byTap[tap] ?? 0) + (edged[at] ?? 0) * bySpread;
        }
      }
    }
  }
  dDarkness[0] = byDarkness * darkness * (1 - darkness);
  dBlur.set(byTap);
  foldEdges(byEdged, sizes, dInk);
}
