/** A wandering baseline: noise at a few knots, straight between them. On arrays, with the gradient. */
import { sigmoid, softplus } from '../ecg/scalar.ts';
import { REACH } from '../ecg/trace-scales.ts';

export interface WanderSizes {
  readonly batch: number;
  readonly samples: number;
  readonly strips: number;
  readonly knots: number;
}

/** Own and common line of a strip at a sample; `noise` is one sample's [knots, strips + 1]. */
function lineAt(noise: Float32Array, sample: number, strip: number, { samples, strips, knots }: WanderSizes): number {
  const place = samples === 1 ? 0 : (sample * (knots - 1)) / (samples - 1);
  const before = Math.min(Math.floor(place), knots - 1);
  const after = Math.min(before + 1, knots - 1);
  const part = place - before;
  const [from, to] = [before * (strips + 1), after * (strips + 1)];
  const own = (noise[from + strip] ?? 0) * (1 - part) + (noise[to + strip] ?? 0) * part;
  const common = (noise[from + strips] ?? 0) * (1 - part) + (noise[to + strips] ?? 0) * part;
  return own + common;
}

export function wanders(
  { amounts, noise }: Readonly<Record<'amounts' | 'noise', Float32Array>>,
  sizes: WanderSizes,
  y: Float32Array,
): void {
  const { batch, samples, strips, knots } = sizes;
  const length = knots * (strips + 1);
  for (let b = 0, at = 0; b < batch; b++) {
    const own = noise.subarray(b * length, (b + 1) * length);
    const reach = Array.from(amounts.subarray(b * strips, (b + 1) * strips), (amount) => REACH * softplus(amount));
    for (let t = 0; t < samples; t++) {
      for (let s = 0; s < strips; s++, at++) y[at] = (reach[s] ?? 0) * lineAt(own, t, s, sizes);
    }
  }
}

export function wandersGradient(
  { dy, amounts, noise }: Readonly<Record<'dy' | 'amounts' | 'noise', Float32Array>>,
  sizes: WanderSizes,
  dAmounts: Float32Array,
): void {
  const { batch, samples, strips, knots } = sizes;
  const length = knots * (strips + 1);
  const sums = new Float64Array(strips);
  for (let b = 0, at = 0; b < batch; b++) {
    const own = noise.subarray(b * length, (b + 1) * length);
    sums.fill(0);
    for (let t = 0; t < samples; t++) {
      for (let s = 0; s < strips; s++, at++) sums[s] = (sums[s] ?? 0) + (dy[at] ?? 0) * lineAt(own, t, s, sizes);
    }
    sums.forEach((sum, s) => {
      dAmounts[b * strips + s] = sum * REACH * sigmoid(amounts[b * strips + s] ?? 0);
    });
  }
}
