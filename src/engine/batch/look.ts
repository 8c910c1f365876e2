/**
 * What a sheet looks like once it no longer matters when each beat came: of every quarter of a line how much ink there is and how
 * unevenly it lies; of every band of lines how strongly its ink swings at each frequency. On arrays, with the gradient.
 */

export interface LookSizes {
  readonly batch: number;
  /** Of the square pictures. */
  readonly size: number;
}

/** Larger pictures are reduced to so many lines and columns: the time does not depend on the size trained at. */
export const SIDE = 64;
export const QUARTERS = 4;
/** Lines of a band, and its frequencies: 1 … so many periods of the width. */
export const BAND = 4;
export const BANDS = SIDE / BAND;
export const FREQUENCIES = 24;
/** Below the roots, so that white paper has a gradient. */
export const LEAST_VARIANCE = 1e-4;
export const LEAST_POWER = 1e-6;

export const QUARTER = SIDE / QUARTERS;
const LINES = SIDE * QUARTERS;
/** Where the kinds begin, and the end: ink, unevenness, amplitudes. */
export const KINDS = [0, LINES, 2 * LINES, 2 * LINES + BANDS * FREQUENCIES] as const;
export const FEATURES = KINDS[3];

/** At [x, f] and [x, FREQUENCIES + f]: cos and sin of f + 1 periods of the width, of a mean over it. */
export function waves(): Float32Array {
  const out = new Float32Array(SIDE * 2 * FREQUENCIES);
  for (let x = 0; x < SIDE; x++) {
    for (let f = 0; f < FREQUENCIES; f++) {
      const angle = (2 * Math.PI * (f + 1) * x) / SIDE;
      out[x * 2 * FREQUENCIES + f] = Math.cos(angle) / SIDE;
      out[x * 2 * FREQUENCIES + FREQUENCIES + f] = Math.sin(angle) / SIDE;
    }
  }
  return out;
}

const WAVES = waves();

/** Pixels [begin, end) that a line or column of the reduced picture is the mean of. */
export function boxOf(place: number, size: number): readonly [begin: number, end: number] {
  return [Math.floor((place * size) / SIDE), Math.floor(((place + 1) * size) / SIDE)];
}

/** Which line or column of the reduced picture every pixel is in, and 1 / pixels of its box along an axis. */
function boxes(size: number): { readonly place: Uint8Array; readonly share: Float64Array } {
  const place = new Uint8Array(size);
  const share = new Float64Array(size);
  for (let box = 0; box < SIDE; box++) {
    const [begin, end] = boxOf(box, size);
    place.fill(box, begin, end);
    share.fill(1 / (end - begin), begin, end);
  }
  return { place, share };
}

/** Ink [SIDE, SIDE] in [0, 1] of one picture in [−1, 1]: means over boxes of pixels. */
function inkOf(picture: Float32Array, size: number, { place, share }: ReturnType<typeof boxes>): Float64Array {
  const ink = new Float64Array(SIDE * SIDE);
  for (let row = 0, at = 0; row < size; row++) {
    const line = (place[row] ?? 0) * SIDE;
    const part = 0.5 * (share[row] ?? 0);
    for (let column = 0; column < size; column++, at++) {
      const to = line + (place[column] ?? 0);
      ink[to] = (ink[to] ?? 0) + part * (share[column] ?? 0) * (1 - (picture[at] ?? 0));
    }
  }
  return ink;
}

