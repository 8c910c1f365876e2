/** Numbers put where the products read them one after another. */
import { upToTile } from './arithmetic';

/** Output channels side by side in a panel. */
export const PANEL: i32 = 8;

/** Bytes from which a call of the memory instructions is worth its price. */
const MANY: i32 = 1024;

/** Copies floats of so many bytes. */
function copyFloats(to: usize, from: usize, bytes: i32): void {
  if (bytes >= MANY) {
    memory.copy(to, from, bytes);
    return;
  }
  let i = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Writes zeros over floats of so many bytes. */
function clearFloats(to: usize, bytes: i32): void {
  if (bytes >= MANY) {
    memory.fill(to, 0, bytes);
    return;
  }
  const zeros = f32x4.splat(0);
  let i = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, zeros);
  for (; i < bytes; i += 4) store<f32>(to + i, 0);
}

/**
 * x [samples, height, width, channels] into `to` [samples, toHeight, toWidth, channels], from row `top` and column `left` on, zeros
 * around it, and 32 zero bytes behind the last.
 */
export function padPicture(
  x: usize,
  to: usize,
  samples: i32,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
  toHeight: i32,
  toWidth: i32,
): void {
  const line = (width * channels) << 2;
  const before = (left * channels) << 2;
  const toLine = (toWidth * channels) << 2;
  const inside = min(height, toHeight - top);
  const taken = min(line, toLine - before);
  for (let sample = 0; sample < samples; sample++) {
    clearFloats(to, top * toLine);
    to += top * toLine;
    for (let row = 0; row < inside; row++) {
      clearFloats(to, before);
      copyFloats(to + before, x + row * line, taken);
      clearFloats(to + before + taken, toLine - before - taken);
      to += toLine;
    }
    const below = (toHeight - top - inside) * toLine;
    clearFloats(to, below);
    to += below;
    x += height * line;
  }
  clearFloats(to, 32);
}

/**
 * Taps (firstRow + i · rowStep, firstColumn + j · columnStep) of a filter whose steps from tap to tap, input to input and output to
 * output are given in floats, as panels of `lanes` outputs [⌈outputs / lanes⌉, rows, columns · inputs, lanes], zeros behind the last output.
 */
export function packFilter(
  filter: usize,
  to: usize,
  firstRow: i32,
  rowStep: i32,
  rows: i32,
  firstColumn: i32,
  columnStep: i32,
  columns: i32,
  inputs: i32,
  outputs: i32,
  ofRow: i32,
  ofColumn: i32,
  ofInput: i32,
  ofOutput: i32,
): void {
  for (let begin = 0; begin < outputs; begin += PANEL) {
    const lanes = min(PANEL, outputs - begin);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const tap = (firstRow + i * rowStep) * ofRow + (firstColumn + j * columnStep) * ofColumn + begin * ofOutput;
        let from = filter + (tap << 2);
        if (ofOutput == 1 && lanes == PANEL) {
          for (let k = 0; k < inputs; k++) {
            v128.store(to, v128.load(from));
            v128.store(to, v128.load(from, 16), 16);
            from += ofInput << 2;
            to += 32;
          }
        } else {
          for (let k = 0; k < inputs; k++) {
            for (let lane = 0; lane < lanes; lane++) {
              store<f32>(to + (lane << 2), load<f32>(from + ((lane * ofOutput) << 2)));
            }
            for (let lane = lanes; lane < PANEL; lane++) store<f32>(to + (lane << 2), 0);
            from += ofInput << 2;
            to += 32;
          }
        }
      }
    }
  }
}

/** The same taps, of at most four outputs, as filters [4, rows, columns · inputs], zeros behind the last. */
export function packFew(
  filter: usize,
  to: usize,
  firstRow: i32,
  rowStep: i32,
  rows: i32,
  firstColumn: i32,
  columnStep: i32,
  columns: i32,
  inputs: i32,
  outputs: i32,
  ofRow: i32,
  ofColumn: i32,
  ofInput: i32,
  ofOutput: i32,
): void {
  for (let output = 0; output < outputs; output++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const tap = (firstRow + i * rowStep) * ofRow + (firstColumn + j * columnStep) * ofColumn + output * ofOutput;
        for (let k = 0; k < inputs; k++) {
          store<f32>(to, load<f32>(filter + ((tap + k * ofInput) << 2)));
          to += 4;
        }
      }
    }
  }
  memory.fill(to, 0, ((4 - outputs) * rows * columns * inputs) << 2);
}

/**
 * The four parities of row and column of a picture, from channels [lines, width, 4 · channels] to places [2 · lines, 2 · width,
 * channels].
 */
export function interleave(phases: usize, to: usize, lines: i32, width: i32, channels: i32): void {
  const pair = channels << 3;
  const line = width * pair;
  for (let i = 0; i < lines; i++) {
    for (let j = 0; j < width; j++) {
      copyFloats(to, phases, pair);
      copyFloats(to + line, phases + pair, pair);
      phases += 2 * pair;
      to += pair;
    }
    to += line;
  }
}

/** dy [samples, places, outputs] times a weight by sample (none where `weights` is 0), as panels [⌈outputs / 8⌉, samples · places, 8]. */
export function packGradient(dy: usize, weights: usize, to: usize, samples: i32, places: i32, outputs: i32): void {
  for (let begin = 0; begin < outputs; begin += PANEL) {
    const lanes = min(PANEL, outputs - begin);
    let from = dy + (begin << 2);
    for (let sample = 0; sample < samples; sample++) {
      const weight: f32 = weights == 0 ? 1 : load<f32>(weights + (sample << 2));
      const factors = f32x4.splat(weight);
      for (let place = 0; place < places; place++) {
        if (lanes == PANEL) {
          v128.store(to, f32x4.mul(v128.load(from), factors));
          v128.store(to, f32x4.mul(v128.load(from, 16), factors), 16);
        } else {
          for (let lane = 0; lane < lanes; lane++) store<f32>(to + (lane << 2), load<f32>(from + (lane << 2)) * weight);
          for (let lane = lanes; lane < PANEL; lane++) store<f32>(to + (lane << 2), 0);
        }
        from += outputs << 2;
        to += 32;
      }
    }
  }
}

/** Sums as `filterGradient` leaves them as a filter [taps, run, outputs]. */
export function unpackGradient(sums: usize, to: usize, taps: i32, run: i32, outputs: i32): void {
  const rest = upToTile(run) - run;
  for (let begin = 0; begin < outputs; begin += PANEL) {
    const lanes = min(PANEL, outputs - begin);
    let at = to + (begin << 2);
    for (let tap = 0; tap < taps; tap++) {
      for (let k = 0; k < run; k++) {
        if (lanes == PANEL) {
          v128.store(at, v128.load(sums));
          v128.store(at, v128.load(sums, 16), 16);
        } else {
          for (let lane = 0; lane < lanes; lane++) store<f32>(at + (lane << 2), load<f32>(sums + (lane << 2)));
        }
        sums += 32;
        at += outputs << 2;
      }
      sums += rest << 5;
    }
  }
}
