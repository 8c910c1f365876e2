import { describe, expect, it } from 'vitest';
import { compareContents, compareCosts, compareReports, leavesOf } from './frozen-compare.ts';

const contents = (entries: Record<string, string>): Map<string, string> => new Map(Object.entries(entries));

describe('contents', () => {
  it('are the same only when every one is', () => {
    const theirs = contents({ a: '1', b: '2' });
    expect(compareContents('x', contents({ a: '1', b: '2' }), theirs).isSame).toBe(true);
    expect(compareContents('x', contents({ a: '1', b: '3' }), theirs)).toEqual({
      what: 'x',
      isSame: false,
      detail: '1 of 2 the same; differ: b',
    });
  });

  it('name what is missing and what is new', () => {
    const { isSame, detail } = compareContents('x', contents({ a: '1', c: '2' }), contents({ a: '1', b: '2' }));
    expect(isSame).toBe(false);
    expect(detail).toBe('1 of 3 the same; ours lacks: b; only ours has: c');
  });

  it('of which there are none prove nothing', () => {
    expect(compareContents('x', contents({}), contents({})).isSame).toBe(false);
  });
});

describe('reports', () => {
  const report = (sign: number, nudge = 0) => ({
    n: 2,
    reason: null,
    projections: {
      pca: {
        real: [[1 * sign, 2]],
        synthetic: [[3 * sign + nudge, -4]],
        explainedVarianceRatio: { real: [0.5], synthetic: [0.4] },
      },
    },
  });
  const areSame = (ours: unknown, theirs: unknown): boolean[] =>
    compareReports(ours, theirs).map(({ isSame }) => isSame);

  it('may have a component turned round, on both sides together', () => {
    expect(areSame(report(-1), report(1))).toEqual([true, true]);
    const half = report(1);
    half.projections.pca.real = [[-1, 2]];
    expect(areSame(half, report(1))).toEqual([true, false]);
  });

  it('have components to 1e-9', () => {
    expect(areSame(report(1, 1e-10), report(1))).toEqual([true, true]);
    expect(areSame(report(1, 1e-8), report(1))).toEqual([true, false]);
  });

  it('are otherwise the same to the last digit', () => {
    expect(areSame({ ...report(1), n: 2 + 1e-15 }, report(1))).toEqual([false, true]);
    expect(areSame({ ...report(1), reason: 'too-few' }, report(1))).toEqual([false, true]);
  });

  it('do not lose an empty list', () => {
    expect(leavesOf({ a: [], b: {} })).toEqual(contents({ a: '[]', b: '{}' }));
  });
});

it('costs may fall and not rise', () => {
  expect(compareCosts('x', { bytes: 9 }, { bytes: 10 }).isSame).toBe(true);
  expect(compareCosts('x', { bytes: 11 }, { bytes: 10 }).isSame).toBe(false);
  expect(compareCosts('x', {}, { bytes: 10 }).isSame).toBe(false);
});
