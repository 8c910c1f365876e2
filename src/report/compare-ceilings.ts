/**
 * How well real data do against themselves: every score between two disjoint halves of the real patients, 20 seeded splits.
 * In each split the synthetic rows, as many as a half, are held against the same half, so that both numbers come
 * from samples of one size.
 */
import type { Ceiling, ComparisonCeilings, Dependence, Sides } from '../core/report/comparison.ts';
import { listen, type PieceWork } from '../core/pace.ts';
import { Rng } from '../core/rng.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { takeColumn, takeRows, type ColumnValues } from './column-values.ts';
import { earthDistance, shapeDistance, shapesScore, unitOf } from './compare-columns.ts';
import { correlationsOf, keptColumns, meanAbsoluteDifference } from './compare-pairs.ts';
import { DependenceSplits } from './dependence.ts';
import { upperTriangleMean } from './correlation.ts';
import { gowerRanges, gowerRows, nearestTwo, type GowerRows, type NearestTwo, type Ranges } from './gower.ts';
import { fitBins, pairSimilarities, pairTable, type PairTable } from './pair-similarity.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import { drawRows, REPORT_STREAM, splitHalves } from './row-draws.ts';
import { countNearer, distanceQuantiles, identicalShare, nearestNeighbourRatio, trainingDraws } from './row-privacy.ts';

/** Quantiles need a few rows a half. */
const LEAST_HALF = 2;

type Table = readonly ColumnValues[];

/** Every column in an order of its own: all dependence gone, every column by itself unchanged. */
function shuffleColumns(table: Table, split: number, seed: number): ColumnValues[] {
  return table.map((column, i) => {
    const n = column.kind === 'numbers' ? column.values.length : column.codes.length;
    const rng = new Rng(seed, REPORT_STREAM.shuffledColumns, split * table.length + i);
    return takeColumn(column, rng.permutation(n));
  });
}

export interface PairsCeiling {
  readonly ceiling: Ceiling | null;
  readonly score: number | null;
  readonly synthetic: number | null;
  readonly halves: number | null;
  readonly shuffled: number | null;
}

