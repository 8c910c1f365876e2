/** What all kernels do with four floats at a time. */

/**
 * Rows of sums, eight floats wide, that a product makes at once. V8 has 15 vector registers to give: 6 × 8 sums, two vectors of one
 * factor and one of the other fill them where product and sum are one instruction; else there is a product to be kept as well.
 */
export const TILE: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** `TILE`, for callers. */
export function tileRows(): i32 {
  return TILE;
}

/** The next multiple of the tile's rows. */
export function upToTile(n: i32): i32 {
  return ((n + TILE - 1) / TILE) * TILE;
}

/** sum + a · b for four floats; rounded once where the build has relaxed SIMD, else twice. */
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** a's, b's, c's and d's sums, side by side. */
export function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 2, 6), v128.shuffle<f32>(a, b, 1, 5, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 2, 6), v128.shuffle<f32>(c, d, 1, 5, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** The first `lanes` of four floats (1 to 4), zeros behind them; what lies behind them in memory is not read. */
export function loadSome(from: usize, lanes: i32): v128 {
  if (lanes >= 4) return v128.load(from);
  let found = v128.load32_zero(from);
  if (lanes > 1) found = v128.load32_lane(from, found, 1, 4);
  if (lanes > 2) found = v128.load32_lane(from, found, 2, 8);
  return found;
}

/** Writes the first `lanes` of four floats, 1 to 4. */
export function storeSome(to: usize, values: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(to, values);
    return;
  }
  v128.store32_lane(to, values, 0);
  if (lanes > 1) v128.store32_lane(to, values, 1, 4);
  if (lanes > 2) v128.store32_lane(to, values, 2, 8);
}

/** Factors of LeakyReLU: 1, or `slopes` where the sign bit is set. */
export function leakyFactors(values: v128, slopes: v128): v128 {
  return v128.bitselect(slopes, f32x4.splat(1), i32x4.shr_s(values, 31));
}

/** The third and fourth float, as the first two. */
export function upper(values: v128): v128 {
  return v128.shuffle<i32>(values, values, 2, 3, 2, 3);
}
