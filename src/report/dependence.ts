/**
 * How much of the dependence between columns the synthetic rows keep: with C the covariances between indicators of
 * *different* columns (yes/no, one a category, numbers in ten equal-frequency bins of training),
 *
 *     ⟨C of patients put aside, C of synthetic⟩ / ⟨C of patients put aside, C of training⟩
 *
 * 0: none is kept, 1: as strong as real. The patients put aside are independent of both, so noise cancels: rows with the same
 * columns but no dependence score 0, however few they are. The interval is by patients put aside (bootstrap).
 */
import type { Estimate } from '../core/report/ecg-comparison.ts';
import type { ColumnValues } from './column-values.ts';
import { bootstrapSamples, estimateOf } from './bootstrap.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';
import { quantile } from '../core/maths/moments.ts';
import { sortedNumbers } from './quantiles.ts';
import { Rng } from '../core/rng.ts';

const BINS = 10;
/** Rows of a side that are looked at. */
const MOST_ROWS = 5000;

/** Limits between the bins of a number; values of a category. */
type Coding =
  | { readonly kind: 'numbers'; readonly limits: readonly number[] }
  | { readonly kind: 'values'; readonly count: number };

function codingOf(column: ColumnValues): Coding {
  if (column.kind === 'values') return { kind: 'values', count: column.texts.length };
  const sorted = sortedNumbers(column.values);
  const limits = Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS));
  return { kind: 'numbers', limits: limits.filter((limit, i) => i === 0 || limit !== limits[i - 1]) };
}

const widthOf = (coding: Coding): number =>
  coding.kind === 'numbers' ? coding.limits.length + 1 : coding.count === 2 ? 1 : coding.count;

/** Position among the column's indicators, −1: none of them, −2: blank. */
function indicatorOf(coding: Coding, column: ColumnValues, row: number): number {
  if (column.kind === 'values') {
    const code = column.codes[row] ?? -1;
    if (code < 0) return -2;
    return coding.kind === 'values' && coding.count === 2 ? code - 1 : code;
  }
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value) || coding.kind === 'values') return -2;
  let bin = 0;
  while (bin < coding.limits.length && (coding.limits[bin] ?? 0) <= value) bin += 1;
  return bin;
}

/** Indicators minus their mean over the known cells; 0 where blank. [rows, width]. */
interface Centred {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
  /** [rows, columns] 1 where known. */
  readonly known: Uint8Array;
}

function centred(table: readonly ColumnValues[], codings: readonly Coding[], rows: Uint32Array): Centred {
  const width = codings.reduce((sum, coding) => sum + widthOf(coding), 0);
  const values = new Float64Array(rows.length * width);
  const known = new Uint8Array(rows.length * table.length);
  let start = 0;
  for (const [c, coding] of codings.entries()) {
    const column = table[c];
    const own = widthOf(coding);
    if (column === undefined) continue;
    const counts = new Float64Array(own);
    let present = 0;
    for (const [i, row] of rows.entries()) {
      const at = indicatorOf(coding, column, row);
      if (at === -2) continue;
      known[i * table.length + c] = 1;
      present += 1;
      if (at >= 0) {
        values[i * width + start + at] = 1;
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
    for (let i = 0; i < rows.length; i++) {
      if (known[i * table.length + c] === 0) continue;
      for (let k = 0; k < own; k++) {
        values[i * width + start + k] = (values[i * width + start + k] ?? 0) - (counts[k] ?? 0) / present;
      }
    }
    start += own;
  }
  return { rows: rows.length, width, values, known };
}

/** Rows in which both columns are known, [columns, columns]. */
function knownTogether({ rows, known }: Centred, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      if (known[i * columns + a] === 0) continue;
      for (let b = 0; b < columns; b++)
        out[a * columns + b] = (out[a * columns + b] ?? 0) + (known[i * columns + b] ?? 0);
    }
  }
  return out;
}

