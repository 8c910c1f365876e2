/**
 * Adds partial sums: parts [P, N] → [N]. Threads of a workgroup share a column's parts (every 16th each, then a tree),
 * so that few columns with many parts still use the GPU; the order depends on P alone.
 */
import type { GpuProgram } from './gpu-program.ts';
import { flatGrid, flatMain } from './gpu-program.ts';
import { elementFor } from './convolution-shape.ts';

/** With few parts one thread adds a column alone. */
const FEW = 16;
const LANES = 16;
const COLUMNS = 16;

export function sumPartsProgram(parts: number, size: number): GpuProgram {
  const element = elementFor(size);
  const columns = element === 'f32' ? size : size / 4;
  const bindings = { inputs: [{ name: 'partial', element }], outputs: [{ name: 'result', element }] };
  if (parts <= FEW) {
    const body = `
  var sum = partial[index];
  for (var p = 1u; p < ${parts}u; p++) { sum += partial[p * ${columns}u + index]; }
  result[index] = sum;`;
    return { ...bindings, workgroups: flatGrid(columns), code: flatMain(columns, body) };
  }
  const groups = Math.ceil(columns / COLUMNS);
  const across = Math.min(groups, 32_768);
  return {
    ...bindings,
    workgroups: [across, Math.ceil(groups / across), 1],
    code: `
var<workgroup> sums: array<${element}, ${LANES * COLUMNS}>;
@compute @workgroup_size(${LANES * COLUMNS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let column = (group.y * ${across}u + group.x) * ${COLUMNS}u + thread % ${COLUMNS}u;
  let lane = thread / ${COLUMNS}u;
  var sum = ${element}();
  if (column < ${columns}u) {
    for (var p = lane; p < ${parts}u; p += ${LANES}u) { sum += partial[p * ${columns}u + column]; }
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { sums[thread] += sums[thread + half * ${COLUMNS}u]; }
    workgroupBarrier();
  }
  if (lane == 0u && column < ${columns}u) { result[column] = sums[thread]; }
}`,
  };
}
