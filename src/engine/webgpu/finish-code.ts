/** What follows a product where it is stored: the bias and LeakyReLU, as WGSL. */
import { type ArrayBinding, type Element, f32 } from './gpu-program.ts';

export interface FinishCode {
  /** The bias, [channels]. */
  readonly inputs: readonly ArrayBinding[];
  /** `finished(v, at)`: of the elements at place `at`, counted in elements, of rows of channels. */
  readonly code: string;
}

/** Of values whose elements lie as those of the channels do. */
export function finishCode({
  slope,
  channels,
  element,
}: {
  readonly slope: number;
  readonly channels: number;
  readonly element: Element;
}): FinishCode {
  const isVector = element === 'vec4<f32>' && channels % 4 === 0;
  const bias =
    element === 'f32'
      ? `bias[at % ${channels}u]`
      : isVector
        ? `bias[at % ${channels / 4}u]`
        : `vec4<f32>(${[0, 1, 2, 3].map((i) => `bias[(at * 4u + ${i}u) % ${channels}u]`).join(', ')})`;
  const leaky = slope === 1 ? 'raw' : `select(raw * ${f32(slope)}, raw, raw >= ${element}())`;
  return {
    inputs: [{ name: 'bias', element: isVector ? element : 'f32' }],
    code: `
fn finished(v: ${element}, at: u32) -> ${element} {
  let raw = v + ${bias};
  return ${leaky};
}
`,
  };
}

/** The same of four numbers from column n of a row of `channels`, where a product stores them. */
export function finishRow(slope: number, channels: number): FinishCode {
  const isVector = channels % 4 === 0;
  const bias = isVector
    ? 'bias[n / 4u]'
    : `vec4<f32>(${[0, 1, 2, 3].map((i) => `bias[min(n + ${i}u, ${channels - 1}u)]`).join(', ')})`;
  return {
    inputs: [{ name: 'bias', element: isVector ? 'vec4<f32>' : 'f32' }],
    code: `
fn finishedRow(v: vec4<f32>, n: u32) -> vec4<f32> {
  let raw = v + ${bias};
  return ${slope === 1 ? 'raw' : `select(raw * ${f32(slope)}, raw, raw >= vec4<f32>())`};
}`,
  };
}
