/**
 * Randomness as a function of a counter: the same (seed, stream, index) always gives the same number, in any order.
 * So a run can be repeated and continued, and pair i needs no pair before it. Not for cryptography.
 *
 * The hash is pcg4d of Jarzynski & Olano, "Hash Functions for GPU Rendering" (JCGT 9(3), 2020), the same in
 * JavaScript and WGSL (32-bit wrapping arithmetic only).
 */

/** Names the independent sequences drawn from one seed. Never renumber: old runs depend on it. */
export const STREAM = {
  initialWeights: 1,
  shuffle: 2,
  trainingNoise: 3,
  previewNoise: 4,
  sampleNoise: 5,
  dropout: 6,
  demoPatients: 7,
  demoEcg: 8,
  holdOut: 9,
  predictorSplit: 10,
  predictorShuffle: 11,
  predictorJitter: 12,
  comparedPatients: 13,
  detectorFolds: 14,
  detectorPairs: 15,
  likenessPictures: 16,
  validation: 17,
  measuredPatients: 18,
  readerTest: 19,
} as const;

const TO_UNIT = 2 ** -32;

/** Four 32-bit words from a four-word counter, written to `out` as unsigned integers. */
export function pcg4d(x: number, y: number, z: number, w: number, out: Uint32Array): void {
  let a = (Math.imul(x, 1664525) + 1013904223) | 0;
  let b = (Math.imul(y, 1664525) + 1013904223) | 0;
  let c = (Math.imul(z, 1664525) + 1013904223) | 0;
  let d = (Math.imul(w, 1664525) + 1013904223) | 0;
  a = (a + Math.imul(b, d)) | 0;
  b = (b + Math.imul(c, a)) | 0;
  c = (c + Math.imul(a, b)) | 0;
  d = (d + Math.imul(b, c)) | 0;
  a ^= a >>> 16;
  b ^= b >>> 16;
  c ^= c >>> 16;
  d ^= d >>> 16;
  a = (a + Math.imul(b, d)) | 0;
  b = (b + Math.imul(c, a)) | 0;
  c = (c + Math.imul(a, b)) | 0;
  d = (d + Math.imul(b, c)) | 0;
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** The first of the four words alone: written out, because a row of a table is drawn from dozens of them and needs no array. */
export function pcg4dFirst(x: number, y: number, z: number, w: number): number {
  let a = (Math.imul(x, 1664525) + 1013904223) | 0;
  let b = (Math.imul(y, 1664525) + 1013904223) | 0;
  let c = (Math.imul(z, 1664525) + 1013904223) | 0;
  let d = (Math.imul(w, 1664525) + 1013904223) | 0;
  a = (a + Math.imul(b, d)) | 0;
  b = (b + Math.imul(c, a)) | 0;
  c = (c + Math.imul(a, b)) | 0;
  d = (d + Math.imul(b, c)) | 0;
  return ((a ^ (a >>> 16)) + Math.imul(b ^ (b >>> 16), d ^ (d >>> 16))) >>> 0;
}

/**
 * A sequence of random numbers. `stream` and `substream` (e.g. a step, or a pair's index) name it;
 * two sequences with different names are independent, however long.
 */
export class Rng {
  readonly #words = new Uint32Array(4);
  readonly #seed: number;
  readonly #stream: number;
  readonly #substream: number;
  #counter = 0;
  #left = 0;
  #spareNormal: number | undefined;

  constructor(seed: number, stream: number, substream = 0) {
    this.#seed = seed;
    this.#stream = stream;
    this.#substream = substream;
  }

  /** An unsigned 32-bit integer. */
  word(): number {
    if (this.#left === 0) {
      pcg4d(this.#seed, this.#stream, this.#substream, this.#counter, this.#words);
      this.#counter += 1;
      this.#left = 4;
    }
    this.#left -= 1;
    return this.#words[3 - this.#left] ?? 0;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.word() * TO_UNIT;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** An integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    // 1 - u is in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  normals(count: number): Float32Array {
    const out = new Float32Array(count);
    for (let i = 0; i < count; i++) out[i] = this.normal();
    return out;
  }

  /** 0 … n−1 in random order (Fisher and Yates). */
  permutation(n: number): Uint32Array {
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const j = this.below(i + 1);
      order[i] = order[j] ?? 0;
      order[j] = i;
    }
    return order;
  }
}
