/**
 * Batch norm over all but the last axis, then LeakyReLU, forwards and backwards in two passes each. Sums are in f64, which holds the
 * squares of f32 exactly, so one pass does for mean and variance.
 */
import { leakyFactors, multiplyAdd, upper } from './arithmetic';
import { aside, foldSums, periodOf, repeat } from './groups';

/** Adds periods of x to sums [period], and squares to those behind them. Returns where x ends. */
function addMoments(x: usize, sums: usize, period: i32, groups: i32): usize {
  const squares: usize = period << 3;
  const end = sums + squares;
  for (let group = 0; group < groups; group++) {
    for (let to = sums; to < end; to += 32) {
      const values = v128.load(x);
      const low = f64x2.promote_low_f32x4(values);
      const high = f64x2.promote_low_f32x4(upper(values));
      v128.store(to, f64x2.add(v128.load(to), low));
      v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
      const square = to + squares;
      v128.store(square, f64x2.add(v128.load(square), f64x2.mul(low, low)));
      v128.store(square, f64x2.add(v128.load(square, 16), f64x2.mul(high, high)), 16);
      x += 16;
    }
  }
  return x;
}

/** Mean and biased variance by channel of x of `count` floats. `spare`: five periods of floats. */
export function moments(x: usize, count: i32, channels: i32, mean: usize, variance: usize, spare: usize): void {
  const period = periodOf(channels);
  const sums = spare + (period << 2);
  memory.fill(sums, 0, period << 4);
  const groups = count / period;
  const rest = count - groups * period;
  const behind = addMoments(x, sums, period, groups);
  if (rest > 0) addMoments(aside(behind, spare, rest, period), sums, period, 1);
  const squares = sums + (period << 3);
  foldSums(sums, channels);
  foldSums(squares, channels);
  const rows = <f64>(count / channels);
  for (let channel = 0; channel < channels; channel++) {
    const average = load<f64>(sums + (channel << 3)) / rows;
    const spread = load<f64>(squares + (channel << 3)) / rows - average * average;
    store<f32>(mean + (channel << 2), <f32>average);
    store<f32>(variance + (channel << 2), <f32>max(spread, 0));
  }
}

/** γ / √(variance + ε) by channel, up to a period. */
function scales(gamma: usize, variance: usize, to: usize, channels: i32, epsilon: f32): void {
  for (let channel = 0; channel < channels; channel++) {
    const at = channel << 2;
    const spread = <f64>load<f32>(variance + at) + <f64>epsilon;
    store<f32>(to + at, <f32>(<f64>load<f32>(gamma + at) / Math.sqrt(spread)));
  }
  const bytes = channels << 2;
  for (let at = to + bytes; at < to + (periodOf(channels) << 2); at += bytes) memory.copy(at, to, bytes);
}

/** Periods of leaky((x − mean) · scale + β); the numbers by channel lie a period apart from `by` on. */
function normGroups(x: usize, y: usize, by: usize, bytes: usize, groups: i32, slopes: v128): void {
  const end = by + bytes;
  for (let group = 0; group < groups; group++) {
    for (let at = by; at < end; at += 16) {
      const centred = f32x4.sub(v128.load(x), v128.load(at));
      const normal = multiplyAdd(v128.load(at + 2 * bytes), centred, v128.load(at + bytes));
      v128.store(y, f32x4.mul(normal, leakyFactors(normal, slopes)));
      x += 16;
      y += 16;
    }
  }
}

/** x of `count` floats → leaky(γ · (x − mean) / √(variance + ε) + β). `spare`: four periods of floats. */
export function normActivate(
  x: usize,
  y: usize,
  count: i32,
  channels: i32,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
  slope: f32,
  spare: usize,
): void {
  const period = periodOf(channels);
  const bytes: usize = period << 2;
  repeat(mean, spare, channels);
  scales(gamma, variance, spare + bytes, channels, epsilon);
  repeat(beta, spare + 2 * bytes, channels);
  const slopes = f32x4.splat(slope);
  const groups = count / period;
  const rest = count - groups * period;
  normGroups(x, y, spare, bytes, groups, slopes);
  if (rest == 0) return;
  const last = (groups * period) << 2;
  const left = aside(x + last, spare + 3 * bytes, rest, period);
  normGroups(left, left, spare, bytes, 1, slopes);
  memory.copy(y + last, left, rest << 2);
}

/** The gradient by what LeakyReLU was given: dy times the factor of its sign. */
function beforeLeaky(dy: usize, centred: v128, at: usize, bytes: usize, slopes: v128): v128 {
  const normal = multiplyAdd(v128.load(at + 2 * bytes), centred, v128.load(at + bytes));
  return f32x4.mul(v128.load(dy), leakyFactors(normal, slopes));
}

