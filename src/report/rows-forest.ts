/**
 * Section 4, rows: can a random forest tell synthetic rows from real ones? It sees thresholds and interactions that a logistic
 * model cannot. AUC of 5-fold cross-validation by patient; 0.5: it cannot, lower is better.
 */
import type { Ceiling, Sides } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import { rowCount, takeRows, type ColumnValues } from './column-values.ts';
import { CeilingScores } from './ceiling-scores.ts';
import { assignFolds, findTwins, FOLDS, pooledAuc } from './folds.ts';
import { partOf, pause, type PieceWork } from '../core/pace.ts';
import { binFeatures, forestScores } from './random-forest.ts';
import { drawRows, REPORT_STREAM, splitHalves } from './row-draws.ts';

/** Rows a side: more make it slower, not the answer another. */
const MOST_ROWS = 500;

export interface RowsForestInput {
  readonly tables: Sides<readonly ColumnValues[]>;
  /** [real rows] whose they are; null: every row is a patient. */
  readonly patients: Int32Array | null;
  /** Columns of which only real has blanks take those of random real rows: a blank must not tell. */
  readonly seed: number;
}

function withBlanks(column: ColumnValues, real: ColumnValues, source: Uint32Array): ColumnValues {
  if (column.kind === 'numbers' && real.kind === 'numbers') {
    if (column.values.some(Number.isNaN) || !real.values.some(Number.isNaN)) return column;
    const isBlank = (row: number): boolean => Number.isNaN(real.values[source[row % source.length] ?? 0] ?? 0);
    return { ...column, values: column.values.map((value, row) => (isBlank(row) ? Number.NaN : value)) };
  }
  if (column.kind === 'values' && real.kind === 'values') {
    if (column.codes.includes(-1) || !real.codes.includes(-1)) return column;
    return {
      ...column,
      codes: column.codes.map((code, row) => ((real.codes[source[row % source.length] ?? 0] ?? 0) < 0 ? -1 : code)),
    };
  }
  return column;
}

/** Numbers as they are, a category a 0/1 column a value, and which cells are blank. Real first. */
function features(tables: Sides<readonly ColumnValues[]>): Float64Array[] {
  return tables.real.flatMap((real, i) => {
    const made = tables.synthetic[i];
    if (made === undefined) return [];
    const both =
      real.kind === 'numbers' && made.kind === 'numbers'
        ? [Float64Array.from([...real.values, ...made.values])]
        : real.kind === 'values' && made.kind === 'values'
          ? real.texts
              .slice(1)
              .map((_, code) =>
                Float64Array.from([...real.codes, ...made.codes], (own) =>
                  own < 0 ? Number.NaN : Number(own === code + 1),
                ),
              )
          : [];
    const blanks = both[0]?.map((value) => Number(Number.isNaN(value)));
    const filled = both.map((values) => {
      let least = Number.POSITIVE_INFINITY;
      for (const value of values) if (value < least) least = value;
      return values.map((value) => (Number.isNaN(value) ? least - 1 : value));
    });
    return blanks?.includes(1) === true ? [...filled, blanks] : filled;
  });
}

function keysOf(table: readonly ColumnValues[]): string[] {
  return Array.from({ length: rowCount(table) }, (_, row) =>
    table.map((column) => (column.kind === 'numbers' ? column.values[row] : column.codes[row])).join(' '),
  );
}

/** Splits of real behind the ceiling: fewer than elsewhere, a forest takes a second. */
const SPLITS = 5;

/** With what the same forest says of two halves of the real patients. Rejects with AbortError when cancelled. */
export async function detectRowsByForest(
  { tables, patients, seed }: RowsForestInput,
  work: PieceWork,
): Promise<{ readonly auc: number | null; readonly ceiling: Ceiling | null }> {
  const parts = 2 * SPLITS + 1;
  const found = await rowsForest({ tables, patients, seed }, partOf(work, 0, 1 / parts));
  const scores = new CeilingScores();
  const n = { real: rowCount(tables.real), synthetic: rowCount(tables.synthetic) };
  for (let split = 0; split < SPLITS; split++) {
    const rng = new Rng(seed, REPORT_STREAM.forest, split + 1);
    const [half, other] = splitHalves(n.real, { most: Math.min(n.synthetic, MOST_ROWS), patients, rng });
    const made = takeRows(tables.synthetic, drawRows(n.synthetic, half.length, rng));
    const real = takeRows(tables.real, half);
    const of = patients === null ? null : Int32Array.from(half, (row) => patients[row] ?? 0);
    const at = 1 + 2 * split;
    const against = (synthetic: readonly ColumnValues[], from: number): Promise<number | null> =>
      rowsForest(
        { tables: { real, synthetic }, patients: of, seed: seed + split },
        partOf(work, from / parts, (from + 1) / parts),
      );
    const ofReal = await against(takeRows(tables.real, other), at);
    const ofMade = await against(made, at + 1);
    scores.add(half.length, ofReal ?? Number.NaN, ofMade ?? Number.NaN);
  }
  return { auc: found, ceiling: scores.ceiling() };
}

/** Null with fewer than five rows a side. Rejects with AbortError when cancelled. */
export async function rowsForest({ tables, patients, seed }: RowsForestInput, work: PieceWork): Promise<number | null> {
  const rng = new Rng(seed, REPORT_STREAM.forest);
  const rows = {
    real: drawRows(rowCount(tables.real), MOST_ROWS, rng),
    synthetic: drawRows(rowCount(tables.synthetic), MOST_ROWS, rng),
  };
  const size = Math.min(rows.real.length, rows.synthetic.length);
  if (size < FOLDS) return null;
  const chosen = {
    real: Uint32Array.from(drawRows(rows.real.length, size, rng), (i) => rows.real[i] ?? 0),
    synthetic: Uint32Array.from(drawRows(rows.synthetic.length, size, rng), (i) => rows.synthetic[i] ?? 0),
  };
  const real = takeRows(tables.real, chosen.real);
  const source = rng.permutation(size);
  const synthetic = takeRows(tables.synthetic, chosen.synthetic).map((column, i) => {
    const other = real[i];
    return other === undefined ? column : withBlanks(column, other, source);
  });
  const binned = binFeatures(features({ real, synthetic }));
  const isPositive = Uint8Array.from({ length: 2 * size }, (_, i) => Number(i >= size));
  const folds = assignFolds({
    n: { real: size, synthetic: size },
    patients: {
      real: patients === null ? null : Int32Array.from(chosen.real, (row) => patients[row] ?? 0),
      synthetic: null,
    },
    twins: findTwins(keysOf(real), keysOf(synthetic)),
    rng,
  });
  const fold = Uint8Array.from([...folds.real, ...folds.synthetic]);
  const all = Uint32Array.from(fold.keys());
  const scores = new Float64Array(2 * size);
  for (let tested = 0; tested < FOLDS; tested++) {
    const test = all.filter((row) => fold[row] === tested);
    const scored = forestScores(binned, isPositive, { train: all.filter((row) => fold[row] !== tested), test }, rng);
    for (const [i, row] of test.entries()) scores[row] = scored[i] ?? 0;
    await pause(work, tested + 1, FOLDS);
  }
  return pooledAuc({ real: scores.subarray(0, size), synthetic: scores.subarray(size) });
}
