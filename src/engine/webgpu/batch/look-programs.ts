/** Looks of sheets and what is compared of them (`engine/batch/look.ts`, `kinds.ts`), a thread an output. */
import type { KindSizes } from '../../batch/kinds.ts';
import {
  BAND,
  BANDS,
  FEATURES,
  FREQUENCIES,
  KINDS,
  LEAST_POWER,
  LEAST_VARIANCE,
  type LookSizes,
  QUARTER,
  SIDE,
} from '../../batch/look.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

const LINES = KINDS[1];
const SWINGS = 2 * FREQUENCIES;

/** `inkAt(b, row, column)` of the reduced picture: the mean over its box of pixels. */
function inkFunction({ size }: LookSizes): string {
  return `
fn boxOf(place: u32) -> vec2<u32> { return vec2<u32>(place * ${size}u / ${SIDE}u, (place + 1u) * ${size}u / ${SIDE}u); }
fn inkAt(b: u32, row: u32, column: u32) -> f32 {
  let tall = boxOf(row);
  let wide = boxOf(column);
  var sum = 0.0f;
  for (var y = tall.x; y < tall.y; y++) {
    for (var x = wide.x; x < wide.y; x++) { sum += 1.0f - image[(b * ${size}u + y) * ${size}u + x]; }
  }
  return 0.5f * sum / f32((tall.y - tall.x) * (wide.y - wide.x));
}`;
}

/** `wave(f, x)`: cos and sin of f + 1 periods of the width at x, of a mean over it. From a table: WGSL's own are not exact. */
const WAVES = `
var<private> waves: array<f32, ${SIDE}> = array<f32, ${SIDE}>(${Array.from({ length: SIDE }, (_, k) => f32(Math.cos((2 * Math.PI * k) / SIDE) / SIDE)).join(', ')});
fn wave(f: u32, x: u32) -> vec2<f32> {
  let k = (f + 1u) * x;
  return vec2<f32>(waves[k % ${SIDE}u], waves[(k + ${(3 * SIDE) / 4}u) % ${SIDE}u]);
}`;

export function lookProgram(sizes: LookSizes): GpuProgram {
  const each = LINES + BANDS * FREQUENCIES;
  const threads = sizes.batch * each;
  return {
    inputs: bindings('image'),
    outputs: bindings('features', 'swings'),
    workgroups: flatGrid(threads),
    code: `${WAVES}${inkFunction(sizes)}
${flatMain(
  threads,
  `let b = index / ${each}u;
  let own = b * ${FEATURES}u;
  let at = index % ${each}u;
  if (at < ${LINES}u) {
    let first = at * ${QUARTER}u;
    var sum = 0.0f;
    for (var i = first; i < first + ${QUARTER}u; i++) { sum += inkAt(b, i / ${SIDE}u, i % ${SIDE}u); }
    let mean = sum / ${f32(QUARTER)};
    var squares = 0.0f;
    for (var i = first; i < first + ${QUARTER}u; i++) {
      let apart = inkAt(b, i / ${SIDE}u, i % ${SIDE}u) - mean;
      squares += apart * apart;
    }
    features[own + at] = mean;
    features[own + ${LINES}u + at] = sqrt(squares / ${f32(QUARTER)} + ${f32(LEAST_VARIANCE)});
    return;
  }
  let band = (at - ${LINES}u) / ${FREQUENCIES}u;
  let f = (at - ${LINES}u) % ${FREQUENCIES}u;
  var swing = vec2<f32>();
  for (var x = 0u; x < ${SIDE}u; x++) {
    var value = 0.0f;
    for (var line = band * ${BAND}u; line < (band + 1u) * ${BAND}u; line++) { value += inkAt(b, line, x); }
    swing += value / ${f32(BAND)} * wave(f, x);
  }
  let to = (b * ${BANDS}u + band) * ${SWINGS}u + f;
  swings[to] = swing.x;
  swings[to + ${FREQUENCIES}u] = swing.y;
  features[own + ${LINES}u + at] = sqrt(dot(swing, swing) + ${f32(LEAST_POWER)});`,
)}`,
  };
}

