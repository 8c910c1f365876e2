/**
 * How much of the dependence between columns the synthetic rows keep, with C the covariances of `DependenceFrame`:
 *
 *     ⟨C of patients put aside, C of synthetic⟩ / ⟨C of patients put aside, C of training⟩
 *
 * 0: none is kept, 1: as strong as real. The patients put aside are independent of both, so noise cancels: rows with the same
 * columns but no dependence score 0, however few they are. Where nobody was put aside, one half of training takes their place
 * and the other half that of training.
 */
import type { Ceiling, Dependence, Sides } from '../core/report/comparison.ts';
import { mean } from '../core/maths/moments.ts';
import { Rng } from '../core/rng.ts';
import { bootstrapSamples, estimateOf } from './bootstrap.ts';
import { CeilingScores } from './ceiling-scores.ts';
import { rowCount, type ColumnValues } from './column-values.ts';
import { DependenceFrame } from './dependence-frame.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';

/** Rows of a side that are looked at. */
const MOST_ROWS = 5000;
/** Columns that are looked at: covariances of their indicators take the square, gigabytes at a thousand columns. */
const MOST_COLUMNS = 250;

type Table = readonly ColumnValues[];

/** The columns of a wide table that stand for all, the same ones every time. */
function chosenColumns(table: Table, seed: number): Uint32Array {
  return drawRows(table.length, MOST_COLUMNS, new Rng(seed, REPORT_STREAM.dependence, 3));
}

/** ⟨a, b⟩ */
function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** NaN where real has no dependence to keep. */
const ratio = (own: number, real: number): number => (real > 0 ? own / real : Number.NaN);

export interface DependenceInput {
  readonly training: Table;
  readonly holdout: Table;
  readonly synthetic: Table;
  /** [holdout rows] whose they are; null: every row is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
}

/** Against the patients put aside, interval by patient (bootstrap). Null where real has no dependence, or nobody was put aside. */
export function dependence({ training, holdout, synthetic, patients, seed }: DependenceInput): Dependence | null {
  const rng = (part: number): Rng => new Rng(seed, REPORT_STREAM.dependence, part);
  const rows = {
    training: drawRows(rowCount(training), MOST_ROWS, rng(0)),
    holdout: drawRows(rowCount(holdout), MOST_ROWS, rng(1)),
    synthetic: drawRows(rowCount(synthetic), MOST_ROWS, rng(2)),
  };
  if (rows.holdout.length < 2) return null;
  const frame = new DependenceFrame(training, chosenColumns(training, seed));
  const aside = frame.read(holdout, rows.holdout);
  const of = (table: Table, chosen: Uint32Array): Float64Array =>
    frame.shares(aside, frame.covariances(frame.read(table, chosen)));
  const shares = { real: of(training, rows.training), synthetic: of(synthetic, rows.synthetic) };
  const weighted = (own: Float64Array, weights: Uint16Array): number =>
    own.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  const once = new Uint16Array(aside.rows).fill(1);
  const kept = (weights: Uint16Array): number =>
    ratio(weighted(shares.synthetic, weights), weighted(shares.real, weights));
  const samples = bootstrapSamples(aside.rows, {
    patients: patients === null ? null : Int32Array.from(rows.holdout, (row) => patients[row] ?? 0),
    seed,
    stream: REPORT_STREAM.dependence,
  });
  const estimate = estimateOf(kept(once), samples.map(kept));
  return estimate === null ? null : { ...estimate, against: 'holdout' };
}

/** The same between halves of the real patients: what is kept of it by chance alone. */
export class DependenceSplits {
  readonly #frame: DependenceFrame;
  readonly #tables: Sides<Table>;
  /** C of the patients put aside; null: nobody was. */
  readonly #aside: Float64Array | null;
  readonly #scores = new CeilingScores();

  constructor(tables: Sides<Table>, holdout: Table | null, seed: number) {
    this.#tables = tables;
    this.#frame = new DependenceFrame(tables.real, chosenColumns(tables.real, seed));
    const rows = holdout === null ? 0 : rowCount(holdout);
    const chosen = drawRows(rows, MOST_ROWS, new Rng(seed, REPORT_STREAM.dependence, 1));
    this.#aside = holdout === null || rows < 2 ? null : this.#of(holdout, chosen);
  }

  #of(table: Table, rows: Uint32Array): Float64Array {
    return this.#frame.covariances(this.#frame.read(table, rows.subarray(0, MOST_ROWS)));
  }

  /** `half` and `other` of real, as many of synthetic. */
  add(half: Uint32Array, other: Uint32Array, synthetic: Uint32Array): void {
    const [first, second] = [this.#of(this.#tables.real, half), this.#of(this.#tables.real, other)];
    const made = this.#of(this.#tables.synthetic, synthetic);
    const n = half.length;
    const aside = this.#aside;
    if (aside === null) this.#scores.add(n, 1, ratio(inner(first, made), inner(first, second)));
    else {
      const real = inner(aside, first);
      this.#scores.add(n, ratio(inner(aside, second), real), ratio(inner(aside, made), real));
    }
  }

  /** Null with nobody put aside: both halves are then used up. */
  ceiling(): Ceiling | null {
    return this.#aside === null ? null : this.#scores.ceiling();
  }

  /** In place of `dependence` where nobody was put aside: mean and spread of the splits. */
  ofHalves(): Dependence | null {
    const scores = this.#scores.synthetic.filter(Number.isFinite);
    const estimate = scores.length === 0 ? null : estimateOf(mean(scores), scores);
    return this.#aside !== null || estimate === null ? null : { ...estimate, against: 'halves' };
  }
}
