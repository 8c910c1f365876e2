import { describe, expect, it } from 'vitest';
import { Rng } from '../rng.ts';
import { subspaceEigen } from './subspace-eigen.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Products of `rank` random columns whose sizes fall off: [n, n]. */
function gram(n: number, rank: number): Float64Array {
  const rng = new Rng(3, 0);
  const matrix = new Float64Array(n * n);
  for (let r = 0; r < rank; r++) {
    const column = Array.from({ length: n }, () => rng.normal() / (1 + r));
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) matrix[i * n + j] = (matrix[i * n + j] ?? 0) + (column[i] ?? 0) * (column[j] ?? 0);
  }
  return matrix;
}

describe('subspaceEigen', () => {
  it('agrees with all eigenvalues and vectors', () => {
    const matrix = gram(60, 60);
    const all = symmetricEigen(matrix, 60);
    const some = subspaceEigen(matrix, 60, 6);
    expect(some.values).toHaveLength(6);
    some.values.forEach((value, k) => expect(value / (all.values[k] ?? 0)).toBeCloseTo(1, 6));
    some.vectors.forEach((vector, k) => {
      const along = vector.reduce((sum, v, i) => sum + v * (all.vectors[k]?.[i] ?? 0), 0);
      expect(Math.abs(along)).toBeCloseTo(1, 4);
    });
  });

  it('gives zeros beyond the rank, and no more pairs than there are', () => {
    const { values, vectors } = subspaceEigen(gram(20, 3), 20, 8);
    expect(values).toHaveLength(8);
    for (const value of values.subarray(3)) expect(Math.abs(value)).toBeLessThan(1e-9);
    for (const vector of vectors) for (const v of vector) expect(Number.isFinite(v)).toBe(true);
    expect(subspaceEigen(gram(4, 4), 4, 9).values).toHaveLength(4);
  });

  it('is the same every time', () => {
    expect(subspaceEigen(gram(30, 30), 30, 4)).toEqual(subspaceEigen(gram(30, 30), 30, 4));
  });
});
