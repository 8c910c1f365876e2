/** The one arithmetic operation of products. */

/** sum + a · b for four floats; rounded once where the build has relaxed SIMD, else twice. */
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}
