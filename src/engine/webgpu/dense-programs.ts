/**
 * Dense layers of a few samples: the kernel [I,O] is far larger than anything else, so each of its values is read once,
 * in order of memory, for all samples.
 */
import { elementFor, rowReader } from './convolution-shape.ts';
import { finishRow } from './finish-code.ts';
import type { GpuProgram } from './gpu-program.ts';

/** The sums of 16 samples (the most a thread keeps; more take several passes over the kernel) × 64 threads are 16 KiB of workgroup memory, which every device has. */
const THREADS = 64;

export interface DenseOptions {
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Samples a thread keeps sums of, at most 16. */
  readonly rows: number;
  /** Without them (software adapters) a thread sums alone. */
  readonly barriers: boolean;
}

/** Blocks of equally many samples, at most `limit`. */
function sampleBlocks(batch: number, limit: number): { rows: number; blocks: number } {
  const blocks = Math.ceil(batch / limit);
  return { rows: Math.ceil(batch / blocks), blocks };
}

/** Smallest power of two that holds n, at most `limit`. */
function powerOfTwo(n: number, limit: number): number {
  let power = 1;
  while (power < n && power < limit) power *= 2;
  return power;
}

/**
 * Parts of the sum over inputs that different workgroups take. By the shape only, for parts decide the order of the sum:
 * enough to keep a GPU busy, each at least 256 long so that the partial sums stay small beside the kernel.
 */
export function denseParts(inputs: number, outputs: number): number {
  const across = Math.ceil(outputs / 256);
  return Math.max(1, Math.min(Math.floor(inputs / 256), Math.ceil(1024 / across)));
}

/**
 * x · kernel. Threads of a workgroup lie along 4 outputs each and, where there are few outputs, also along the inputs;
 * the latter's sums are added in workgroup memory. z is a block of samples, y a part of the inputs.
 */
/** `slope`: of the LeakyReLU that follows a bias, with one part; null for neither. */
export function denseProgram(options: DenseOptions, parts: number, slope: number | null): GpuProgram {
  const { batch, inputs, outputs } = options;
  const groups4 = Math.ceil(outputs / 4);
  // A small layer is spread over more workgroups, each with more threads along the inputs: its time is latency.
  const isSmall = parts * Math.ceil(groups4 / 64) < 64;
  const across = powerOfTwo(groups4, isSmall && options.barriers ? 4 : 64);
  const deep = options.barriers ? THREADS / across : 1;
  const { rows, blocks } = sampleBlocks(batch, options.rows);
  const length = Math.ceil(inputs / parts);
  const each = Array.from({ length: rows }, (_, r) => r);
  const finish = slope === null ? null : finishRow(slope, outputs);
  const store =
    outputs % 4 === 0
      ? 'result[at / 4u] = v;'
      : `for (var i = 0u; i < 4u; i++) { if (n + i < ${outputs}u) { result[at + i] = v[i]; } }`;
  return {
    inputs: [
      { name: 'x', element: 'f32' },
      { name: 'weights', element: elementFor(outputs) },
      ...(finish?.inputs ?? []),
    ],
    outputs: [{ name: 'result', element: elementFor(outputs) }],
    workgroups: [Math.ceil(groups4 / across), parts, blocks],
    code: `
${rowReader('kernelAt', 'weights', inputs, outputs)}
${deep === 1 ? '' : `var<workgroup> sums: array<vec4<f32>, ${rows * THREADS}>;`}
${finish?.code ?? ''}
fn store(row: u32, part: u32, n: u32, ${finish === null ? 'v' : 'raw'}: vec4<f32>) {
  if ((row < ${batch}u) & (n < ${outputs}u)) {${finish === null ? '' : '\n    let v = finishedRow(raw, n);'}
    let at = (part * ${batch}u + row) * ${outputs}u + n;
    ${store}
  }
}
@compute @workgroup_size(${across * deep})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let n = (group.x * ${across}u + thread % ${across}u) * 4u;
  let lane = thread / ${across}u;
  let row = group.z * ${rows}u;
  let end = min((group.y + 1u) * ${length}u, ${inputs}u);
  ${each.map((r) => `var acc${r} = vec4<f32>(); let row${r} = min(row + ${r}u, ${batch - 1}u) * ${inputs}u;`).join('\n  ')}
  for (var k = group.y * ${length}u + lane; k < end; k += ${deep}u) {
    let w = kernelAt(k, n);
    ${each.map((r) => `acc${r} += x[row${r} + k] * w;`).join('\n    ')}
  }
  ${
    deep === 1
      ? each.map((r) => `store(row + ${r}u, group.y, n, acc${r});`).join('\n  ')
      : `${each.map((r) => `sums[${r * THREADS}u + thread] = acc${r};`).join(' ')}
  workgroupBarrier();
  for (var pair = thread; pair < ${rows * across}u; pair += ${THREADS}u) {
    let r = pair / ${across}u;
    let c = pair % ${across}u;
    var v = vec4<f32>();
    for (var l = 0u; l < ${deep}u; l++) { v += sums[r * ${THREADS}u + l * ${across}u + c]; }
    store(row + r, group.y, (group.x * ${across}u + c) * 4u, v);
  }`
  }
}`,
  };
}

