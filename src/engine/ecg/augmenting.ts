/**
 * A picture as another scan of the same sheet would give it: moved, a square hidden, contrast and brightness. Never flips,
 * turns or stretches: an ECG says something else then. On arrays, with the gradient.
 */
import { clamp } from './scalar.ts';

export interface AugmentSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly halfSquare: number;
  /** Pixels that the result has more on every side; the edge goes on there. */
  readonly margin: number;
}

/** Numbers that say how a picture changes: down, right, row and column of the square, factor, summand. */
export const CHANGES = 6;

/** Calls `visit` for every pixel of the result that is not hidden: its index, the one it shows, and its picture's factor and summand. */
function everyPixel(
  how: Float32Array,
  { batch, height, width, halfSquare, margin }: AugmentSizes,
  visit: (at: number, from: number, factor: number, summand: number) => void,
): void {
  for (let b = 0, at = 0; b < batch; b++) {
    const [down = 0, right = 0, middleRow = 0, middleColumn = 0, factor = 1, summand = 0] = how.subarray(
      b * CHANGES,
      (b + 1) * CHANGES,
    );
    for (let row = 0; row < height + 2 * margin; row++) {
      const line = (b * height + clamp(row - margin + down, 0, height - 1)) * width;
      const isNear = Math.abs(row - middleRow) < halfSquare;
      for (let column = 0; column < width + 2 * margin; column++, at++) {
        if (isNear && Math.abs(column - middleColumn) < halfSquare) continue;
        visit(at, line + clamp(column - margin + right, 0, width - 1), factor, summand);
      }
    }
  }
}

/** x [B, H, W, C], y wider and higher by twice the margin. */
export function augment(x: Float32Array, how: Float32Array, sizes: AugmentSizes, y: Float32Array): void {
  y.fill(0);
  const { channels } = sizes;
  everyPixel(how, sizes, (at, from, factor, summand) => {
    for (let c = 0; c < channels; c++) y[at * channels + c] = factor * (x[from * channels + c] ?? 0) + summand;
  });
}

export function augmentGradient(dy: Float32Array, how: Float32Array, sizes: AugmentSizes, dx: Float32Array): void {
  dx.fill(0);
  const { channels } = sizes;
  everyPixel(how, sizes, (at, from, factor) => {
    for (let c = 0; c < channels; c++) {
      const i = from * channels + c;
      dx[i] = (dx[i] ?? 0) + factor * (dy[at * channels + c] ?? 0);
    }
  });
}
