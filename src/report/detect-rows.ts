/**
 * Section 4, rows: can a classifier tell synthetic rows from real ones? AUC of a 5-fold cross-validated, L2-regularised
 * logistic regression on the encoded columns and their products. 0.5: it cannot; lower is better.
 */
import type { Ceiling, Sides } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { columnValues, takeRows } from './column-values.ts';
import { detectionFeatures, gramOf } from './detection-features.ts';
import { assignFolds, findTwins, FOLDS, pooledAuc } from './folds.ts';
import { trainAndScore, type Gram } from './kernel-logistic.ts';
import { partOf, pause, type PieceWork } from '../core/pace.ts';
import { mean } from '../core/maths/moments.ts';
import { orNull } from './quantiles.ts';
import { drawRows, equalDraws, REPORT_STREAM, splitHalves } from './row-draws.ts';

/** Rows a side: more make the fit slower, not the answer another. */
const MOST_ROWS = 500;
/**
 * λ of λ/2 |w|² a feature: scores of about the same size however many features there are. Of 1 … 10,000 in all, about
 * this told faults of demo patients from real best (400 a side, 2,000 features).
 */
const PENALTY = 0.1;

export interface DetectRowsInput {
  readonly schema: TableSchema;
  /** [n, schema.width], encoded; NaN = missing. */
  readonly real: Float32Array;
  /** As exported. */
  readonly synthetic: Float32Array;
  /** Whose row each real one is; null: every row is a patient. */
  readonly patients: Int32Array | null;
  readonly seed: number;
}

/** Rows of the matrix (real first), whose they are, and what they say: one [n] each. */
interface Pool {
  readonly gram: Gram;
  readonly penalty: number;
  readonly patients: Int32Array;
  readonly keys: readonly string[];
}

/** `sides`: rows of the pool; one side against the other, each row scored by the four folds it is not in. */
function crossValidated({ gram, penalty, patients, keys }: Pool, sides: Sides<Uint32Array>, rng: Rng): number {
  const keysOf = (rows: Uint32Array): string[] => Array.from(rows, (row) => keys[row] ?? '');
  const patientsOf = (rows: Uint32Array): Int32Array => Int32Array.from(rows, (row) => patients[row] ?? 0);
  const folds = assignFolds({
    n: { real: sides.real.length, synthetic: sides.synthetic.length },
    patients: { real: patientsOf(sides.real), synthetic: patientsOf(sides.synthetic) },
    twins: findTwins(keysOf(sides.real), keysOf(sides.synthetic)),
    rng,
  });
  const rows = Uint32Array.from([...sides.real, ...sides.synthetic]);
  const fold = Uint8Array.from([...folds.real, ...folds.synthetic]);
  const isPositive = new Uint8Array(gram.n);
  for (const row of sides.synthetic) isPositive[row] = 1;
  const scores = new Float64Array(rows.length);
  for (let tested = 0; tested < FOLDS; tested++) {
    const places = Array.from(rows, (_, at) => at).filter((at) => fold[at] === tested);
    const train = rows.filter((_, at) => fold[at] !== tested);
    const test = Uint32Array.from(places, (at) => rows[at] ?? 0);
    const scored = trainAndScore(gram, isPositive, { train, test }, { penalty });
    for (const [i, at] of places.entries()) scores[at] = scored[i] ?? 0;
  }
  const n = sides.real.length;
  return pooledAuc({ real: scores.subarray(0, n), synthetic: scores.subarray(n) });
}

/** Rejects with AbortError when cancelled. Null with fewer than five rows a side. */
export async function detectRows(
  { schema, real, synthetic, patients, seed }: DetectRowsInput,
  work: PieceWork,
): Promise<{ readonly auc: number | null; readonly ceiling: Ceiling | null }> {
  const { width } = schema;
  const sides = { real: columnValues(schema, real), synthetic: columnValues(schema, synthetic) };
  const rows = {
    real: drawRows(real.length / width, MOST_ROWS, new Rng(seed, REPORT_STREAM.folds, 0)),
    synthetic: drawRows(synthetic.length / width, MOST_ROWS, new Rng(seed, REPORT_STREAM.folds, 1)),
  };
  const n = { real: rows.real.length, synthetic: rows.synthetic.length };
  if (Math.min(n.real, n.synthetic) < FOLDS) return { auc: null, ceiling: null };
  const tables = { real: takeRows(sides.real, rows.real), synthetic: takeRows(sides.synthetic, rows.synthetic) };
  const features = detectionFeatures(tables, new Rng(seed, REPORT_STREAM.missingCells));
  await pause(work, 5, 100);
  const keyOf = (encoded: Float32Array, row: number): string =>
    encoded.subarray(row * width, (row + 1) * width).join(' ');
  const pool: Pool = {
    gram: await gramOf(features, n.real + n.synthetic, partOf(work, 0.05, 0.1)),
    penalty: PENALTY * Math.max(1, features.length),
    // Every synthetic row is a patient of its own, apart from the real ones.
    patients: Int32Array.from([
      ...Array.from(rows.real, (row, i) => patients?.[row] ?? i),
      ...Array.from(rows.synthetic, (_, i) => i),
    ]),
    keys: [
      ...Array.from(rows.real, (row) => keyOf(real, row)),
      ...Array.from(rows.synthetic, (row) => keyOf(synthetic, row)),
    ],
  };
  await pause(work, 10, 100);

  const shifted = (of: Uint32Array): Uint32Array => of.map((row) => row + n.real);
  const draws = equalDraws(n, seed);
  const scores: number[] = [];
  for (const [i, draw] of draws.entries()) {
    const rng = new Rng(seed, REPORT_STREAM.folds, 100 + i);
    scores.push(crossValidated(pool, { real: draw.real, synthetic: shifted(draw.synthetic) }, rng));
    await pause(partOf(work, 0.1, 0.5), i + 1, draws.length);
  }
  const ceiling = new CeilingScores();
  for (let split = 0; split < SPLITS; split++) {
    const [half, other] = splitHalves(n.real, {
      most: n.synthetic,
      patients: patients === null ? null : pool.patients.subarray(0, n.real),
      rng: new Rng(seed, REPORT_STREAM.halves, split),
    });
    if (half.length < FOLDS) break;
    const chosen = drawRows(n.synthetic, half.length, new Rng(seed, REPORT_STREAM.syntheticOfHalves, split));
    const score = (rowsOf: Uint32Array): number =>
      crossValidated(pool, { real: half, synthetic: rowsOf }, new Rng(seed, REPORT_STREAM.folds, 200 + split));
    ceiling.add(half.length, score(other), score(shifted(chosen)));
    await pause(partOf(work, 0.5, 1), split + 1, SPLITS);
  }
  return { auc: orNull(mean(scores)), ceiling: ceiling.ceiling() };
}
