/** Features scaled and shifted by each sample's own numbers, then LeakyReLU. On arrays, with the gradient. */

export interface ModulationSizes {
  readonly batch: number;
  /** Of a sample. */
  readonly places: number;
  readonly channels: number;
  readonly slope: number;
}

export interface ModulationArrays {
  /** [B, places, C] */
  readonly x: Float32Array;
  /** [B, 2·C] */
  readonly by: Float32Array;
}

export function modulated(
  { x, by }: ModulationArrays,
  { batch, places, channels, slope }: ModulationSizes,
  y: Float32Array,
): void {
  for (let b = 0, at = 0; b < batch; b++) {
    const scales = by.subarray(2 * b * channels, (2 * b + 1) * channels);
    const shifts = by.subarray((2 * b + 1) * channels, (2 * b + 2) * channels);
    for (let place = 0; place < places; place++) {
      for (let c = 0; c < channels; c++, at++) {
        const raw = (x[at] ?? 0) * (1 + (scales[c] ?? 0)) + (shifts[c] ?? 0);
        y[at] = raw < 0 ? slope * raw : raw;
      }
    }
  }
}

export function modulatedGradient(
  { dy, y, x, by }: ModulationArrays & Readonly<Record<'dy' | 'y', Float32Array>>,
  { batch, places, channels, slope }: ModulationSizes,
  { dx, dBy }: { readonly dx: Float32Array; readonly dBy: Float32Array },
): void {
  const sums = new Float64Array(2 * channels);
  for (let b = 0, at = 0; b < batch; b++) {
    const scales = by.subarray(2 * b * channels, (2 * b + 1) * channels);
    sums.fill(0);
    for (let place = 0; place < places; place++) {
      for (let c = 0; c < channels; c++, at++) {
        const raw = (y[at] ?? 0) > 0 ? (dy[at] ?? 0) : slope * (dy[at] ?? 0);
        dx[at] = raw * (1 + (scales[c] ?? 0));
        sums[c] = (sums[c] ?? 0) + raw * (x[at] ?? 0);
        sums[channels + c] = (sums[channels + c] ?? 0) + raw;
      }
    }
    dBy.set(sums, 2 * b * channels);
  }
}
