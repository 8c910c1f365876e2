/**
 * Gradient of a convolution by its filter as a matrix product: m = (tap, input channel), n = output channel,
 * k = output position. The product is small and k is long (25·Cin × Cout against batch · height · width), so k is cut
 * into parts, one per z, whose sums go to [parts, m, n] and are added in order afterwards.
 */
import {
  elementFor,
  gather4,
  patchFunctions,
  rowReader,
  storeFunction,
  type ConvolutionShape,
} from './convolution-shape.ts';
import { gemmCode } from './gemm.ts';
import type { GpuProgram } from './gpu-program.ts';
import { tileM, tileN, type Tile } from './tiles.ts';

export interface FilterGradientOptions {
  readonly shape: ConvolutionShape;
  readonly inputs: number;
  readonly outputs: number;
  readonly tile: Tile;
  readonly parts: number;
  readonly weighted: boolean;
}

/** k of one part, a multiple of every tile's depth. */
const PART_UNIT = 32;

/** Enough parts to fill a large GPU, each long enough that adding them up is cheap. By the shape only: parts decide the order of the sum. */
export function filterGradientParts(shape: ConvolutionShape, inputs: number, outputs: number): number {
  const rows = shape.side * shape.side * inputs;
  const positions = shape.batch * shape.smallHeight * shape.smallWidth;
  const tiles = Math.ceil(rows / 64) * Math.ceil(outputs / 64);
  const wanted = tiles >= 400 ? 1 : Math.ceil(1024 / tiles);
  const longest = Math.ceil(positions / 256);
  return Math.max(1, Math.min(wanted, longest, 256));
}

function partLength(positions: number, parts: number): number {
  return Math.ceil(positions / parts / PART_UNIT) * PART_UNIT;
}

export function filterGradientProgram(options: FilterGradientOptions): GpuProgram {
  const { shape, inputs, outputs, tile, parts, weighted } = options;
  const rows = shape.side * shape.side * inputs;
  const perSample = shape.smallHeight * shape.smallWidth;
  const positions = shape.batch * perSample;
  const length = partLength(positions, parts);
  const vector = inputs % 4 === 0;
  const taps = vector
    ? `
fn aRow(m: u32, z: u32) -> vec3<i32> { return tap(m); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> { return patchAt(col, row); }`
    : `
fn aRow(m: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(m), 0, 0); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> {
  let m = u32(row.x);
  ${gather4('patchAt(col, tap(m + i))')}
}`;
  const weight = weighted ? ` * sampleWeights[min(u32(col.x) / ${perSample}u, ${shape.batch - 1}u)]` : '';
  return {
    inputs: [
      { name: 'image', element: elementFor(inputs) },
      { name: 'gradient', element: elementFor(outputs) },
      ...(weighted ? [{ name: 'sampleWeights', element: 'f32' as const }] : []),
    ],
    outputs: [{ name: 'result', element: elementFor(outputs) }],
    params: ['firstGroup: u32'],
    workgroups: [Math.ceil(rows / tileM(tile)), Math.ceil(outputs / tileN(tile)), parts],
    code: gemmCode(tile, {
      aAlong: 'm',
      bAlong: 'n',
      functions: `
${patchFunctions(shape, inputs)}
${rowReader('gradientAt', 'gradient', positions, outputs)}
${storeFunction(outputs)}
fn kRange(z: u32) -> vec2<u32> {
  return min(vec2<u32>(z * ${length}u, (z + 1u) * ${length}u), vec2<u32>(${positions}u));
}
${taps}
fn aCol(k: u32, z: u32) -> vec3<i32> { return position(k); }
fn bCol(k: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(k), 0, 0); }
fn bLoad(col: vec3<i32>, n: u32, z: u32) -> vec4<f32> { return gradientAt(u32(col.x), n)${weight}; }
fn store(m: u32, n: u32, z: u32, v: vec4<f32>) {
  if (m < ${rows}u) { storeAt((z * ${rows}u + m) * ${outputs}u, n, v); }
}`,
    }),
  };
}
