/**
 * t-SNE (van der Maaten & Hinton 2008), exact: every pair of points pulls and pushes, nothing is approximated. A picture of
 * neighbourhoods; distances between far groups and the sizes of groups mean nothing.
 *
 * Half of the pairs are visited, attraction and repulsion added up apart, so that the normaliser is known after the same
 * pass. Defaults as in scikit-learn: exaggeration 12 for the first 250 iterations, learning rate max(n / 12 / 4, 50).
 */
import { Pace, type PieceWork } from '../core/pace.ts';
import type { Rng } from '../core/rng.ts';

const ITERATIONS = 750;
const EXAGGERATED = 250;
const EXAGGERATION = 12;
const MOST_PERPLEXITY = 30;
const LEAST_GAIN = 0.01;

/** 30, or n / 4 for fewer than 120 points. */
export function perplexityFor(n: number): number {
  return Math.max(1, Math.min(MOST_PERPLEXITY, n / 4));
}

/** Operations between two rests: some milliseconds. */
const PIECE = 1e6;

/** Squared Euclidean distances of `data` [n, width], as [n, n]. */
async function squaredDistances({ data, n, width }: TsneInput, work: PieceWork): Promise<Float32Array> {
  const out = new Float32Array(n * n);
  const pace = new Pace(work, PIECE);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) {
        const difference = (data[i * width + k] ?? 0) - (data[j * width + k] ?? 0);
        sum += difference * difference;
      }
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
    await pace.did((n - i) * width);
  }
  return out;
}

/** Row i of the neighbour chances p(j | i) at the precision whose entropy is log(perplexity), into `out` [n]. */
function neighbourChances(
  squared: Float32Array,
  i: number,
  out: Float64Array,
  perplexity: number,
  start: number,
): number {
  const n = out.length;
  const wanted = Math.log(perplexity);
  let nearest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < n; j++) if (j !== i) nearest = Math.min(nearest, squared[i * n + j] ?? 0);
  let beta = start;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 64; attempt++) {
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const beyond = (squared[i * n + j] ?? 0) - nearest;
      const chance = Math.exp(-beta * beyond);
      out[j] = chance;
      sum += chance;
      weighted += chance * beyond;
    }
    const gap = Math.log(sum) + (beta * weighted) / sum - wanted;
    if (Math.abs(gap) < 1e-5 || attempt === 63) {
      for (let j = 0; j < n; j++) out[j] = (out[j] ?? 0) / sum;
      break;
    }
    if (gap > 0) {
      low = beta;
      beta = high === Number.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
    } else {
      high = beta;
      beta = (beta + low) / 2;
    }
  }
  out[i] = 0;
  return beta;
}

/** Symmetric joint chances of the pairs i < j, packed row by row; they sum to ½. */
async function pairChances(input: TsneInput, work: PieceWork): Promise<Float32Array> {
  const { n, perplexity } = input;
  const squared = await squaredDistances(input, work);
  const pace = new Pace(work, PIECE);
  const conditional = new Float32Array(n * n);
  const row = new Float64Array(n);
  let beta = 1;
  for (let i = 0; i < n; i++) {
    beta = neighbourChances(squared, i, row, perplexity, Math.min(Math.max(beta, 1e-12), 1e12));
    conditional.set(row, i * n);
    // About twenty precisions are tried, each with an exponential a pair.
    await pace.did(100 * n);
  }
  const packed = new Float32Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      packed[at] = ((conditional[i * n + j] ?? 0) + (conditional[j * n + i] ?? 0)) / (2 * n);
      at += 1;
    }
  }
  return packed;
}

export interface TsneInput {
  /** [n, width] row-major. */
  readonly data: Float64Array;
  readonly n: number;
  readonly width: number;
  readonly perplexity: number;
  /** First guess of the picture, any scale (principal components); the seeded noise added to it parts equal rows. */
  readonly start: readonly [Float64Array, Float64Array];
  readonly rng: Rng;
}

export class Tsne {
  readonly iterations = ITERATIONS;
  readonly #n: number;
  readonly #chances: Float32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #speed: Float64Array;
  readonly #gain: Float64Array;
  readonly #force: Float64Array;
  #done = 0;

