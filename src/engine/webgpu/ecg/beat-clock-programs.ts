/** The clock of `engine/ecg/beat-clock.ts`: every sample adds the beats beside it, every clock gathers at its beats. */
import {
  type ClockSizes,
  EARLY,
  LOGIT,
  LOGIT_LIMIT,
  MOST_IRREGULAR,
  PACE_LIMIT,
  TEMPERATURE,
} from '../../ecg/beat-clock.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const INPUTS = ['pace', 'noise', 'start', 'distance'] as const;

function clockFunctions({ beats }: ClockSizes): string {
  return `
fn sigmoid(x: f32) -> f32 { return 1.0f / (1.0f + exp(-x)); }
fn softplus(x: f32) -> f32 { return max(x, 0.0f) + log(1.0f + exp(-abs(x))); }
fn logistic(x: f32) -> f32 {
  return clamp(x * (${f32(LOGIT.a)} + ${f32(LOGIT.b)} * x * x), ${f32(-LOGIT_LIMIT)}, ${f32(LOGIT_LIMIT)});
}
fn meanOf(b: u32) -> f32 { return exp(distance[0] + clamp(pace[3u * b], ${f32(-PACE_LIMIT)}, ${f32(PACE_LIMIT)})); }
fn deviationOf(b: u32) -> f32 { return min(softplus(pace[3u * b + 1u]), ${f32(MOST_IRREGULAR)}); }
fn phaseOf(b: u32) -> f32 { return sigmoid(logistic(noise[b * ${1 + 2 * beats}u])); }
fn gapOf(b: u32, n: u32, mean: f32, deviation: f32) -> f32 {
  if (n == 0u) { return 0.0f; }
  return mean * exp(deviation * noise[b * ${1 + 2 * beats}u + 1u + n] - deviation * deviation / 2.0f);
}
fn extraOf(b: u32, n: u32) -> f32 {
  return sigmoid((pace[3u * b + 2u] + logistic(noise[b * ${1 + 2 * beats}u + ${1 + beats}u + n])) / ${f32(TEMPERATURE)});
}`;
}

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

export function beatClockProgram(sizes: ClockSizes): GpuProgram {
  const { batch, beats, samples, shift } = sizes;
  const threads = batch * samples;
  return {
    inputs: bindings(...INPUTS),
    outputs: bindings('result'),
    workgroups: flatGrid(threads),
    code: `${clockFunctions(sizes)}
${flatMain(
  threads,
  `let b = index / ${samples}u;
  let t = f32(index % ${samples}u);
  let mean = meanOf(b);
  let deviation = deviationOf(b);
  var regular = start[0] - mean * phaseOf(b);
  var sums = vec2<f32>();
  for (var n = 0u; n < ${beats}u; n++) {
    regular += gapOf(b, n, mean, deviation);
    let extra = extraOf(b, n);
    let at = (regular - ${f32(EARLY)} * mean * extra) * ${f32(samples)} + ${f32(shift)};
    sums += max(0.0f, 1.0f - abs(at - t)) * vec2<f32>(1.0f - extra, extra);
  }
  result[2u * index] = sums.x;
  result[2u * index + 1u] = sums.y;`,
)}`,
  };
}

export function beatClockGradientProgram(sizes: ClockSizes): GpuProgram {
  const { batch, beats, samples, shift } = sizes;
  return {
    inputs: bindings(...INPUTS, 'dy'),
    outputs: bindings('dPace'),
    workgroups: flatGrid(batch),
    code: `${clockFunctions(sizes)}
fn slope(b: u32, sample: f32) -> vec2<f32> {
  if (sample < 0.0f || sample >= ${f32(samples)}) { return vec2<f32>(); }
  let i = 2u * (b * ${samples}u + u32(sample));
  return vec2<f32>(dy[i], dy[i + 1u]);
}
${flatMain(
  batch,
  `let b = index;
  let mean = meanOf(b);
  let deviation = deviationOf(b);
  let phase = phaseOf(b);
  var ats: array<f32, ${beats}>;
  var regular = start[0] - mean * phase;
  for (var n = 0u; n < ${beats}u; n++) {
    regular += gapOf(b, n, mean, deviation);
    ats[n] = (regular - ${f32(EARLY)} * mean * extraOf(b, n)) * ${f32(samples)} + ${f32(shift)};
  }
  var byDistance = 0.0f;
  var byIrregularity = 0.0f;
  var byLogit = 0.0f;
  var later = 0.0f;
  for (var i = 0u; i < ${beats}u; i++) {
    let n = ${beats - 1}u - i;
    let extra = extraOf(b, n);
    let gap = gapOf(b, n, mean, deviation);
    let left = floor(ats[n]);
    let w = ats[n] - left;
    let before = slope(b, left);
    let after = slope(b, left + 1.0f);
    let byTime = ${f32(samples)} * dot(vec2<f32>(1.0f - extra, extra), after - before);
    let byKind = (1.0f - w) * (before.y - before.x) + w * (after.y - after.x);
    let byExtra = byKind - ${f32(EARLY)} * mean * byTime;
    byLogit += byExtra * extra * (1.0f - extra) / ${f32(TEMPERATURE)};
    later += byTime;
    byDistance += later * gap - ${f32(EARLY)} * mean * extra * byTime;
    byIrregularity += later * gap * (noise[b * ${1 + 2 * beats}u + 1u + n] - deviation);
  }
  byDistance -= mean * phase * later;
  let rate = pace[3u * b];
  let irregular = pace[3u * b + 1u];
  dPace[3u * b] = select(0.0f, byDistance, abs(rate) < ${f32(PACE_LIMIT)});
  dPace[3u * b + 1u] = select(0.0f, byIrregularity * sigmoid(irregular), softplus(irregular) < ${f32(MOST_IRREGULAR)});
  dPace[3u * b + 2u] = byLogit;`,
)}`,
  };
}