/** Rows of the kernel a thread takes, so that a vector of dy serves several. */
const KERNEL_ROWS = 4;

/**
 * dy · kernelᵀ. Threads lie along the outputs within a row of the kernel (so it is read in order) and along its rows; a
 * thread's sum for 4 rows is a vector, and the sums of a row's threads are added in workgroup memory.
 */
export function denseInputGradientProgram(options: DenseOptions): GpuProgram {
  const { batch, inputs, outputs } = options;
  const across = options.barriers ? powerOfTwo(Math.ceil(outputs / 4), 16) : 1;
  const down = THREADS / across;
  const { rows, blocks } = sampleBlocks(batch, options.rows);
  const each = Array.from({ length: rows }, (_, r) => r);
  const groups = Math.ceil(inputs / (down * KERNEL_ROWS));
  return {
    inputs: [
      { name: 'dy', element: elementFor(outputs) },
      { name: 'weights', element: elementFor(outputs) },
    ],
    outputs: [{ name: 'result', element: elementFor(inputs) }],
    workgroups: [groups, blocks, 1],
    code: `
${rowReader('kernelAt', 'weights', inputs, outputs)}
${rowReader('dyAt', 'dy', batch, outputs)}
${across === 1 ? '' : `var<workgroup> sums: array<vec4<f32>, ${rows * THREADS}>;`}
fn store(row: u32, i: u32, v: vec4<f32>) {
  if ((row < ${batch}u) & (i < ${inputs}u)) {
    let at = row * ${inputs}u + i;
    ${inputs % 4 === 0 ? 'result[at / 4u] = v;' : `for (var j = 0u; j < 4u; j++) { if (i + j < ${inputs}u) { result[at + j] = v[j]; } }`}
  }
}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let lane = thread % ${across}u;
  let i = (group.x * ${down}u + thread / ${across}u) * ${KERNEL_ROWS}u;
  let row = group.y * ${rows}u;
  ${each.map((r) => `var acc${r} = vec4<f32>();`).join(' ')}
  for (var o = lane * 4u; o < ${outputs}u; o += ${across * 4}u) {
    let w = transpose(mat4x4<f32>(kernelAt(i, o), kernelAt(i + 1u, o), kernelAt(i + 2u, o), kernelAt(i + 3u, o)));
    ${each.map((r) => `{ let d = dyAt(row + ${r}u, o); acc${r} += d.x * w[0] + d.y * w[1] + d.z * w[2] + d.w * w[3]; }`).join('\n    ')}
  }
  ${
    across === 1
      ? each.map((r) => `store(row + ${r}u, i, acc${r});`).join('\n  ')
      : `${each.map((r) => `sums[${r * THREADS}u + thread] = acc${r};`).join(' ')}
  workgroupBarrier();
  for (var pair = thread; pair < ${rows * down}u; pair += ${THREADS}u) {
    let r = pair / ${down}u;
    let d = pair % ${down}u;
    var v = vec4<f32>();
    for (var l = 0u; l < ${across}u; l++) { v += sums[r * ${THREADS}u + d * ${across}u + l]; }
    store(row + r, (group.x * ${down}u + d) * ${KERNEL_ROWS}u, v);
  }`
  }
}`,
  };
}
