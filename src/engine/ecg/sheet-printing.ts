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

const TAPS = [-1, 0, 1] as const;

/** Calls `visit` for every tap of every pixel: its index, the pixel it reads and the tap. */
function everyTap({ batch, height, width }: SheetSizes, visit: (at: number, from: number, tap: number) => void): void {
  for (let b = 0, at = 0; b < batch; b++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at++) {
        for (const down of TAPS) {
          const line = (b * height + clamp(row + down, 0, height - 1)) * width;
          for (const right of TAPS) visit(at, line + clamp(column + right, 0, width - 1), 3 * down + right + 4);
        }
      }
    }
  }
}

function spreadInk({ ink, blur }: SheetArrays, sizes: SheetSizes): Float32Array {
  const spread = new Float32Array(ink.length);
  everyTap(sizes, (at, from, tap) => {
    spread[at] = (spread[at] ?? 0) + (blur[tap] ?? 0) * (ink[from] ?? 0);
  });
  return spread;
}

/** picture [B, H, W]. */
export function printSheet(arrays: SheetArrays, sizes: SheetSizes, picture: Float32Array): void {
  const spread = spreadInk(arrays, sizes);
  const darkness = sigmoid(arrays.darkness[0] ?? 0);
  const light = arrays.paper.map((logit) => 2 * sigmoid(logit));
  for (let i = 0; i < picture.length; i++) {
    picture[i] = (light[i % light.length] ?? 0) * (1 - darkness * (spread[i] ?? 0)) - 1;
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
  const spread = spreadInk(arrays, sizes);
  const darkness = sigmoid(arrays.darkness[0] ?? 0);
  const { ink, blur, paper } = arrays;
  const light = paper.map(sigmoid);
  for (const array of [dInk, dBlur, dPaper]) array.fill(0);
  // By the spread ink, before darkness.
  const bySpread = new Float32Array(dPicture.length);
  let byDarkness = 0;
  for (let i = 0; i < dPicture.length; i++) {
    const p = i % paper.length;
    const [slope, white, inked] = [2 * (dPicture[i] ?? 0), light[p] ?? 0, spread[i] ?? 0];
    dPaper[p] = (dPaper[p] ?? 0) + slope * (1 - darkness * inked) * white * (1 - white);
    bySpread[i] = -slope * white;
    byDarkness -= slope * white * inked;
  }
  dDarkness[0] = byDarkness * darkness * (1 - darkness);
  everyTap(sizes, (at, from, tap) => {
    const slope = darkness * (bySpread[at] ?? 0);
    dInk[from] = (dInk[from] ?? 0) + (blur[tap] ?? 0) * slope;
    dBlur[tap] = (dBlur[tap] ?? 0) + (ink[from] ?? 0) * slope;
  });
}
