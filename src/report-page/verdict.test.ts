import { describe, expect, it } from 'vitest';
import { ceilingOf, comparisonReport } from './testing/comparison-report.ts';
import { judge, judgePrivacy, verdictsOf, worst } from './verdict.ts';

describe('a score beside its ceiling', () => {
  it('is as good as real inside the ceiling and beyond it', () => {
    expect(judge(ceilingOf({ low: 0.93, high: 0.97, synthetic: 0.93 }), 'higher')).toBe('as-real');
    expect(judge(ceilingOf({ low: 0.93, high: 0.97, synthetic: 0.99 }), 'higher')).toBe('as-real');
    expect(judge(ceilingOf({ low: 0.05, high: 0.2, synthetic: 0.01 }), 'lower')).toBe('as-real');
  });
  it('is close just outside, apart farther out, in the direction that is worse', () => {
    expect(judge(ceilingOf({ low: 0.93, high: 0.97, synthetic: 0.9 }), 'higher')).toBe('close');
    expect(judge(ceilingOf({ low: 0.93, high: 0.97, synthetic: 0.8 }), 'higher')).toBe('apart');
    expect(judge(ceilingOf({ low: 0.05, high: 0.2, synthetic: 0.24 }), 'lower')).toBe('close');
    expect(judge(ceilingOf({ low: 0.05, high: 0.2, synthetic: 0.4 }), 'lower')).toBe('apart');
  });
  it('says nothing without a ceiling, or on a handful of patients', () => {
    expect(judge(null, 'higher')).toBe('unknown');
    expect(judge(ceilingOf({ n: 9 }), 'higher')).toBe('unknown');
    expect(worst(['unknown', 'as-real', 'close'])).toBe('close');
    expect(worst(['unknown'])).toBe('unknown');
  });
});

it('has a verdict for every question', () => {
  expect(verdictsOf(comparisonReport())).toEqual({
    columns: 'close',
    pairs: 'apart',
    overlap: 'look',
    privacy: 'no-sign',
  });
});

describe('privacy of rows', () => {
  const { privacy, ceiling } = comparisonReport();
  const rows = ceiling.privacy.rows;
  it('gives no sign inside the ceilings', () => {
    expect(judgePrivacy(privacy.rows, rows)).toBe('no-sign');
  });
  it('warns of rows nearer than real patients are to each other', () => {
    const q5 = ceilingOf({ low: 0.03, high: 0.07, synthetic: 0.01 });
    const near = { ...rows, dcr: { synthetic: { ...rows.dcr.synthetic, q5 } } };
    expect(judgePrivacy(privacy.rows, near)).toBe('copies');
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
