/**
 * What an ECG sheet looks like once it no longer matters when each beat came, in few numbers: for every line of pixels and
 * every quarter of the width how much ink there is and how unevenly it lies; for every band of lines how strongly the ink swings at
 * each frequency. Then the principal components of these among the pictures learned from.
 */
import { BANDS, boxOf, FEATURES, FREQUENCIES, KINDS, SIDE, writeFeatures } from '../../engine/batch/look.ts';
import { subspaceEigen } from '../../core/maths/subspace-eigen.ts';

/** A number that hardly varies is never blown up beyond this share of its kind's spread: bare paper says nothing. */
const LEAST_SPREAD = 0.5;

/** Pictures [count, size, size] of greyscale bytes. */
export interface Pictures {
  readonly size: number;
  readonly images: Uint8Array;
}

/** [SIDE, SIDE] ink in [0, 1] of one picture: means over boxes of pixels. */
function inkOf(picture: Uint8Array, size: number): Float64Array {
  const ink = new Float64Array(SIDE * SIDE);
  const boxes = Array.from({ length: SIDE }, (_, place) => boxOf(place, size));
  for (const [row, [top, bottom]] of boxes.entries()) {
    for (const [column, [left, right]] of boxes.entries()) {
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += 255 - (picture[y * size + x] ?? 0);
      }
      ink[row * SIDE + column] = sum / (bottom - top) / (right - left) / 255;
    }
  }
  return ink;
}

/** [count, FEATURES] */
function measure({ images, size }: Pictures): Float64Array {
  const pixels = size * size;
  const count = images.length / pixels;
  const out = new Float64Array(count * FEATURES);
  const swings = new Float32Array(BANDS * 2 * FREQUENCIES);
  for (let n = 0; n < count; n++) {
    const ink = inkOf(images.subarray(n * pixels, (n + 1) * pixels), size);
    writeFeatures(ink, out.subarray(n * FEATURES, (n + 1) * FEATURES), swings);
  }
  return out;
}

/** Mean and spread of every number, with a floor to the spreads of each kind. */
function scaleOf(measured: Float64Array): { readonly mean: Float64Array; readonly spread: Float64Array } {
  const count = measured.length / FEATURES;
  const mean = new Float64Array(FEATURES);
  const spread = new Float64Array(FEATURES);
  measured.forEach((value, i) => (mean[i % FEATURES] = (mean[i % FEATURES] ?? 0) + value / count));
  measured.forEach((value, i) => {
    const at = i % FEATURES;
    spread[at] = (spread[at] ?? 0) + (value - (mean[at] ?? 0)) ** 2 / count;
  });
  for (const [kind, end] of KINDS.slice(1).entries()) {
    const own = spread.subarray(KINDS[kind], end);
    const floor = LEAST_SPREAD ** 2 * (own.reduce((sum, variance) => sum + variance, 0) / own.length);
    own.forEach((variance, i) => (own[i] = Math.sqrt(variance + floor) || 1));
  }
  return { mean, spread };
}

export class SheetLook {
  readonly #mean: Float64Array;
  readonly #spread: Float64Array;
  /** [components, FEATURES]: a component is of variance 1 among the pictures that it was fitted to. */
  readonly #directions: readonly Float64Array[];

  /** At most `components`, of pictures that differ. */
  constructor(pictures: Pictures, components: number) {
    const measured = measure(pictures);
    const count = measured.length / FEATURES;
    ({ mean: this.#mean, spread: this.#spread } = scaleOf(measured));
    this.#scale(measured);
    const products = new Float64Array(count * count);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < FEATURES; i++) sum += (measured[a * FEATURES + i] ?? 0) * (measured[b * FEATURES + i] ?? 0);
        products[a * count + b] = sum;
        products[b * count + a] = sum;
      }
    }
    const { values, vectors } = subspaceEigen(products, count, components);
    const least = 1e-9 * (values[0] ?? 0);
    this.#directions = vectors
      .filter((_, k) => (values[k] ?? 0) > least)
      .map((vector, k) => {
        const direction = new Float64Array(FEATURES);
        for (let n = 0; n < count; n++) {
          for (let i = 0; i < FEATURES; i++) {
            direction[i] = (direction[i] ?? 0) + (vector[n] ?? 0) * (measured[n * FEATURES + i] ?? 0);
          }
        }
        const length = (values[k] ?? 1) / Math.sqrt(count);
        return direction.map((value) => value / length);
      });
  }

  get components(): number {
    return this.#directions.length;
  }

  /** As features · kernel + bias: [FEATURES, components] and [components]. */
  get linear(): { readonly kernel: Float32Array; readonly bias: Float32Array } {
    const { components } = this;
    const kernel = new Float32Array(FEATURES * components);
    const bias = new Float64Array(components);
    for (const [k, direction] of this.#directions.entries()) {
      for (let i = 0; i < FEATURES; i++) {
        const weight = (direction[i] ?? 0) / (this.#spread[i] ?? 1);
        kernel[i * components + k] = weight;
        bias[k] = (bias[k] ?? 0) - weight * (this.#mean[i] ?? 0);
      }
    }
    return { kernel, bias: Float32Array.from(bias) };
  }

  /** [count, components] */
  of(pictures: Pictures): Float64Array {
    const { components } = this;
    const { kernel, bias } = this.linear;
    const measured = measure(pictures);
    const count = measured.length / FEATURES;
    const out = new Float64Array(count * components);
    for (let n = 0; n < count; n++) {
      const own = out.subarray(n * components, (n + 1) * components);
      own.set(bias);
      for (let i = 0; i < FEATURES; i++) {
        const value = measured[n * FEATURES + i] ?? 0;
        for (let k = 0; k < components; k++) own[k] = (own[k] ?? 0) + value * (kernel[i * components + k] ?? 0);
      }
    }
    return out;
  }

  #scale(measured: Float64Array): void {
    measured.forEach((value, i) => {
      measured[i] = (value - (this.#mean[i % FEATURES] ?? 0)) / (this.#spread[i % FEATURES] ?? 1);
    });
  }
}
