/**
 * A convolution as products of pixels and panels. In a padded picture a row of a filter's taps meets numbers that lie one behind
 * another, a run of `columns · inputs` floats; a place (an output pixel) reads one run for each row of taps. Places are listed as pairs of
 * addresses, where the first run begins and where the result goes, so that one loop serves every stride, phase and shape.
 */
import { multiplyAdd, sumsOf, TILE } from './arithmetic';
import { PANEL } from './layout';

/** Of a group of places that are computed together. */
export const GROUP_BYTES: usize = TILE * 8;

/**
 * Of a band: six numbers, how many groups of places it has, where its taps begin in a panel (bytes), how many rows of taps, their run, and the
 * bytes between the end of a run and the next in the picture and in the panel.
 */
const BAND_BYTES: usize = 24;

/**
 * Lists the places of samples × rows × columns: addresses from `x` and `y` on with these steps in bytes. Fills the last group with places
 * that read the first and write `nowhere`. Returns how many groups of four.
 */
export function layPlaces(
  places: usize,
  x: usize,
  y: usize,
  nowhere: usize,
  samples: i32,
  rows: i32,
  columns: i32,
  xSample: i32,
  xRow: i32,
  xColumn: i32,
  ySample: i32,
  yRow: i32,
  yColumn: i32,
): i32 {
  let at = places;
  for (let sample = 0; sample < samples; sample++) {
    for (let row = 0; row < rows; row++) {
      let from = x + sample * xSample + row * xRow;
      let to = y + sample * ySample + row * yRow;
      for (let column = 0; column < columns; column++) {
        store<usize>(at, from);
        store<usize>(at, to, 4);
        from += xColumn;
        to += yColumn;
        at += 8;
      }
    }
  }
  const count = samples * rows * columns;
  const groups = (count + TILE - 1) / TILE;
  for (let i = count; i < groups * TILE; i++) {
    store<usize>(at, x);
    store<usize>(at, nowhere, 4);
    at += 8;
  }
  return groups;
}

/** Writes 8 sums of a place, or as many as there are outputs left. */
function put(to: usize, first: v128, second: v128, lanes: i32, spare: usize): void {
  if (lanes == PANEL) {
    v128.store(to, first);
    v128.store(to, second, 16);
    return;
  }
  v128.store(spare, first);
  v128.store(spare, second, 16);
  for (let lane = 0; lane < lanes; lane++) store<f32>(to + (lane << 2), load<f32>(spare + (lane << 2)));
}

/** Four places with rows of taps of one panel; `skip` and `panelSkip` bytes lie between the end of a run and the next. */
function productFour(
  places: usize,
  panel: usize,
  taps: i32,
  run: i32,
  skip: i32,
  panelSkip: i32,
  output: usize,
  lanes: i32,
  spare: usize,
): void {
  let x0 = load<usize>(places);
  let x1 = load<usize>(places, 8);
  let x2 = load<usize>(places, 16);
  let x3 = load<usize>(places, 24);
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  for (let tap = 0; tap < taps; tap++) {
    const end = panel + (run << 5);
    while (panel < end) {
      const p0 = v128.load(panel);
      const p1 = v128.load(panel, 16);
      let factor = v128.load_splat<f32>(x0);
      s00 = multiplyAdd(s00, factor, p0);
      s01 = multiplyAdd(s01, factor, p1);
      factor = v128.load_splat<f32>(x1);
      s10 = multiplyAdd(s10, factor, p0);
      s11 = multiplyAdd(s11, factor, p1);
      factor = v128.load_splat<f32>(x2);
      s20 = multiplyAdd(s20, factor, p0);
      s21 = multiplyAdd(s21, factor, p1);
      factor = v128.load_splat<f32>(x3);
      s30 = multiplyAdd(s30, factor, p0);
      s31 = multiplyAdd(s31, factor, p1);
      x0 += 4;
      x1 += 4;
      x2 += 4;
      x3 += 4;
      panel += 32;
    }
    x0 += skip;
    x1 += skip;
    x2 += skip;
    x3 += skip;
    panel += panelSkip;
  }
  put(load<usize>(places, 4) + output, s00, s01, lanes, spare);
  put(load<usize>(places, 12) + output, s10, s11, lanes, spare);
  put(load<usize>(places, 20) + output, s20, s21, lanes, spare);
  put(load<usize>(places, 28) + output, s30, s31, lanes, spare);
}

