/**
 * How much a handful of pictures looks like real ones, while a network trains: two figures that cost nothing.
 *
 * Every picture is averaged down to 32 × 32 boxes. With the mean μ and the standard deviation σ over the pictures in each
 * box, the distance of two sets is that of normal distributions with diagonal covariance (Dowson & Landau 1982, the
 * Fréchet distance in its simplest form): d² = Σ (μ₁ − μ₂)² + (σ₁ − σ₂)². likeness = 1 / (1 + d² / Σ σ²_real): 1 where the
 * profiles are the same, ½ where they are as far apart as real pictures are from their mean.
 *
 * variety = mean distance (root mean square over the boxes) between two pictures of the set, as a share of the same between
 * real ones: 1 as real, near 0 where all are alike. It is not the report's, which compares by SSIM.
 */
import type { Rng } from '../core/rng.ts';
import type { Pictures } from './ssim.ts';

const SIDE = 32;
const BOXES = SIDE * SIDE;
/** Real pictures looked at, at most. */
const MOST_REAL = 128;
/** Fewer say nothing. */
const LEAST_REAL = 32;

/** [n, SIDE²] mean grey levels. */
function boxes({ bytes, size }: Pictures, chosen: readonly number[]): Float64Array[] {
  const boxOf = Int32Array.from({ length: size }, (_, i) => Math.floor((i * SIDE) / size));
  const counts = new Float64Array(BOXES);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const box = (boxOf[y] ?? 0) * SIDE + (boxOf[x] ?? 0);
      counts[box] = (counts[box] ?? 0) + 1;
    }
  return chosen.map((picture) => {
    const sums = new Float64Array(BOXES);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const box = (boxOf[y] ?? 0) * SIDE + (boxOf[x] ?? 0);
        sums[box] = (sums[box] ?? 0) + (bytes[(picture * size + y) * size + x] ?? 0);
      }
    }
    return sums.map((sum, box) => sum / (counts[box] ?? 1));
  });
}

interface Profile {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function profileOf(pictures: readonly Float64Array[]): Profile {
  const mean = new Float64Array(BOXES);
  const deviation = new Float64Array(BOXES);
  for (let box = 0; box < BOXES; box++) {
    let sum = 0;
    for (const picture of pictures) sum += picture[box] ?? 0;
    const mu = sum / pictures.length;
    let squares = 0;
    for (const picture of pictures) squares += ((picture[box] ?? 0) - mu) ** 2;
    mean[box] = mu;
    deviation[box] = Math.sqrt(squares / pictures.length);
  }
  return { mean, deviation };
}

/** Mean over all pairs of the root mean square difference, grey levels. */
function meanDistance(pictures: readonly Float64Array[]): number {
  let total = 0;
  let pairs = 0;
  pictures.forEach((a, i) => {
    for (const b of pictures.slice(i + 1)) {
      let squares = 0;
      for (let box = 0; box < BOXES; box++) squares += ((a[box] ?? 0) - (b[box] ?? 0)) ** 2;
      total += Math.sqrt(squares / BOXES);
      pairs += 1;
    }
  });
  return total / pairs;
}

export class PictureLikeness {
  readonly #real: Profile;
  readonly #realVariance: number;
  readonly #realDistance: number;

  private constructor(real: readonly Float64Array[]) {
    this.#real = profileOf(real);
    this.#realVariance = this.#real.deviation.reduce((sum, sigma) => sum + sigma * sigma, 0);
    this.#realDistance = meanDistance(real);
  }

  /** Null with fewer than 32 real pictures, or when those are all the same. At most 128 are looked at, chosen by `rng`. */
  static of(real: Pictures, rng: Rng): PictureLikeness | null {
    const count = real.bytes.length / (real.size * real.size);
    if (count < LEAST_REAL) return null;
    const chosen = [...rng.permutation(count).subarray(0, MOST_REAL)];
    const likeness = new PictureLikeness(boxes(real, chosen));
    return likeness.#realVariance > 0 ? likeness : null;
  }

  /** Both figures of at least two pictures of any size. */
  measure(pictures: Pictures): { readonly likeness: number; readonly variety: number } {
    const count = pictures.bytes.length / (pictures.size * pictures.size);
    const all = boxes(
      pictures,
      Array.from({ length: count }, (_, i) => i),
    );
    const { mean, deviation } = profileOf(all);
    let distance = 0;
    for (let box = 0; box < BOXES; box++) {
      distance += ((mean[box] ?? 0) - (this.#real.mean[box] ?? 0)) ** 2;
      distance += ((deviation[box] ?? 0) - (this.#real.deviation[box] ?? 0)) ** 2;
    }
    return {
      likeness: 1 / (1 + distance / this.#realVariance),
      variety: meanDistance(all) / this.#realDistance,
    };
  }
}
