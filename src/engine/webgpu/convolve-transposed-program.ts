/**
 * Transposed convolution as one dense matrix product per phase. With stride 2 an output pixel (2i + p, 2j + q) gets
 * contributions from a fixed subset of the taps, 9, 6, 6 or 4 of 25 by the phase (p, q); the phase is z, and no zero is
 * multiplied. m = input position (i, j), n = output channel, k = (tap of the phase, input channel).
 * The filter [k,k,O,I] is read along I and turned on the way.
 */
import { OUTSIDE, elementFor, gather4, storeFunction, type ConvolutionShape } from './convolution-shape.ts';
import { gemmCode } from './gemm.ts';
import type { GpuProgram } from './gpu-program.ts';
import { tileN, type Tile } from './tiles.ts';

export interface TransposedOptions {
  readonly shape: ConvolutionShape;
  readonly inputs: number;
  readonly outputs: number;
  readonly tile: Tile;
  readonly groups: number;
}

/** Output offset `phase`, padding `pad`: the taps first + s·t, t < count, reach inputs i + shift − t. */
function axis(name: string, { side, stride }: ConvolutionShape, pad: number): string {
  const count = (first: number): number => Math.ceil((side - first) / stride);
  return `
fn ${name}First(phase: u32) -> u32 { return (phase + ${pad}u) % ${stride}u; }
fn ${name}Shift(phase: u32) -> u32 { return (phase + ${pad}u) / ${stride}u; }
fn ${name}Count(phase: u32) -> u32 { return select(${count(1)}u, ${count(0)}u, ${name}First(phase) == 0u); }`;
}

export function convolveTransposedProgram(options: TransposedOptions): GpuProgram {
  const { shape: s, inputs, outputs, tile, groups } = options;
  const vector = inputs % 4 === 0;
  const positions = s.batch * s.smallHeight * s.smallWidth;
  const element = vector ? 'vec4<f32>' : 'f32';
  const unit = vector ? 4 : 1;
  const loads = vector
    ? `
fn aCol(k: u32, z: u32) -> vec3<i32> { return inputTap(k, z); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> { return inputAt(row, col); }
fn bCol(k: u32, z: u32) -> vec3<i32> { return filterTap(k, z); }
fn bLoad(col: vec3<i32>, n: u32, z: u32) -> vec4<f32> { return filterAt(col, n); }`
    : `
fn aCol(k: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(k), 0, 0); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> {
  let k = u32(col.x);
  ${gather4('inputAt(row, inputTap(k + i, z))')}
}
fn bCol(k: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(k), 0, 0); }
fn bLoad(col: vec3<i32>, n: u32, z: u32) -> vec4<f32> {
  let k = u32(col.x);
  ${gather4('filterAt(filterTap(k + i, z), n)')}
}`;
  return {
    inputs: [
      { name: 'image', element },
      { name: 'weights', element },
    ],
    outputs: [{ name: 'result', element: elementFor(outputs) }],
    params: ['firstGroup: u32'],
    workgroups: [groups, Math.ceil(outputs / tileN(tile)), s.stride * s.stride],
    code: gemmCode(tile, {
      aAlong: 'k',
      bAlong: 'k',
      functions: `
// The phase with the most taps comes first, so that short ones fill the gaps at the end.
fn phaseY(z: u32) -> u32 { return ${s.stride - 1}u - z / ${s.stride}u; }
fn phaseX(z: u32) -> u32 { return ${s.stride - 1}u - z % ${s.stride}u; }
${axis('y', s, s.padTop)}
${axis('x', s, s.padLeft)}
fn kRange(z: u32) -> vec2<u32> { return vec2<u32>(0u, yCount(phaseY(z)) * xCount(phaseX(z)) * ${inputs}u); }

fn aRow(m: u32, z: u32) -> vec3<i32> {
  let rest = m % ${s.smallHeight * s.smallWidth}u;
  let at = vec2<u32>(rest / ${s.smallWidth}u + yShift(phaseY(z)), rest % ${s.smallWidth}u + xShift(phaseX(z)));
  return select(vec3<i32>(vec3<u32>(at, m - rest)), vec3<i32>(${OUTSIDE}, 0, 0), m >= ${positions}u);
}
/** Offset to the input position, and channel. */
fn inputTap(k: u32, z: u32) -> vec3<i32> {
  let t = k / ${inputs}u;
  let across = xCount(phaseX(z));
  let found = vec3<i32>(-i32(t / across), -i32(t % across), i32(k % ${inputs}u) / ${unit});
  return select(found, vec3<i32>(${OUTSIDE}, 0, 0), t >= yCount(phaseY(z)) * across);
}
fn inputAt(row: vec3<i32>, col: vec3<i32>) -> ${element} {
  let at = row.xy + col.xy;
  let inside = all(vec2<u32>(at) < vec2<u32>(${s.smallHeight}u, ${s.smallWidth}u));
  let index = (row.z + at.x * ${s.smallWidth} + at.y) * ${inputs / unit} + col.z;
  return select(${element}(), image[select(0, index, inside)], inside);
}
/** Number of the tap in the filter (negative: none), and input channel. */
fn filterTap(k: u32, z: u32) -> vec3<i32> {
  let t = k / ${inputs}u;
  let p = vec2<u32>(phaseY(z), phaseX(z));
  let across = xCount(p.y);
  let y = yFirst(p.x) + ${s.stride}u * (t / across);
  let x = xFirst(p.y) + ${s.stride}u * (t % across);
  let found = vec3<i32>(vec3<u32>(y * ${s.side}u + x, k % ${inputs}u / ${unit}u, 0u));
  return select(found, vec3<i32>(-1, 0, 0), t >= yCount(p.x) * across);
}
fn filterAt(tap: vec3<i32>, n: u32) -> ${element} {
  let inside = (tap.x >= 0) & (n < ${outputs}u);
  let index = (u32(tap.x) * ${outputs}u + n) * ${inputs / unit}u + u32(tap.y);
  return select(${element}(), weights[select(0u, index, inside)], inside);
}
${loads}
${storeFunction(outputs)}
fn store(m: u32, n: u32, z: u32, v: vec4<f32>) {
  if (m >= ${positions}u) { return; }
  let rest = m % ${s.smallHeight * s.smallWidth}u;
  let b = m / ${s.smallHeight * s.smallWidth}u;
  let y = rest / ${s.smallWidth}u * ${s.stride}u + phaseY(z);
  let x = rest % ${s.smallWidth}u * ${s.stride}u + phaseX(z);
  storeAt(((b * ${s.height}u + y) * ${s.width}u + x) * ${outputs}u, n, v);
}`,
    }),
  };
}