/** Six places, likewise. */
function productSix(
  places: usize,
  panel: usize,
  taps: i32,
  run: i32,
  skip: i32,
  panelSkip: i32,
  output: usize,
  lanes: i32,
  spare: usize,
): void {
  let x0 = load<usize>(places);
  let x1 = load<usize>(places, 8);
  let x2 = load<usize>(places, 16);
  let x3 = load<usize>(places, 24);
  let x4 = load<usize>(places, 32);
  let x5 = load<usize>(places, 40);
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
  for (let tap = 0; tap < taps; tap++) {
    const end = panel + (run << 5);
    while (panel < end) {
      const p0 = v128.load(panel);
      const p1 = v128.load(panel, 16);
      let factor = v128.load_splat<f32>(x0);
      s00 = multiplyAdd(s00, factor, p0);
      s01 = multiplyAdd(s01, factor, p1);
      factor = v128.load_splat<f32>(x1);
      s10 = multiplyAdd(s10, factor, p0);
      s11 = multiplyAdd(s11, factor, p1);
      factor = v128.load_splat<f32>(x2);
      s20 = multiplyAdd(s20, factor, p0);
      s21 = multiplyAdd(s21, factor, p1);
      factor = v128.load_splat<f32>(x3);
      s30 = multiplyAdd(s30, factor, p0);
      s31 = multiplyAdd(s31, factor, p1);
      factor = v128.load_splat<f32>(x4);
      s40 = multiplyAdd(s40, factor, p0);
      s41 = multiplyAdd(s41, factor, p1);
      factor = v128.load_splat<f32>(x5);
      s50 = multiplyAdd(s50, factor, p0);
      s51 = multiplyAdd(s51, factor, p1);
      x0 += 4;
      x1 += 4;
      x2 += 4;
      x3 += 4;
      x4 += 4;
      x5 += 4;
      panel += 32;
    }
    x0 += skip;
    x1 += skip;
    x2 += skip;
    x3 += skip;
    x4 += skip;
    x5 += skip;
    panel += panelSkip;
  }
  put(load<usize>(places, 4) + output, s00, s01, lanes, spare);
  put(load<usize>(places, 12) + output, s10, s11, lanes, spare);
  put(load<usize>(places, 20) + output, s20, s21, lanes, spare);
  put(load<usize>(places, 28) + output, s30, s31, lanes, spare);
  put(load<usize>(places, 36) + output, s40, s41, lanes, spare);
  put(load<usize>(places, 44) + output, s50, s51, lanes, spare);
}

/**
 * Groups of places from `first` to below `end` with all panels of `panelBytes`. Places lie band by band: at those of a band only the taps that it
 * names meet the picture, the others zeros around it. `spare` is 32 bytes of the caller's.
 */
export function convolve(
  places: usize,
  first: i32,
  end: i32,
  bands: usize,
  bandCount: i32,
  panels: usize,
  panelBytes: i32,
  outputs: i32,
  spare: usize,
): void {
  for (let output = 0; output < outputs; output += PANEL) {
    const lanes = min(PANEL, outputs - output);
    let behind = 0;
    for (let band = bands; band < bands + bandCount * BAND_BYTES; band += BAND_BYTES) {
      const begin = max(first, behind);
      behind += load<i32>(band);
      const panel = panels + load<i32>(band, 4);
      const taps = load<i32>(band, 8);
      const run = load<i32>(band, 12);
      const skip = load<i32>(band, 16);
      const panelSkip = load<i32>(band, 20);
      for (let group = begin; group < min(end, behind); group++) {
        const at = places + group * GROUP_BYTES;
        if (TILE == 6) productSix(at, panel, taps, run, skip, panelSkip, output << 2, lanes, spare);
        else productFour(at, panel, taps, run, skip, panelSkip, output << 2, lanes, spare);
      }
    }
    panels += panelBytes;
  }
}

/**
 * Up to four outputs: sums along the run instead of side by side, so that no lane is idle. `filters` are [4, taps, run], zeros
 * where there are fewer outputs; `run` is a multiple of 4.
 */
export function convolveFew(
  places: usize,
  groups: i32,
  filters: usize,
  taps: i32,
  run: i32,
  skip: i32,
  outputs: i32,
  spare: usize,
): void {
  const size = (taps * run) << 2;
  for (let pair = 0; pair < groups * (TILE >> 1); pair++) {
    let x0 = load<usize>(places);
    let x1 = load<usize>(places, 8);
    let f0 = filters;
    let f1 = f0 + size;
    let f2 = f1 + size;
    let f3 = f2 + size;
    let s00 = f32x4.splat(0);
    let s01 = f32x4.splat(0);
    let s02 = f32x4.splat(0);
    let s03 = f32x4.splat(0);
    let s10 = f32x4.splat(0);
    let s11 = f32x4.splat(0);
    let s12 = f32x4.splat(0);
    let s13 = f32x4.splat(0);
    for (let tap = 0; tap < taps; tap++) {
      for (let k = 0; k < run; k += 4) {
        const a = v128.load(x0);
        const b = v128.load(x1);
        let factor = v128.load(f0);
        s00 = multiplyAdd(s00, a, factor);
        s10 = multiplyAdd(s10, b, factor);
        factor = v128.load(f1);
        s01 = multiplyAdd(s01, a, factor);
        s11 = multiplyAdd(s11, b, factor);
        factor = v128.load(f2);
        s02 = multiplyAdd(s02, a, factor);
        s12 = multiplyAdd(s12, b, factor);
        factor = v128.load(f3);
        s03 = multiplyAdd(s03, a, factor);
        s13 = multiplyAdd(s13, b, factor);
        x0 += 16;
        x1 += 16;
        f0 += 16;
        f1 += 16;
        f2 += 16;
        f3 += 16;
      }
      x0 += skip;
      x1 += skip;
    }
    v128.store(spare, sumsOf(s00, s01, s02, s03));
    v128.store(spare, sumsOf(s10, s11, s12, s13), 16);
    const y0 = load<usize>(places, 4);
    const y1 = load<usize>(places, 12);
    for (let lane = 0; lane < outputs; lane++) {
      store<f32>(y0 + (lane << 2), load<f32>(spare + (lane << 2)));
      store<f32>(y1 + (lane << 2), load<f32>(spare + (lane << 2), 16));
    }
    places += 16;
  }
}
