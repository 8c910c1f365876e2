/** Linear and logistic regression on a few slots, with weights and a small ridge on the standardised coefficients. */
import type { LinearScore } from './row-model.ts';
import { solveInPlace } from '../core/maths/cholesky.ts';

export interface Regression {
  /** One [n] a predictor, by slot number. */
  readonly slots: readonly number[];
  readonly data: readonly Float64Array[];
  /** Positions in the slots' arrays that take part; y and weights have one each. */
  readonly rows: Uint32Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly ridge: number;
}

const NEWTON_STEPS = 25;
const NEAR_ROWS = 3000;
/** No step larger than this, in logits per standard deviation. */
const LONGEST_STEP = 3;

interface Standardised {
  readonly k: number;
  /** [n, k + 1] row-major; the first is 1. */
  readonly x: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
}

function standardise({ slots, data, rows }: Regression): Standardised {
  const n = rows.length;
  const k = slots.length;
  const x = new Float64Array(n * (k + 1));
  const mean = new Float64Array(k);
  const spread = new Float64Array(k);
  for (let i = 0; i < n; i++) x[i * (k + 1)] = 1;
  for (const [j, slot] of slots.entries()) {
    const values = data[slot] ?? new Float64Array();
    let sum = 0;
    for (const row of rows) sum += values[row] ?? 0;
    const centre = sum / n;
    let squares = 0;
    for (const row of rows) squares += ((values[row] ?? 0) - centre) ** 2;
    const scale = Math.sqrt(squares / n) || 1;
    mean[j] = centre;
    spread[j] = scale;
    for (let i = 0; i < n; i++) x[i * (k + 1) + j + 1] = ((values[rows[i] ?? 0] ?? 0) - centre) / scale;
  }
  return { k, x, mean, spread };
}

function unstandardise({ k, mean, spread }: Standardised, beta: Float64Array, slots: readonly number[]): LinearScore {
  let bias = beta[0] ?? 0;
  const weights: number[] = [];
  for (let j = 0; j < k; j++) {
    const weight = (beta[j + 1] ?? 0) / (spread[j] ?? 1);
    weights.push(weight);
    bias -= weight * (mean[j] ?? 0);
  }
  return { bias, slots, weights };
}

/** The score of the rows `rows`, written to their places in `out`. */
export function scoreRows(
  score: LinearScore,
  data: readonly Float64Array[],
  rows: Uint32Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) out[rows[i] ?? 0] = score.bias;
  for (const [j, slot] of score.slots.entries()) {
    const values = data[slot] ?? new Float64Array();
    const weight = score.weights[j] ?? 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      out[row] = (out[row] ?? 0) + weight * (values[row] ?? 0);
    }
  }
}

/** Adds Σ w x xᵀ to `a` (lower triangle) and Σ w·r x to `b`. */
function accumulate(
  x: Float64Array,
  width: number,
  i: number,
  weight: number,
  response: number,
  a: Float64Array,
  b: Float64Array,
): void {
  const start = i * width;
  for (let p = 0; p < width; p++) {
    const xp = (x[start + p] ?? 0) * weight;
    b[p] = (b[p] ?? 0) + (x[start + p] ?? 0) * response;
    for (let q = 0; q <= p; q++) a[p * width + q] = (a[p * width + q] ?? 0) + xp * (x[start + q] ?? 0);
  }
}

export function linearRegression(input: Regression): LinearScore {
  const standard = standardise(input);
  const width = standard.k + 1;
  const a = new Float64Array(width * width);
  const b = new Float64Array(width);
  for (let i = 0; i < input.rows.length; i++) {
    const weight = input.weights[i] ?? 0;
    accumulate(standard.x, width, i, weight, weight * (input.y[i] ?? 0), a, b);
  }
  for (let p = 1; p < width; p++) a[p * width + p] = (a[p * width + p] ?? 0) + input.ridge;
  solveInPlace(a, b);
  return unstandardise(standard, b, input.slots);
}

export function logisticRegression(input: Regression): LinearScore {
  const standard = standardise(input);
  const { rows, y, weights } = input;
  const width = standard.k + 1;
  let yes = 0.5;
  let total = 1;
  for (let i = 0; i < rows.length; i++) {
    yes += (weights[i] ?? 0) * (y[i] ?? 0);
    total += weights[i] ?? 0;
  }
  const beta = new Float64Array(width);
  beta[0] = Math.log(yes / (total - yes));
  // Of many rows, some bring it near; all of them then need a step or two.
  const stride = Math.ceil(rows.length / NEAR_ROWS);
  if (standard.k > 0 && stride > 1) newton(standard, input, beta, stride);
  if (standard.k > 0) newton(standard, input, beta, 1);
  return unstandardise(standard, beta, input.slots);
}

/** log(1 / (1 + exp(−eta))) of a yes, log(1 / (1 + exp(eta))) of a no. */
function logChance(eta: number, y: number): number {
  return -Math.log1p(Math.exp(-Math.abs(eta))) - (y > 0.5 ? Math.max(0, -eta) : Math.max(0, eta));
}

/**
 * Moves `beta` to the maximum for every `stride`-th row. A step that makes it worse, as where an answer is all but certain,
 * is halved until it does not.
 */
function newton({ x, k }: Standardised, input: Regression, beta: Float64Array, stride: number): void {
  const { rows, y, weights } = input;
  const width = k + 1;
  const ridge = input.ridge / stride;
  const move = new Float64Array(width);
  let before = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const a = new Float64Array(width * width);
    const b = new Float64Array(width);
    let likelihood = 0;
    for (let i = 0; i < rows.length; i += stride) {
      let eta = 0;
      for (let p = 0; p < width; p++) eta += (beta[p] ?? 0) * (x[i * width + p] ?? 0);
      const chance = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, eta))));
      const weight = weights[i] ?? 0;
      likelihood += weight * logChance(eta, y[i] ?? 0);
      const information = weight * Math.max(chance * (1 - chance), 1e-6);
      accumulate(x, width, i, information, weight * ((y[i] ?? 0) - chance), a, b);
    }
    for (let p = 1; p < width; p++) {
      likelihood -= (ridge / 2) * (beta[p] ?? 0) ** 2;
      a[p * width + p] = (a[p * width + p] ?? 0) + ridge;
      b[p] = (b[p] ?? 0) - ridge * (beta[p] ?? 0);
    }
    if (likelihood < before) {
      for (let p = 0; p < width; p++) {
        move[p] = (move[p] ?? 0) / 2;
        beta[p] = (beta[p] ?? 0) - (move[p] ?? 0);
      }
      continue;
    }
    before = likelihood;
    solveInPlace(a, b);
    let longest = 0;
    for (const value of b) longest = Math.max(longest, Math.abs(value));
    const scale = Math.min(1, LONGEST_STEP / longest);
    for (let p = 0; p < width; p++) {
      move[p] = scale * (b[p] ?? 0);
      beta[p] = (beta[p] ?? 0) + (move[p] ?? 0);
    }
    if (longest < 1e-3) break;
  }
}
