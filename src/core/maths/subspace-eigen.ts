/**
 * Many of the largest eigenvalues and vectors of a symmetric matrix in memory, by subspace iteration with a Rayleigh–Ritz
 * step (Golub & Van Loan, 4th ed., 8.2.4): as exact as directions of data need to be. A few to the last digit, without the
 * matrix: `leading-eigen.ts`; all of a small matrix: `symmetric-eigen.ts`.
 */
import { Rng } from '../rng.ts';
import { symmetricEigen, withSign, type Eigen } from './symmetric-eigen.ts';

/** Vectors carried along beyond those wanted, and rounds: enough where the eigenvalues fall off as those of data do. */
const SPARE = 8;
const ROUNDS = 12;

/** `matrix`: [n, n] row-major, symmetric, positive semidefinite. At most `count` pairs, values descending. Deterministic. */
export function subspaceEigen(matrix: Float64Array, n: number, count: number): Eigen {
  const width = Math.min(n, count + SPARE);
  const rng = new Rng(1, 0);
  let basis: readonly Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: n }, () => rng.normal()),
  );
  for (let round = 0; round < ROUNDS; round++) basis = orthonormal(basis.map((vector) => times(matrix, n, vector)));
  const images = basis.map((vector) => times(matrix, n, vector));
  const small = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) small[i * width + j] = dot(basis[i] ?? [], images[j] ?? []);
  }
  const inner = symmetricEigen(small, width);
  return {
    values: inner.values.slice(0, count),
    vectors: inner.vectors.slice(0, count).map((weights) => {
      const vector = new Float64Array(n);
      basis.forEach((direction, i) => addScaled(vector, direction, weights[i] ?? 0));
      return withSign(vector);
    }),
  };
}

function times(matrix: Float64Array, n: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] ?? 0) * (vector[j] ?? 0);
    out[i] = sum;
  }
  return out;
}

/** Gram and Schmidt, twice for accuracy; a vector that depends on those before it becomes zero. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const out: Float64Array[] = [];
  for (const vector of vectors) {
    const size = Math.sqrt(dot(vector, vector));
    for (let round = 0; round < 2; round++) for (const other of out) addScaled(vector, other, -dot(vector, other));
    const length = Math.sqrt(dot(vector, vector));
    out.push(length > 1e-9 * size ? vector.map((v) => v / length) : new Float64Array(vector.length));
  }
  return out;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, vector: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + scale * (vector[i] ?? 0);
}
