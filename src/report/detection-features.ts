/**
 * Rows as a linear classifier of real against synthetic sees them: encoded columns, and products of two of them, so that it
 * can see dependence and not only single columns. Standardised over both sides together; a blank counts as average.
 */
import type { Sides } from '../core/report/comparison.ts';
import type { Rng } from '../core/rng.ts';
import { encodedColumns, type ColumnValues } from './column-values.ts';
import { correlationMatrix } from './correlation.ts';
import type { Gram } from './kernel-logistic.ts';
import { pause, type PieceWork } from '../core/pace.ts';

export const MOST_FEATURES = 2000;
const ROWS_AT_ONCE = 50;

/** A blank tells real from synthetic, which has none: every synthetic row takes the blanks of a real one. */
function withBlanks(real: Float64Array, synthetic: Float64Array, source: Uint32Array): Float64Array {
  return real.some(Number.isNaN)
    ? synthetic.map((value, row) => (Number.isNaN(real[source[row % source.length] ?? 0]) ? Number.NaN : value))
    : synthetic;
}

/** Mean 0, variance 1 over the known cells, blanks 0; null where all known cells are equal. */
function standardise(values: Float64Array): Float64Array | null {
  let n = 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n += 1;
  }
  const centre = sum / n;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - centre) ** 2;
  const spread = Math.sqrt(squares / n);
  if (!(spread > 1e-12 * Math.max(1, Math.abs(centre)))) return null;
  return values.map((value) => (Number.isNaN(value) ? 0 : (value - centre) / spread));
}

interface Single {
  /** Number of the table's column: products of two values of one column say nothing new. */
  readonly source: number;
  readonly isNumber: boolean;
  /** Both sides, real first; NaN = blank. */
  readonly values: Float64Array;
}

function singles(tables: Sides<readonly ColumnValues[]>, rng: Rng): Single[] {
  const blanks = rng.permutation(countRows(tables.real));
  return tables.real.flatMap((column, source) => {
    const other = tables.synthetic[source];
    if (other === undefined) return [];
    const synthetic = encodedColumns([other]).columns;
    return encodedColumns([column]).columns.flatMap((values, i) => {
      const made = withBlanks(values, synthetic[i] ?? new Float64Array(), blanks);
      const standard = standardise(Float64Array.from([...values, ...made]));
      if (standard === null) return [];
      const isBlank = [...values, ...made].map(Number.isNaN);
      const isNumber = column.kind === 'numbers';
      return [{ source, isNumber, values: standard.map((value, row) => (isBlank[row] === true ? Number.NaN : value)) }];
    });
  });
}

function countRows(table: readonly ColumnValues[]): number {
  const [first] = table;
  return first === undefined ? 0 : first.kind === 'numbers' ? first.values.length : first.codes.length;
}

/**
 * Which pairs of columns get a product: all, with squares of numbers; if they are too many, the squares and then the pairs
 * that depend most on each other. In both sides together: chosen in real alone, a dependence that real has by chance
 * would tell the sides apart.
 */
function choosePairs(columns: readonly Single[]): (readonly [number, number])[] {
  const room = Math.max(0, MOST_FEATURES - columns.length);
  const squares = columns.flatMap(({ isNumber }, i) => (isNumber ? [[i, i] as const] : []));
  const pairs = columns.flatMap((a, i) =>
    columns.flatMap((b, j) => (j > i && a.source !== b.source ? [[i, j] as const] : [])),
  );
  if (squares.length + pairs.length <= room) return [...squares, ...pairs];
  const k = columns.length;
  const rho = correlationMatrix(columns.map(({ values }) => values));
  const strength = ([i, j]: readonly [number, number]): number => Math.abs(rho[i * k + j] ?? 0);
  return [...squares, ...pairs.sort((a, b) => strength(b) - strength(a))].slice(0, room);
}

/** Standardised features of both sides, real first; one [n] a feature. */
export function detectionFeatures(tables: Sides<readonly ColumnValues[]>, rng: Rng): Float64Array[] {
  const columns = singles(tables, rng).slice(0, MOST_FEATURES);
  const products = choosePairs(columns).flatMap(([i, j]) => {
    const [a, b] = [columns[i]?.values, columns[j]?.values];
    if (a === undefined || b === undefined) return [];
    const product = standardise(a.map((value, row) => value * (b[row] ?? 0)));
    return product === null ? [] : [product];
  });
  return [...columns.map(({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value))), ...products];
}

/** Inner products of all `n` rows, and 1 for the intercept. Rejects with AbortError when cancelled. */
export async function gramOf(features: readonly Float64Array[], n: number, work: PieceWork): Promise<Gram> {
  const width = features.length;
  const rows = new Float32Array(n * width);
  for (const [i, values] of features.entries())
    for (let row = 0; row < n; row++) rows[row * width + i] = values[row] ?? 0;
  const values = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let a = 1;
      let b = 0;
      let k = 0;
      const [startI, startJ] = [i * width, j * width];
      for (; k + 1 < width; k += 2) {
        a += (rows[startI + k] ?? 0) * (rows[startJ + k] ?? 0);
        b += (rows[startI + k + 1] ?? 0) * (rows[startJ + k + 1] ?? 0);
      }
      if (k < width) a += (rows[startI + k] ?? 0) * (rows[startJ + k] ?? 0);
      values[i * n + j] = a + b;
      values[j * n + i] = a + b;
    }
    if ((i + 1) % ROWS_AT_ONCE === 0) await pause(work, i + 1, n);
  }
  return { n, values };
}
