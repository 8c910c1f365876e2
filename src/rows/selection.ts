/**
 * Forward selection by score test: of all earlier slots, the one that explains most of what the chosen ones leave. One
 * matrix of inner products serves every step (Gram-Schmidt on it), so a step costs nothing per row. For a yes/no answer the
 * test is that of a linear model: the score test of a logistic one at its start, with equal weights.
 */

/** Σ x_j x_k of slots in [count, n], two by two so that a number read serves twice. */
function crossProducts(x: Float64Array, count: number, n: number): Float64Array {
  const out = new Float64Array(count * count);
  for (let j = 0; j < count; j += 2) {
    const hasJ = j + 1 < count;
    const j0 = j * n;
    const j1 = hasJ ? j0 + n : j0;
    for (let k = 0; k <= j; k += 2) {
      const hasK = k + 1 < count;
      const k0 = k * n;
      const k1 = hasK ? k0 + n : k0;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let i = 0; i < n; i++) {
        const p = x[j0 + i] ?? 0;
        const q = x[j1 + i] ?? 0;
        const r = x[k0 + i] ?? 0;
        const s = x[k1 + i] ?? 0;
        a += p * r;
        b += p * s;
        c += q * r;
        d += q * s;
      }
      out[j * count + k] = a;
      out[k * count + j] = a;
      if (hasK) {
        out[j * count + k + 1] = b;
        out[(k + 1) * count + j] = b;
      }
      if (hasJ) {
        out[(j + 1) * count + k] = c;
        out[k * count + j + 1] = c;
      }
      if (hasJ && hasK) {
        out[(j + 1) * count + k + 1] = d;
        out[(k + 1) * count + j + 1] = d;
      }
    }
  }
  return out;
}

/** Slots standardised over some rows, and their inner products: once for all questions that are asked in parts of them. */
export class SlotMoments {
  readonly count: number;
  readonly rows: Uint32Array;
  /** [count, rows] */
  readonly values: Float64Array;
  readonly #cross: Float64Array;

  constructor(data: readonly Float64Array[], rows: Uint32Array) {
    const n = rows.length;
    this.count = data.length;
    this.rows = rows;
    this.values = new Float64Array(this.count * n);
    for (const [j, values] of data.entries()) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += values[rows[i] ?? 0] ?? 0;
      const centre = sum / n;
      let squares = 0;
      for (let i = 0; i < n; i++) squares += ((values[rows[i] ?? 0] ?? 0) - centre) ** 2;
      const spread = Math.sqrt(squares / n);
      // A slot without spread stays 0: it can explain nothing.
      if (spread < 1e-9) continue;
      for (let i = 0; i < n; i++) this.values[j * n + i] = ((values[rows[i] ?? 0] ?? 0) - centre) / spread;
    }
    this.#cross = crossProducts(this.values, this.count, n);
  }

  /** All rows. */
  all(): SlotProducts {
    const positions = Uint32Array.from(this.rows.keys());
    return new SlotProducts(this, positions, this.count, this.#cross);
  }

  /** Only those at `positions`, for the first `count` slots: what is left out is taken off where that is less. */
  within(positions: Uint32Array, count: number): SlotProducts {
    const n = this.rows.length;
    if (positions.length === n) return this.all();
    const isIn = new Uint8Array(n);
    for (const position of positions) isIn[position] = 1;
    const isLess = n - positions.length < positions.length;
    const summed = isLess ? Uint32Array.from(isIn.keys()).filter((position) => isIn[position] === 0) : positions;
    const part = crossProducts(this.#packed(summed, count), count, summed.length);
    if (!isLess) return new SlotProducts(this, positions, count, part);
    for (let j = 0; j < count; j++) {
      for (let k = 0; k < count; k++)
        part[j * count + k] = (this.#cross[j * this.count + k] ?? 0) - (part[j * count + k] ?? 0);
    }
    return new SlotProducts(this, positions, count, part);
  }

  #packed(positions: Uint32Array, count: number): Float64Array {
    const n = this.rows.length;
    const out = new Float64Array(count * positions.length);
    for (let j = 0; j < count; j++) {
      for (let i = 0; i < positions.length; i++) {
        out[j * positions.length + i] = this.values[j * n + (positions[i] ?? 0)] ?? 0;
      }
    }
    return out;
  }
}

/** Inner products of the slots 0 … count − 1, standardised anew over the rows of a question. */
export class SlotProducts {
  readonly count: number;
  /** Of the table. */
  readonly rows: Uint32Array;
  readonly products: Float64Array;
  readonly #moments: SlotMoments;
  readonly #positions: Uint32Array;
  readonly #spread: Float64Array;

  constructor(moments: SlotMoments, positions: Uint32Array, count: number, cross: Float64Array) {
    const n = positions.length;
    this.count = count;
    this.rows = Uint32Array.from(positions, (position) => moments.rows[position] ?? 0);
    this.#moments = moments;
    this.#positions = positions;
    this.#spread = new Float64Array(count);
    const mean = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += moments.values[j * moments.rows.length + (positions[i] ?? 0)] ?? 0;
      mean[j] = sum / n;
      const variance = (cross[j * count + j] ?? 0) / n - (mean[j] ?? 0) ** 2;
      this.#spread[j] = variance > 1e-9 ? Math.sqrt(variance) : 0;
    }
    this.products = new Float64Array(count * count);
    for (let j = 0; j < count; j++) {
      for (let k = 0; k < count; k++) {
        const scale = (this.#spread[j] ?? 0) * (this.#spread[k] ?? 0);
        if (scale === 0) continue;
        this.products[j * count + k] = ((cross[j * count + k] ?? 0) - n * (mean[j] ?? 0) * (mean[k] ?? 0)) / scale;
      }
    }
  }

  /** With `y` [rows], centred, for the first `count` slots. */
  with(y: Float64Array, count: number): Float64Array {
    const n = y.length;
    const { values, rows } = this.#moments;
    const isWhole = n === rows.length;
    const out = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      const scale = this.#spread[j] ?? 0;
      if (scale === 0) continue;
      const start = j * rows.length;
      let sum = 0;
      if (isWhole) for (let i = 0; i < n; i++) sum += (values[start + i] ?? 0) * (y[i] ?? 0);
      else for (let i = 0; i < n; i++) sum += (values[start + (this.#positions[i] ?? 0)] ?? 0) * (y[i] ?? 0);
      out[j] = sum / scale;
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
  /** The same where not even the strongest slot says more than the best of as many columns of noise would. */
  readonly alone: number;
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
  const { candidates, alone, most, design } = options;
  let { enter } = options;
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
    if (steps.length === 0 && z2 < 2 * Math.log(1 + candidates)) enter = Math.max(enter, alone);
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
