/**
 * Adam in place: value, first and second moment are read and written where they lie, 28 bytes per parameter and update.
 * The gradient of a Dense kernel, xᵀ·diag(weights)·dy, is summed where it is used and never stored.
 */
import { correctedRate, type AdamStep } from '../kernels.ts';
import { elementFor } from './convolution-shape.ts';
import { flatGrid, flatMain, type ArrayBinding, type Element, type GpuProgram } from './gpu-program.ts';
import type { UpdateKind } from './update-batch.ts';

const PARAMS = ['rate: f32', 'beta1: f32', 'beta2: f32', 'rest1: f32', 'rest2: f32', 'epsilon: f32'];

const AVERAGE_PARAMS = ['decay: f32', 'rest: f32'];

/** With `average` two more: its decay and the rest to 1. */
export function adamParams(step: AdamStep): Uint32Array<ArrayBuffer> {
  const { beta1, beta2, epsilon, average } = step;
  const more = average === undefined ? [] : [average, 1 - average];
  // 1 − β is taken in double precision: in f32 1 − 0.999 would be off by 1e-5 of itself.
  return new Uint32Array(
    Float32Array.of(correctedRate(step), beta1, beta2, 1 - beta1, 1 - beta2, epsilon, ...more).buffer,
  );
}

function stateBindings(element: Element, averaged: boolean, suffix = ''): ArrayBinding[] {
  return ['value', 'first', 'second', ...(averaged ? ['average'] : [])].map((name) => ({
    name: `${name}${suffix}`,
    element,
  }));
}

/** One update of element `at` by gradient `g`; `averaged`: its average follows. */
function update(at: string, averaged: boolean, suffix = ''): string {
  const average = `average${suffix}[${at}]`;
  return `{
    let m = first${suffix}[${at}] * params.beta1 + g * params.rest1;
    let v = second${suffix}[${at}] * params.beta2 + g * g * params.rest2;
    first${suffix}[${at}] = m;
    second${suffix}[${at}] = v;
    value${suffix}[${at}] -= m * params.rate / (sqrt(v) + params.epsilon);
    ${averaged ? `${average} = ${average} * params.decay + value${suffix}[${at}] * params.rest;` : ''}
  }`;
}

export function adamProgram(size: number): GpuProgram {
  const element = elementFor(size);
  const threads = element === 'f32' ? size : size / 4;
  return {
    inputs: [{ name: 'gradient', element }],
    outputs: stateBindings(element, false),
    params: PARAMS,
    workgroups: flatGrid(threads),
    code: flatMain(threads, `let g = gradient[index]; ${update('index', false)}`),
  };
}

/** Rows of the kernel a thread updates, so that a vector of dy serves several. */
const ROWS = 4;

export interface AdamDenseOptions {
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly weighted: boolean;
  /** The bias is updated as well; only where samples count alike, or more arrays are bound than WebGPU guarantees. */
  readonly biased: boolean;
  readonly averaged: boolean;
}

export function adamDenseProgram({ batch, inputs, outputs, weighted, biased, averaged }: AdamDenseOptions): GpuProgram {
  const element = elementFor(outputs);
  const columns = element === 'f32' ? outputs : outputs / 4;
  const kernelThreads = Math.ceil(inputs / ROWS) * columns;
  const threads = kernelThreads + (biased ? columns : 0);
  const rows = Array.from({ length: ROWS }, (_, r) => r);
  const ofBias = `
  if (index >= ${kernelThreads}u) {
    let at = index - ${kernelThreads}u;
    var g = ${element}();
    for (var b = 0u; b < ${batch}u; b++) { g += dy[b * ${columns}u + at]; }
    ${update('at', averaged, 'OfBias')}
    return;
  }`;
  const body = `${biased ? ofBias : ''}
  let column = index % ${columns}u;
  let row = index / ${columns}u * ${ROWS}u;
  ${rows.map((r) => `var g${r} = ${element}();`).join(' ')}
  for (var b = 0u; b < ${batch}u; b++) {
    let d = dy[b * ${columns}u + column]${weighted ? ' * weights[b]' : ''};
    ${rows.map((r) => `g${r} += x[b * ${inputs}u + min(row + ${r}u, ${inputs - 1}u)] * d;`).join('\n    ')}
  }
  ${rows
    .map(
      (r) => `if (row + ${r}u < ${inputs}u) {
    let at = (row + ${r}u) * ${columns}u + column;
    let g = g${r};
    ${update('at', averaged)}
  }`,
    )
    .join('\n  ')}`;
  return {
    inputs: [
      { name: 'x', element: 'f32' },
      { name: 'dy', element },
      ...(weighted ? [{ name: 'weights', element: 'f32' as const }] : []),
    ],
    outputs: [...stateBindings(element, averaged), ...(biased ? stateBindings(element, averaged, 'OfBias') : [])],
    params: averaged ? [...PARAMS, ...AVERAGE_PARAMS] : PARAMS,
    workgroups: flatGrid(threads),
    code: flatMain(threads, body),
  };
}

/** Below this size updates are gathered (`update-batch.ts`): such a dispatch costs more than its work. */
export const SMALL_UPDATE = 65_536;

export const SMALL_ADAM: UpdateKind = {
  name: 'smallAdam',
  reads: ['gradient'],
  updates: ['value', 'first', 'second'],
  params: PARAMS,
  body: (suffix) => `let g = gradient${suffix}[at]; ${update('at', false, suffix)}`,
};

/** The same, and its average follows. */
export const AVERAGED_ADAM: UpdateKind = {
  name: 'averagedAdam',
  reads: ['gradient'],
  updates: ['value', 'first', 'second', 'average'],
  params: [...PARAMS, ...AVERAGE_PARAMS],
  body: (suffix) => `let g = gradient${suffix}[at]; ${update('at', true, suffix)}`,
};

/** value ← momentum · value + (1 − momentum) · batch */
export const BLEND: UpdateKind = {
  name: 'blend',
  reads: ['batch'],
  updates: ['value'],
  params: ['momentum: f32', 'rest: f32'],
  body: (suffix) => `value${suffix}[at] = value${suffix}[at] * params.momentum + batch${suffix}[at] * params.rest;`,
};

export function blendParams(momentum: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(Float32Array.of(momentum, 1 - momentum).buffer);
}
