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

/** A row of a result: where it begins, which row it shows, what is hidden of it, and its picture's changes. */
interface Line {
  readonly at: number;
  readonly from: number;
  /** Columns [begin, end). */
  readonly hidden: readonly [begin: number, end: number];
  readonly right: number;
  readonly factor: number;
  readonly summand: number;
}

function lines(how: Float32Array, { batch, height, width, halfSquare, margin }: AugmentSizes): Line[] {
  const [high, wide] = [height + 2 * margin, width + 2 * margin];
  return Array.from({ length: batch * high }, (_, line) => {
    const b = Math.floor(line / high);
    const row = line % high;
    const [down = 0, right = 0, middleRow = 0, middleColumn = 0, factor = 1, summand = 0] = how.subarray(
      b * CHANGES,
      (b + 1) * CHANGES,
    );
    const isHidden = Math.abs(row - middleRow) < halfSquare;
    return {
      at: line * wide,
      from: (b * height + clamp(row - margin + down, 0, height - 1)) * width,
      hidden: isHidden ? [Math.floor(middleColumn - halfSquare) + 1, Math.ceil(middleColumn + halfSquare)] : [0, 0],
      right: right - margin,
      factor,
      summand,
    };
  });
}

/** x [B, H, W, C], y wider and higher by twice the margin. */
export function augment(x: Float32Array, how: Float32Array, sizes: AugmentSizes, y: Float32Array): void {
  const { width, channels, margin } = sizes;
  y.fill(0);
  for (const { at, from, hidden, right, factor, summand } of lines(how, sizes)) {
    for (let column = 0; column < width + 2 * margin; column++) {
      if (column >= hidden[0] && column < hidden[1]) continue;
      const source = (from + clamp(column + right, 0, width - 1)) * channels;
      const to = (at + column) * channels;
      for (let c = 0; c < channels; c++) y[to + c] = factor * (x[source + c] ?? 0) + summand;
    }
  }
}

export function augmentGradient(dy: Float32Array, how: Float32Array, sizes: AugmentSizes, dx: Float32Array): void {
  const { width, channels, margin } = sizes;
  dx.fill(0);
  for (const { at, from, hidden, right, factor } of lines(how, sizes)) {
    for (let column = 0; column < width + 2 * margin; column++) {
      if (column >= hidden[0] && column < hidden[1]) continue;
      const to = (from + clamp(column + right, 0, width - 1)) * channels;
      const source = (at + column) * channels;
      for (let c = 0; c < channels; c++) dx[to + c] = (dx[to + c] ?? 0) + factor * (dy[source + c] ?? 0);
    }
  }
}
