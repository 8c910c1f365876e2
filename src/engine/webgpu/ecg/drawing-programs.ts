/** The lines of `engine/ecg/trace-drawing.ts`: a pixel asks the samples of its column, a sample asks the pixels at its ends. */
import { BELOW, type DrawingSizes } from '../../ecg/trace-drawing.ts';
import { f32, flatGrid, flatMain, type GpuProgram } from '../gpu-program.ts';

const bindings = (...names: string[]) => names.map((name) => ({ name, element: 'f32' as const }));

/** `spanOf(b, t, s)`: upper and lower end in pixels, not yet kept inside the picture. */
function spanFunctions({ samples, strips, height, oversampling }: DrawingSizes): string {
  return `
fn at(b: u32, t: u32, s: u32) -> u32 { return (b * ${samples}u + t) * ${strips}u + s; }
fn spanOf(b: u32, t: u32, s: u32) -> vec2<f32> {
  let here = y[at(b, t, s)];
  let next = y[at(b, min(t + 1u, ${samples - 1}u), s)];
  let half = exp(halfWidth[s]);
  return vec2<f32>(min(here, next) - half, max(here, next) + half);
}
fn inside(span: vec2<f32>) -> vec2<f32> { return clamp(span, vec2<f32>(), vec2<f32>(${f32(height - BELOW)})); }
fn opacity(t: u32, s: u32) -> f32 { return 1.0f / (1.0f + exp(-pen[t * ${strips}u + s])); }
fn part(t: u32, s: u32) -> f32 { return opacity(t, s) / ${f32(oversampling)}; }`;
}

export function drawTracesProgram(sizes: DrawingSizes): GpuProgram {
  const { batch, samples, strips, height, oversampling } = sizes;
  const width = samples / oversampling;
  const threads = batch * height * width;
  return {
    inputs: bindings('y', 'pen', 'halfWidth'),
    outputs: bindings('ink', 'covers'),
    workgroups: flatGrid(threads),
    code: `${spanFunctions(sizes)}
${flatMain(
  threads,
  `let column = index % ${width}u;
  let row = f32((index / ${width}u) % ${height}u);
  let b = index / ${width * height}u;
  var bare = 1.0f;
  for (var s = 0u; s < ${strips}u; s++) {
    var cover = 0.0f;
    for (var i = 0u; i < ${oversampling}u; i++) {
      let t = column * ${oversampling}u + i;
      let span = inside(spanOf(b, t, s));
      cover += part(t, s) * max(0.0f, min(span.y, row + 1.0f) - max(span.x, row));
    }
    covers[index * ${strips}u + s] = cover;
    bare *= 1.0f - cover;
  }
  ink[index] = 1.0f - bare;`,
)}`,
  };
}

/** dy, and what each sample gives to the gradients by half width and pen, [B, T, S] all three. */
export function drawTracesGradientProgram(sizes: DrawingSizes): GpuProgram {
  const { batch, samples, strips, height, oversampling } = sizes;
  const width = samples / oversampling;
  const threads = batch * samples * strips;
  return {
    inputs: bindings('dInk', 'covers', 'y', 'pen', 'halfWidth'),
    outputs: bindings('dy', 'byHalf', 'byPen'),
    workgroups: flatGrid(threads),
    code: `${spanFunctions(sizes)}
fn slope(b: u32, t: u32, s: u32, row: f32) -> f32 {
  let pixel = (b * ${height}u + u32(row)) * ${width}u + t / ${oversampling}u;
  var others = dInk[pixel];
  for (var r = 0u; r < ${strips}u; r++) {
    if (r != s) { others *= 1.0f - covers[pixel * ${strips}u + r]; }
  }
  return others;
}
fn feels(end: f32) -> bool { return end > 0.0f && end < ${f32(height - BELOW)}; }
/** By a span's upper and lower end. */
fn byEnds(b: u32, t: u32, s: u32) -> vec2<f32> {
  let span = spanOf(b, t, s);
  var by = vec2<f32>();
  if (feels(span.x)) { by.x = -part(t, s) * slope(b, t, s, floor(span.x)); }
  if (feels(span.y)) { by.y = part(t, s) * slope(b, t, s, floor(span.y)); }
  return by;
}
${flatMain(
  threads,
  `let s = index % ${strips}u;
  let t = (index / ${strips}u) % ${samples}u;
  let b = index / ${strips * samples}u;
  let own = byEnds(b, t, s);
  let isLast = t == ${samples - 1}u;
  let isLower = y[index] <= y[at(b, min(t + 1u, ${samples - 1}u), s)];
  var sum = select(own.y, own.x, isLower);
  if (isLast) { sum = own.x + own.y; }
  if (t > 0u) {
    let before = byEnds(b, t - 1u, s);
    sum += select(before.x, before.y, y[at(b, t - 1u, s)] <= y[index]);
  }
  dy[index] = sum;
  byHalf[index] = (own.y - own.x) * exp(halfWidth[s]);
  let span = inside(spanOf(b, t, s));
  var covered = 0.0f;
  for (var row = floor(span.x); row <= floor(span.y); row += 1.0f) {
    covered += slope(b, t, s, row) * (min(span.y, row + 1.0f) - max(span.x, row));
  }
  byPen[index] = covered * part(t, s) * (1.0f - opacity(t, s));`,
)}`,
  };
}
