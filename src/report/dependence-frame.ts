/**
 * Covariances between indicators of *different* columns: yes/no, one a category, numbers in ten equal-frequency bins of
 * training. With x = indicator − its mean over the known cells (0 where blank), and n the rows in which both columns are known,
 *
 *     C[a, b] = Σ x_a · x_b / n
 *
 * A row has at most one indicator a column, so sums run over those and the means are taken off afterwards: the work grows
 * with columns², not with indicators².
 */
import { quantile } from '../core/maths/moments.ts';
import type { ColumnValues } from './column-values.ts';
import { sortedNumbers } from './quantiles.ts';
import { allRows } from './row-draws.ts';

const BINS = 10;

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

/** None of the column's indicators: the first of two values. */
const NO_INDICATOR = -1;
const BLANK = -2;

function indicatorOf(coding: Coding, column: ColumnValues, row: number): number {
  if (column.kind === 'values') {
    const code = column.codes[row] ?? -1;
    if (code < 0) return BLANK;
    return coding.kind === 'values' && coding.count === 2 ? code - 1 : code;
  }
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value) || coding.kind === 'values') return BLANK;
  let bin = 0;
  while (bin < coding.limits.length && (coding.limits[bin] ?? 0) <= value) bin += 1;
  return bin;
}

/** Rows of a table as indicators, [rows, columns] numbers of indicators, `NO_INDICATOR` or `BLANK`. */
export interface Indicators {
  readonly rows: number;
  readonly codes: Int32Array;
  /** [indicators] mean over the known cells. */
  readonly means: Float64Array;
  /** [columns, columns] rows in which both are known. */
  readonly together: Float64Array;
}

function takeColumns(table: readonly ColumnValues[], chosen: Uint32Array): ColumnValues[] {
  return [...chosen].flatMap((at) => table[at] ?? []);
}

export class DependenceFrame {
  readonly #codings: readonly Coding[];
  /** [columns + 1] where each column's indicators begin. */
  readonly #starts: Int32Array;

  /** Which columns of a table, in their order. */
  readonly #chosen: Uint32Array;

  /** Bins are fitted on `training`, of whose columns only the `chosen` are looked at. */
  constructor(training: readonly ColumnValues[], chosen: Uint32Array = allRows(training.length)) {
    this.#chosen = chosen;
    this.#codings = takeColumns(training, chosen).map(codingOf);
    this.#starts = new Int32Array(chosen.length + 1);
    for (const [i, coding] of this.#codings.entries()) {
      this.#starts[i + 1] = (this.#starts[i] ?? 0) + widthOf(coding);
    }
  }

  get columns(): number {
    return this.#codings.length;
  }

  /** Indicators of all columns. */
  get width(): number {
    return this.#starts[this.columns] ?? 0;
  }

