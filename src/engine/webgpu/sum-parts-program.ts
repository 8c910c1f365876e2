/**
 * Adds partial sums: parts [P, N] → [N], for one or more such arrays. Threads of a workgroup share a column's parts
 * (every 16th each, then in order), so that few columns with many parts still use the GPU; the order depends on P alone.
 */
import { elementFor } from './convolution-shape.ts';
import { finishCode } from './finish-code.ts';
import { flatGrid, flatMain, type GpuProgram } from './gpu-program.ts';

/** With few parts one thread adds a column alone. */
const FEW = 16;
const LANES = 16;
const COLUMNS = 16;

export interface SumParts {
  readonly parts: number;
  readonly size: number;
  readonly arrays: number;
  /** Without them (software adapters) one thread adds a column however many parts it has. */
  readonly barriers: boolean;
  /** What follows a sum [rows, channels] of one array: + bias, then LeakyReLU of this slope. */
  readonly follows?: { readonly slope: number; readonly channels: number } | null;
}

export function sumPartsProgram({ parts, size, arrays, barriers, follows = null }: SumParts): GpuProgram {
  const element = elementFor(size);
  const columns = element === 'f32' ? size : size / 4;
  const each = (line: (a: number) => string): string => Array.from({ length: arrays }, (_, a) => line(a)).join('\n  ');
  const finish = follows === null ? null : finishCode({ ...follows, element });
  const end = (value: string, column: string): string => (finish === null ? value : `finished(${value}, ${column})`);
  const bindings = {
    inputs: [
      ...Array.from({ length: arrays }, (_, a) => ({ name: `partial${a}`, element })),
      ...(finish?.inputs ?? []),
    ],
    outputs: Array.from({ length: arrays }, (_, a) => ({ name: `result${a}`, element })),
  };
  if (parts <= FEW || !barriers) {
    const body = each(
      (a) => `
  var sum${a} = partial${a}[index];
  for (var p = 1u; p < ${parts}u; p++) { sum${a} += partial${a}[p * ${columns}u + index]; }
  result${a}[index] = ${end(`sum${a}`, 'index')};`,
    );
    return { ...bindings, workgroups: flatGrid(columns), code: `${finish?.code ?? ''}${flatMain(columns, body)}` };
  }
  const groups = Math.ceil(columns / COLUMNS);
  const across = Math.min(groups, 32_768);
  return {
    ...bindings,
    workgroups: [across, Math.ceil(groups / across), 1],
    code: `${finish?.code ?? ''}
${each((a) => `var<workgroup> sums${a}: array<${element}, ${LANES * COLUMNS}>;`)}
@compute @workgroup_size(${LANES * COLUMNS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let wanted = (group.y * ${across}u + group.x) * ${COLUMNS}u + thread % ${COLUMNS}u;
  let column = min(wanted, ${columns - 1}u);
  let lane = thread / ${COLUMNS}u;
  ${each((a) => `var sum${a} = ${element}();`)}
  for (var p = lane; p < ${parts}u; p += ${LANES}u) {
    ${each((a) => `sum${a} += partial${a}[p * ${columns}u + column];`)}
  }
  ${each((a) => `sums${a}[thread] = sum${a};`)}
  workgroupBarrier();
  if ((lane == 0u) & (wanted < ${columns}u)) {
    for (var l = 1u; l < ${LANES}u; l++) {
      ${each((a) => `sum${a} += sums${a}[l * ${COLUMNS}u + thread];`)}
    }
    ${each((a) => `result${a}[column] = ${end(`sum${a}`, 'column')};`)}
  }
}`,
  };
}
