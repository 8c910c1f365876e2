/** The scans of `engine/ecg/augmenting.ts`; the gradient gathers, so that no two threads add to one pixel. */
import { type AugmentSizes, CHANGES } from '../../ecg/augmenting.ts';
import { flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

const CHANGE_FUNCTIONS = (halfSquare: number): string => `
fn change(b: i32, i: i32) -> f32 { return how[b * ${CHANGES} + i]; }
fn isHidden(b: i32, row: i32, column: i32) -> bool {
  return abs(f32(row) - change(b, 2)) < ${halfSquare}.0f && abs(f32(column) - change(b, 3)) < ${halfSquare}.0f;
}`;

/** Of an element of a picture [B, height, width, channels]. */
function placeOf(height: number, width: number, channels: number): string {
  return `let channel = i32(index) % ${channels};
  let pixel = i32(index) / ${channels};
  let b = pixel / ${height * width};
  let row = (pixel / ${width}) % ${height};
  let column = pixel % ${width};`;
}

export function augmentProgram(sizes: AugmentSizes): GpuProgram {
  const { batch, height, width, channels, halfSquare, margin } = sizes;
  const [high, wide] = [height + 2 * margin, width + 2 * margin];
  const threads = batch * high * wide * channels;
  return {
    inputs: bindings('x', 'how'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${CHANGE_FUNCTIONS(halfSquare)}
${flatMain(
  threads,
  `${placeOf(high, wide, channels)}
  let fromRow = clamp(row - ${margin} + i32(change(b, 0)), 0, ${height - 1});
  let fromColumn = clamp(column - ${margin} + i32(change(b, 1)), 0, ${width - 1});
  let shown = x[((b * ${height} + fromRow) * ${width} + fromColumn) * ${channels} + channel];
  result[index] = select(change(b, 4) * shown + change(b, 5), 0.0f, isHidden(b, row, column));`,
)}`,
  };
}

export function augmentGradientProgram(sizes: AugmentSizes): GpuProgram {
  const { batch, height, width, channels, halfSquare, margin } = sizes;
  const [high, wide] = [height + 2 * margin, width + 2 * margin];
  const threads = batch * height * width * channels;
  return {
    inputs: bindings('dy', 'how'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${CHANGE_FUNCTIONS(halfSquare)}
${flatMain(
  threads,
  `${placeOf(height, width, channels)}
  let down = i32(change(b, 0)) - ${margin};
  let right = i32(change(b, 1)) - ${margin};
  // Pixels that show this one: one, or at an edge all that would show what lies outside.
  let firstRow = max(select(row - down, 0, row == 0), 0);
  let lastRow = min(select(row - down, ${high - 1}, row == ${height - 1}), ${high - 1});
  let firstColumn = max(select(column - right, 0, column == 0), 0);
  let lastColumn = min(select(column - right, ${wide - 1}, column == ${width - 1}), ${wide - 1});
  var sum = 0.0f;
  for (var r = firstRow; r <= lastRow; r++) {
    for (var c = firstColumn; c <= lastColumn; c++) {
      if (!isHidden(b, r, c)) { sum += dy[((b * ${high} + r) * ${wide} + c) * ${channels} + channel]; }
    }
  }
  result[index] = change(b, 4) * sum;`,
)}`,
  };
}