  /** `rows` of a table with the columns of training. */
  read(table: readonly ColumnValues[], rows: Uint32Array): Indicators {
    const { columns } = this;
    const codes = new Int32Array(rows.length * columns).fill(BLANK);
    const counts = new Float64Array(this.width);
    const known = new Float64Array(columns);
    for (const [c, coding] of this.#codings.entries()) {
      const column = table[this.#chosen[c] ?? 0];
      if (column === undefined) continue;
      const start = this.#starts[c] ?? 0;
      for (const [i, row] of rows.entries()) {
        const at = indicatorOf(coding, column, row);
        if (at === BLANK) continue;
        known[c] = (known[c] ?? 0) + 1;
        codes[i * columns + c] = at < 0 ? NO_INDICATOR : start + at;
        if (at >= 0) counts[start + at] = (counts[start + at] ?? 0) + 1;
      }
    }
    const means = counts.map((count, a) => {
      const n = known[this.#columnOf(a)] ?? 0;
      return n === 0 ? 0 : count / n;
    });
    return { rows: rows.length, codes, means, together: this.#together(codes, rows.length) };
  }

  #columnOf(indicator: number): number {
    let column = 0;
    while ((this.#starts[column + 1] ?? 0) <= indicator) column += 1;
    return column;
  }

  #together(codes: Int32Array, rows: number): Float64Array {
    const { columns } = this;
    const out = new Float64Array(columns * columns);
    for (let i = 0; i < rows; i++) {
      for (let p = 0; p < columns; p++) {
        if (codes[i * columns + p] === BLANK) continue;
        for (let q = 0; q < columns; q++) {
          if (codes[i * columns + q] !== BLANK) out[p * columns + q] = (out[p * columns + q] ?? 0) + 1;
        }
      }
    }
    return out;
  }

  /** C [width, width]; 0 within a column. */
  covariances({ rows, codes, means, together }: Indicators): Float64Array {
    const { columns, width } = this;
    const products = new Float64Array(width * width);
    /** [width, columns] rows that have the indicator and know the column. */
    const seen = new Float64Array(width * columns);
    for (let i = 0; i < rows; i++) {
      for (let p = 0; p < columns; p++) {
        const a = codes[i * columns + p] ?? BLANK;
        if (a < 0) continue;
        for (let q = 0; q < columns; q++) {
          const b = codes[i * columns + q] ?? BLANK;
          if (b === BLANK) continue;
          seen[a * columns + q] = (seen[a * columns + q] ?? 0) + 1;
          if (b >= 0) products[a * width + b] = (products[a * width + b] ?? 0) + 1;
        }
      }
    }
    this.#eachPair((p, q, a, b) => {
      const at = a * width + b;
      const n = together[p * columns + q] ?? 0;
      const [ma, mb] = [means[a] ?? 0, means[b] ?? 0];
      const sum =
        (products[at] ?? 0) - ma * (seen[b * columns + p] ?? 0) - mb * (seen[a * columns + q] ?? 0) + ma * mb * n;
      products[at] = p === q ? 0 : sum / Math.max(1, n);
    });
    return products;
  }

  /** What every row adds to ⟨C of these rows, other⟩: [rows]. */
  shares({ rows, codes, means, together }: Indicators, other: Float64Array): Float64Array {
    const { columns, width } = this;
    // With W = other / n: Σ W (1_a − m_a)(1_b − m_b) over the known columns of a row.
    const weights = new Float64Array(width * width);
    /** [width, columns] Σ over the column's indicators of W · mean; [columns, columns] the same on both sides. */
    const half = new Float64Array(width * columns);
    const full = new Float64Array(columns * columns);
    this.#eachPair((p, q, a, b) => {
      const weight = (other[a * width + b] ?? 0) / Math.max(1, together[p * columns + q] ?? 0);
      weights[a * width + b] = weight;
      half[a * columns + q] = (half[a * columns + q] ?? 0) + weight * (means[b] ?? 0);
      full[p * columns + q] = (full[p * columns + q] ?? 0) + weight * (means[a] ?? 0) * (means[b] ?? 0);
    });
    return Float64Array.from({ length: rows }, (_, i) => {
      let sum = 0;
      for (let p = 0; p < columns; p++) {
        const a = codes[i * columns + p] ?? BLANK;
        if (a === BLANK) continue;
        for (let q = 0; q < columns; q++) {
          const b = codes[i * columns + q] ?? BLANK;
          if (b === BLANK) continue;
          sum += full[p * columns + q] ?? 0;
          // `other` is symmetric: the two mixed terms are one, counted for both orders of p and q.
          if (a >= 0) sum += (b >= 0 ? (weights[a * width + b] ?? 0) : 0) - 2 * (half[a * columns + q] ?? 0);
        }
      }
      return sum;
    });
  }

  #eachPair(visit: (p: number, q: number, a: number, b: number) => void): void {
    for (let p = 0; p < this.columns; p++) {
      for (let a = this.#starts[p] ?? 0; a < (this.#starts[p + 1] ?? 0); a++) {
        for (let q = 0; q < this.columns; q++) {
          for (let b = this.#starts[q] ?? 0; b < (this.#starts[q + 1] ?? 0); b++) visit(p, q, a, b);
        }
      }
    }
  }
}
