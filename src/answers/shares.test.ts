import { expect, it } from 'vitest';
import { comparisonReport } from '../report/testing/comparison-report.ts';
import { featureShares, sharesOf } from './shares.ts';

const columns = comparisonReport().columns.filter((c) => 'tv' in c);

it('counts values as shares of the rows that have one', () => {
  expect(columns.map((c) => sharesOf(c))[0]).toEqual([
    { name: 'no', real: 0.6, synthetic: 0.7, count: { real: 12, synthetic: 14 } },
    { name: 'yes', real: 0.4, synthetic: 0.3, count: { real: 8, synthetic: 6 } },
  ]);
});

it('takes one bar for two values, and one each for several', () => {
  expect(featureShares(columns).map((p) => p.name)).toEqual(['smoker', 'vessel = LAD', 'vessel = LCX', 'vessel = RCA']);
});
