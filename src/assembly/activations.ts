/** Bias, LeakyReLU and dropout in one pass, and their gradients. What they compute, `engine/kernels.ts` says. */
import { leakyFactors, loadSome, storeSome, upper } from './arithmetic';
import { aside, foldSums, periodOf, repeat } from './groups';

/** Numbers of one round of hashes: four lanes of four. */
const HASHED: i32 = 16;

/** Four numbers with their bias, through LeakyReLU; `at` is where the bias of the first is. */
function activated(x: usize, at: usize, slopes: v128): v128 {
  const y = f32x4.add(v128.load(x), v128.load(at));
  return f32x4.mul(y, leakyFactors(y, slopes));
}

/** x [rows, channels] of `count` floats → leaky(x + bias). `spare`: two periods of floats. */
export function biasActivate(
  x: usize,
  y: usize,
  count: i32,
  bias: usize,
  channels: i32,
  slope: f32,
  spare: usize,
): void {
  const period = periodOf(channels);
  const end = spare + (period << 2);
  repeat(bias, spare, channels);
  const slopes = f32x4.splat(slope);
  let left = count;
  for (; left >= period; left -= period) {
    for (let at = spare; at < end; at += 16) {
      v128.store(y, activated(x, at, slopes));
      x += 16;
      y += 16;
    }
  }
  if (left == 0) return;
  aside(x, end, left, period);
  for (let i = 0; i < period << 2; i += 16) v128.store(end + i, activated(end + i, spare + i, slopes));
  memory.copy(y, end, left << 2);
}

/** The next of a linear congruential generator of each lane. */
function congruent(x: i32): i32 {
  return x * 1664525 + 1013904223;
}

/** Four floats times `scales` where the mask is set; zeros elsewhere. */
function kept(values: v128, scales: v128, mask: v128): v128 {
  return v128.and(f32x4.mul(values, scales), mask);
}

/**
 * `biasActivate`, then dropout: what is kept is multiplied by `scale`. The hash is pcg4d (Jarzynski and Olano 2020) of seed, step, layer
 * and the number of a group of four floats; kept is where it is at least `threshold`. `spare`: a period and 16 floats.
 */
export function biasActivateDrop(
  x: usize,
  y: usize,
  count: i32,
  bias: usize,
  channels: i32,
  slope: f32,
  spare: usize,
  scale: f32,
  threshold: i32,
  seed: i32,
  step: i32,
  layer: i32,
): void {
  const end = spare + (periodOf(channels) << 2);
  repeat(bias, spare, channels);
  const slopes = f32x4.splat(slope);
  const scales = f32x4.splat(scale);
  const least = i32x4.splat(threshold);
  const x0 = i32x4.splat(congruent(seed));
  const y0 = i32x4.splat(congruent(step));
  const z0 = i32x4.splat(congruent(layer));
  const next = i32x4.splat(4 * 1664525);
  let d0 = i32x4(congruent(0), congruent(1), congruent(2), congruent(3));
  let at = spare;
  for (let left = count; left > 0; left -= HASHED) {
    let a = i32x4.add(x0, i32x4.mul(y0, d0));
    let b = i32x4.add(y0, i32x4.mul(z0, a));
    let c = i32x4.add(z0, i32x4.mul(a, b));
    let d = i32x4.add(d0, i32x4.mul(b, c));
    a = v128.xor(a, i32x4.shr_u(a, 16));
    b = v128.xor(b, i32x4.shr_u(b, 16));
    c = v128.xor(c, i32x4.shr_u(c, 16));
    d = v128.xor(d, i32x4.shr_u(d, 16));
    a = i32x4.add(a, i32x4.mul(b, d));
    b = i32x4.add(b, i32x4.mul(c, a));
    c = i32x4.add(c, i32x4.mul(a, b));
    d = i32x4.add(d, i32x4.mul(b, c));
    a = i32x4.ge_u(a, least);
    b = i32x4.ge_u(b, least);
    c = i32x4.ge_u(c, least);
    d = i32x4.ge_u(d, least);
    // From a word a vector to a group a vector.
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abUpper = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdUpper = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const from = left >= HASHED ? x : aside(x, end, left, HASHED);
    const to = left >= HASHED ? y : end;
    v128.store(to, kept(activated(from, at, slopes), scales, v128.shuffle<i32>(ab, cd, 0, 1, 4, 5)));
    at = at + 16 == end ? spare : at + 16;
    v128.store(to, kept(activated(from + 16, at, slopes), scales, v128.shuffle<i32>(ab, cd, 2, 3, 6, 7)), 16);
    at = at + 16 == end ? spare : at + 16;
    v128.store(to, kept(activated(from + 32, at, slopes), scales, v128.shuffle<i32>(abUpper, cdUpper, 0, 1, 4, 5)), 32);
    at = at + 16 == end ? spare : at + 16;
    v128.store(to, kept(activated(from + 48, at, slopes), scales, v128.shuffle<i32>(abUpper, cdUpper, 2, 3, 6, 7)), 48);
    at = at + 16 == end ? spare : at + 16;
    if (left < HASHED) memory.copy(y, end, left << 2);
    d0 = i32x4.add(d0, next);
    x += HASHED << 2;
    y += HASHED << 2;
  }
}

/** dy times `above` where y is above zero, `below` where it is below, `atZero` where it is zero; `count` floats. */
export function activateGradient(
  dy: usize,
  y: usize,
  dx: usize,
  count: i32,
  above: f32,
  below: f32,
  atZero: f32,
): void {
  const positive = f32x4.splat(above);
  const negative = f32x4.splat(below);
  const between = f32x4.splat(atZero);
  const zero = f32x4.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const value = loadSome(y, left);
    const factors = v128.bitselect(positive, negative, f32x4.gt(value, zero));
    const chosen = v128.bitselect(between, factors, f32x4.eq(value, zero));
    storeSome(dx, f32x4.mul(loadSome(dy, left), chosen), left);
    dy += 16;
    y += 16;
    dx += 16;
  }
}

/** Adds periods of floats times `factors` to f64 sums. Returns where the floats end. */
function addGroups(from: usize, sums: usize, end: usize, groups: i32, factors: v128): usize {
  for (let group = 0; group < groups; group++) {
    for (let to = sums; to < end; to += 32) {
      const values = f32x4.mul(v128.load(from), factors);
      v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(values)));
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(upper(values))), 16);
      from += 16;
    }
  }
  return from;
}

/**
 * Sums by channel of dy [samples, …, channels] of `count` floats a sample, times a weight by sample (none where `weights` is 0), in
 * f64. `spare`: three periods of floats.
 */
export function biasGradient(
  dy: usize,
  weights: usize,
  sum: usize,
  samples: i32,
  count: i32,
  channels: i32,
  spare: usize,
): void {
  const period = periodOf(channels);
  const sums = spare + (period << 2);
  const end = sums + (period << 3);
  memory.fill(sums, 0, period << 3);
  const groups = count / period;
  const rest = count - groups * period;
  for (let sample = 0; sample < samples; sample++) {
    const factors = f32x4.splat(weights == 0 ? 1 : load<f32>(weights + (sample << 2)));
    dy = addGroups(dy, sums, end, groups, factors);
    if (rest == 0) continue;
    addGroups(aside(dy, spare, rest, period), sums, end, 1, factors);
    dy += rest << 2;
  }
  foldSums(sums, channels);
  for (let channel = 0; channel < channels; channel++) {
    store<f32>(sum + (channel << 2), <f32>load<f64>(sums + (channel << 3)));
  }
}