export class CeilingSplits {
  readonly splits = SPLITS;
  readonly #tables: Sides<Table>;
  readonly #n: Sides<number>;
  readonly #patients: Int32Array | null;
  readonly #seed: number;
  readonly #kept: readonly boolean[];
  readonly #units: readonly number[];
  readonly #ranges: Ranges;
  readonly #holdout: GowerRows | null;
  readonly #pairsOf: (table: Table) => PairTable;
  readonly #distances: CeilingScores[];
  readonly #earth: CeilingScores[];
  readonly #shapes = new CeilingScores();
  readonly #correlation = new CeilingScores();
  readonly #pairs = new CeilingScores();
  /** How much of the dependence is kept, where `#pairs` is how alike pairs of columns look. */
  readonly #dependenceKept: DependenceSplits;
  readonly #shuffled: number[] = [];
  readonly #privacy = {
    q1: new CeilingScores(),
    q5: new CeilingScores(),
    q50: new CeilingScores(),
    nndr: new CeilingScores(),
    identical: new CeilingScores(),
    dcrShare: new CeilingScores(),
  };

  constructor(options: {
    tables: Sides<Table>;
    holdout: Table | null;
    n: Sides<number>;
    patients: Int32Array | null;
    seed: number;
  }) {
    const { real } = options.tables;
    this.#tables = options.tables;
    this.#n = options.n;
    this.#patients = options.patients;
    this.#seed = options.seed;
    this.#kept = keptColumns(real);
    this.#units = real.map(unitOf);
    this.#ranges = gowerRanges(real);
    this.#holdout = options.holdout === null ? null : gowerRows(options.holdout, this.#ranges);
    this.#dependenceKept = new DependenceSplits(options.tables, options.holdout, options.seed);
    const bins = fitBins(real);
    this.#pairsOf = (table) => pairTable(table, bins);
    this.#distances = real.map(() => new CeilingScores());
    this.#earth = real.map(() => new CeilingScores());
  }

  /** Split number 0 … splits − 1. Rests between its scores; rejects with AbortError when cancelled. */
  async run(split: number, work: PieceWork): Promise<void> {
    const { real, synthetic } = this.#tables;
    const [first, second] = splitHalves(this.#n.real, {
      most: this.#n.synthetic,
      patients: this.#patients,
      rng: new Rng(this.#seed, REPORT_STREAM.halves, split),
    });
    if (first.length < LEAST_HALF) return;
    const chosen = drawRows(
      this.#n.synthetic,
      first.length,
      new Rng(this.#seed, REPORT_STREAM.syntheticOfHalves, split),
    );
    const tables = [takeRows(real, first), takeRows(real, second), takeRows(synthetic, chosen)] as const;
    this.#columns(first.length, ...tables);
    await listen(work);
    await this.#likeness(first.length, split, tables, work);
    await listen(work);
    this.#nearness(first.length, split, ...tables);
    await listen(work);
    this.#dependenceKept.add(first, second, chosen);
  }

  #columns(n: number, half: Table, other: Table, synthetic: Table): void {
    const real: number[] = [];
    const made: number[] = [];
    for (const [i, column] of half.entries()) {
      const [a, b] = [other[i], synthetic[i]];
      if (a === undefined || b === undefined) continue;
      const unit = this.#units[i] ?? Number.NaN;
      real.push(shapeDistance(column, a));
      made.push(shapeDistance(column, b));
      this.#distances[i]?.add(n, real.at(-1) ?? Number.NaN, made.at(-1) ?? Number.NaN);
      this.#earth[i]?.add(n, earthDistance(column, a, unit), earthDistance(column, b, unit));
    }
    this.#shapes.add(n, shapesScore(real), shapesScore(made));
  }

  async #likeness(
    n: number,
    split: number,
    [half, other, synthetic]: readonly [Table, Table, Table],
    work: PieceWork,
  ): Promise<void> {
    const correlations = [half, other, synthetic].map((table) => correlationsOf(table, this.#kept));
    const [a, b, c] = correlations;
    if (a && b && c) this.#correlation.add(n, meanAbsoluteDifference(a, b), meanAbsoluteDifference(a, c));
    const own = this.#pairsOf(half);
    const similarity = async (table: Table): Promise<number> => {
      await listen(work);
      return upperTriangleMean(pairSimilarities(own, this.#pairsOf(table)), table.length);
    };
    this.#pairs.add(n, await similarity(other), await similarity(synthetic));
    this.#shuffled.push(await similarity(shuffleColumns(other, split, this.#seed)));
  }

  #nearness(n: number, split: number, half: Table, other: Table, synthetic: Table): void {
    const [target, ofReal, ofMade] = [half, other, synthetic].map((table) => gowerRows(table, this.#ranges));
    if (target === undefined || ofReal === undefined || ofMade === undefined) return;
    const real = nearestTwo(ofReal, target);
    const made = nearestTwo(ofMade, target);
    const { q1, q5, q50, nndr, identical } = this.#privacy;
    const add = (scores: CeilingScores, measure: (nearest: NearestTwo) => number): void =>
      scores.add(n, measure(real), measure(made));
    add(q1, (nearest) => distanceQuantiles(nearest).q1);
    add(q5, (nearest) => distanceQuantiles(nearest).q5);
    add(q50, (nearest) => distanceQuantiles(nearest).q50);
    add(nndr, nearestNeighbourRatio);
    add(identical, identicalShare);
    const holdout = this.#holdout;
    if (holdout === null) return;
    const draws = trainingDraws(target.n, holdout.n, this.#seed + split).slice(0, 1);
    const share = (from: GowerRows): number =>
      countNearer({ from, training: target, holdout, draws, start: 0, end: from.n }) / from.n;
    this.#privacy.dcrShare.add(n, share(ofReal), share(ofMade));
  }

  /**
   * The pairs score from the splits: (synthetic − shuffled) / (halves − shuffled). Not defined when real halves are hardly
   * more alike than shuffled ones (gap below its own spread over the splits): then there is no dependence to keep.
   */
  pairs(): PairsCeiling {
    const { real, synthetic } = this.#pairs;
    if (real.length === 0 || this.#tables.real.length < 2) {
      return { ceiling: null, score: null, synthetic: null, halves: null, shuffled: null };
    }
    const floor = mean(this.#shuffled);
    const means = { synthetic: mean(synthetic), halves: mean(real), shuffled: floor };
    const gaps = real.map((similarity, i) => similarity - (this.#shuffled[i] ?? 0));
    const gap = means.halves - floor;
    if (!(gap > 0 && gap > standardDeviation(gaps))) return { ceiling: null, score: null, ...means };
    const ceiling = this.#pairs.ceiling((similarity) => (similarity - floor) / gap);
    return { ceiling, score: (means.synthetic - floor) / gap, ...means };
  }

  /** Where nobody was put aside. */
  dependenceOfHalves(): Dependence | null {
    return this.#dependenceKept.ofHalves();
  }

  ceilings(): ComparisonCeilings {
    const { q1, q5, q50, nndr, identical, dcrShare } = this.#privacy;
    return {
      columns: this.#tables.real.map((source, i) => {
        const distance = this.#distances[i]?.ceiling() ?? null;
        const { name } = source.column;
        return source.kind === 'values'
          ? { name, tv: distance }
          : { name, ks: distance, wasserstein: this.#earth[i]?.ceiling() ?? null };
      }),
      shapesScore: this.#shapes.ceiling(),
      correlation: { meanAbsoluteDifference: this.#correlation.ceiling() },
      pairsScore: this.pairs().ceiling,
      dependence: this.#dependenceKept.ceiling(),
      privacy: {
        rows: {
          dcr: { synthetic: { q1: q1.ceiling(), q5: q5.ceiling(), q50: q50.ceiling() } },
          dcrShare: dcrShare.ceiling(),
          nndr: nndr.ceiling(),
          identicalShare: identical.ceiling(),
        },
      },
    };
  }
}
