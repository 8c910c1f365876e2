import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestOf, meanScore, thinned } from './past-epochs.ts';

const line = (epoch: number, score: number | null = null) => ({ epoch, score });

it('means what is known', () => {
  expect(meanScore(0.5, 0.75)).toBe(0.625);
  expect(meanScore(null, 0.75)).toBe(0.75);
  expect(meanScore(null, null)).toBeNull();
});

it('finds the best, the earliest among equals', () => {
  expect(bestOf([line(1, 0.2), line(2, 0.9), line(3, 0.9), line(4)])?.epoch).toBe(2);
  expect(bestOf([line(1), line(2)])).toBeNull();
});

it('keeps them spread evenly as the run goes on, and the best', () => {
  let kept: { epoch: number; score: number | null }[] = [];
  for (let epoch = 1; epoch <= 1000; epoch++) kept = thinned([...kept, line(epoch, epoch === 137 ? 0.9 : 0.5)], 12);
  const epochs = kept.map(({ epoch }) => epoch);
  expect(epochs).toHaveLength(12);
  expect(epochs).toContain(137);
  expect(epochs[0]).toBe(1);
  expect(epochs.at(-1)).toBe(1000);
  const gaps = epochs.slice(1).map((epoch, i) => epoch - (epochs[i] ?? 0));
  // An even spread would be gaps of 91: none is more than twice that.
  expect(Math.max(...gaps)).toBeLessThan(2 * (1000 / 11));
});

it('down to one keeps the best', () => {
  expect(thinned([line(1, 0.1), line(2, 0.9), line(3, 0.2)], 1)).toEqual([line(2, 0.9)]);
  expect(thinned([line(1, 0.9), line(2, 0.1)], 1)).toEqual([line(1, 0.9)]);
  expect(thinned([line(1), line(2)], 1)).toEqual([line(2)]);
});

it('for any scores: in order, few enough, with the best, and with the newest where there is room for two', () => {
  const scores = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 12 }), (values, most) => {
      const all = values.map((score, i) => line(i + 1, score));
      const kept = thinned(all, most);
      expect(kept).toHaveLength(Math.min(most, all.length));
      expect(kept.map(({ epoch }) => epoch)).toEqual(kept.map(({ epoch }) => epoch).toSorted((a, b) => a - b));
      const best = bestOf(all);
      if (best !== null) expect(kept).toContain(best);
      if (most > 1) expect(kept).toContain(all.at(-1));
    }),
  );
});
