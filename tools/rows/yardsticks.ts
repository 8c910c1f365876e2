/**
 * What the row model is held against: columns shuffled by themselves (exact columns, no dependence), and a Gaussian copula
 * with empirical marginals (numbers and categories as ranks of normals, blanks as a column of their own).
 */
import { Rng } from '../../src/core/rng.ts';
import { blanksOf, takeTable, type RowColumn, type RowTable } from '../../src/rows/row-table.ts';
import { normalScore } from '../../src/core/maths/normal-score.ts';
import { symmetricEigen } from '../../src/core/maths/symmetric-eigen.ts';

export function shuffledColumns(table: RowTable, seed: number): RowTable {
  const columns = table.columns.map((column, i): RowColumn => {
    const order = new Rng(seed, 951, i).permutation(table.rows);
    const [made] = takeTable({ ...table, columns: [column] }, order).columns;
    return made ?? column;
  });
  return { rows: table.rows, columns, persons: null };
}

/** Mid-rank normal scores; blanks count as average. */
function scores(values: Float64Array): Float64Array {
  const known = [...values.keys()].filter((row) => !Number.isNaN(values[row] ?? Number.NaN));
  known.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const out = new Float64Array(values.length);
  for (let start = 0; start < known.length;) {
    let end = start;
    while (end < known.length && values[known[end] ?? 0] === values[known[start] ?? 0]) end++;
    const score = normalScore((start + end) / 2 / known.length);
    for (let i = start; i < end; i++) out[known[i] ?? 0] = score;
    start = end;
  }
  return out;
}

/** The error function's complement, Numerical Recipes' erfc (relative error 1e-7): the normal distribution function. */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const c = [
    1.26551223, -1.00002368, -0.37409196, -0.09678418, 0.18628806, -0.27886807, 1.13520398, -1.48851587, 0.82215223,
    -0.17087277,
  ];
  let sum = 0;
  for (let i = c.length - 1; i >= 1; i--) sum = t * (sum - (c[i] ?? 0));
  const tail = 0.5 * t * Math.exp(-x * x - (c[0] ?? 0) + sum);
  return z >= 0 ? 1 - tail : tail;
}

interface Latent {
  readonly values: Float64Array;
  readonly sorted: Float64Array;
}

export function gaussianCopula(table: RowTable, count: number, seed: number): RowTable {
  const latents: Latent[] = [];
  const add = (values: Float64Array): void => {
    latents.push({ values: scores(values), sorted: values.filter((value) => !Number.isNaN(value)).sort() });
  };
  for (const column of table.columns) {
    add(
      column.kind === 'number'
        ? column.values
        : Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code)),
    );
    add(Float64Array.from(blanksOf(column)));
  }
  const k = latents.length;
  const correlation = new Float64Array(k * k);
  const spreads = latents.map(({ values }) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let row = 0; row < table.rows; row++) sum += (latents[i]?.values[row] ?? 0) * (latents[j]?.values[row] ?? 0);
      const value = i === j ? 1 : sum / ((spreads[i] ?? 1) * (spreads[j] ?? 1));
      correlation[i * k + j] = value;
      correlation[j * k + i] = value;
    }
  }
  const { values, vectors } = symmetricEigen(correlation, k);
  const rng = new Rng(seed, 952);
  const drawn = latents.map(() => new Float64Array(count));
  for (let row = 0; row < count; row++) {
    const z = Array.from({ length: k }, (_, i) => rng.normal() * Math.sqrt(Math.max(0, values[i] ?? 0)));
    for (let i = 0; i < k; i++) {
      let sum = 0;
      let variance = 0;
      for (let j = 0; j < k; j++) {
        const weight = vectors[j]?.[i] ?? 0;
        sum += weight * (z[j] ?? 0);
        variance += weight * weight * Math.max(0, values[j] ?? 0);
      }
      const { sorted } = latents[i] ?? { sorted: new Float64Array() };
      const share = normalShare(sum / Math.sqrt(variance || 1));
      const own = drawn[i];
      if (own !== undefined) own[row] = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    }
  }
  const columns = table.columns.map((column, i): RowColumn => {
    const own = drawn[2 * i] ?? new Float64Array();
    const blank = drawn[2 * i + 1];
    return column.kind === 'number'
      ? { ...column, values: own.map((value, row) => (blank?.[row] === 1 ? Number.NaN : value)) }
      : { ...column, codes: Int32Array.from(own, (value, row) => (blank?.[row] === 1 ? -1 : value)) };
  });
  return { rows: count, columns, persons: null };
}