/** The features of one picture's ink [SIDE, SIDE], and its `swings` [BANDS, 2 · FREQUENCIES], which the gradient needs. */
export function writeFeatures(ink: Float64Array, out: Float32Array | Float64Array, swings: Float32Array): void {
  for (let line = 0; line < LINES; line++) {
    let [sum, squares] = [0, 0];
    for (let at = line * QUARTER; at < (line + 1) * QUARTER; at++) {
      const value = ink[at] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / QUARTER;
    out[line] = mean;
    out[KINDS[1] + line] = Math.sqrt(squares / QUARTER - mean * mean + LEAST_VARIANCE);
  }
  const sums = new Float64Array(2 * FREQUENCIES);
  for (let b = 0; b < BANDS; b++) {
    sums.fill(0);
    for (let x = 0; x < SIDE; x++) {
      let value = 0;
      for (let line = b * BAND; line < (b + 1) * BAND; line++) value += ink[line * SIDE + x] ?? 0;
      value /= BAND;
      for (let f = 0; f < 2 * FREQUENCIES; f++) {
        sums[f] = (sums[f] ?? 0) + value * (WAVES[x * 2 * FREQUENCIES + f] ?? 0);
      }
    }
    swings.set(sums, b * 2 * FREQUENCIES);
    for (let f = 0; f < FREQUENCIES; f++) {
      const power = (sums[f] ?? 0) ** 2 + (sums[FREQUENCIES + f] ?? 0) ** 2;
      out[KINDS[2] + b * FREQUENCIES + f] = Math.sqrt(power + LEAST_POWER);
    }
  }
}

export function look(
  image: Float32Array,
  { batch, size }: LookSizes,
  { features, swings }: { readonly features: Float32Array; readonly swings: Float32Array },
): void {
  const all = boxes(size);
  const length = BANDS * 2 * FREQUENCIES;
  for (let n = 0; n < batch; n++) {
    const ink = inkOf(image.subarray(n * size * size, (n + 1) * size * size), size, all);
    const own = features.subarray(n * FEATURES, (n + 1) * FEATURES);
    writeFeatures(ink, own, swings.subarray(n * length, (n + 1) * length));
  }
}

export interface LookedArrays {
  readonly image: Float32Array;
  readonly features: Float32Array;
  readonly swings: Float32Array;
}

/** By every column of a picture's bands, [BANDS, SIDE]. */
function byBands(by: Float32Array, features: Float32Array, swings: Float32Array): Float64Array {
  const out = new Float64Array(BANDS * SIDE);
  const slopes = new Float64Array(2 * FREQUENCIES);
  for (let b = 0; b < BANDS; b++) {
    for (let f = 0; f < FREQUENCIES; f++) {
      const at = KINDS[2] + b * FREQUENCIES + f;
      const slope = (by[at] ?? 0) / (features[at] ?? 1) / BAND;
      for (const k of [f, FREQUENCIES + f]) slopes[k] = slope * (swings[b * 2 * FREQUENCIES + k] ?? 0);
    }
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let f = 0; f < 2 * FREQUENCIES; f++) sum += (slopes[f] ?? 0) * (WAVES[x * 2 * FREQUENCIES + f] ?? 0);
      out[b * SIDE + x] = sum;
    }
  }
  return out;
}

/** From `by` [batch, FEATURES] to that by the pictures. ∂σ/∂x = (x − μ) / (n · σ). */
export function lookGradient(
  by: Float32Array,
  { image, features, swings }: LookedArrays,
  { batch, size }: LookSizes,
  dImage: Float32Array,
): void {
  const all = boxes(size);
  const { place, share } = all;
  const length = BANDS * 2 * FREQUENCIES;
  const byInk = new Float64Array(SIDE * SIDE);
  for (let n = 0; n < batch; n++) {
    const ink = inkOf(image.subarray(n * size * size, (n + 1) * size * size), size, all);
    const own = features.subarray(n * FEATURES, (n + 1) * FEATURES);
    const slopes = by.subarray(n * FEATURES, (n + 1) * FEATURES);
    const bands = byBands(slopes, own, swings.subarray(n * length, (n + 1) * length));
    for (let at = 0; at < SIDE * SIDE; at++) {
      const line = Math.floor(at / QUARTER);
      const uneven = ((ink[at] ?? 0) - (own[line] ?? 0)) / (own[KINDS[1] + line] ?? 1);
      const ofLine = ((slopes[line] ?? 0) + (slopes[KINDS[1] + line] ?? 0) * uneven) / QUARTER;
      byInk[at] = ofLine + (bands[Math.floor(at / (BAND * SIDE)) * SIDE + (at % SIDE)] ?? 0);
    }
    for (let row = 0, at = n * size * size; row < size; row++) {
      const line = (place[row] ?? 0) * SIDE;
      const part = -0.5 * (share[row] ?? 0);
      for (let column = 0; column < size; column++, at++) {
        dImage[at] = part * (share[column] ?? 0) * (byInk[line + (place[column] ?? 0)] ?? 0);
      }
    }
  }
}
