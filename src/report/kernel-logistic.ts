/**
 * L2-regularised logistic regression written in the rows instead of the columns (its dual form): with more columns than rows
 * that is faster, and the columns are needed only once, for the inner products of all pairs of rows.
 *
 * Minimises Σ log(1 + exp(−y f)) + λ/2 |w|², f = K a, by Newton's method (iteratively reweighted least squares); every step
 * is solved by conjugate gradients (Rasmussen & Williams, Gaussian Processes for Machine Learning, 2006, ch. 3).
 */

const NEWTON_STEPS = 30;
/** Scores come out to about a hundredth: what matters is their order. */
const GRADIENT_TOLERANCE = 1e-3;
const SOLVE_TOLERANCE = 1e-3;
const SOLVE_STEPS = 400;
/** Halvings of a step that does not go down. */
const HALVINGS = 20;

/** Inner products of all pairs of rows, [n, n] row-major, symmetric. */
export interface Gram {
  readonly n: number;
  readonly values: Float32Array;
}

export interface LogisticOptions {
  /** λ. */
  readonly penalty: number;
}

/** The rows `rows` of the matrix, packed: [k, k]. */
function subMatrix({ n, values }: Gram, rows: Uint32Array): Float32Array {
  const k = rows.length;
  const out = new Float32Array(k * k);
  for (let i = 0; i < k; i++) {
    const start = (rows[i] ?? 0) * n;
    for (let j = 0; j < k; j++) out[i * k + j] = values[start + (rows[j] ?? 0)] ?? 0;
  }
  return out;
}

function multiply(matrix: Float32Array, k: number, vector: Float64Array, out: Float64Array): void {
  for (let i = 0; i < k; i++) {
    const start = i * k;
    let a = 0;
    let b = 0;
    let j = 0;
    for (; j + 1 < k; j += 2) {
      a += (matrix[start + j] ?? 0) * (vector[j] ?? 0);
      b += (matrix[start + j + 1] ?? 0) * (vector[j + 1] ?? 0);
    }
    if (j < k) a += (matrix[start + j] ?? 0) * (vector[j] ?? 0);
    out[i] = a + b;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** log(1 + exp(x)) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** v with (λ I + R K R) v = b, R = diag(root); starts from v. */
function solve(
  { kernel, k, root, penalty }: { kernel: Float32Array; k: number; root: Float64Array; penalty: number },
  b: Float64Array,
  v: Float64Array,
): void {
  const scaled = new Float64Array(k);
  const product = new Float64Array(k);
  const apply = (x: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < k; i++) scaled[i] = (root[i] ?? 0) * (x[i] ?? 0);
    multiply(kernel, k, scaled, out);
    for (let i = 0; i < k; i++) out[i] = penalty * (x[i] ?? 0) + (root[i] ?? 0) * (out[i] ?? 0);
  };
  apply(v, product);
  const residual = b.map((x, i) => x - (product[i] ?? 0));
  const direction = residual.slice();
  let size = dot(residual, residual);
  const small = SOLVE_TOLERANCE ** 2 * dot(b, b);
  for (let step = 0; step < SOLVE_STEPS && size > small; step++) {
    apply(direction, product);
    const length = size / dot(direction, product);
    for (let i = 0; i < k; i++) {
      v[i] = (v[i] ?? 0) + length * (direction[i] ?? 0);
      residual[i] = (residual[i] ?? 0) - length * (product[i] ?? 0);
    }
    const next = dot(residual, residual);
    for (let i = 0; i < k; i++) direction[i] = (residual[i] ?? 0) + (next / size) * (direction[i] ?? 0);
    size = next;
  }
}

/** Weights of the rows [k], so that a row scores Σ weight · inner product. `isPositive`: [k] 0 or 1. */
function fit(kernel: Float32Array, isPositive: Uint8Array, { penalty }: LogisticOptions): Float64Array {
  const k = isPositive.length;
  let weights = new Float64Array(k);
  let scores = new Float64Array(k);
  const objective = (a: Float64Array, f: Float64Array): number => {
    let loss = (penalty / 2) * dot(a, f);
    for (let i = 0; i < k; i++) loss += softplus((isPositive[i] === 1 ? -1 : 1) * (f[i] ?? 0));
    return loss;
  };
  let best = objective(weights, scores);
  const root = new Float64Array(k);
  const target = new Float64Array(k);
  const v = new Float64Array(k);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let gradient = 0;
    for (let i = 0; i < k; i++) {
      const f = scores[i] ?? 0;
      const chance = sigmoid(f);
      const error = (isPositive[i] ?? 0) - chance;
      gradient = Math.max(gradient, Math.abs(penalty * (weights[i] ?? 0) - error));
      root[i] = Math.sqrt(Math.max(chance * (1 - chance), 1e-10));
      target[i] = (root[i] ?? 0) * f + error / (root[i] ?? 1);
      v[i] = (weights[i] ?? 0) / (root[i] ?? 1);
    }
    if (gradient < GRADIENT_TOLERANCE) break;
    solve({ kernel, k, root, penalty }, target, v);
    const goal = v.map((x, i) => x * (root[i] ?? 0));
    const reached = new Float64Array(k);
    multiply(kernel, k, goal, reached);
    let share = 1;
    let isLower = false;
    for (let halving = 0; halving < HALVINGS && !isLower; halving++, share /= 2) {
      const mix = (from: Float64Array, to: Float64Array): Float64Array<ArrayBuffer> =>
        Float64Array.from(from, (x, i) => x + share * ((to[i] ?? 0) - x));
      const [a, f] = [mix(weights, goal), mix(scores, reached)];
      const value = objective(a, f);
      if (value < best) {
        best = value;
        weights = a;
        scores = f;
        isLower = true;
      }
    }
    if (!isLower) break;
  }
  return weights;
}

/** Trains on the rows `train` (`isPositive` of all rows) and scores the rows `test`: [test.length], 0 = undecided. */
export function trainAndScore(
  gram: Gram,
  isPositive: Uint8Array,
  rows: { readonly train: Uint32Array; readonly test: Uint32Array },
  options: LogisticOptions,
): Float64Array {
  const weights = fit(
    subMatrix(gram, rows.train),
    Uint8Array.from(rows.train, (row) => isPositive[row] ?? 0),
    options,
  );
  return Float64Array.from(rows.test, (row) => {
    let score = 0;
    for (const [i, other] of rows.train.entries()) {
      score += (weights[i] ?? 0) * (gram.values[row * gram.n + other] ?? 0);
    }
    return score;
  });
}
