/**
 * Forward selection by score test: of all earlier slots, the one that explains most of what the chosen ones leave. Inner
 * products serve every step (Gram-Schmidt on them), so a step costs nothing per row but those of the slot that it chooses. For a yes/no answer the
 * test is that of a linear model: the score test of a logistic one at its start, with equal weights.
 */

import { firstRows, rowsMarked } from './row-numbers.ts';

/** Σ x_j x_k of one slot with each, of slots in [count, n]; four at a time, so that a number read serves them all. */
function crossRow(x: Float64Array, j: number, count: number, n: number): Float64Array {
  const out = new Float64Array(count);
  const own = x.subarray(j * n, (j + 1) * n);
  for (let k = 0; k < count; k += 4) {
    const k0 = k * n;
    const k1 = Math.min(k + 1, count - 1) * n;
    const k2 = Math.min(k + 2, count - 1) * n;
    const k3 = Math.min(k + 3, count - 1) * n;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const p = own[i] ?? 0;
      a += p * (x[k0 + i] ?? 0);
      b += p * (x[k1 + i] ?? 0);
      c += p * (x[k2 + i] ?? 0);
      d += p * (x[k3 + i] ?? 0);
    }
    out[k] = a;
    if (k + 1 < count) out[k + 1] = b;
    if (k + 2 < count) out[k + 2] = c;
    if (k + 3 < count) out[k + 3] = d;
  }
  return out;
}

/** Σ x_j², of slots in [count, n]. */
function squareSums(x: Float64Array, count: number, n: number): Float64Array {
  const out = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    let sum = 0;
    for (let i = j * n; i < (j + 1) * n; i++) sum += (x[i] ?? 0) * (x[i] ?? 0);
    out[j] = sum;
  }
  return out;
}

/** Σ x_j x_k over some rows: of every slot with itself, and, when it is asked for, of one with all. */
interface CrossSums {
  readonly squares: Float64Array;
  readonly row: (j: number) => Float64Array;
}

/** Slots standardised over some rows, and their inner products: once for all questions that are asked in parts of them. */
export class SlotMoments {
  readonly count: number;
  readonly rows: Uint32Array;
  /** [count, rows] */
  readonly values: Float64Array;
  /** [rows] roots of how often a row counts; values are those of slots times it. */
  readonly roots: Float64Array;
  readonly #squares: Float64Array;
  readonly #rows = new Map<number, Float64Array>();

