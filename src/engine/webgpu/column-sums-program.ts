/**
 * Sums over the rows of [rows, C] of one or two values made of each element (a bias gradient; both sums of a batch
 * norm's gradient). Result k is [parts, C]; with several parts `sumPartsProgram` adds them up.
 */
import { columnMain, type ColumnLayout } from './column-layout.ts';
import type { ArrayBinding, GpuProgram } from './gpu-program.ts';

export interface ColumnSums {
  readonly layout: ColumnLayout;
  readonly inputs: readonly ArrayBinding[];
  /** Arrays that `perRow` writes, each element the same by whoever does: behind the results. */
  readonly also?: readonly ArrayBinding[];
  /** Runs once per thread; has `column`. */
  readonly before: string;
  /** Runs per row with `at` and `row`; declares what `values` use. */
  readonly perRow: string;
  /** The summed expressions, one per output. */
  readonly values: readonly string[];
}

export function columnSumsProgram({ layout, inputs, also = [], before, perRow, values }: ColumnSums): GpuProgram {
  const { element, columns, across, deep, groups, parts } = layout;
  const sums = values.map((_, k) => `sum${k}`);
  return {
    inputs,
    outputs: [...values.map((_, k) => ({ name: `result${k}`, element })), ...also],
    workgroups: [groups, parts, 1],
    code: `
${deep === 1 ? '' : sums.map((_, k) => `var<workgroup> shared${k}: array<${element}, ${across * deep}>;`).join('\n')}
${columnMain(layout, {
  before: `${before}\n${sums.map((sum) => `var ${sum} = ${element}();`).join(' ')}`,
  perRow: `${perRow}\n${values.map((value, k) => `sum${k} += ${value};`).join(' ')}`,
  after: `
  ${deep === 1 ? '' : `${sums.map((sum, k) => `shared${k}[thread] = ${sum};`).join(' ')} workgroupBarrier();`}
  // One barrier and a short loop: cheaper than a tree of barriers for so few, and in ascending order.
  if ((lane == 0u) & (wanted < ${columns}u)) {
    ${
      deep === 1
        ? ''
        : `for (var l = 1u; l < ${deep}u; l++) {
      ${sums.map((sum, k) => `${sum} += shared${k}[l * ${across}u + thread];`).join(' ')}
    }`
    }
    ${sums.map((sum, k) => `result${k}[part * ${columns}u + column] = ${sum};`).join(' ')}
  }`,
})}`,
  };
}
