/** Wandering baselines and what is laid on them (`engine/batch`). */
import type { WanderSizes } from '../../batch/wandering.ts';
import { PLACE_UNIT, REACH } from '../../ecg/trace-scales.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

/** Threads that share a strip's samples. */
const THREADS = 64;

function lineFunction({ samples, strips, knots }: WanderSizes): string {
  return `
fn lineAt(b: u32, t: u32, s: u32) -> f32 {
  let place = f32(t) * ${f32(samples === 1 ? 0 : (knots - 1) / (samples - 1))};
  let before = min(u32(place), ${knots - 1}u);
  let part = place - f32(before);
  let row = b * ${knots * (strips + 1)}u;
  let at = row + before * ${strips + 1}u;
  let to = row + min(before + 1u, ${knots - 1}u) * ${strips + 1}u;
  return mix(noise[at + s] + noise[at + ${strips}u], noise[to + s] + noise[to + ${strips}u], part);
}`;
}

export function wanderProgram(sizes: WanderSizes): GpuProgram {
  const { batch, samples, strips } = sizes;
  const threads = batch * samples * strips;
  return {
    inputs: bindings('amounts', 'noise'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${lineFunction(sizes)}
/** For small e^−|x| the series keeps what 1 + e would round away. */
fn softplus(x: f32) -> f32 {
  let e = exp(-abs(x));
  return max(x, 0.0f) + select(log(1.0f + e), e - 0.5f * e * e, e < 1e-3f);
}
${flatMain(
  threads,
  `let b = index / ${samples * strips}u;
  let s = index % ${strips}u;
  result[index] = ${f32(REACH)} * softplus(amounts[b * ${strips}u + s]) * lineAt(b, index / ${strips}u % ${samples}u, s);`,
)}`,
  };
}

/** A workgroup a strip of a sample. */
export function wanderGradientProgram(sizes: WanderSizes): GpuProgram {
  const { batch, samples, strips } = sizes;
  return {
    inputs: bindings('dy', 'amounts', 'noise'),
    outputs: bindings('result'),
    workgroups: [strips, batch, 1],
    code: `${lineFunction(sizes)}
var<workgroup> sums: array<f32, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  var sum = 0.0f;
  for (var t = thread; t < ${samples}u; t += ${THREADS}u) {
    sum += dy[(group.y * ${samples}u + t) * ${strips}u + group.x] * lineAt(group.y, t, group.x);
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread == 0u) {
    var all = 0.0f;
    for (var t = 0u; t < ${THREADS}u; t++) { all += sums[t]; }
    let at = group.y * ${strips}u + group.x;
    result[at] = all * ${f32(REACH)} / (1.0f + exp(-amounts[at]));
  }
}`,
  };
}

export function laidProgram(size: number, strips: number, count: number, amplitude: number): GpuProgram {
  const parts = Array.from({ length: count }, (_, i) => `part${i}`);
  const sum = parts.map((part) => `${part}[index]`).join(' + ');
  return {
    inputs: bindings(...parts, 'places'),
    outputs: bindings('result'),
    workgroups: flatGrid(size),
    code: flatMain(
      size,
      `result[index] = ${f32(PLACE_UNIT)} * places[index % ${strips}u] - ${f32(amplitude)} * (${sum});`,
    ),
  };
}
