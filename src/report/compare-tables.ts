/**
 * Real rows against synthetic rows: everything of the report that needs no trained classifier. Pure and seeded: the same
 * rows and seed give the same report. Long work rests between its parts, so that a worker hears a cancel.
 */
import { AbortError } from '../core/app-error.ts';
import type {
  ComparedColumn,
  ComparisonPart,
  ComparisonReport,
  PairSimilarities,
  Sides,
  Split,
} from '../core/report/comparison.ts';
import { listen, type PieceWork } from '../core/pace.ts';
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { columnValues, takeRows, type ColumnValues } from './column-values.ts';
import { CeilingSplits, type PairsCeiling } from './compare-ceilings.ts';
import { compareColumn, shapesScore } from './compare-columns.ts';
import { compareCorrelations, meanMatrix } from './compare-pairs.ts';
import { startProjections } from './compare-projections.ts';
import { upperTriangleMean } from './correlation.ts';
import { dependence } from './dependence.ts';
import { impossibleRows, neverGenerated } from './impossible-rows.ts';
import { copyBlindness, shareInterval } from './share-interval.ts';
import { emptyNearest, fillNearest, gowerRanges, gowerRows } from './gower.ts';
import { fitBins, pairSimilarities, pairTable } from './pair-similarity.ts';
import { adjustP } from './permutation-test.ts';
import { mean } from '../core/maths/moments.ts';
import { orNull } from './quantiles.ts';
import { equalDraws, oneRecordEach, REPORT_STREAM, type EqualDraws } from './row-draws.ts';
import {
  countNearer,
  distanceQuantiles,
  identicalShare,
  nearestNeighbourRatio,
  rowCopies,
  trainingDraws,
} from './row-privacy.ts';

const TSNE_ITERATIONS_AT_ONCE = 10;
const NEAREST_AT_ONCE = 100;
const SIGNIFICANCE = 0.05;

/** About how much of the time each part takes. */
const SHARE: Readonly<Record<ComparisonPart, number>> = {
  columns: 0.2,
  correlation: 0.02,
  pairs: 0.02,
  dependence: 0.01,
  privacy: 0.03,
  pca: 0.08,
  tsne: 0.49,
  ceilings: 0.15,
};

export interface CompareInput {
  readonly schema: TableSchema;
  /** [n, schema.width], encoded; NaN = missing. */
  readonly real: Float32Array;
  /** As exported: decoded to texts (so rounded) and encoded again. */
  readonly synthetic: Float32Array;
  /** Which patient each real row is of; without it every row is a patient. */
  readonly patients?: Int32Array;
  readonly seed: number;
  /** Rows put aside before training, encoded as `real` is; null: none were. */
  readonly holdout: Float32Array | null;
  /** Which patient each row put aside is of; without it every row is a patient. */
  readonly holdoutPatients?: Int32Array;
  /** Rows of the input table behind `real` and `holdout`, in their order. */
  readonly split: Split;
}

export interface CompareWork {
  /** `fraction` of the whole, 0 … 1. */
  readonly onProgress: (progress: { readonly part: ComparisonPart; readonly fraction: number }) => void;
  readonly isCancelled: () => boolean;
  /** Lets messages in between two pieces of work. */
  readonly rest: () => Promise<void>;
}

class Steps {
  readonly #work: CompareWork;
  #before = 0;

  constructor(work: CompareWork) {
    this.#work = work;
  }

  /** A part whose pieces report for themselves. */
  pieces(part: ComparisonPart): PieceWork {
    const { onProgress, ...work } = this.#work;
    const before = this.#before;
    return { ...work, onFraction: (fraction) => onProgress({ part, fraction: before + SHARE[part] * fraction }) };
  }

