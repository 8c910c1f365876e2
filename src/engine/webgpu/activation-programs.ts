/**
 * Elementwise programs: bias + LeakyReLU + dropout, tanh, sigmoid, their gradients, and the selection of samples.
 * A thread takes 4 consecutive elements, which is also what one hash gives dropout bits for.
 */
import { DROPOUT_STREAM } from '../kernels.ts';
import { keepThreshold } from '../dropout-mask.ts';
import { elementFor } from './convolution-shape.ts';
import { f32, flatGrid, flatMain, type ArrayBinding, type GpuProgram } from './gpu-program.ts';

/** The hash of `core/rng.ts`; WGSL's u32 arithmetic wraps as `Math.imul` does. */
const PCG4D = `
fn pcg4d(counter: vec4<u32>) -> vec4<u32> {
  var v = counter * 1664525u + 1013904223u;
  v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;
  v ^= v >> vec4<u32>(16u);
  v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;
  return v;
}`;

/** Elements [4·index, 4·index + 4) of `name` as a vector, and back; arrays whose size is no multiple of 4 by element. */
function reader(name: string, size: number): string {
  if (size % 4 === 0) return `fn ${name}At(index: u32) -> vec4<f32> { return ${name}[index]; }`;
  return `
fn ${name}At(index: u32) -> vec4<f32> {
  var v = vec4<f32>();
  for (var i = 0u; i < 4u; i++) { v[i] = ${name}[min(index * 4u + i, ${size - 1}u)]; }
  return v;
}`;
}

function writer(size: number): string {
  if (size % 4 === 0) return 'fn write(index: u32, v: vec4<f32>) { result[index] = v; }';
  return `
fn write(index: u32, v: vec4<f32>) {
  for (var i = 0u; i < 4u; i++) { if (index * 4u + i < ${size}u) { result[index * 4u + i] = v[i]; } }
}`;
}

/** result = f(inputs), element by element; `expression` uses `<name>` for each input's 4 elements. */
export function elementwiseProgram(size: number, names: readonly string[], expression: string): GpuProgram {
  const threads = Math.ceil(size / 4);
  const element = elementFor(size);
  return {
    inputs: names.map((name) => ({ name: `${name}In`, element })),
    outputs: [{ name: 'result', element }],
    workgroups: flatGrid(threads),
    code: `
${names.map((name) => reader(`${name}In`, size)).join('\n')}
${writer(size)}
${flatMain(threads, `${names.map((name) => `let ${name} = ${name}InAt(index);`).join(' ')} write(index, ${expression});`)}`,
  };
}

/** e^(−2|x|) stays in range, so neither large nor infinite arguments lose their sign. */
export const TANH = 'sign(x) * (1.0f - exp(-2.0f * abs(x))) / (1.0f + exp(-2.0f * abs(x)))';
export const TANH_GRADIENT = 'dy * (1.0f - y * y)';
export const SIGMOID = 'select(exp(-abs(x)), vec4<f32>(1.0f), x >= vec4<f32>()) / (1.0f + exp(-abs(x)))';
export const SIGMOID_GRADIENT = 'dy * y * (1.0f - y)';

export interface BiasActivateOptions {
  readonly size: number;
  readonly channels: number;
  readonly slope: number;
  /** Null for none. */
  readonly rate: number | null;
}

/** The uniform is the hash's first three words: seed, step, stream. */
export function dropoutParams(dropout: { seed: number; step: number; layer: number }): Uint32Array<ArrayBuffer> {
  return Uint32Array.of(dropout.seed, dropout.step, DROPOUT_STREAM + dropout.layer);
}

export function biasActivateProgram({ size, channels, slope, rate }: BiasActivateOptions): GpuProgram {
  const threads = Math.ceil(size / 4);
  const vector = channels % 4 === 0;
  const bias = vector
    ? `bias[index % ${channels / 4}u]`
    : `vec4<f32>(${[0, 1, 2, 3].map((i) => `bias[(index * 4u + ${i}u) % ${channels}u]`).join(', ')})`;
  const drop =
    rate === null
      ? ''
      : `
  let words = pcg4d(vec4<u32>(params.seed, params.step, params.stream, index));
  v = select(vec4<f32>(), v * ${f32(1 / (1 - rate))}, words >= vec4<u32>(${keepThreshold(rate)}u));`;
  const leaky = slope === 1 ? '' : `v = select(v * ${f32(slope)}, v, v >= vec4<f32>());`;
  const program: GpuProgram = {
    inputs: [
      { name: 'x', element: elementFor(size) },
      { name: 'bias', element: elementFor(channels) },
    ],
    outputs: [{ name: 'result', element: elementFor(size) }],
    workgroups: flatGrid(threads),
    code: `
${rate === null ? '' : PCG4D}
${reader('x', size)}
${writer(size)}
${flatMain(threads, `var v = xAt(index) + ${bias}; ${leaky} ${drop} write(index, v);`)}`,
  };
  return rate === null ? program : { ...program, params: ['seed: u32', 'step: u32', 'stream: u32'] };
}

/** From the result y: a dropped element is exactly 0 there, and the slope keeps the sign. */
export function biasActivateGradientProgram(size: number, slope: number, rate: number | null): GpuProgram {
  const kept = rate === null ? 1 : 1 / (1 - rate);
  const below = `select(vec4<f32>(${f32(slope * kept)}), vec4<f32>(${f32(kept)}), y > vec4<f32>())`;
  const factor = rate === null ? below : `select(${below}, vec4<f32>(), y == vec4<f32>())`;
  return elementwiseProgram(size, ['dy', 'y'], `dy * ${factor}`);
}

export interface TakeSamplesOptions {
  readonly perSample: number;
  readonly begin: number;
  readonly count: number;
  readonly weighted: boolean;
}

export function takeSamplesProgram({ perSample, begin, count, weighted }: TakeSamplesOptions): GpuProgram {
  const element = elementFor(perSample);
  const width = element === 'f32' ? perSample : perSample / 4;
  const threads = count * width;
  const inputs: ArrayBinding[] = [{ name: 'x', element }];
  if (weighted) inputs.push({ name: 'weights', element: 'f32' });
  const weight = weighted ? ` * weights[index / ${width}u]` : '';
  return {
    inputs,
    outputs: [{ name: 'result', element }],
    workgroups: flatGrid(threads),
    code: flatMain(threads, `result[index] = x[index + ${begin * width}u]${weight};`),
  };
}
