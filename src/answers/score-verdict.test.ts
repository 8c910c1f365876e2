import { describe, expect, it } from 'vitest';
import { judge, worst } from './score-verdict.ts';
import { ceilingOf } from '../report/testing/comparison-report.ts';

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
  it('may have to be neither more nor less than real', () => {
    expect(judge(ceilingOf({ low: 0.95, high: 1.05, synthetic: 1 }), 'one')).toBe('as-real');
    expect(judge(ceilingOf({ low: 0.95, high: 1.05, synthetic: 1.09 }), 'one')).toBe('close');
    expect(judge(ceilingOf({ low: 0.95, high: 1.05, synthetic: 0.5 }), 'one')).toBe('apart');
  });
  it('says nothing without a ceiling, or on a handful of patients', () => {
    expect(judge(null, 'higher')).toBe('unknown');
    expect(judge(ceilingOf({ n: 9 }), 'higher')).toBe('unknown');
    expect(worst(['unknown', 'as-real', 'close'])).toBe('close');
    expect(worst(['unknown'])).toBe('unknown');
  });
});
