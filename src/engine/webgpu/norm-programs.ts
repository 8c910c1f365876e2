/**
 * Batch norm with LeakyReLU over [rows, C], forward and backward. Few rows (a Dense layer's batch): a thread takes a
 * column, all in one dispatch. Many rows (pixels): a reduction over the rows, then one elementwise pass.
 */
import { columnSumsProgram } from './column-sums-program.ts';
import type { ColumnLayout } from './column-layout.ts';
import { f32, flatGrid, flatMain, type ArrayBinding, type GpuProgram } from './gpu-program.ts';
import type { NormOptions } from '../kernels.ts';

function bindings({ element }: ColumnLayout, names: readonly string[]): ArrayBinding[] {
  return names.map((name) => ({ name, element }));
}

/** v where `sign` is positive, slope · v elsewhere. */
function leaky({ element }: ColumnLayout, slope: number, v: string, sign: string): string {
  return slope === 1 ? v : `select(${v} * ${f32(slope)}, ${v}, ${sign} > ${element}())`;
}

/** `inverse`, `g`, `b`, `mu` of a column. */
function coefficients(epsilon: number, column: string): string {
  return `
  let g = gamma[${column}];
  let b = beta[${column}];
  let mu = mean[${column}];
  let inverse = 1.0f / sqrt(variance[${column}] + ${f32(epsilon)});`;
}

/** y from given statistics, elementwise. */
export function normApplyProgram(l: ColumnLayout, { epsilon, slope }: NormOptions): GpuProgram {
  const threads = l.rows * l.columns;
  return {
    inputs: bindings(l, ['x', 'gamma', 'beta', 'mean', 'variance']),
    outputs: bindings(l, ['y']),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let column = index % ${l.columns}u;
  ${coefficients(epsilon, 'column')}
  let v = (x[index] - mu) * (inverse * g) + b;
  y[index] = ${leaky(l, slope, 'v', 'v')};`,
    ),
  };
}

/** Few rows: statistics in two passes over the column, and y. */
export function normShortProgram(l: ColumnLayout, { epsilon, slope }: NormOptions): GpuProgram {
  const rows = (body: string): string => `
  for (var row = 0u; row < ${l.rows}u; row++) { let at = row * ${l.columns}u + index; ${body} }`;
  return {
    inputs: bindings(l, ['x', 'gamma', 'beta']),
    outputs: bindings(l, ['y', 'mean', 'variance']),
    workgroups: flatGrid(l.columns),
    code: flatMain(
      l.columns,
      `var sum = ${l.element}();
  ${rows('sum += x[at];')}
  let average = sum / ${l.rows}.0f;
  var squares = ${l.element}();
  ${rows('let d = x[at] - average; squares += d * d;')}
  mean[index] = average;
  variance[index] = squares / ${l.rows}.0f;
  let scale = gamma[index] / sqrt(squares / ${l.rows}.0f + ${f32(epsilon)});
  let b = beta[index];
  ${rows(`let v = (x[at] - average) * scale + b; y[at] = ${leaky(l, slope, 'v', 'v')};`)}`,
    ),
  };
}

/** `normal` (normalised x) and `d` (gradient by the normalisation's result) of the element `at`. */
function gradientTerms(l: ColumnLayout, slope: number): string {
  return `
    let normal = (x[at] - mu) * inverse;
    let d = ${leaky(l, slope, 'dy[at]', '(normal * g + b)')};`;
}

const GRADIENT_INPUTS = ['dy', 'x', 'gamma', 'beta', 'mean', 'variance'];

/** Σ d and Σ d · normal, which are dBeta and dGamma. */
export function normGradientSumsProgram(l: ColumnLayout, { epsilon, slope }: NormOptions): GpuProgram {
  return columnSumsProgram({
    layout: l,
    inputs: bindings(l, GRADIENT_INPUTS),
    before: coefficients(epsilon, 'column'),
    perRow: gradientTerms(l, slope),
    values: ['d', 'd * normal'],
  });
}

/** dx from both sums. */
export function normGradientApplyProgram(l: ColumnLayout, { epsilon, slope }: NormOptions): GpuProgram {
  const threads = l.rows * l.columns;
  return {
    inputs: bindings(l, [...GRADIENT_INPUTS, 'dBeta', 'dGamma']),
    outputs: bindings(l, ['dx']),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let column = index % ${l.columns}u;
  let at = index;
  ${coefficients(epsilon, 'column')}
  ${gradientTerms(l, slope)}
  dx[at] = (d - (dBeta[column] + normal * dGamma[column]) * ${f32(1 / l.rows)}) * (g * inverse);`,
    ),
  };
}

/** Few rows: both sums and dx in one dispatch. */
export function normGradientShortProgram(l: ColumnLayout, { epsilon, slope }: NormOptions): GpuProgram {
  const rows = (body: string): string => `
  for (var row = 0u; row < ${l.rows}u; row++) { let at = row * ${l.columns}u + index; ${gradientTerms(l, slope)} ${body} }`;
  return {
    inputs: bindings(l, GRADIENT_INPUTS),
    outputs: bindings(l, ['dx', 'dGamma', 'dBeta']),
    workgroups: flatGrid(l.columns),
    code: flatMain(
      l.columns,
      `${coefficients(epsilon, 'index')}
  var sum = ${l.element}();
  var sumNormal = ${l.element}();
  ${rows('sum += d; sumNormal += d * normal;')}
  dBeta[index] = sum;
  dGamma[index] = sumNormal;
  ${rows(`dx[at] = (d - (sum + normal * sumNormal) * ${f32(1 / l.rows)}) * (g * inverse);`)}`,
    ),
  };
}
