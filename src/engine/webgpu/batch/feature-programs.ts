/** Deviations of a batch, matches with rows, scores and modulations of `engine/batch`, a thread an output. */
import { type DeviationSizes, LEAST_VARIANCE } from '../../batch/deviation.ts';
import type { MatchSizes } from '../../batch/matching.ts';
import type { ModulationSizes } from '../../batch/modulating.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

/** Threads of a workgroup that shares what it sums. */
const THREADS = 64;

/** `moments(first, f)`: mean and standard deviation of a feature over the group whose first row it is. */
function momentsFunction({ batch, features, groups }: DeviationSizes): string {
  const count = batch / groups;
  return `
fn moments(first: u32, f: u32) -> vec2<f32> {
  var mean = 0.0f;
  for (var b = 0u; b < ${count}u; b++) { mean += x[(first + b) * ${features}u + f]; }
  mean /= ${f32(count)};
  var squares = 0.0f;
  for (var b = 0u; b < ${count}u; b++) {
    let apart = x[(first + b) * ${features}u + f] - mean;
    squares += apart * apart;
  }
  return vec2<f32>(mean, sqrt(squares / ${f32(count)} + ${f32(LEAST_VARIANCE)}));
}`;
}

/** A workgroup a group of the batch. */
export function deviationProgram(sizes: DeviationSizes): GpuProgram {
  const { batch, features, groups } = sizes;
  const count = batch / groups;
  return {
    inputs: bindings('x'),
    outputs: bindings('result'),
    workgroups: [groups, 1, 1],
    code: `${momentsFunction(sizes)}
var<workgroup> sums: array<f32, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * ${count}u;
  var sum = 0.0f;
  for (var f = thread; f < ${features}u; f += ${THREADS}u) { sum += moments(first, f).y; }
  sums[thread] = sum;
  workgroupBarrier();
  var all = 0.0f;
  for (var t = 0u; t < ${THREADS}u; t++) { all += sums[t]; }
  for (var i = thread; i < ${count * (features + 1)}u; i += ${THREADS}u) {
    let b = first + i / ${features + 1}u;
    let f = i % ${features + 1}u;
    result[b * ${features + 1}u + f] = select(x[b * ${features}u + min(f, ${features - 1}u)], all / ${f32(features)}, f == ${features}u);
  }
}`,
  };
}

/** A thread a feature of a group. */
export function deviationGradientProgram(sizes: DeviationSizes): GpuProgram {
  const { batch, features, groups } = sizes;
  const count = batch / groups;
  return {
    inputs: bindings('dy', 'x'),
    outputs: bindings('result'),
    workgroups: flatGrid(groups * features),
    code: `${momentsFunction(sizes)}
${flatMain(
  groups * features,
  `let first = index / ${features}u * ${count}u;
  let f = index % ${features}u;
  let found = moments(first, f);
  var byMean = 0.0f;
  for (var b = first; b < first + ${count}u; b++) { byMean += dy[b * ${features + 1}u + ${features}u]; }
  byMean /= ${f32(count * features)};
  for (var b = first; b < first + ${count}u; b++) {
    let at = b * ${features}u + f;
    result[at] = dy[b * ${features + 1}u + f] + (x[at] - found.x) / found.y * byMean;
  }`,
)}`,
  };
}

export function matchedProgram({ batch, features }: MatchSizes): GpuProgram {
  return {
    inputs: bindings('features', 'embedded', 'own'),
    outputs: bindings('result'),
    workgroups: flatGrid(2 * batch),
    code: flatMain(
      2 * batch,
      `let b = index / 2u;
  let row = b + index % 2u * ${batch}u;
  var sum = 0.0f;
  for (var f = 0u; f < ${features}u; f++) { sum += embedded[row * ${features}u + f] * features[b * ${features}u + f]; }
  result[index] = sum * ${f32(1 / Math.sqrt(features))} + own[b];`,
    ),
  };
}

export function matchedGradientProgram({ batch, features }: MatchSizes): GpuProgram {
  const threads = batch * features;
  return {
    inputs: bindings('dy', 'features', 'embedded'),
    outputs: bindings('dFeatures', 'dOwn', 'dEmbedded'),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let b = index / ${features}u;
  let by = vec2<f32>(dy[2u * b], dy[2u * b + 1u]);
  let scaled = by * ${f32(1 / Math.sqrt(features))};
  let other = index + ${threads}u;
  dFeatures[index] = scaled.x * embedded[index] + scaled.y * embedded[other];
  dEmbedded[index] = scaled.x * features[index];
  dEmbedded[other] = scaled.y * features[index];
  if (index % ${features}u == 0u) { dOwn[b] = by.x + by.y; }`,
    ),
  };
}

/** `length`: numbers of a sample. */
export function scoresProgram(size: number, length: number, limit: number | null): GpuProgram {
  const score = `(x[index] - mean[index % ${length}u]) / spread[index % ${length}u]`;
  return {
    inputs: bindings('x', 'mean', 'spread'),
    outputs: bindings('result'),
    workgroups: flatGrid(size),
    code: flatMain(
      size,
      `result[index] = ${limit === null ? score : `clamp(${score}, ${f32(-limit)}, ${f32(limit)})`};`,
    ),
  };
}

export function scoresGradientProgram(size: number, length: number, limit: number | null): GpuProgram {
  const by = `dy[index] / spread[index % ${length}u]`;
  return {
    inputs: limit === null ? bindings('dy', 'spread') : bindings('dy', 'spread', 'y'),
    outputs: bindings('result'),
    workgroups: flatGrid(size),
    code: flatMain(
      size,
      `result[index] = ${limit === null ? by : `select(0.0f, ${by}, abs(y[index]) < ${f32(limit)})`};`,
    ),
  };
}

export function modulatedProgram({ batch, places, channels, slope }: ModulationSizes): GpuProgram {
  const threads = batch * places * channels;
  return {
    inputs: bindings('x', 'by'),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: flatMain(
      threads,
      `let at = index / ${places * channels}u * ${2 * channels}u + index % ${channels}u;
  let raw = x[index] * (1.0f + by[at]) + by[at + ${channels}u];
  result[index] = select(raw, ${f32(slope)} * raw, raw < 0.0f);`,
    ),
  };
}

/** By x where it lies, and by the numbers of a sample: a workgroup a sample and channel, sums in the order of the threads. */
export function modulatedGradientProgram({ batch, places, channels, slope }: ModulationSizes): GpuProgram {
  return {
    inputs: bindings('dy', 'y', 'x', 'by'),
    outputs: bindings('dx', 'dBy'),
    workgroups: [channels, batch, 1],
    code: `
var<workgroup> sums: array<vec2<f32>, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let c = group.x;
  let own = group.y * ${2 * channels}u + c;
  let scale = 1.0f + by[own];
  var sum = vec2<f32>();
  for (var place = thread; place < ${places}u; place += ${THREADS}u) {
    let at = (group.y * ${places}u + place) * ${channels}u + c;
    let raw = select(${f32(slope)} * dy[at], dy[at], y[at] > 0.0f);
    dx[at] = raw * scale;
    sum += vec2<f32>(raw * x[at], raw);
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread == 0u) {
    var all = vec2<f32>();
    for (var t = 0u; t < ${THREADS}u; t++) { all += sums[t]; }
    dBy[own] = all.x;
    dBy[own + ${channels}u] = all.y;
  }
}`,
  };
}
