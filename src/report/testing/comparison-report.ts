/** A small, complete comparison report for tests: three columns of 20 real and 20 synthetic patients. */
import type { Ceiling, ComparisonReport, ValueColumn } from '../../core/report/comparison.ts';

export function ceilingOf(change: Partial<Ceiling> = {}): Ceiling {
  return { mean: 0.95, low: 0.93, high: 0.97, n: 10, synthetic: 0.9, ...change };
}

function valueColumn(change: Partial<ValueColumn>): ValueColumn {
  return {
    name: 'smoker',
    type: 'binary',
    n: { real: 20, synthetic: 20 },
    missing: { real: 0, synthetic: 0 },
    p: 0.4,
    pAdjusted: 0.6,
    significant: false,
    tv: 0.1,
    statistics: null,
    counts: { values: ['no', 'yes'], counts: { real: [12, 8], synthetic: [14, 6] } },
    ...change,
  };
}

export function comparisonReport(change: Partial<ComparisonReport> = {}): ComparisonReport {
  const statistics = { median: 60, mean: 61, q25: 52, q75: 70, min: 30, max: 88, std: 11 };
  const difference = { median: -3, mean: -2, q25: 1, q75: -6, min: 8, max: -12, std: -4 };
  const line = (n: number, shift: number): [number, number][] =>
    Array.from({ length: n }, (_, i) => [Math.sin(i * 7.3) * 3 + shift, Math.cos(i * 3.1) * 2]);
  return {
    version: 1,
    seed: 1,
    n: { real: 20, synthetic: 20 },
    holdout: 0,
    split: { train: Array.from({ length: 20 }, (_, i) => i), holdout: [] },
    columns: [
      {
        name: 'age',
        type: 'integer',
        n: { real: 19, synthetic: 20 },
        missing: { real: 0.05, synthetic: 0 },
        p: 0.001,
        pAdjusted: 0.003,
        significant: true,
        ks: 0.25,
        wasserstein: 0.3,
        statistics: {
          real: statistics,
          synthetic: { median: 57, mean: 59, q25: 53, q75: 64, min: 38, max: 76, std: 7 },
          difference,
          range: 58,
        },
        shape: {
          edges: [30, 50, 70, 90],
          counts: { real: [5, 9, 5], synthetic: [4, 14, 2] },
          density: { at: [30, 45, 60, 75, 90], real: [0, 0.02, 0.03, 0.01, 0], synthetic: [0, 0.02, 0.05, 0.005, 0] },
        },
      },
      valueColumn({}),
      valueColumn({
        name: 'vessel',
        type: 'categorical',
        counts: { values: ['LAD', 'LCX', 'RCA'], counts: { real: [10, 4, 6], synthetic: [12, 5, 3] } },
      }),
    ],
    shapesScore: 0.9,
    correlation: {
      columns: ['age', 'smoker'],
      real: [
        [1, 0.4],
        [0.4, 1],
      ],
      synthetic: [
        [1, 0.1],
        [0.1, 1],
      ],
      difference: [
        [0, -0.3],
        [-0.3, 0],
      ],
      meanAbsoluteDifference: 0.3,
      leftOut: ['pacemaker'],
    },
    pairs: {
      columns: ['age', 'smoker', 'vessel'],
      similarity: [
        [1, 0.85, 0.8],
        [0.85, 1, 0.9],
        [0.8, 0.9, 1],
      ],
      mean: 0.85,
      synthetic: 0.8,
      halves: 0.9,
      shuffled: 0.7,
    },
    pairsScore: 0.5,
    dependence: { value: 0.55, low: 0.4, high: 0.7, against: 'holdout' },
    impossible: { synthetic: 0.05, holdout: 0, combinations: 3, worst: [] },
    neverGenerated: null,
    projections: {
      rows: { real: Array.from({ length: 20 }, (_, i) => i), synthetic: Array.from({ length: 20 }, (_, i) => i) },
      pca: {
        real: line(20, 0),
        synthetic: line(20, 0.5),
        explainedVarianceRatio: { real: [0.41, 0.2], synthetic: [0.5, 0.11] },
      },
      tsne: { real: line(20, 0), synthetic: line(20, 1), perplexity: 10 },
    },
    privacy: {
      rows: {
        dcr: { synthetic: { q1: 0.02, q5: 0.04, q50: 0.1 }, holdout: null },
        dcrShare: null,
        dcrShareInterval: null,
        equalAside: null,
        nndr: 0.4,
        identicalShare: 0,
        copies: null,
      },
    },
    ceiling: {
      columns: [
        {
          name: 'age',
          ks: ceilingOf({ mean: 0.1, low: 0.06, high: 0.16, synthetic: 0.27 }),
          wasserstein: null,
        },
        { name: 'smoker', tv: ceilingOf({ mean: 0.08, low: 0.01, high: 0.2, synthetic: 0.1 }) },
        { name: 'vessel', tv: null },
      ],
      shapesScore: ceilingOf(),
      correlation: { meanAbsoluteDifference: ceilingOf({ mean: 0.1, low: 0.05, high: 0.2, synthetic: 0.31 }) },
      pairsScore: ceilingOf({ mean: 1, low: 0.8, high: 1.2, synthetic: 0.5 }),
      dependence: ceilingOf({ mean: 1, low: 0.8, high: 1.2, synthetic: 0.5 }),
      privacy: {
        rows: {
          dcr: {
            synthetic: {
              q1: ceilingOf({ mean: 0.03, low: 0.01, high: 0.05, synthetic: 0.03 }),
              q5: ceilingOf({ mean: 0.05, low: 0.03, high: 0.07, synthetic: 0.05 }),
              q50: ceilingOf({ mean: 0.1, low: 0.08, high: 0.12, synthetic: 0.11 }),
            },
          },
          dcrShare: null,
          nndr: ceilingOf({ mean: 0.4, low: 0.3, high: 0.5, synthetic: 0.4 }),
          identicalShare: ceilingOf({ mean: 0, low: 0, high: 0.02, synthetic: 0 }),
        },
      },
    },
    ...change,
  };
}
