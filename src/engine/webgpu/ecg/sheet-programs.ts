/** The sheet of `engine/ecg/sheet-printing.ts`, a thread a pixel. */
import type { SheetSizes } from '../../ecg/sheet-printing.ts';
import { flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

const SIGMOID = 'fn sigmoid(x: f32) -> f32 { return 1.0f / (1.0f + exp(-x)); }';

/** `inkAt(b, row, column)` goes on outside the picture, `spreadAt` is the ink after the blur. */
function inkFunctions({ height, width }: SheetSizes): string {
  return `
fn inkAt(b: u32, row: i32, column: i32) -> f32 {
  let line = b * ${height}u + u32(clamp(row, 0, ${height - 1}));
  return ink[line * ${width}u + u32(clamp(column, 0, ${width - 1}))];
}
fn spreadAt(b: u32, row: i32, column: i32) -> f32 {
  var sum = 0.0f;
  for (var tap = 0; tap < 9; tap++) { sum += blur[tap] * inkAt(b, row + tap / 3 - 1, column + tap % 3 - 1); }
  return sum;
}`;
}

export function printSheetProgram(sizes: SheetSizes): GpuProgram {
  const { batch, height, width } = sizes;
  const threads = batch * height * width;
  return {
    inputs: bindings('ink', 'darkness', 'blur', 'paper'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${SIGMOID}${inkFunctions(sizes)}
${flatMain(
  threads,
  `let pixel = index % ${height * width}u;
  let spread = spreadAt(index / ${height * width}u, i32(pixel / ${width}u), i32(pixel % ${width}u));
  result[index] = 2.0f * sigmoid(paper[pixel]) * (1.0f - sigmoid(darkness[0]) * spread) - 1.0f;`,
)}`,
  };
}

/** dInk: from the pixels whose taps read this one; an edge is read for what lies outside as well. */
export function inkGradientProgram({ batch, height, width }: SheetSizes): GpuProgram {
  const threads = batch * height * width;
  return {
    inputs: bindings('dPicture', 'darkness', 'blur', 'paper'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${SIGMOID}
${flatMain(
  threads,
  `let pixel = i32(index % ${height * width}u);
  let b = i32(index / ${height * width}u);
  let row = pixel / ${width};
  let column = pixel % ${width};
  var sum = 0.0f;
  for (var r = max(row - 1, 0); r <= min(row + 1, ${height - 1}); r++) {
    for (var c = max(column - 1, 0); c <= min(column + 1, ${width - 1}); c++) {
      var taps = 0.0f;
      for (var tap = 0; tap < 9; tap++) {
        let seen = vec2<i32>(clamp(r + tap / 3 - 1, 0, ${height - 1}), clamp(c + tap % 3 - 1, 0, ${width - 1}));
        taps += select(0.0f, blur[tap], all(seen == vec2<i32>(row, column)));
      }
      let at = r * ${width} + c;
      sum -= taps * 2.0f * sigmoid(paper[at]) * dPicture[b * ${height * width} + at];
    }
  }
  result[index] = sigmoid(darkness[0]) * sum;`,
)}`,
  };
}

/** Numbers of a part: by the darkness and by the nine taps. */
export const SHEET_PARTS = 10;

/** Pixels that are summed to a part. */
const THREADS = 256;

export function sheetParts({ height, width }: SheetSizes): number {
  return Math.ceil((height * width) / THREADS);
}

/** dPaper [H, W], and what parts of the pixels add to the gradients by darkness and blur, [parts, 10]. */
export function paperGradientProgram(sizes: SheetSizes): GpuProgram {
  const { batch, height, width } = sizes;
  const pixels = height * width;
  return {
    inputs: bindings('dPicture', 'ink', 'darkness', 'blur', 'paper'),
    outputs: bindings('dPaper', 'parts'),
    workgroups: [sheetParts(sizes), 1, 1],
    code: `${SIGMOID}${inkFunctions(sizes)}
var<workgroup> sums: array<array<f32, ${SHEET_PARTS}>, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let place = group.x * ${THREADS}u + thread;
  let isInside = place < ${pixels}u;
  let index = min(place, ${pixels - 1}u);
  let row = i32(index / ${width}u);
  let column = i32(index % ${width}u);
  let dark = sigmoid(darkness[0]);
  let light = sigmoid(paper[index]);
  var byPaper = 0.0f;
  var byDark = 0.0f;
  var byTap: array<f32, 9>;
  for (var b = 0u; b < ${batch}u; b++) {
    let slope = 2.0f * dPicture[b * ${height * width}u + index];
    let spread = spreadAt(b, row, column);
    byPaper += slope * (1.0f - dark * spread);
    byDark -= slope * spread;
    for (var tap = 0; tap < 9; tap++) { byTap[tap] -= slope * inkAt(b, row + tap / 3 - 1, column + tap % 3 - 1); }
  }
  if (isInside) { dPaper[index] = byPaper * light * (1.0f - light); }
  let counts = select(0.0f, light * dark, isInside);
  sums[thread][0] = byDark * counts * (1.0f - dark);
  for (var tap = 0u; tap < 9u; tap++) { sums[thread][tap + 1u] = byTap[tap] * counts; }
  workgroupBarrier();
  for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
    if (thread < half) {
      for (var k = 0u; k < ${SHEET_PARTS}u; k++) { sums[thread][k] += sums[thread + half][k]; }
    }
    workgroupBarrier();
  }
  if (thread < ${SHEET_PARTS}u) { parts[group.x * ${SHEET_PARTS}u + thread] = sums[0][thread]; }
}`,
  };
}

/** The sums of all parts, in their order. */
export function sheetSumsProgram(sizes: SheetSizes): GpuProgram {
  return {
    inputs: bindings('parts'),
    outputs: bindings('dDarkness', 'dBlur'),
    workgroups: flatGrid(SHEET_PARTS),
    code: flatMain(
      SHEET_PARTS,
      `var sum = 0.0f;
  for (var p = 0u; p < ${sheetParts(sizes)}u; p++) { sum += parts[p * ${SHEET_PARTS}u + index]; }
  if (index == 0u) { dDarkness[0] = sum; } else { dBlur[index - 1u] = sum; }`,
    ),
  };
}