  /** After each piece of a part. Throws AbortError when cancelled. */
  async at(part: ComparisonPart, done: number, total: number): Promise<void> {
    const share = SHARE[part];
    this.#work.onProgress({ part, fraction: Math.min(1, this.#before + (share * done) / Math.max(1, total)) });
    if (done >= total) this.#before += share;
    await this.#work.rest();
    if (this.#work.isCancelled()) throw new AbortError();
  }
}

/** Rejects with AbortError when cancelled. Both sides need a row, the schema a column. */
export async function compareTables(input: CompareInput, work: CompareWork): Promise<ComparisonReport> {
  const { schema, seed } = input;
  const n = { real: input.real.length / schema.width, synthetic: input.synthetic.length / schema.width };
  if (!Number.isInteger(n.real) || !Number.isInteger(n.synthetic) || n.real < 1 || n.synthetic < 1) {
    throw new Error(`cannot compare ${n.real} with ${n.synthetic} rows`);
  }
  const { split } = input;
  const aside = (input.holdout?.length ?? 0) / schema.width;
  if (split.train.length !== n.real || split.holdout.length !== aside) throw new Error('rows and split do not match');
  // Nobody put aside, or nobody asked: both the same.
  const holdout = input.holdout === null || aside === 0 ? null : columnValues(schema, input.holdout);
  const steps = new Steps(work);
  const tables = { real: columnValues(schema, input.real), synthetic: columnValues(schema, input.synthetic) };
  const draws = equalDraws(n, seed);

  const columns = await compareColumns(input, { tables, n, draws }, steps);
  const correlation = await compareCorrelations(tables, draws, steps.pieces('correlation'));
  await steps.at('correlation', 1, 1);
  const similarity = await similarityOnDraws(tables, draws, steps.pieces('pairs'));
  await steps.at('pairs', 1, 1);
  const kept =
    holdout === null
      ? null
      : dependence({
          training: tables.real,
          synthetic: tables.synthetic,
          holdout,
          patients: input.holdoutPatients ?? null,
          seed,
        });
  await steps.at('dependence', 1, 1);
  const privacy = await comparePrivacy({ ...tables, holdout }, input, steps);
  const projections = await startProjections(tables, seed, steps.pieces('pca'));
  await steps.at('pca', 1, 1);
  while (!projections.tsne.isDone) {
    projections.tsne.run(TSNE_ITERATIONS_AT_ONCE);
    await steps.at(
      'tsne',
      Math.min(projections.tsne.done, projections.tsne.iterations - 1),
      projections.tsne.iterations,
    );
  }
  await steps.at('tsne', 1, 1);
  const ceilings = new CeilingSplits({ tables, holdout, n, patients: input.patients ?? null, seed });
  for (let i = 0; i < ceilings.splits; i++) {
    await ceilings.run(i, steps.pieces('ceilings'));
    await steps.at('ceilings', i + 1, ceilings.splits);
  }
  const pairs = ceilings.pairs();
  return {
    version: 1,
    seed,
    n,
    holdout: aside,
    split,
    columns,
    shapesScore: orNull(shapesScore(columns.map((column) => ('ks' in column ? column.ks : column.tv)))),
    correlation,
    pairs: pairSection(schema, similarity, pairs),
    pairsScore: pairs.score,
    dependence: kept ?? ceilings.dependenceOfHalves(),
    impossible: impossibleRows(tables.real, tables.synthetic, holdout),
    neverGenerated: neverGenerated(tables.real, tables.synthetic),
    projections: projections.finish(),
    privacy,
    ceiling: ceilings.ceilings(),
  };
}

interface Compared {
  readonly tables: Sides<readonly ColumnValues[]>;
  readonly n: Sides<number>;
  readonly draws: EqualDraws;
}

async function compareColumns(input: CompareInput, compared: Compared, steps: Steps): Promise<ComparedColumn[]> {
  const { seed, patients } = input;
  const { tables, n, draws } = compared;
  const independentRows =
    patients === undefined ? null : oneRecordEach(patients, new Rng(seed, REPORT_STREAM.oneRecord));
  const columns: ComparedColumn[] = [];
  for (const [index, real] of tables.real.entries()) {
    const synthetic = tables.synthetic[index];
    if (synthetic === undefined) throw new Error('tables of two schemas');
    columns.push(compareColumn({ sides: { real, synthetic }, n, draws, independentRows, seed, index }));
    await steps.at('columns', index + 1, tables.real.length);
  }
  const adjusted = adjustP(columns.map((column) => column.p));
  return columns.map((column, i) => {
    const pAdjusted = adjusted[i] ?? null;
    return { ...column, pAdjusted, significant: pAdjusted !== null && pAdjusted < SIGNIFICANCE };
  });
}

async function similarityOnDraws(
  tables: Compared['tables'],
  draws: EqualDraws,
  work: PieceWork,
): Promise<Float64Array[]> {
  const bins = fitBins(tables.real);
  const similarities: Float64Array[] = [];
  for (const rows of draws) {
    await listen(work);
    similarities.push(
      pairSimilarities(
        pairTable(takeRows(tables.real, rows.real), bins),
        pairTable(takeRows(tables.synthetic, rows.synthetic), bins),
      ),
    );
  }
  return similarities;
}

function pairSection(schema: TableSchema, similarity: readonly Float64Array[], pairs: PairsCeiling): PairSimilarities {
  const k = schema.columns.length;
  return {
    columns: schema.columns.map((column) => column.name),
    similarity: meanMatrix(similarity, k),
    mean: orNull(mean(similarity.map((matrix) => upperTriangleMean(matrix, k)))),
    synthetic: pairs.synthetic,
    halves: pairs.halves,
    shuffled: pairs.shuffled,
  };
}

async function comparePrivacy(
  tables: Compared['tables'] & { readonly holdout: readonly ColumnValues[] | null },
  { seed, patients, holdoutPatients }: CompareInput,
  steps: Steps,
): Promise<ComparisonReport['privacy']> {
  const ranges = gowerRanges(tables.real);
  const training = gowerRows(tables.real, ranges);
  const synthetic = gowerRows(tables.synthetic, ranges);
  const holdout = tables.holdout === null ? null : gowerRows(tables.holdout, ranges);
  const total = synthetic.n + (holdout === null ? 0 : holdout.n + synthetic.n);
  let done = 0;
  const inPieces = async (n: number, run: (start: number, end: number) => void): Promise<void> => {
    for (let start = 0; start < n; start += NEAREST_AT_ONCE) {
      const end = Math.min(n, start + NEAREST_AT_ONCE);
      run(start, end);
      done += end - start;
      await steps.at('privacy', done, total);
    }
  };

  const nearest = emptyNearest(synthetic.n);
  await inPieces(synthetic.n, (start, end) => fillNearest(nearest, { from: synthetic, to: training, start, end }));
  const ofHoldout = emptyNearest(holdout?.n ?? 0);
  let nearerToTraining = 0;
  if (holdout !== null) {
    await inPieces(holdout.n, (start, end) => fillNearest(ofHoldout, { from: holdout, to: training, start, end }));
    const draws = trainingDraws(training.n, holdout.n, seed);
    await inPieces(synthetic.n, (start, end) => {
      nearerToTraining += countNearer({ from: synthetic, training, holdout, draws, start, end });
    });
  }
  const dcrShare = holdout === null ? null : nearerToTraining / synthetic.n;
  const interval =
    holdout === null || dcrShare === null
      ? null
      : shareInterval(dcrShare, {
          synthetic,
          training,
          holdout,
          patients: { training: patients ?? null, holdout: holdoutPatients ?? null },
          seed,
        });
  return {
    rows: {
      dcr: {
        synthetic: distanceQuantiles(nearest),
        holdout: holdout === null ? null : distanceQuantiles(ofHoldout),
      },
      dcrShare,
      dcrShareInterval: interval === null ? null : { low: interval.low, high: interval.high },
      equalAside: holdout === null ? null : copyBlindness(ofHoldout.first),
      nndr: orNull(nearestNeighbourRatio(nearest)),
      identicalShare: identicalShare(nearest),
      copies:
        holdout === null
          ? null
          : rowCopies({
              synthetic: nearest.first,
              holdout: ofHoldout.first,
              patients: holdoutPatients ?? null,
              seed,
            }),
    },
  };
}
