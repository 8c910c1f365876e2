/**
 * Ink on a sheet and its gradients: `engine/ecg/sheet-printing.ts` says what they are. Ink and pictures [samples, height, width], `light` 2 · sigmoid of
 * the paper [height, width], `blur` nine taps, `dark` sigmoid of the darkness.
 */
import { loadSome, multiplyAdd, storeSome } from './arithmetic';

function clamped(row: i32, height: i32): i32 {
  return min(max(row, 0), height - 1);
}

/** A picture with a pixel more on every side, where its edge goes on. */
function withEdges(picture: usize, to: usize, height: i32, width: i32): void {
  const bytes = width << 2;
  for (let row = -1; row <= height; row++) {
    const from = picture + clamped(row, height) * bytes;
    store<f32>(to, load<f32>(from));
    memory.copy(to + 4, from, bytes);
    store<f32>(to + 4 + bytes, load<f32>(from + bytes - 4));
    to += bytes + 8;
  }
}

/** Σ taps · three pixels of three lines, of up to four pixels from `at` on; `step` goes to the next tap. */
function ofTaps(at: usize, line: usize, blur: usize, step: i32, lanes: i32): v128 {
  let sum = f32x4.splat(0);
  for (let row = 0; row < 3; row++) {
    sum = multiplyAdd(sum, v128.load32_splat(blur), loadSome(at, lanes));
    sum = multiplyAdd(sum, v128.load32_splat(blur + step), loadSome(at + 4, lanes));
    sum = multiplyAdd(sum, v128.load32_splat(blur + 2 * step), loadSome(at + 8, lanes));
    blur += 3 * step;
    at += line;
  }
  return sum;
}

/** `edged` has room for a picture with its edges. */
export function printSheet(
  ink: usize,
  light: usize,
  blur: usize,
  picture: usize,
  edged: usize,
  samples: i32,
  height: i32,
  width: i32,
  dark: f32,
): void {
  const one = f32x4.splat(1);
  const less = f32x4.splat(-dark);
  const line = (width + 2) << 2;
  for (let sample = 0; sample < samples; sample++) {
    withEdges(ink, edged, height, width);
    let at = light;
    for (let row = 0; row < height; row++) {
      let from = edged + row * line;
      for (let left = width; left > 0; left -= 4) {
        const seen = multiplyAdd(one, less, ofTaps(from, line, blur, 4, left));
        storeSome(picture, f32x4.sub(f32x4.mul(loadSome(at, left), seen), one), left);
        const bytes = min(left, 4) << 2;
        from += bytes;
        at += bytes;
        picture += bytes;
      }
    }
    ink += (height * width) << 2;
  }
}

function total(sums: v128): f64 {
  return (
    <f64>f32x4.extract_lane(sums, 0) +
    <f64>f32x4.extract_lane(sums, 1) +
    <f64>f32x4.extract_lane(sums, 2) +
    <f64>f32x4.extract_lane(sums, 3)
  );
}

/** What lies outside counts for the edge. `edged` is a picture with a pixel more on every side. */
function foldEdges(edged: usize, ink: usize, height: i32, width: i32): void {
  const bytes = width << 2;
  const line = bytes + 8;
  for (let row = 0; row < height; row++) memory.copy(ink + row * bytes, edged + (row + 1) * line + 4, bytes);
  const last = ink + (height - 1) * bytes;
  for (let x = 0; x < bytes; x += 4) {
    store<f32>(ink + x, load<f32>(ink + x) + load<f32>(edged + 4 + x));
    store<f32>(last + x, load<f32>(last + x) + load<f32>(edged + (height + 1) * line + 4 + x));
  }
  for (let row = 0; row < height + 2; row++) {
    const from = edged + row * line;
    const left = ink + clamped(row - 1, height) * bytes;
    const right = left + bytes - 4;
    store<f32>(left, load<f32>(left) + load<f32>(from));
    store<f32>(right, load<f32>(right) + load<f32>(from + line - 4));
  }
}

/**
 * `spare` has room for a picture with its edges and one with two pixels more on every side, which is zero there; `sums` are ten f64, zeros:
 * by `dark` and by the taps. `dPaper` [height, width] is zero.
 */
export function printSheetGradient(
  dPicture: usize,
  ink: usize,
  light: usize,
  blur: usize,
  dInk: usize,
  dPaper: usize,
  sums: usize,
  spare: usize,
  samples: i32,
  height: i32,
  width: i32,
  dark: f32,
): void {
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const less = f32x4.splat(-dark);
  const line = (width + 2) << 2;
  const wide = (width + 4) << 2;
  const slopes = spare + (height + 2) * line;
  memory.fill(slopes, 0, (height + 4) * wide);
  for (let sample = 0; sample < samples; sample++) {
    withEdges(ink, spare, height, width);
    let at = light;
    let paper = dPaper;
    for (let row = 0; row < height; row++) {
      let from = spare + row * line;
      let to = slopes + (row + 2) * wide + 8;
      let byDark = f32x4.splat(0);
      for (let left = width; left > 0; left -= 4) {
        // light is 2 · white; the picture light · (1 − dark · spread) − 1.
        const slope = loadSome(dPicture, left);
        const lit = loadSome(at, left);
        const spread = ofTaps(from, line, blur, 4, left);
        const through = f32x4.mul(slope, lit);
        const ofPaper = f32x4.mul(
          f32x4.mul(through, multiplyAdd(one, less, spread)),
          f32x4.sub(one, f32x4.mul(lit, half)),
        );
        storeSome(paper, f32x4.add(loadSome(paper, left), ofPaper), left);
        byDark = f32x4.sub(byDark, f32x4.mul(through, spread));
        storeSome(to, f32x4.mul(through, less), left);
        const bytes = min(left, 4) << 2;
        dPicture += bytes;
        at += bytes;
        paper += bytes;
        from += bytes;
        to += bytes;
      }
      store<f64>(sums, load<f64>(sums) + total(byDark));
    }
    for (let tap = 0; tap < 9; tap++) {
      const shift = (tap / 3) * line + ((tap % 3) << 2);
      let sum: f64 = 0;
      for (let row = 0; row < height; row++) {
        let from = spare + row * line + shift;
        let by = slopes + (row + 2) * wide + 8;
        let felt = f32x4.splat(0);
        for (let left = width; left > 0; left -= 4) {
          felt = multiplyAdd(felt, loadSome(from, left), loadSome(by, left));
          from += 16;
          by += 16;
        }
        sum += total(felt);
      }
      const to = sums + ((tap + 1) << 3);
      store<f64>(to, load<f64>(to) + sum);
    }
    // Every pixel with its edges is felt by those whose taps read it: the taps backwards, over the ink, which is read no more.
    for (let row = 0; row < height + 2; row++) {
      let from = slopes + row * wide;
      let to = spare + row * line;
      for (let left = width + 2; left > 0; left -= 4) {
        storeSome(to, ofTaps(from, wide, blur + 32, -4, left), left);
        from += 16;
        to += 16;
      }
    }
    foldEdges(spare, dInk, height, width);
    ink += (height * width) << 2;
    dInk += (height * width) << 2;
  }
}
