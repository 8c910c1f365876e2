/**
 * Forward selection by score test: of all earlier slots, the one that explains most of what the chosen ones leave. One
 * matrix of inner products serves every step (Gram-Schmidt on it), so a step costs nothing per row. For a yes/no answer the
 * test is that of a linear model: the score test of a logistic one at its start, with equal weights.
 */

/** Inner products of the standardised slots 0 … count − 1 over some rows. */
export class SlotProducts {
  readonly count: number;
  readonly rows: Uint32Array;
  readonly products: Float64Array;
  /** [count, rows] standardised, slot by slot. */
  readonly #standard: Float32Array;

  constructor(data: readonly Float64Array[], count: number, rows: Uint32Array) {
    const n = rows.length;
    this.count = count;
    this.rows = rows;
    this.#standard = new Float32Array(count * n);
    for (let j = 0; j < count; j++) {
      const values = data[j] ?? new Float64Array();
      let sum = 0;
      for (let i = 0; i < n; i++) sum += values[rows[i] ?? 0] ?? 0;
      const centre = sum / n;
      let squares = 0;
      for (let i = 0; i < n; i++) squares += ((values[rows[i] ?? 0] ?? 0) - centre) ** 2;
      const spread = Math.sqrt(squares / n);
      // A slot without spread stays 0: it can explain nothing.
      if (spread < 1e-9) continue;
      for (let i = 0; i < n; i++) this.#standard[j * n + i] = ((values[rows[i] ?? 0] ?? 0) - centre) / spread;
    }
    this.products = new Float64Array(count * count);
    for (let j = 0; j < count; j++) {
      for (let k = 0; k <= j; k++) {
        const sum = this.#dot(j * n, k * n, n);
        this.products[j * count + k] = sum;
        this.products[k * count + j] = sum;
      }
    }
  }

  #dot(j: number, k: number, n: number): number {
    const x = this.#standard;
    let a = 0;
    let b = 0;
    let i = 0;
    for (; i + 1 < n; i += 2) {
      a += (x[j + i] ?? 0) * (x[k + i] ?? 0);
      b += (x[j + i + 1] ?? 0) * (x[k + i + 1] ?? 0);
    }
    if (i < n) a += (x[j + i] ?? 0) * (x[k + i] ?? 0);
    return a + b;
  }

  /** With `y` [rows], for the first `count` slots. */
  with(y: Float64Array, count: number): Float64Array {
    const n = y.length;
    const out = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (this.#standard[j * n + i] ?? 0) * (y[i] ?? 0);
      out[j] = sum;
    }
    return out;
  }
}

export interface SelectOptions {
  /** Slots that may be chosen: those below it. */
  readonly candidates: number;
  /** One of them that may not: what is to be explained. −1: none. */
  readonly excluded?: number;
  /** Smallest z². */
  readonly enter: number;
  readonly most: number;
  /** Independent persons per row, at most 1: records of one person are no new evidence. */
  readonly design: number;
}

/** One chosen slot; the steps before it are part of what it is. */
export interface SelectionStep {
  readonly slot: number;
  readonly z2: number;
  /** Coefficients of the standardised slots chosen so far, this one included. */
  readonly beta: Float64Array;
}

/** A candidate of which less than this is new would only repeat the chosen ones. */
const LEAST_NEW = 1e-3;

/** `y` [rows]: any numbers. */
export function selectForward(products: SlotProducts, y: Float64Array, options: SelectOptions): SelectionStep[] {
  const { candidates, enter, most, design } = options;
  const n = y.length;
  let sum = 0;
  for (const value of y) sum += value;
  const centred = y.map((value) => value - sum / n);
  let left = 0;
  for (const value of centred) left += value * value;
  const total = left;
  const { count } = products;
  const c = products.with(centred, candidates);
  const d = new Float64Array(candidates);
  for (let j = 0; j < candidates; j++) d[j] = products.products[j * count + j] ?? 0;
  const size = d.slice();
  const basis: Float64Array[] = [];
  const projections: number[] = [];
  const steps: SelectionStep[] = [];
  const isTaken = new Uint8Array(candidates);
  if (options.excluded !== undefined && options.excluded >= 0) isTaken[options.excluded] = 1;
  while (steps.length < most && n - steps.length > 3 && left > 1e-9 * total) {
    let best = -1;
    let gain = 0;
    for (let j = 0; j < candidates; j++) {
      const fresh = d[j] ?? 0;
      if (isTaken[j] === 1 || fresh < LEAST_NEW * (size[j] ?? 0) || fresh <= 0) continue;
      const own = (c[j] ?? 0) ** 2 / fresh;
      if (own > gain) {
        gain = own;
        best = j;
      }
    }
    const z2 = best < 0 ? 0 : (design * gain) / (left / (n - steps.length - 1));
    if (best < 0 || z2 < enter) break;
    isTaken[best] = 1;
    const root = Math.sqrt(d[best] ?? 1);
    const direction = new Float64Array(candidates);
    for (let j = 0; j < candidates; j++) {
      let shared = products.products[best * count + j] ?? 0;
      for (const earlier of basis) shared -= (earlier[best] ?? 0) * (earlier[j] ?? 0);
      direction[j] = shared / root;
    }
    const projection = (c[best] ?? 0) / root;
    for (let j = 0; j < candidates; j++) {
      d[j] = (d[j] ?? 0) - (direction[j] ?? 0) ** 2;
      c[j] = (c[j] ?? 0) - (direction[j] ?? 0) * projection;
    }
    left -= projection * projection;
    basis.push(direction);
    projections.push(projection);
    const slots = [...steps.map(({ slot }) => slot), best];
    steps.push({ slot: best, z2, beta: backSubstitute(basis, projections, slots) });
  }
  return steps;
}

/** Rᵀ-triangular system of Gram-Schmidt: R β = projections with R[s][t] = basis[s] at slot t. */
function backSubstitute(
  basis: readonly Float64Array[],
  projections: readonly number[],
  slots: readonly number[],
): Float64Array {
  const k = slots.length;
  const beta = new Float64Array(k);
  for (let s = k - 1; s >= 0; s--) {
    let sum = projections[s] ?? 0;
    for (let t = s + 1; t < k; t++) sum -= (basis[s]?.[slots[t] ?? 0] ?? 0) * (beta[t] ?? 0);
    beta[s] = sum / (basis[s]?.[slots[s] ?? 0] ?? 1);
  }
  return beta;
}
