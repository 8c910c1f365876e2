/**
 * How alike two tables are in every pair of columns, 0 … 1. Two numeric columns: 1 − |ρ_a − ρ_b| / 2. Otherwise
 * 1 − ½ Σ |P_a − P_b| over the joint values, numeric columns in ten equal-frequency bins of real.
 */
import type { ColumnValues } from './column-values.ts';
import { correlationMatrix } from './correlation.ts';
import { quantile } from '../core/maths/moments.ts';
import { sortedNumbers } from './quantiles.ts';

export const BINS = 10;

/** Per column: the inner limits of its bins, ascending, without repeats; null for columns of values. */
export type Bins = readonly (Float64Array | null)[];

export function fitBins(real: readonly ColumnValues[]): Bins {
  return real.map((column) => {
    if (column.kind === 'values') return null;
    const sorted = sortedNumbers(column.values);
    if (sorted.length === 0) return new Float64Array();
    const limits = Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS));
    return Float64Array.from(new Set(limits));
  });
}

/** A table made ready for comparing: every column as codes, the numeric ones with their correlations. */
export interface PairTable {
  readonly codes: readonly Int16Array[];
  readonly levels: readonly number[];
  /** Position among the numeric columns, −1 for others. */
  readonly numeric: readonly number[];
  readonly numericCount: number;
  /** [numericCount, numericCount] */
  readonly correlations: Float64Array;
}

/** A number on a limit belongs to the bin above. */
function binOf(value: number, limits: Float64Array): number {
  if (Number.isNaN(value)) return -1;
  let bin = 0;
  while (bin < limits.length && value >= (limits[bin] ?? 0)) bin += 1;
  return bin;
}

export function pairTable(table: readonly ColumnValues[], bins: Bins): PairTable {
  const codes: Int16Array[] = [];
  const levels: number[] = [];
  const numeric: number[] = [];
  const numbers: Float64Array[] = [];
  for (const [i, column] of table.entries()) {
    if (column.kind === 'values') {
      codes.push(column.codes);
      levels.push(column.texts.length);
      numeric.push(-1);
      continue;
    }
    const limits = bins[i] ?? new Float64Array();
    codes.push(Int16Array.from(column.values, (value) => binOf(value, limits)));
    levels.push(limits.length + 1);
    numeric.push(numbers.length);
    numbers.push(column.values);
  }
  return { codes, levels, numeric, numericCount: numbers.length, correlations: correlationMatrix(numbers) };
}

/** Joint shares of two coded columns over the rows where both are known, [levelsI · levelsJ]; all 0 if there is none. */
function jointShares(table: PairTable, i: number, j: number): Float64Array {
  const a = table.codes[i] ?? new Int16Array();
  const b = table.codes[j] ?? new Int16Array();
  const levelsB = table.levels[j] ?? 0;
  const shares = new Float64Array((table.levels[i] ?? 0) * levelsB);
  let known = 0;
  for (let row = 0; row < a.length; row++) {
    const codeA = a[row] ?? -1;
    const codeB = b[row] ?? -1;
    if (codeA < 0 || codeB < 0) continue;
    const cell = codeA * levelsB + codeB;
    shares[cell] = (shares[cell] ?? 0) + 1;
    known += 1;
  }
  if (known > 0) for (let cell = 0; cell < shares.length; cell++) shares[cell] = (shares[cell] ?? 0) / known;
  return shares;
}

function similarityOf(a: PairTable, b: PairTable, i: number, j: number): number {
  const first = a.numeric[i] ?? -1;
  const second = a.numeric[j] ?? -1;
  if (first >= 0 && second >= 0) {
    const at = first * a.numericCount + second;
    return 1 - Math.abs((a.correlations[at] ?? 0) - (b.correlations[at] ?? 0)) / 2;
  }
  const sharesA = jointShares(a, i, j);
  const sharesB = jointShares(b, i, j);
  let gap = 0;
  for (let cell = 0; cell < sharesA.length; cell++) gap += Math.abs((sharesA[cell] ?? 0) - (sharesB[cell] ?? 0));
  return 1 - gap / 2;
}

/** [columns, columns] row-major, symmetric, 1 on the diagonal. */
export function pairSimilarities(a: PairTable, b: PairTable): Float64Array {
  const k = a.codes.length;
  const out = new Float64Array(k * k).fill(1);
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const similarity = similarityOf(a, b, i, j);
      out[i * k + j] = similarity;
      out[j * k + i] = similarity;
    }
  }
  return out;
}