  private constructor({ n, start, rng }: TsneInput, chances: Float32Array) {
    this.#n = n;
    this.#chances = chances;
    const scale = 1e-4 / (Math.sqrt(start[0].reduce((sum, x) => sum + x * x, 0) / Math.max(1, n)) || 1);
    const place = (guess: Float64Array): Float64Array => guess.map((value) => value * scale + 1e-6 * rng.normal());
    this.#x = place(start[0]);
    this.#y = place(start[1]);
    this.#speed = new Float64Array(2 * n);
    this.#gain = new Float64Array(2 * n).fill(1);
    this.#force = new Float64Array(4 * n);
  }

  /** Measures all distances. Rejects with AbortError when cancelled. */
  static async of(input: TsneInput, work: PieceWork): Promise<Tsne> {
    return new Tsne(input, input.n < 3 ? new Float32Array() : await pairChances(input, work));
  }

  get isDone(): boolean {
    return this.#done >= ITERATIONS || this.#n < 3;
  }

  get done(): number {
    return this.#done;
  }

  /** Up to `count` more iterations. */
  run(count: number): void {
    for (let i = 0; i < count && !this.isDone; i++) this.#iterate();
  }

  /** The picture so far, centred. */
  points(): [number, number][] {
    return Array.from(this.#x, (x, i) => [x, this.#y[i] ?? 0]);
  }

  /** Σ over pairs of 1 / (1 + d²), both ways; forces into #force: attraction x, y, repulsion x, y per point. */
  #forces(): number {
    const n = this.#n;
    const x = this.#x;
    const y = this.#y;
    const chances = this.#chances;
    const force = this.#force.fill(0);
    let normaliser = 0;
    let at = 0;
    for (let i = 0; i < n; i++) {
      const xi = x[i] ?? 0;
      const yi = y[i] ?? 0;
      let pullX = 0;
      let pullY = 0;
      let pushX = 0;
      let pushY = 0;
      for (let j = i + 1; j < n; j++) {
        const dx = xi - (x[j] ?? 0);
        const dy = yi - (y[j] ?? 0);
        const q = 1 / (1 + dx * dx + dy * dy);
        normaliser += q;
        const pull = (chances[at] ?? 0) * q;
        const push = q * q;
        at += 1;
        const ax = pull * dx;
        const ay = pull * dy;
        const rx = push * dx;
        const ry = push * dy;
        pullX += ax;
        pullY += ay;
        pushX += rx;
        pushY += ry;
        const other = 4 * j;
        force[other] = (force[other] ?? 0) - ax;
        force[other + 1] = (force[other + 1] ?? 0) - ay;
        force[other + 2] = (force[other + 2] ?? 0) - rx;
        force[other + 3] = (force[other + 3] ?? 0) - ry;
      }
      const own = 4 * i;
      force[own] = (force[own] ?? 0) + pullX;
      force[own + 1] = (force[own + 1] ?? 0) + pullY;
      force[own + 2] = (force[own + 2] ?? 0) + pushX;
      force[own + 3] = (force[own + 3] ?? 0) + pushY;
    }
    return 2 * normaliser;
  }

  #iterate(): void {
    const n = this.#n;
    const normaliser = this.#forces();
    const isEarly = this.#done < EXAGGERATED;
    const exaggeration = isEarly ? EXAGGERATION : 1;
    const momentum = isEarly ? 0.5 : 0.8;
    const rate = Math.max(n / EXAGGERATION / 4, 50);
    for (const [axis, position] of [this.#x, this.#y].entries()) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const pull = exaggeration * (this.#force[4 * i + axis] ?? 0);
        const gradient = 4 * (pull - (this.#force[4 * i + 2 + axis] ?? 0) / normaliser);
        const at = axis * n + i;
        const speed = this.#speed[at] ?? 0;
        const gain = Math.max(
          LEAST_GAIN,
          speed * gradient < 0 ? (this.#gain[at] ?? 1) + 0.2 : (this.#gain[at] ?? 1) * 0.8,
        );
        this.#gain[at] = gain;
        const next = momentum * speed - rate * gain * gradient;
        this.#speed[at] = next;
        position[i] = (position[i] ?? 0) + next;
        sum += position[i] ?? 0;
      }
      for (let i = 0; i < n; i++) position[i] = (position[i] ?? 0) - sum / n;
    }
    this.#done += 1;
  }
}
