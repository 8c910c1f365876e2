/**
 * Convolution as a matrix product: m = output position, n = output channel, k = (tap, input channel); A is the input
 * read in patches, B the filter [k,k,I,O] as it lies.
 */
import {
  elementFor,
  gather4,
  patchFunctions,
  rowReader,
  storeFunction,
  type ConvolutionShape,
} from './convolution-shape.ts';
import { finishRow } from './finish-code.ts';
import { gemmCode } from './gemm.ts';
import { tileM, tileN, type Tile } from './tiles.ts';
import type { GpuProgram } from './gpu-program.ts';

export interface ConvolveOptions {
  readonly shape: ConvolutionShape;
  readonly inputs: number;
  readonly outputs: number;
  readonly tile: Tile;
  /** Workgroups along m of this dispatch (large products take several). */
  readonly groups: number;
  /** Of the LeakyReLU that follows a bias; null for neither. */
  readonly slope: number | null;
}

export function convolveProgram({ shape, inputs, outputs, tile, groups, slope }: ConvolveOptions): GpuProgram {
  const finish = slope === null ? null : finishRow(slope, outputs);
  const rows = shape.batch * shape.smallHeight * shape.smallWidth;
  const depth = shape.side * shape.side * inputs;
  const vector = inputs % 4 === 0;
  // Without vectors a load of 4 may cross taps, so each lane works its tap out.
  const columns = vector
    ? `
fn aCol(k: u32, z: u32) -> vec3<i32> { return tap(k); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> { return patchAt(row, col); }`
    : `
fn aCol(k: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(k), 0, 0); }
fn aLoad(row: vec3<i32>, col: vec3<i32>, z: u32) -> vec4<f32> {
  let k = u32(col.x);
  ${gather4('patchAt(row, tap(k + i))')}
}`;
  return {
    inputs: [
      { name: 'image', element: elementFor(inputs) },
      { name: 'weights', element: elementFor(outputs) },
      ...(finish?.inputs ?? []),
    ],
    outputs: [{ name: 'result', element: elementFor(outputs) }],
    params: ['firstGroup: u32'],
    workgroups: [groups, Math.ceil(outputs / tileN(tile)), 1],
    code: gemmCode(tile, {
      aAlong: 'k',
      bAlong: 'n',
      functions: `
${patchFunctions(shape, inputs)}
${rowReader('filterAt', 'weights', depth, outputs)}
${storeFunction(outputs)}${finish?.code ?? ''}
fn kRange(z: u32) -> vec2<u32> { return vec2<u32>(0u, ${depth}u); }
fn aRow(m: u32, z: u32) -> vec3<i32> { return position(m); }
${columns}
fn bCol(k: u32, z: u32) -> vec3<i32> { return vec3<i32>(i32(k), 0, 0); }
fn bLoad(col: vec3<i32>, n: u32, z: u32) -> vec4<f32> { return filterAt(u32(col.x), n); }
fn store(m: u32, n: u32, z: u32, v: vec4<f32>) { if (m < ${rows}u) { storeAt(m * ${outputs}u, n, ${finish === null ? 'v' : 'finishedRow(v, n)'}); } }`,
    }),
  };
}

/** Workgroups along m that cover all rows. */
export function rowGroups(rows: number, tile: Tile): number {
  return Math.ceil(rows / tileM(tile));
}