  constructor(data: readonly Float64Array[], rows: Uint32Array, weights: Float64Array | null = null) {
    const n = rows.length;
    this.count = data.length;
    this.rows = rows;
    this.roots = Float64Array.from(rows, (row) => Math.sqrt(weights?.[row] ?? 1));
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
      for (let i = 0; i < n; i++) {
        this.values[j * n + i] = (this.roots[i] ?? 1) * (((values[rows[i] ?? 0] ?? 0) - centre) / spread);
      }
    }
    this.#squares = squareSums(this.values, this.count, n);
  }

  #row(j: number): Float64Array {
    const known = this.#rows.get(j);
    if (known !== undefined) return known;
    const made = crossRow(this.values, j, this.count, this.rows.length);
    this.#rows.set(j, made);
    return made;
  }

  /** All rows. */
  all(): SlotProducts {
    const positions = firstRows(this.rows.length);
    return new SlotProducts(this, positions, this.count, { squares: this.#squares, row: (j) => this.#row(j) });
  }

  /** Only those at `positions`, for the first `count` slots: what is left out is taken off where that is less. */
  within(positions: Uint32Array, count: number): SlotProducts {
    const n = this.rows.length;
    if (positions.length === n) return this.all();
    const isIn = new Uint8Array(n);
    for (const position of positions) isIn[position] = 1;
    const isLess = n - positions.length < positions.length;
    const summed = isLess ? rowsMarked(firstRows(n), isIn, 0) : positions;
    const packed = this.#packed(summed, count);
    const squares = squareSums(packed, count, summed.length);
    const row = (j: number): Float64Array => crossRow(packed, j, count, summed.length);
    if (!isLess) return new SlotProducts(this, positions, count, { squares, row });
    const without = (whole: Float64Array, part: Float64Array): Float64Array =>
      part.map((value, k) => (whole[k] ?? 0) - value);
    return new SlotProducts(this, positions, count, {
      squares: without(this.#squares, squares),
      row: (j) => without(this.#row(j), row(j)),
    });
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
  /** Of every slot with itself. */
  readonly squares: Float64Array;
  readonly #cross: CrossSums;
  readonly #mean: Float64Array;
  readonly #made = new Map<number, Float64Array>();
  readonly #moments: SlotMoments;
  readonly #positions: Uint32Array;
  readonly #spread: Float64Array;
  /** [rows] roots of how often a row counts. */
  readonly roots: Float64Array;
  /** How often all count. */
  readonly total: number;
  /** Rows that would say as much if all counted the same, as a share of the rows (Kish): 1 where they do. */
  readonly evenness: number;

  constructor(moments: SlotMoments, positions: Uint32Array, count: number, cross: CrossSums) {
    const n = positions.length;
    this.count = count;
    this.rows = positions.map((position) => moments.rows[position] ?? 0);
    this.#moments = moments;
    this.#positions = positions;
    this.#spread = new Float64Array(count);
    this.roots = Float64Array.from(positions, (position) => moments.roots[position] ?? 1);
    this.total = this.roots.reduce((sum, root) => sum + root * root, 0);
    const { roots, total } = this;
    this.evenness = total ** 2 / Math.max(1e-9, n * roots.reduce((sum, root) => sum + root ** 4, 0));
    this.#cross = cross;
    this.#mean = new Float64Array(count);
    this.squares = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += (roots[i] ?? 1) * (moments.values[j * moments.rows.length + (positions[i] ?? 0)] ?? 0);
      }
      const mean = sum / total;
      const square = cross.squares[j] ?? 0;
      const variance = square / total - mean ** 2;
      const spread = variance > 1e-9 ? Math.sqrt(variance) : 0;
      this.#mean[j] = mean;
      this.#spread[j] = spread;
      if (spread > 0) this.squares[j] = (square - total * mean * mean) / (spread * spread);
    }
  }

  /** Of slot j with every slot. */
  row(j: number): Float64Array {
    const known = this.#made.get(j);
    if (known !== undefined) return known;
    const cross = this.#cross.row(j);
    const own = this.total * (this.#mean[j] ?? 0);
    const made = this.#spread.map((spread, k) => {
      const scale = (this.#spread[j] ?? 0) * spread;
      return scale === 0 ? 0 : ((cross[k] ?? 0) - own * (this.#mean[k] ?? 0)) / scale;
    });
    this.#made.set(j, made);
    return made;
  }

  /** The largest n · r² of `y` [rows] with one of the first `count` slots but `excluded`, where every row counts once. */
  strongest(y: Float64Array, count: number, excluded: number): number {
    const n = y.length;
    const { values, rows } = this.#moments;
    const once = this.roots.map((root) => 1 / root);
    const mean = y.reduce((sum, value) => sum + value, 0) / n;
    const centred = y.map((value) => value - mean);
    const size = centred.reduce((sum, value) => sum + value * value, 0);
    let most = 0;
    for (let j = 0; j < count; j++) {
      if (j === excluded) continue;
      const start = j * rows.length;
      let [sum, square, cross] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const value = (once[i] ?? 1) * (values[start + (this.#positions[i] ?? 0)] ?? 0);
        sum += value;
        square += value * value;
        cross += value * (centred[i] ?? 0);
      }
      const spread = square - (sum * sum) / n;
      if (spread > 1e-9 * n) most = Math.max(most, (n * cross * cross) / (spread * size));
    }
    return most;
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
  const { candidates, excluded = -1, alone, most, design } = options;
  const n = y.length;
  // Whether it is related to anything at all is what the patients say, not a sample of them.
  const isAlone = design * products.strongest(y, candidates, excluded) < 2 * Math.log(1 + candidates);
  const enter = isAlone ? Math.max(options.enter, alone / products.evenness) : options.enter;
  const { roots } = products;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (roots[i] ?? 1) ** 2 * (y[i] ?? 0);
  const centred = y.map((value, i) => (roots[i] ?? 1) * (value - sum / products.total));
  let left = 0;
  for (const value of centred) left += value * value;
  const total = left;
  const c = products.with(centred, candidates);
  const size = products.squares;
  const d = size.slice(0, candidates);
  const basis: Float64Array[] = [];
  const projections: number[] = [];
  const steps: SelectionStep[] = [];
  const isTaken = new Uint8Array(candidates);
  if (excluded >= 0) isTaken[excluded] = 1;
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
    const row = products.row(best);
    for (let j = 0; j < candidates; j++) {
      let shared = row[j] ?? 0;
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