/** By every column of the bands, [batch, BANDS, SIDE]. */
export function bandsGradientProgram({ batch }: LookSizes): GpuProgram {
  const threads = batch * BANDS * SIDE;
  return {
    inputs: bindings('by', 'features', 'swings'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${WAVES}
${flatMain(
  threads,
  `let x = index % ${SIDE}u;
  let band = index / ${SIDE}u;
  let own = band / ${BANDS}u * ${FEATURES}u + ${KINDS[2]}u + band % ${BANDS}u * ${FREQUENCIES}u;
  var sum = 0.0f;
  for (var f = 0u; f < ${FREQUENCIES}u; f++) {
    let at = band * ${SWINGS}u + f;
    let through = dot(vec2<f32>(swings[at], swings[at + ${FREQUENCIES}u]), wave(f, x));
    sum += by[own + f] / features[own + f] * through;
  }
  result[index] = sum / ${f32(BAND)};`,
)}`,
  };
}

export function lookGradientProgram(sizes: LookSizes): GpuProgram {
  const { batch, size } = sizes;
  const threads = batch * size * size;
  return {
    inputs: bindings('image', 'by', 'features', 'bands'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${inkFunction(sizes)}
${flatMain(
  threads,
  `let b = index / ${size * size}u;
  let pixel = index % ${size * size}u;
  // The box that a pixel lies in.
  let row = ((pixel / ${size}u + 1u) * ${SIDE}u - 1u) / ${size}u;
  let column = ((pixel % ${size}u + 1u) * ${SIDE}u - 1u) / ${size}u;
  let tall = boxOf(row);
  let wide = boxOf(column);
  let own = b * ${FEATURES}u;
  let line = own + (row * ${SIDE}u + column) / ${QUARTER}u;
  let uneven = (inkAt(b, row, column) - features[line]) / features[line + ${LINES}u];
  let ofLine = (by[line] + by[line + ${LINES}u] * uneven) / ${f32(QUARTER)};
  let ofBand = bands[(b * ${BANDS}u + row / ${BAND}u) * ${SIDE}u + column];
  result[index] = -0.5f * (ofLine + ofBand) / f32((tall.y - tall.x) * (wide.y - wide.x));`,
)}`,
  };
}

export function kindRowsProgram(sizes: KindSizes): GpuProgram {
  const { batch, components, compared, columns, rowWeight, readings } = sizes;
  const width = compared + columns;
  const threads = batch * Math.max(width, readings);
  const across = Math.max(width, readings);
  return {
    inputs: bindings('look', 'row', 'says', 'column'),
    outputs: bindings('whole', 'beside'),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let b = index / ${across}u;
  let k = index % ${across}u;
  if (k < ${compared}u) { whole[b * ${width}u + k] = look[b * ${components}u + k]; }
  else if (k < ${width}u) { whole[b * ${width}u + k] = ${f32(rowWeight)} * row[b * ${columns}u + k - ${compared}u]; }
  if (k < ${readings}u) {
    let at = 2u * (k * ${batch}u + b);
    beside[at] = says[b * ${readings}u + k];
    beside[at + 1u] = row[b * ${columns}u + u32(column[k])];
  }`,
    ),
  };
}

export function byLookProgram([ofWhole, ofReadings]: readonly [number, number], sizes: KindSizes): GpuProgram {
  const { batch, components, compared, columns, readings } = sizes;
  const threads = batch * components;
  return {
    inputs: bindings('byWhole', 'byBeside', 'kernel'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let b = index / ${components}u;
  let k = index % ${components}u;
  var sum = 0.0f;
  for (var g = 0u; g < ${readings}u; g++) { sum += kernel[k * ${readings}u + g] * byBeside[2u * (g * ${batch}u + b)]; }
  let direct = select(0.0f, byWhole[b * ${compared + columns}u + min(k, ${compared - 1}u)], k < ${compared}u);
  result[index] = ${f32(ofWhole)} * direct + ${f32(ofReadings)} * sum;`,
    ),
  };
}

/** Threads, and numbers each takes of a part of a sum of squares. */
const THREADS = 64;
const EACH = 64;

export function squareParts(size: number): number {
  return Math.min(256, Math.ceil(size / (THREADS * EACH)));
}

/** [parts]: sums of squares. */
export function squaresProgram(size: number): GpuProgram {
  const parts = squareParts(size);
  const length = Math.ceil(size / parts);
  return {
    inputs: bindings('x'),
    outputs: bindings('result'),
    workgroups: [parts, 1, 1],
    code: `
var<workgroup> sums: array<f32, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let end = min((group.x + 1u) * ${length}u, ${size}u);
  var sum = 0.0f;
  for (var i = group.x * ${length}u + thread; i < end; i += ${THREADS}u) { sum += x[i] * x[i]; }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread == 0u) {
    var all = 0.0f;
    for (var t = 0u; t < ${THREADS}u; t++) { all += sums[t]; }
    result[group.x] = all;
  }
}`,
  };
}

/** x · min(1, most / |x|) + more, from the sums of squares of x. */
export function heldProgram(size: number, most: number): GpuProgram {
  return {
    inputs: bindings('x', 'more', 'squares'),
    outputs: bindings('result'),
    workgroups: flatGrid(size),
    code: flatMain(
      size,
      `var all = 0.0f;
  for (var p = 0u; p < ${squareParts(size)}u; p++) { all += squares[p]; }
  result[index] = x[index] * min(1.0f, ${f32(most)} / max(sqrt(all), 1e-12f)) + more[index];`,
    ),
  };
}
