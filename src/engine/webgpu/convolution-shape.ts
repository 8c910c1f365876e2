/** The sizes of a `same`-padded convolution, and the WGSL that reads its input as a matrix of patches. */
import type { Stride } from '../kernels.ts';

/** big [B,H,W,·] ↔ small [B,⌈H/s⌉,⌈W/s⌉,·]: `big` is the input of a convolution, the output of a transposed one. */
export interface ConvolutionShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly smallHeight: number;
  readonly smallWidth: number;
  /** Side of the filter. */
  readonly side: number;
  readonly stride: Stride;
  readonly padTop: number;
  readonly padLeft: number;
}

/** TensorFlow's `same`: what is missing is padded half before (rounded down) and half after. */
function padBefore(extent: number, small: number, side: number, stride: number): number {
  return Math.floor(Math.max((small - 1) * stride + side - extent, 0) / 2);
}

export function convolutionShape(
  [batch, height, width]: readonly [number, number, number, ...number[]],
  side: number,
  stride: Stride,
): ConvolutionShape {
  const smallHeight = Math.ceil(height / stride);
  const smallWidth = Math.ceil(width / stride);
  return {
    batch,
    height,
    width,
    smallHeight,
    smallWidth,
    side,
    stride,
    padTop: padBefore(height, smallHeight, side, stride),
    padLeft: padBefore(width, smallWidth, side, stride),
  };
}

export function shapeKey(s: ConvolutionShape): string {
  return [s.batch, s.height, s.width, s.side, s.stride].join('_');
}

/**
 * The body of a load of 4 values that lie apart: `at(i)` for i below 4. A loop, not four copies: with several loads in
 * a program the copies make a source that some drivers take minutes to compile. For the same reason what lies outside
 * is selected away and not branched around.
 */
export function gather4(at: string): string {
  return `var v = vec4<f32>();
  for (var i = 0u; i < 4u; i++) { v[i] = ${at}; }
  return v;`;
}

/** Far enough outside every picture, so that a row or column beyond the matrix reads zeros. */
export const OUTSIDE = -1_000_000;

/**
 * Reads `image` [B, H, W, C] of the big side at a position of the small side plus a tap of the filter:
 *   position(p) for p in [0, B·h·w): corner of its patch (y, x) and first pixel of its picture
 *   tap(t)      for t in [0, side²·C): offset in the patch (y, x) and channel (in vectors where C % 4 = 0)
 *   patchAt(position, tap) one value, or 4 along the channels
 */
export function patchFunctions(s: ConvolutionShape, channels: number): string {
  const vector = channels % 4 === 0;
  const positions = s.batch * s.smallHeight * s.smallWidth;
  const element = vector ? 'vec4<f32>' : 'f32';
  return `
fn position(p: u32) -> vec3<i32> {
  let b = p / ${s.smallHeight * s.smallWidth}u;
  let rest = p % ${s.smallHeight * s.smallWidth}u;
  let corner = vec2<i32>(vec2<u32>(rest / ${s.smallWidth}u, rest % ${s.smallWidth}u) * ${s.stride}u);
  let at = vec3<i32>(corner - vec2<i32>(${s.padTop}, ${s.padLeft}), i32(b * ${s.height * s.width}u));
  return select(at, vec3<i32>(${OUTSIDE}, 0, 0), p >= ${positions}u);
}
fn tap(t: u32) -> vec3<i32> {
  let at = t / ${channels}u;
  let channel = t % ${channels}u${vector ? ' / 4u' : ''};
  let found = vec3<i32>(vec3<u32>(at / ${s.side}u, at % ${s.side}u, channel));
  return select(found, vec3<i32>(${OUTSIDE}, 0, 0), t >= ${s.side * s.side * channels}u);
}
fn patchAt(position: vec3<i32>, tap: vec3<i32>) -> ${element} {
  let at = position.xy + tap.xy;
  // Negative coordinates are large unsigned ones.
  let inside = all(vec2<u32>(at) < vec2<u32>(${s.height}u, ${s.width}u));
  let index = (position.z + at.x * ${s.width} + at.y) * ${vector ? channels / 4 : channels} + tap.z;
  return select(${element}(), image[select(0, index, inside)], inside);
}`;
}

/** `fn storeAt(base, n, v)`: 4 outputs from column n of the row that begins at element `base` of `result`. */
export function storeFunction(columns: number): string {
  if (columns % 4 === 0) {
    return `
fn storeAt(base: u32, n: u32, v: vec4<f32>) {
  if (n < ${columns}u) { result[(base + n) / 4u] = v; }
}`;
  }
  return `
fn storeAt(base: u32, n: u32, v: vec4<f32>) {
  for (var i = 0u; i < 4u && n + i < ${columns}u; i++) { result[base + n + i] = v[i]; }
}`;
}

/** `fn rowOf(row, n)`: 4 values from column n of a row-major matrix `name` with `rows` rows; zero outside. */
export function rowReader(fn: string, name: string, rows: number, columns: number): string {
  if (columns % 4 === 0) {
    return `
fn ${fn}(row: u32, n: u32) -> vec4<f32> {
  let inside = (row < ${rows}u) & (n < ${columns}u);
  return select(vec4<f32>(), ${name}[select(0u, (row * ${columns}u + n) / 4u, inside)], inside);
}`;
  }
  return `
fn ${fn}(row: u32, n: u32) -> vec4<f32> {
  var v = vec4<f32>();
  for (var i = 0u; i < 4u; i++) {
    let inside = (row < ${rows}u) & (n + i < ${columns}u);
    v[i] = select(0.0f, ${name}[select(0u, row * ${columns}u + n + i, inside)], inside);
  }
  return v;
}`;
}

export function elementFor(columns: number): 'f32' | 'vec4<f32>' {
  return columns % 4 === 0 ? 'vec4<f32>' : 'f32';
}
