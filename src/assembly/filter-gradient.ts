/**
 * The gradient of a convolution by its filter: for each tap and input the sum over places of what it read times the output's
 * gradient. Sums of some rows of places at a time are made in registers and then added up, in a fixed order.
 */
import { multiplyAdd, TILE, upToTile } from './arithmetic';
import { PANEL } from './layout';

/** Places whose numbers are used for all taps before the next: they stay in the first cache. */
const PLACES_AT_ONCE: i32 = 256;

/** Adds the sums of four inputs × eight outputs over rows × columns places to `sums` [4, 8], or puts them there. */
export function addFour(
  x: usize,
  dy: usize,
  sums: usize,
  rows: i32,
  columns: i32,
  xColumn: i32,
  xSkip: i32,
  isFirst: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const d0 = v128.load(dy);
      const d1 = v128.load(dy, 16);
      let factor = v128.load_splat<f32>(x);
      s00 = multiplyAdd(s00, factor, d0);
      s01 = multiplyAdd(s01, factor, d1);
      factor = v128.load_splat<f32>(x, 4);
      s10 = multiplyAdd(s10, factor, d0);
      s11 = multiplyAdd(s11, factor, d1);
      factor = v128.load_splat<f32>(x, 8);
      s20 = multiplyAdd(s20, factor, d0);
      s21 = multiplyAdd(s21, factor, d1);
      factor = v128.load_splat<f32>(x, 12);
      s30 = multiplyAdd(s30, factor, d0);
      s31 = multiplyAdd(s31, factor, d1);
      x += xColumn;
      dy += 32;
    }
    x += xSkip;
  }
  if (!isFirst) {
    s00 = f32x4.add(s00, v128.load(sums));
    s01 = f32x4.add(s01, v128.load(sums, 16));
    s10 = f32x4.add(s10, v128.load(sums, 32));
    s11 = f32x4.add(s11, v128.load(sums, 48));
    s20 = f32x4.add(s20, v128.load(sums, 64));
    s21 = f32x4.add(s21, v128.load(sums, 80));
    s30 = f32x4.add(s30, v128.load(sums, 96));
    s31 = f32x4.add(s31, v128.load(sums, 112));
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s10, 32);
  v128.store(sums, s11, 48);
  v128.store(sums, s20, 64);
  v128.store(sums, s21, 80);
  v128.store(sums, s30, 96);
  v128.store(sums, s31, 112);
}

/** Six inputs, likewise. */
function addSix(
  x: usize,
  dy: usize,
  sums: usize,
  rows: i32,
  columns: i32,
  xColumn: i32,
  xSkip: i32,
  isFirst: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  let s40 = f32x4.splat(0);
  let s41 = f32x4.splat(0);
  let s50 = f32x4.splat(0);
  let s51 = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const d0 = v128.load(dy);
      const d1 = v128.load(dy, 16);
      let factor = v128.load_splat<f32>(x);
      s00 = multiplyAdd(s00, factor, d0);
      s01 = multiplyAdd(s01, factor, d1);
      factor = v128.load_splat<f32>(x, 4);
      s10 = multiplyAdd(s10, factor, d0);
      s11 = multiplyAdd(s11, factor, d1);
      factor = v128.load_splat<f32>(x, 8);
      s20 = multiplyAdd(s20, factor, d0);
      s21 = multiplyAdd(s21, factor, d1);
      factor = v128.load_splat<f32>(x, 12);
      s30 = multiplyAdd(s30, factor, d0);
      s31 = multiplyAdd(s31, factor, d1);
      factor = v128.load_splat<f32>(x, 16);
      s40 = multiplyAdd(s40, factor, d0);
      s41 = multiplyAdd(s41, factor, d1);
      factor = v128.load_splat<f32>(x, 20);
      s50 = multiplyAdd(s50, factor, d0);
      s51 = multiplyAdd(s51, factor, d1);
      x += xColumn;
      dy += 32;
    }
    x += xSkip;
  }
  if (!isFirst) {
    s00 = f32x4.add(s00, v128.load(sums));
    s01 = f32x4.add(s01, v128.load(sums, 16));
    s10 = f32x4.add(s10, v128.load(sums, 32));
    s11 = f32x4.add(s11, v128.load(sums, 48));
    s20 = f32x4.add(s20, v128.load(sums, 64));
    s21 = f32x4.add(s21, v128.load(sums, 80));
    s30 = f32x4.add(s30, v128.load(sums, 96));
    s31 = f32x4.add(s31, v128.load(sums, 112));
    s40 = f32x4.add(s40, v128.load(sums, 128));
    s41 = f32x4.add(s41, v128.load(sums, 144));
    s50 = f32x4.add(s50, v128.load(sums, 160));
    s51 = f32x4.add(s51, v128.load(sums, 176));
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s10, 32);
  v128.store(sums, s11, 48);
  v128.store(sums, s20, 64);
  v128.store(sums, s21, 80);
  v128.store(sums, s30, 96);
  v128.store(sums, s31, 112);
  v128.store(sums, s40, 128);
  v128.store(sums, s41, 144);
  v128.store(sums, s50, 160);
  v128.store(sums, s51, 176);
}

/**
 * x a padded picture with steps in bytes from sample to sample, row to row (of places, and of taps: `xTap`) and place to place;
 * dy panels [⌈outputs / 8⌉, samples · rows · columns, 8]; into `sums` [⌈outputs / 8⌉, taps, run up to a multiple of the tile's
 * rows, 8]. What lies up to 20 bytes behind a run is read and does not count.
 */
export function filterGradient(
  x: usize,
  dy: usize,
  sums: usize,
  samples: i32,
  rows: i32,
  columns: i32,
  xSample: i32,
  xRow: i32,
  xColumn: i32,
  xTap: i32,
  taps: i32,
  run: i32,
  outputs: i32,
): void {
  const atOnce = max(1, PLACES_AT_ONCE / columns);
  const xSkip = xRow - columns * xColumn;
  const panel = (taps * upToTile(run)) << 5;
  for (let output = 0; output < outputs; output += PANEL) {
    for (let sample = 0; sample < samples; sample++) {
      for (let row = 0; row < rows; row += atOnce) {
        const some = min(atOnce, rows - row);
        const from = x + sample * xSample + row * xRow;
        let to = sums;
        for (let tap = 0; tap < taps; tap++) {
          const isFirst = sample == 0 && row == 0;
          for (let k = 0; k < run; k += TILE) {
            const at = from + tap * xTap + (k << 2);
            if (TILE == 6) addSix(at, dy, to, some, columns, xColumn, xSkip, isFirst);
            else addFour(at, dy, to, some, columns, xColumn, xSkip, isFirst);
            to += TILE * 32;
          }
        }
        dy += (some * columns) << 5;
      }
    }
    sums += panel;
  }
}
