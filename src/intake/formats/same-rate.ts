/** Leads that were sampled at different rates, at the highest of them. */

/** Straight lines between samples, of which `ratio` become of one; the samples themselves stay where they were. */
export function stretched(samples: Float64Array, ratio: number): Float64Array {
  if (ratio === 1) return samples;
  const last = samples.length - 1;
  return Float64Array.from({ length: Math.round(samples.length * ratio) }, (_, i) => {
    const at = Math.min(last, i / ratio);
    const before = Math.floor(at);
    const [a = Number.NaN, b = a] = [samples[before], samples[Math.min(last, before + 1)]];
    return before === at ? a : a + (at - before) * (b - a);
  });
}