/** Covariances [width, width], 0 within a column. */
function covariances(side: Centred, owner: Int32Array, columns: number): Float64Array {
  const { rows, width, values } = side;
  const out = new Float64Array(width * width);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < width; a++) {
      const x = values[i * width + a] ?? 0;
      if (x === 0) continue;
      for (let b = 0; b < width; b++) out[a * width + b] = (out[a * width + b] ?? 0) + x * (values[i * width + b] ?? 0);
    }
  }
  const together = knownTogether(side, columns);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < width; b++) {
      const [p, q] = [owner[a] ?? 0, owner[b] ?? 0];
      out[a * width + b] = p === q ? 0 : (out[a * width + b] ?? 0) / Math.max(1, together[p * columns + q] ?? 0);
    }
  }
  return out;
}

/** What every row adds to ⟨C of these rows, other⟩. */
function shares(side: Centred, other: Float64Array, owner: Int32Array, columns: number): Float64Array {
  const { rows, width, values } = side;
  const together = knownTogether(side, columns);
  const weighted = other.map((value, at) => {
    const [p, q] = [owner[Math.floor(at / width)] ?? 0, owner[at % width] ?? 0];
    return value / Math.max(1, together[p * columns + q] ?? 0);
  });
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let a = 0; a < width; a++) {
      const x = values[i * width + a] ?? 0;
      if (x === 0) continue;
      let inner = 0;
      for (let b = 0; b < width; b++) inner += (weighted[a * width + b] ?? 0) * (values[i * width + b] ?? 0);
      sum += x * inner;
    }
    return sum;
  });
}

export interface DependenceInput {
  readonly training: readonly ColumnValues[];
  readonly holdout: readonly ColumnValues[];
  readonly synthetic: readonly ColumnValues[];
  /** [holdout rows] whose they are; null: every row is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
}

export function rowCount(table: readonly ColumnValues[]): number {
  const [first] = table;
  return first === undefined ? 0 : first.kind === 'numbers' ? first.values.length : first.codes.length;
}

/** Null where real has no dependence to keep, or nobody was put aside. */
export function dependence({ training, holdout, synthetic, patients, seed }: DependenceInput): Estimate | null {
  const codings = training.map(codingOf);
  const owner = Int32Array.from(codings.flatMap((coding, column) => Array<number>(widthOf(coding)).fill(column)));
  const columns = training.length;
  const rng = (part: number): Rng => new Rng(seed, REPORT_STREAM.dependence, part);
  const rows = {
    training: drawRows(rowCount(training), MOST_ROWS, rng(0)),
    holdout: drawRows(rowCount(holdout), MOST_ROWS, rng(1)),
    synthetic: drawRows(rowCount(synthetic), MOST_ROWS, rng(2)),
  };
  if (rows.holdout.length < 2) return null;
  const aside = centred(holdout, codings, rows.holdout);
  const ofTraining = shares(
    aside,
    covariances(centred(training, codings, rows.training), owner, columns),
    owner,
    columns,
  );
  const ofSynthetic = shares(
    aside,
    covariances(centred(synthetic, codings, rows.synthetic), owner, columns),
    owner,
    columns,
  );
  const ratio = (weights?: ArrayLike<number>): number => {
    let own = 0;
    let real = 0;
    for (let i = 0; i < ofTraining.length; i++) {
      const weight = weights === undefined ? 1 : (weights[i] ?? 0);
      own += weight * (ofSynthetic[i] ?? 0);
      real += weight * (ofTraining[i] ?? 0);
    }
    return real > 0 ? own / real : Number.NaN;
  };
  const samples = bootstrapSamples(ofTraining.length, {
    patients: patients === null ? null : Int32Array.from(rows.holdout, (row) => patients[row] ?? 0),
    seed,
    stream: REPORT_STREAM.dependence,
  });
  return estimateOf(
    ratio(),
    samples.map((weights) => ratio(weights)),
  );
}
