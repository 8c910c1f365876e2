import { describe, expect, it } from 'vitest';
import { Rng } from '../rng.ts';
import { leadingEigen, type SymmetricOperator } from './leading-eigen.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

function operatorOf(matrix: Float64Array, n: number): SymmetricOperator {
  const multiply = async (block: readonly Float64Array[]): Promise<Float64Array[]> =>
    block.map((vector) =>
      Float64Array.from({ length: n }, (_, i) =>
        vector.reduce((sum, value, j) => sum + (matrix[i * n + j] ?? 0) * value, 0),
      ),
    );
  return { n, multiply };
}

/** Q diag(values) Qᵀ of a random orthonormal basis. */
function withSpectrum(values: readonly number[], stream: number): Float64Array {
  const n = values.length;
  const rng = new Rng(3, stream);
  const basis: Float64Array[] = [];
  while (basis.length < n) {
    const vector = Float64Array.from({ length: n }, () => rng.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const known of basis) {
        const along = known.reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0);
        known.forEach((x, i) => (vector[i] = (vector[i] ?? 0) - along * x));
      }
    }
    const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    basis.push(vector.map((x) => x / length));
  }
  const matrix = new Float64Array(n * n);
  for (const [k, vector] of basis.entries()) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        matrix[i * n + j] = (matrix[i * n + j] ?? 0) + (values[k] ?? 0) * (vector[i] ?? 0) * (vector[j] ?? 0);
      }
    }
  }
  return matrix;
}

const leading = (matrix: Float64Array, n: number) => leadingEigen(operatorOf(matrix, n), 2, new Rng(1, 1));

describe('the leading eigenvectors', () => {
  it.each([
    ['of a slowly falling spectrum', Array.from({ length: 120 }, (_, i) => 1 / (1 + i / 10))],
    ['of values near one another', Array.from({ length: 120 }, (_, i) => 2 - i / 1000)],
    ['of a spectrum with few large values', Array.from({ length: 90 }, (_, i) => (i < 5 ? 100 - i : 1e-3 * i))],
    ['of a matrix of low rank', Array.from({ length: 80 }, (_, i) => (i < 3 ? 3 - i : 0))],
    ['where some are negative', Array.from({ length: 70 }, (_, i) => 35 - i)],
  ])('%s are those of Jacobi to 1e-9', async (_, spectrum) => {
    const n = spectrum.length;
    const matrix = withSpectrum(spectrum, n);
    const [found, all] = [await leading(matrix, n), symmetricEigen(matrix, n)];
    for (const k of [0, 1]) {
      expect(Math.abs((found.values[k] ?? 0) - (all.values[k] ?? 1))).toBeLessThan(1e-11 * (all.values[0] ?? 0));
      const far = Math.max(
        ...[...(found.vectors[k] ?? [])].map((value, i) => Math.abs(value - (all.vectors[k]?.[i] ?? 9))),
      );
      expect(far, `vector ${k}`).toBeLessThan(1e-9);
    }
  });

  it('a value that stands twice gives two vectors of it', async () => {
    const n = 100;
    const matrix = withSpectrum(
      Array.from({ length: n }, (_, i) => (i < 2 ? 5 : 4 - i / 50)),
      7,
    );
    const { values, vectors } = await leading(matrix, n);
    expect([...values].map((value) => Math.round(value * 1e10) / 1e10)).toEqual([5, 5]);
    const product = vectors[0]?.reduce((sum, x, i) => sum + x * (vectors[1]?.[i] ?? 0), 0);
    expect(Math.abs(product ?? 1)).toBeLessThan(1e-12);
  });

  it('fewer dimensions than asked for, one, and nothing that varies', async () => {
    expect((await leading(Float64Array.of(4), 1)).values).toEqual(Float64Array.of(4));
    expect((await leading(new Float64Array(0), 0)).vectors).toEqual([]);
    const { values, vectors } = await leading(new Float64Array(90 * 90), 90);
    expect([...values]).toEqual([0, 0]);
    expect(vectors.map((vector) => Math.hypot(...vector))).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  it('products that are no numbers end it', async () => {
    await expect(leading(new Float64Array(50 * 50).fill(Number.NaN), 50)).rejects.toThrow('no numbers');
  });

  it('is the same to the bit by its seed', async () => {
    const matrix = withSpectrum(
      Array.from({ length: 90 }, (_, i) => 2 - i / 100),
      8,
    );
    expect(await leading(matrix, 90)).toEqual(await leading(matrix, 90));
  });
});
