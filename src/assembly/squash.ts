/** tanh of vectors, and grey levels of what it makes. */
import { loadSome, multiplyAdd, storeSome, upper } from './arithmetic';

/** eˣ − 1 for x in [−18, 0]: 2ᵏ · (1 + p) − 1 with p = eʳ − 1 by its series up to r⁷ / 7!, |r| ≤ ln 2 / 2. */
function exponentialLess1(x: v128): v128 {
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)));
  // ln 2 in two parts, of which k times the first is exact.
  let r = f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(k, f32x4.splat(2.1219444005469057e-4)));
  let p = f32x4.splat(1.0 / 5040);
  p = multiplyAdd(f32x4.splat(1.0 / 720), p, r);
  p = multiplyAdd(f32x4.splat(1.0 / 120), p, r);
  p = multiplyAdd(f32x4.splat(1.0 / 24), p, r);
  p = multiplyAdd(f32x4.splat(1.0 / 6), p, r);
  p = multiplyAdd(f32x4.splat(0.5), p, r);
  p = multiplyAdd(r, f32x4.mul(r, r), p);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23);
  return f32x4.add(f32x4.mul(power, p), f32x4.sub(power, f32x4.splat(1)));
}

/** tanh x of `count` floats: −e / (2 + e) with e = exp(−2 |x|) − 1, and the sign of x. */
export function tanh(x: usize, y: usize, count: i32): void {
  const sign = f32x4.splat(-0.0);
  // Beyond it tanh is 1 in f32. Minimum keeps what is not a number.
  const most = f32x4.splat(9);
  for (let left = count; left > 0; left -= 4) {
    const value = loadSome(x, left);
    const e = exponentialLess1(f32x4.mul(f32x4.min(f32x4.abs(value), most), f32x4.splat(-2)));
    const size = f32x4.div(f32x4.neg(e), f32x4.add(f32x4.splat(2), e));
    storeSome(y, v128.or(v128.and(value, sign), f32x4.abs(size)), left);
    x += 16;
    y += 16;
  }
}

/** Two numbers in [−1, 1] as the nearest whole numbers to x · 127.5 + 127.5, halves upwards; in f64, as `core/pixels.ts` does it. */
function level(x: v128): v128 {
  const scaled = f64x2.add(f64x2.mul(x, f64x2.splat(127.5)), f64x2.splat(127.5));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(scaled, f64x2.splat(0.5))));
}

/** `count` floats in [−1, 1] as grey levels, a byte each; what lies beyond is 0 or 255, what is not a number 0. */
export function greyLevels(x: usize, to: usize, count: i32): void {
  for (let left = count; left > 0; left -= 4) {
    const values = loadSome(x, left);
    const low = level(f64x2.promote_low_f32x4(values));
    const high = level(f64x2.promote_low_f32x4(upper(values)));
    const words = i16x8.narrow_i32x4_s(v128.shuffle<i32>(low, high, 0, 1, 4, 5), low);
    const bytes = i8x16.narrow_i16x8_u(words, words);
    if (left >= 4) v128.store32_lane(to, bytes, 0);
    else {
      v128.store8_lane(to, bytes, 0);
      if (left > 1) v128.store8_lane(to, bytes, 1, 1);
      if (left > 2) v128.store8_lane(to, bytes, 2, 2);
    }
    x += 16;
    to += 4;
  }
}
