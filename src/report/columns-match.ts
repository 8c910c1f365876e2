/**
 * The cheap part of the comparison, for while a network trains: `shapesScore` (mean of 1 − ks or 1 − tv over the columns) of
 * a few synthetic rows, beside what disjoint real rows of the same number reach among themselves. The real side is prepared once.
 */
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { columnValues, takeRows, type ColumnValues } from './column-values.ts';
import { shapeDistance, shapesScore } from './compare-columns.ts';
import { mean, quantile } from '../core/maths/moments.ts';
import { REPORT_STREAM, splitHalves } from './row-draws.ts';

const SPLITS = 20;
/** With fewer rows a side the score is all chance. */
const LEAST_ROWS = 10;

type Table = readonly ColumnValues[];

export interface RealMatch {
  readonly mean: number;
  /** The central 95 % of the splits. */
  readonly low: number;
  readonly high: number;
}

function scoreBetween(a: Table, b: Table): number {
  return shapesScore(
    a.map((column, i) => {
      const other = b[i];
      return other === undefined ? Number.NaN : shapeDistance(column, other);
    }),
  );
}

export class ColumnsMatch {
  readonly #schema: TableSchema;
  readonly #halves: readonly Table[];
  /** Rows a side. */
  readonly n: number;
  readonly real: RealMatch;

  private constructor(schema: TableSchema, halves: readonly Table[], n: number, real: RealMatch) {
    this.#schema = schema;
    this.#halves = halves;
    this.n = n;
    this.real = real;
  }

  /**
   * `real`: [rows, schema.width], NaN = missing; `patients`: one number a row, never on both sides of a split; `most` rows a
   * side at most. Null with too few patients.
   */
  static of(options: {
    schema: TableSchema;
    real: Float32Array;
    patients: Int32Array | null;
    most: number;
    seed: number;
  }): ColumnsMatch | null {
    const { schema, real, patients, most, seed } = options;
    const table = columnValues(schema, real);
    if (table.length === 0) return null;
    const rows = real.length / schema.width;
    const splits = Array.from({ length: SPLITS }, (_, i) => {
      const rng = new Rng(seed, REPORT_STREAM.halves, i);
      const [first, second] = splitHalves(rows, { most, patients, rng });
      return [takeRows(table, first), takeRows(table, second), first.length] as const;
    });
    const n = Math.min(...splits.map(([, , size]) => size));
    if (n < LEAST_ROWS) return null;
    const scores = splits.map(([first, second]) => scoreBetween(first, second)).sort((a, b) => a - b);
    if (!scores.every(Number.isFinite)) return null;
    return new ColumnsMatch(
      schema,
      splits.map(([first]) => first),
      n,
      { mean: mean(scores), low: quantile(scores, 0.025), high: quantile(scores, 0.975) },
    );
  }

  /** `synthetic`: [n, schema.width], as written. 1 = as real. */
  score(synthetic: Float32Array): number {
    const table = columnValues(this.#schema, synthetic);
    return mean(this.#halves.map((half) => scoreBetween(half, table)));
  }
}
