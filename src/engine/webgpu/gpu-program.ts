/**
 * A compute program as data: its WGSL, what it reads and writes, and how many workgroups it takes.
 *
 * Shapes are written into the source as constants, so that index arithmetic divides by constants; a program is
 * compiled once per shape. Only what changes from step to step (rates, counters) is a uniform.
 */

/** Element type of a bound array. */
export type Element = 'f32' | 'vec4<f32>' | 'u32';

export interface ArrayBinding {
  readonly name: string;
  readonly element: Element;
}

export type Size3 = readonly [number, number, number];

export interface GpuProgram {
  readonly inputs: readonly ArrayBinding[];
  /** Read and written. */
  readonly outputs: readonly ArrayBinding[];
  /** Fields of the uniform `params`, each 4 bytes, e.g. `['rate: f32', 'step: u32']`. */
  readonly params?: readonly string[];
  /** Everything but the bindings; the entry point is `main`. */
  readonly code: string;
  readonly workgroups: Size3;
}

/** Most workgroups in one dimension of a dispatch. */
const MAX_WORKGROUPS = 65_535;

/** Threads of a workgroup in programs over a flat range. */
export const FLAT_THREADS = 256;

/** Workgroups for `threads` independent threads, over two dimensions where one is not enough. */
export function flatGrid(threads: number): Size3 {
  const groups = Math.max(1, Math.ceil(threads / FLAT_THREADS));
  if (groups <= MAX_WORKGROUPS) return [groups, 1, 1];
  const rows = Math.ceil(groups / MAX_WORKGROUPS);
  return [Math.ceil(groups / rows), rows, 1];
}

/** An entry point that runs `body` once for every `index` below `threads`. */
export function flatMain(threads: number, body: string): string {
  const [columns] = flatGrid(threads);
  return `
@compute @workgroup_size(${FLAT_THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let index = (group.y * ${columns}u + group.x) * ${FLAT_THREADS}u + thread;
  if (index >= ${threads}u) { return; }
  ${body}
}`;
}

/** A finite number as a WGSL f32 literal. */
export function f32(value: number): string {
  const text = String(Math.fround(value));
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

/** The whole source. Bindings are numbered inputs, outputs, params. */
export function wgslSource(program: GpuProgram): string {
  const lines: string[] = [];
  let binding = 0;
  for (const { name, element } of program.inputs) {
    lines.push(`@group(0) @binding(${binding++}) var<storage, read> ${name}: array<${element}>;`);
  }
  for (const { name, element } of program.outputs) {
    lines.push(`@group(0) @binding(${binding++}) var<storage, read_write> ${name}: array<${element}>;`);
  }
  if (program.params !== undefined) {
    lines.push(`struct Params { ${program.params.join(', ')} }`);
    lines.push(`@group(0) @binding(${binding}) var<uniform> params: Params;`);
  }
  return `${lines.join('\n')}\n${program.code}`;
}
