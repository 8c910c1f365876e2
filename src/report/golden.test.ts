import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { auc } from './auc.ts';
import type { EncodedColumns } from './column-values.ts';
import { correlationMatrix } from './correlation.ts';
import golden from './golden/tables.json' with { type: 'json' };
import { gowerRanges, gowerRows, nearestTwo } from './gower.ts';
import { ksDistance } from './ks-distance.ts';
import { fitBins, pairSimilarities, pairTable } from './pair-similarity.ts';
import { explainedVarianceRatio, fitComponents, project, standardiseByReal } from './pca.ts';
import { adjustP, permutationP, PERMUTATIONS, rankLevels } from './permutation-test.ts';
import { quantile } from '../core/maths/moments.ts';
import { columnStatistics } from './quantiles.ts';
import { distanceQuantiles, identicalShare, nearestNeighbourRatio } from './row-privacy.ts';
import { codedColumn, numberColumn, QUIET_PIECE } from './testing/tables.ts';
import { totalVariation } from './total-variation.ts';
import { wasserstein } from './wasserstein.ts';

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value), `at ${i}`).toBeLessThan(tolerance);
  }
}

describe('as SciPy and NumPy have it (golden/make-golden.py)', () => {
  it.each(golden.samples)('ks, wasserstein, statistics: $name', (one) => {
    const [a, b] = [sorted(one.a), sorted(one.b)];
    expect(ksDistance(a, b)).toBeCloseTo(one.ks, 12);
    expect(ksDistance(b, a)).toBeCloseTo(one.ks, 12);
    expect(wasserstein(a, b) / Math.max(1, one.wasserstein)).toBeCloseTo(
      one.wasserstein / Math.max(1, one.wasserstein),
      12,
    );
    for (const [share, value] of Object.entries(one.quantiles)) {
      expect(quantile(a, Number(share)) / Math.max(1, Math.abs(value))).toBeCloseTo(
        value / Math.max(1, Math.abs(value)),
        12,
      );
    }
    const statistics = columnStatistics(a);
    for (const [name, value] of Object.entries(one.statistics)) {
      const actual = statistics[name as keyof typeof statistics];
      if (value === null) expect(actual).toBeNull();
      else
        expect((actual ?? Number.NaN) / Math.max(1, Math.abs(value))).toBeCloseTo(
          value / Math.max(1, Math.abs(value)),
          12,
        );
    }
  });

  it.each(golden.counts)('total variation of $a and $b', ({ a, b, tv }) => {
    expect(totalVariation(a, b)).toBeCloseTo(tv, 12);
  });

  it.each(golden.adjust)('Benjamini–Hochberg of $p', ({ p, adjusted }) => {
    expectClose(
      adjustP(p).map((value) => value ?? Number.NaN),
      adjusted,
    );
  });

  it('correlations', () => {
    const { columns, correlation } = golden.matrix;
    expectClose(correlationMatrix(columns.map((column) => Float64Array.from(column))), correlation.flat());
  });

  it('correlations with missing cells and a constant', () => {
    const { columns, correlation } = golden.missing;
    expectClose(
      correlationMatrix(columns.map((column) => Float64Array.from(column, (cell) => cell ?? Number.NaN))),
      correlation.flat(),
    );
  });

  it.each(golden.permutation)('p of $a against $b: near that of all deals, $p', ({ a, b, isOrdered, p }) => {
    const levels = rankLevels(Float64Array.from(a), Float64Array.from(b));
    const estimate = permutationP(levels, { sizeA: a.length, isOrdered, rng: new Rng(5, 1) });
    expect(Math.abs(estimate - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / PERMUTATIONS) + 1 / PERMUTATIONS);
  });

  it('principal components fitted on real, both projected', async () => {
    const { pca } = golden;
    const encoded = (columns: readonly number[][]): EncodedColumns => ({
      names: columns.map((_, i) => `x${i}`),
      columns: columns.map((column) => Float64Array.from(column)),
    });
    const [real, synthetic] = await standardiseByReal(encoded(pca.real), encoded(pca.synthetic), QUIET_PIECE);
    const components = await fitComponents(real, 1, QUIET_PIECE);
    for (const axis of [0, 1] as const) {
      expectClose(
        (await project(real, components, QUIET_PIECE))[axis],
        pca.projectedReal.map((point) => point[axis] ?? Number.NaN),
      );
      expectClose(
        (await project(synthetic, components, QUIET_PIECE))[axis],
        pca.projectedSynthetic.map((point) => point[axis] ?? Number.NaN),
      );
    }
    expectClose(await explainedVarianceRatio(real, components, QUIET_PIECE), pca.ratioReal);
    expectClose(await explainedVarianceRatio(synthetic, components, QUIET_PIECE), pca.ratioSynthetic);
  });

  it('Gower distances to the two nearest, and what is made of them', () => {
    const { gower } = golden;
    const table = ({ numbers, codes }: { numbers: number[][]; codes: number[][] }) => [
      ...numbers.map((values) => numberColumn(values)),
      ...codes.map((values) => codedColumn(values, 3)),
    ];
    const ranges = gowerRanges(table(gower.real));
    const nearest = nearestTwo(gowerRows(table(gower.synthetic), ranges), gowerRows(table(gower.real), ranges));
    expectClose(nearest.first, gower.first);
    expectClose(nearest.second, gower.second);
    const dcr = distanceQuantiles(nearest);
    expectClose([dcr.q1, dcr.q5, dcr.q50], [gower.dcr.q1, gower.dcr.q5, gower.dcr.q50]);
    expect(nearestNeighbourRatio(nearest)).toBeCloseTo(gower.nndr, 12);
    expect(identicalShare(nearest)).toBe(0.1);
  });

  it('similarity of pairs of columns', () => {
    const { pairs } = golden;
    const table = (side: typeof pairs.real) => [
      numberColumn(side.x),
      numberColumn(side.y),
      codedColumn(side.c, 2),
      codedColumn(side.d, 3),
    ];
    const bins = fitBins(table(pairs.real));
    expectClose(
      pairSimilarities(pairTable(table(pairs.real), bins), pairTable(table(pairs.synthetic), bins)),
      pairs.similarity.flat(),
    );
  });

  it.each(golden.auc)('AUC $auc', (one) => {
    expect(auc(one.scores, one.labels)).toBeCloseTo(one.auc, 12);
  });
});
