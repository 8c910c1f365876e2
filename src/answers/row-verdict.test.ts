import { describe, expect, it } from 'vitest';
import { ceilingOf, comparisonReport } from '../report/testing/comparison-report.ts';
import { judgeColumns, judgePairs, judgePrivacy } from './row-verdict.ts';

it('holds columns and their pairs against the halves of real', () => {
  expect(judgeColumns(comparisonReport())).toBe('close');
  expect(judgePairs(comparisonReport())).toBe('apart');
});

describe('dependence where nobody was put aside', () => {
  const judged = (value: number, high: number, low = value - 0.1) => {
    const { ceiling } = comparisonReport();
    const correlation = { meanAbsoluteDifference: ceilingOf({ low: 0.05, high: 0.2, synthetic: 0.1 }) };
    return judgePairs({
      dependence: { value, low, high, against: 'halves' },
      ceiling: { ...ceiling, dependence: null, correlation },
    });
  };
  it('is judged by its interval', () => {
    expect(judged(0.95, 1.02)).toBe('as-real');
    expect(judged(0.92, 0.97)).toBe('close');
    expect(judged(0.6, 0.7)).toBe('apart');
  });
  it('is not called as good as real where half of it may be missing', () => {
    expect(judged(0.9, 1.4, 0.3)).toBe('unknown');
    expect(judged(0.9, 1.4, 0.6)).toBe('as-real');
  });
});

describe('privacy of rows', () => {
  const { privacy, ceiling } = comparisonReport();
  const rows = ceiling.privacy.rows;
  it('gives no sign inside the ceilings', () => {
    expect(judgePrivacy(privacy.rows, rows)).toBe('no-sign');
  });
  it('warns of rows much nearer than real patients are to each other, not of those a little nearer, as other patients are', () => {
    const near = (synthetic: number) => {
      const q5 = ceilingOf({ low: 0.03, high: 0.07, synthetic });
      return judgePrivacy(privacy.rows, { ...rows, dcr: { synthetic: { ...rows.dcr.synthetic, q5 } } });
    };
    expect(near(0.01)).toBe('copies');
    expect(near(0.022)).toBe('copies');
    expect(near(0.027)).toBe('no-sign');
  });
  it('warns of rows nearer to training than to patients put aside, by the interval', () => {
    const near = (low: number, high: number) =>
      judgePrivacy({ ...privacy.rows, dcrShare: 0.56, dcrShareInterval: { low, high } }, rows);
    expect(near(0.47, 0.65)).toBe('no-sign');
    expect(near(0.53, 0.6)).toBe('copies');
  });
  it('warns of more equal rows than chance gives', () => {
    const identicalShare = ceilingOf({ low: 0, high: 0.02, synthetic: 1 });
    expect(judgePrivacy(privacy.rows, { ...rows, identicalShare })).toBe('copies');
    expect(judgePrivacy({ ...privacy.rows, identicalShare: 0.1 }, { ...rows, identicalShare: null })).toBe('copies');
    expect(judgePrivacy(privacy.rows, { ...rows, identicalShare: null })).toBe('unknown');
    expect(judgePrivacy(privacy.rows, { ...rows, identicalShare: ceilingOf({ high: 1, synthetic: 0, n: 6 }) })).toBe(
      'unknown',
    );
  });
});