/** Adds periods of d, the gradient by the normalised value, to f64 sums, and of d · (x − mean) to those behind them. */
function addGradients(dy: usize, x: usize, by: usize, bytes: usize, sums: usize, groups: i32, slopes: v128): void {
  const end = by + bytes;
  for (let group = 0; group < groups; group++) {
    let to = sums;
    for (let at = by; at < end; at += 16) {
      const centred = f32x4.sub(v128.load(x), v128.load(at));
      const d = beforeLeaky(dy, centred, at, bytes, slopes);
      const low = f64x2.promote_low_f32x4(d);
      const high = f64x2.promote_low_f32x4(upper(d));
      v128.store(to, f64x2.add(v128.load(to), low));
      v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
      const ofX = to + 2 * bytes;
      v128.store(ofX, f64x2.add(v128.load(ofX), f64x2.mul(low, f64x2.promote_low_f32x4(centred))));
      v128.store(ofX, f64x2.add(v128.load(ofX, 16), f64x2.mul(high, f64x2.promote_low_f32x4(upper(centred)))), 16);
      x += 16;
      dy += 16;
      to += 32;
    }
  }
}

/** Periods of d · scale + (x − mean) · ofX + constant. */
function gradientGroups(dy: usize, x: usize, dx: usize, by: usize, bytes: usize, groups: i32, slopes: v128): void {
  const end = by + bytes;
  for (let group = 0; group < groups; group++) {
    for (let at = by; at < end; at += 16) {
      const centred = f32x4.sub(v128.load(x), v128.load(at));
      const d = beforeLeaky(dy, centred, at, bytes, slopes);
      const moved = multiplyAdd(v128.load(at + 4 * bytes), centred, v128.load(at + 3 * bytes));
      v128.store(dx, multiplyAdd(moved, d, v128.load(at + bytes)));
      x += 16;
      dy += 16;
      dx += 16;
    }
  }
}

/** Gradients of `normActivate` with the moments of x itself, by x, γ and β. `spare`: eleven periods of floats. */
export function normActivateGradient(
  dy: usize,
  x: usize,
  dx: usize,
  count: i32,
  channels: i32,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  dGamma: usize,
  dBeta: usize,
  epsilon: f32,
  slope: f32,
  spare: usize,
): void {
  const period = periodOf(channels);
  const bytes: usize = period << 2;
  repeat(mean, spare, channels);
  scales(gamma, variance, spare + bytes, channels, epsilon);
  repeat(beta, spare + 2 * bytes, channels);
  const slopes = f32x4.splat(slope);
  const groups = count / period;
  const rest = count - groups * period;
  const last = (groups * period) << 2;
  const ofX = spare + 3 * bytes;
  const constant = spare + 4 * bytes;
  const someX = spare + 5 * bytes;
  const someDy = spare + 6 * bytes;
  const sums = spare + 7 * bytes;
  memory.fill(sums, 0, 4 * bytes);
  addGradients(dy, x, spare, bytes, sums, groups, slopes);
  if (rest > 0) {
    aside(x + last, someX, rest, period);
    aside(dy + last, someDy, rest, period);
    addGradients(someDy, someX, spare, bytes, sums, 1, slopes);
  }
  foldSums(sums, channels);
  foldSums(sums + 2 * bytes, channels);

  // dx = (d − (Σd + n · Σdn) / rows) · scale, where n = (x − mean) · inverse.
  const rows = <f64>(count / channels);
  for (let channel = 0; channel < channels; channel++) {
    const at = channel << 2;
    const sum = load<f64>(sums + (channel << 3));
    const inverse = 1 / Math.sqrt(<f64>load<f32>(variance + at) + <f64>epsilon);
    const sumNormal = load<f64>(sums + 2 * bytes + (channel << 3)) * inverse;
    const scale = <f64>load<f32>(gamma + at) * inverse;
    store<f32>(dGamma + at, <f32>sumNormal);
    store<f32>(dBeta + at, <f32>sum);
    store<f32>(ofX + at, <f32>((-scale * inverse * sumNormal) / rows));
    store<f32>(constant + at, <f32>((-scale * sum) / rows));
  }
  for (let at: usize = channels << 2; at < bytes; at += channels << 2) {
    memory.copy(ofX + at, ofX, channels << 2);
    memory.copy(constant + at, constant, channels << 2);
  }
  gradientGroups(dy, x, dx, spare, bytes, groups, slopes);
  if (rest == 0) return;
  gradientGroups(someDy, someX, someX, spare, bytes, 1, slopes);
  memory.copy(dx + last, someX, rest << 2);
}
