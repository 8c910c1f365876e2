/** Section 1 of the report: every column by itself. */
import type { ColumnStatistics, ComparedColumn, Sides, StatisticsComparison } from '../core/report/comparison.ts';
import { STATISTIC_NAMES } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import {
  countPresent,
  countValues,
  numbersOf,
  takeColumn,
  type CodedValues,
  type ColumnValues,
  type NumberValues,
} from './column-values.ts';
import { ksDistance } from './ks-distance.ts';
import { numberShape } from './number-shape.ts';
import { permutationP, rankLevels } from './permutation-test.ts';
import { mean, standardDeviation } from '../core/maths/moments.ts';
import { columnStatistics, orNull, sortedNumbers } from './quantiles.ts';
import { REPORT_STREAM, type EqualDraws } from './row-draws.ts';
import { totalVariation } from './total-variation.ts';
import { wasserstein } from './wasserstein.ts';

/** ks of numbers, tv of values. NaN if a side has no value. */
export function shapeDistance(a: ColumnValues, b: ColumnValues): number {
  if (a.kind === 'numbers' && b.kind === 'numbers') return ksDistance(sortedNumbers(a.values), sortedNumbers(b.values));
  if (a.kind === 'values' && b.kind === 'values') return totalVariation(countValues(a), countValues(b));
  return Number.NaN;
}

/** Wasserstein distance in `unit`s; without a unit (real is constant) 0 if there is no distance, otherwise not defined. */
export function earthDistance(a: ColumnValues, b: ColumnValues, unit: number): number {
  if (a.kind !== 'numbers' || b.kind !== 'numbers') return Number.NaN;
  const distance = wasserstein(sortedNumbers(a.values), sortedNumbers(b.values));
  return distance === 0 ? 0 : unit > 0 ? distance / unit : Number.NaN;
}

/** The real standard deviation of a numeric column. */
export function unitOf(real: ColumnValues): number {
  return real.kind === 'numbers' ? standardDeviation(sortedNumbers(real.values)) : Number.NaN;
}

function compareStatistics(real: Float64Array, synthetic: Float64Array): StatisticsComparison {
  const ofReal = columnStatistics(real);
  const ofSynthetic = columnStatistics(synthetic);
  const difference = Object.fromEntries(
    STATISTIC_NAMES.map((name) => {
      const [a, b] = [ofReal[name], ofSynthetic[name]];
      return [name, a === null || b === null ? null : b - a];
    }),
  ) as unknown as ColumnStatistics;
  return { real: ofReal, synthetic: ofSynthetic, difference, range: (ofReal.max ?? 0) - (ofReal.min ?? 0) };
}

/** Pooled values of both columns as whole numbers, those of real first. */
function pooledLevels(real: ColumnValues, synthetic: ColumnValues): { levels: Uint32Array; sizeA: number } {
  if (real.kind === 'numbers' && synthetic.kind === 'numbers') {
    const a = sortedNumbers(real.values);
    return { levels: rankLevels(a, sortedNumbers(synthetic.values)), sizeA: a.length };
  }
  const codes = (column: ColumnValues): Int16Array =>
    column.kind === 'values' ? column.codes.filter((code) => code >= 0).sort() : new Int16Array();
  const a = codes(real);
  return { levels: Uint32Array.from([...a, ...codes(synthetic)]), sizeA: a.length };
}

function permutationOf(real: ColumnValues, synthetic: ColumnValues, rng: Rng): number | null {
  const { levels, sizeA } = pooledLevels(real, synthetic);
  if (sizeA < 2 || levels.length - sizeA < 2) return null;
  return permutationP(levels, { sizeA, isOrdered: real.kind === 'numbers', rng });
}

/** Mean over the draws. */
function onEqualRows(
  sides: Sides<ColumnValues>,
  draws: EqualDraws,
  score: (real: ColumnValues, synthetic: ColumnValues) => number,
): number | null {
  const scores = draws.map(({ real, synthetic }) =>
    score(takeColumn(sides.real, real), takeColumn(sides.synthetic, synthetic)),
  );
  return orNull(mean(scores));
}

/** Missing cells of the real table may have been filled before encoding; the schema still knows how many. */
function missingShare(column: ColumnValues, present: number, n: number): number {
  return n === 0 ? 0 : Math.max(n - present, column.column.missing) / n;
}

export interface ColumnInput {
  readonly sides: Sides<ColumnValues>;
  /** Rows on each side. */
  readonly n: Sides<number>;
  readonly draws: EqualDraws;
  /** One real record per patient: for the permutation test, which takes records as independent. */
  readonly independentRows: Uint32Array | null;
  readonly seed: number;
  /** Position of the column: names its random numbers. */
  readonly index: number;
}

/** One column, its `pAdjusted` still open. */
export function compareColumn({ sides, n, draws, independentRows, seed, index }: ColumnInput): ComparedColumn {
  const { real, synthetic } = sides;
  const present = { real: countPresent(real), synthetic: countPresent(synthetic) };
  const tested = independentRows === null ? real : takeColumn(real, independentRows);
  const common = {
    name: real.column.name,
    n: present,
    missing: {
      real: missingShare(real, present.real, n.real),
      synthetic: n.synthetic === 0 ? 0 : 1 - present.synthetic / n.synthetic,
    },
    p: permutationOf(tested, synthetic, new Rng(seed, REPORT_STREAM.permutation, index)),
    pAdjusted: null,
    significant: false,
  };
  if (real.kind === 'numbers' && synthetic.kind === 'numbers')
    return { ...common, ...numbersPart(real, synthetic, draws) };
  if (real.kind === 'values' && synthetic.kind === 'values')
    return { ...common, ...valuesPart(real, synthetic, draws) };
  throw new Error(`two kinds of ${common.name}`);
}

function numbersPart(real: NumberValues, synthetic: NumberValues, draws: EqualDraws) {
  const a = sortedNumbers(real.values);
  const b = sortedNumbers(synthetic.values);
  const type = real.column.type === 'integer' ? ('integer' as const) : ('continuous' as const);
  const unit = unitOf(real);
  return {
    type,
    ks: onEqualRows({ real, synthetic }, draws, shapeDistance),
    wasserstein: onEqualRows({ real, synthetic }, draws, (x, y) => earthDistance(x, y, unit)),
    statistics: compareStatistics(a, b),
    shape: numberShape(a, b, type === 'integer'),
  };
}

function valuesPart(real: CodedValues, synthetic: CodedValues, draws: EqualDraws) {
  const a = numbersOf(real);
  const b = numbersOf(synthetic);
  // A number with a threshold is stored under the type it was read as; what is compared is the yes or no.
  const isCategorical = real.column.type === 'categorical' || real.texts.length > 2;
  return {
    type: isCategorical ? ('categorical' as const) : ('binary' as const),
    tv: onEqualRows({ real, synthetic }, draws, shapeDistance),
    statistics: a === null || b === null ? null : compareStatistics(sortedNumbers(a), sortedNumbers(b)),
    counts: { values: real.texts, counts: { real: countValues(real), synthetic: countValues(synthetic) } },
  };
}

/** 1 − ks or 1 − tv, averaged over the columns where it is defined. */
export function shapesScore(distances: readonly (number | null)[]): number {
  return mean(distances.flatMap((distance) => (distance === null || Number.isNaN(distance) ? [] : [1 - distance])));
}
