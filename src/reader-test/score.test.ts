import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { normalScore } from '../core/maths/normal-score.ts';
import golden from './golden/reader-test.json' with { type: 'json' };
import { answerRows, type ReaderAnswer } from './answers.ts';
import { designEffect, readerTestReport } from './score.ts';
import { detection, wilson } from './signal-detection.ts';

const answerOf = (change: Partial<ReaderAnswer> = {}): ReaderAnswer => ({
  reader: 1,
  task: 'ecgs',
  real: 'holdout',
  series: 7,
  picture: 0,
  position: 0,
  isSynthetic: false,
  saidSynthetic: false,
  seconds: 2,
  ...change,
});

/** Right or wrong, half of the pictures synthetic. */
const judged = (reader: number, picture: number, isRight: boolean): ReaderAnswer => {
  const isSynthetic = picture % 2 === 0;
  return answerOf({ reader, picture, isSynthetic, saidSynthetic: isSynthetic === isRight });
};

const outcomes = fc
  .record({ synthetic: fc.integer({ min: 1, max: 200 }), real: fc.integer({ min: 1, max: 200 }) })
  .chain((of) =>
    fc.record({
      hits: fc.integer({ min: 0, max: of.synthetic }),
      falseAlarms: fc.integer({ min: 0, max: of.real }),
      synthetic: fc.constant(of.synthetic),
      real: fc.constant(of.real),
    }),
  );

describe('held against SciPy', () => {
  it.each(golden.shares)('Wilson: $count of $of', ({ count, of, low, high }) => {
    expect(wilson(count, of).low).toBeCloseTo(low, 10);
    expect(wilson(count, of).high).toBeCloseTo(high, 10);
  });

  it.each(golden.detections)('d′: $hits of $synthetic, $falseAlarms of $real', ({ dPrime, criterion, ...given }) => {
    const found = detection(given);
    for (const edge of ['value', 'low', 'high'] as const) {
      expect(found.dPrime[edge]).toBeCloseTo(dPrime[edge], 5);
      expect(found.criterion[edge]).toBeCloseTo(criterion[edge], 5);
    }
  });

  it('answers of the same readers to the same pictures', () => {
    const answers = golden.answers.map(([reader = 0, picture = 0, right]) => judged(reader, picture, right === 1));
    expect(designEffect(answers)).toBeCloseTo(golden.designEffect, 10);
  });
});

describe('properties', () => {
  it('an interval holds its value and stays a share; fewer independent answers make it wider', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const count = Math.round(part * of);
        const [one, two] = [wilson(count, of), wilson(count, of, 2)];
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(one.value + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-12);
        expect(two.high - two.low).toBeGreaterThan(one.high - one.low);
      }),
    );
  });

  it('d′ is finite, turns its sign with the answers, and criterion with the kinds', () => {
    fc.assert(
      fc.property(outcomes, (given) => {
        const { hits, synthetic, falseAlarms, real } = given;
        const found = detection(given);
        const swapped = detection({ hits: synthetic - hits, synthetic, falseAlarms: real - falseAlarms, real });
        const exchanged = detection({ hits: falseAlarms, synthetic: real, falseAlarms: hits, real: synthetic });
        expect(Number.isFinite(found.dPrime.low) && Number.isFinite(found.dPrime.high)).toBe(true);
        expect(swapped.dPrime.value).toBeCloseTo(-found.dPrime.value, 6);
        expect(swapped.criterion.value).toBeCloseTo(-found.criterion.value, 6);
        expect(exchanged.dPrime.value).toBeCloseTo(-found.dPrime.value, 6);
        expect(exchanged.criterion.value).toBeCloseTo(found.criterion.value, 6);
      }),
    );
  });

  it('the interval of d′ holds the truth about as often as it says', () => {
    const rng = new Rng(1, 900);
    // A reader for whom the two kinds lie one standard deviation apart.
    const called = (mean: number): number =>
      Array.from({ length: 20 }, () => mean + rng.normal() > 0.5).filter(Boolean).length;
    const runs = 2000;
    let held = 0;
    for (let i = 0; i < runs; i++) {
      const { dPrime } = detection({ hits: called(1), synthetic: 20, falseAlarms: called(0), real: 20 });
      if (dPrime.low <= 1 && 1 <= dPrime.high) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.93);
    expect(held / runs).toBeLessThan(0.99);
  });

  it('the same answers twice count as one reader’s, not as twice as many', () => {
    const once = Array.from({ length: 40 }, (_, picture) => judged(1, picture, picture % 3 > 0));
    const twice = [...once, ...once.map((answer) => ({ ...answer, reader: 2 }))];
    expect(designEffect(once)).toBe(1);
    expect(designEffect(twice)).toBeGreaterThan(1.9);
    const all = Array.from({ length: 80 }, (_, i) => judged(1 + (i % 2), Math.floor(i / 2), true));
    expect(designEffect(all)).toBe(2);
  });

  it('the quantile of the normal distribution is its own mirror', () => {
    expect(normalScore(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalScore(0.025)).toBeCloseTo(-1.959964, 5);
  });
});

describe('a report', () => {
  it('is null before anybody has judged anything', () => expect(readerTestReport([])).toBeNull());

  it('has each reader in order and all together, by task', () => {
    const answers = [
      ...Array.from({ length: 20 }, (_, picture) => judged(2, picture, picture < 15)),
      ...Array.from({ length: 20 }, (_, picture) => judged(1, picture, true)),
      ...Array.from({ length: 10 }, (_, picture) => ({ ...judged(1, picture, false), task: 'pairs' as const })),
    ];
    const [ecgs, pairs] = readerTestReport(answers)?.tasks ?? [];
    expect(ecgs?.readers.map(({ reader, accuracy }) => [reader, accuracy.count, accuracy.of])).toEqual([
      [1, 20, 20],
      [2, 15, 20],
    ]);
    expect(ecgs?.pictures).toBe(20);
    expect(ecgs?.together.accuracy).toMatchObject({ count: 35, of: 40 });
    expect(ecgs?.readers[1]?.sensitivity).toMatchObject({ count: 8, of: 10 });
    expect(ecgs?.readers[1]?.specificity).toMatchObject({ count: 7, of: 10 });
    expect(pairs?.together.dPrime.high).toBeLessThan(0);
  });

  it('as a table names readers by number and pictures by place, and nothing else', () => {
    const rows = answerRows([answerOf({ picture: 4, position: 9, isSynthetic: true, seconds: 3.456 })]);
    expect(rows[1]).toEqual(['1', 'ecgs', 'holdout', '7', '5', '10', 'synthetic', 'real', '0', '3.46']);
    expect(rows[0]).toHaveLength(rows[1]?.length ?? 0);
  });
});
