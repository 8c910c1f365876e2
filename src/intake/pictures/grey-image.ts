/**
 * Colour → grey → the network's size, bit for bit as Pillow ≥ 7 does it for `convert('L')` and `resize((s, s))`.
 * Not a general image library: one filter (antialiased bicubic, a = −0.5), one channel, 8 bits.
 */
import type { GreyImage } from '../../core/dataset.ts';

/**
 * Grey levels of non-premultiplied RGBA. ITU-R 601 luma in Pillow's 16-bit fixed point. Where a pixel is transparent it
 * is laid over white paper first (Pillow would drop the alpha and turn a transparent background black).
 */
export function toGrey(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GreyImage {
  const pixels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const luma = ((rgba[at] ?? 0) * 19595 + (rgba[at + 1] ?? 0) * 38470 + (rgba[at + 2] ?? 0) * 7471 + 0x8000) >> 16;
    const alpha = rgba[at + 3] ?? 255;
    pixels[i] = alpha === 255 ? luma : Math.round((luma * alpha + 255 * (255 - alpha)) / 255);
  }
  return { width, height, pixels };
}

/** Pillow's bicubic kernel. */
function cubic(x: number): number {
  const a = -0.5;
  const d = Math.abs(x);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  if (d < 2) return (((d - 5) * d + 8) * d - 4) * a;
  return 0;
}

/** Pillow's fixed point: 32 bits less 8 for the pixel and 2 for overshoot. */
const PRECISION = 22;
/** Taken off a pixel while it is summed: with sums beyond 2³⁰, as white paper has, V8 computes twice as long. */
const MIDDLE = 128;
/** Where each sum begins: half a grey level, so that it is rounded. */
const START = (1 << (PRECISION - 1)) - (MIDDLE << PRECISION);

interface Taps {
  /** First input position of each output position. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` weights an output position. */
  readonly weights: Int32Array;
  readonly stride: number;
}

function makeTaps(inputs: number, outputs: number): Taps {
  const scale = inputs / outputs;
  // Reducing widens the filter, so that every input pixel counts.
  const filterScale = Math.max(scale, 1);
  const support = 2 * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outputs);
  const count = new Int32Array(outputs);
  const weights = new Int32Array(outputs * stride);
  const exact = new Float64Array(stride);
  for (let o = 0; o < outputs; o++) {
    const centre = (o + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - support + 0.5));
    const high = Math.min(inputs, Math.trunc(centre + support + 0.5));
    let sum = 0;
    for (let i = 0; i < high - low; i++) {
      const weight = cubic((i + low - centre + 0.5) * (1 / filterScale));
      exact[i] = weight;
      sum += weight;
    }
    for (let i = 0; i < high - low; i++) {
      const weight = sum === 0 ? (exact[i] ?? 0) : (exact[i] ?? 0) / sum;
      // C's conversion to int truncates; halves are rounded away from zero.
      weights[o * stride + i] = Math.trunc(weight * (1 << PRECISION) + (weight < 0 ? -0.5 : 0.5));
    }
    first[o] = low;
    count[o] = high - low;
  }
  return { first, count, weights, stride };
}

function clip8(sum: number): number {
  const value = (sum >> PRECISION) + MIDDLE;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/**
 * One pass along rows: [height, inputs] → [height, outputs]. Four rows at a time share each weight, twice as fast as one;
 * at the end of the picture the last row is repeated, which writes the same bytes again. `Math.imul` keeps the products
 * whole numbers, as `*` alone would not promise.
 */
function resizeRows(source: Uint8Array, height: number, inputs: number, taps: Taps): Uint8Array {
  const { first, count, weights, stride } = taps;
  const outputs = first.length;
  const result = new Uint8Array(height * outputs);
  for (let y = 0; y < height; y += 4) {
    const [y1, y2, y3] = [Math.min(y + 1, height - 1), Math.min(y + 2, height - 1), Math.min(y + 3, height - 1)];
    for (let o = 0; o < outputs; o++) {
      const from = first[o] ?? 0;
      let at = y * inputs + from;
      let at1 = y1 * inputs + from;
      let at2 = y2 * inputs + from;
      let at3 = y3 * inputs + from;
      const end = at + (count[o] ?? 0);
      let [sum, sum1, sum2, sum3] = [START, START, START, START];
      for (let w = o * stride; at < end; w++, at++, at1++, at2++, at3++) {
        const weight = weights[w] ?? 0;
        sum = (sum + Math.imul(source[at] ?? 0, weight)) | 0;
        sum1 = (sum1 + Math.imul(source[at1] ?? 0, weight)) | 0;
        sum2 = (sum2 + Math.imul(source[at2] ?? 0, weight)) | 0;
        sum3 = (sum3 + Math.imul(source[at3] ?? 0, weight)) | 0;
      }
      result[y * outputs + o] = clip8(sum);
      result[y1 * outputs + o] = clip8(sum1);
      result[y2 * outputs + o] = clip8(sum2);
      result[y3 * outputs + o] = clip8(sum3);
    }
  }
  return result;
}

/** One pass along columns: [inputs, width] → [outputs, width]. */
function resizeColumns(source: Uint8Array, width: number, taps: Taps): Uint8Array {
  const outputs = taps.first.length;
  const result = new Uint8Array(outputs * width);
  const sums = new Int32Array(width);
  for (let o = 0; o < outputs; o++) {
    sums.fill(START);
    const count = taps.count[o] ?? 0;
    for (let i = 0; i < count; i++) {
      const weight = taps.weights[o * taps.stride + i] ?? 0;
      const at = ((taps.first[o] ?? 0) + i) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + Math.imul(source[at + x] ?? 0, weight);
    }
    for (let x = 0; x < width; x++) result[o * width + x] = clip8(sums[x] ?? 0);
  }
  return result;
}

/** Pillow's `resize` of a grey image: rows first, rounded to 8 bits, then columns; an unchanged side is left alone. */
export function resizeGrey(image: GreyImage, width: number, height: number): GreyImage {
  let { pixels } = image;
  if (width !== image.width) pixels = resizeRows(pixels, image.height, image.width, makeTaps(image.width, width));
  if (height !== image.height) pixels = resizeColumns(pixels, width, makeTaps(image.height, height));
  return { width, height, pixels };
}
