import { beforeAll, describe, expect, it } from 'vitest';
import { EpochScore } from './epoch-score.ts';
import { learnSheets, type PairSet } from './learned-sheets.ts';
import { type Kind, waveSheets as pairs } from './testing/wave-sheets.ts';

describe('the score of an epoch', () => {
  let score: EpochScore;
  const of = (kind?: Kind) => score.of(pairs(120, 9, kind));
  beforeAll(() => {
    const learned = pairs(150, 1);
    const persons = Int32Array.from({ length: 150 }, (_, n) => n);
    score = new EpochScore(learnSheets({ ...learned, persons }), pairs(40, 2), 5);
  });

  it('is near 1 for other patients, the same again for the same', () => {
    expect(of()).toBeGreaterThan(0.9);
    expect(of()).toBe(of());
  });

  it('falls where pictures vary less, are of another kind, or show other rows', () => {
    const best = of();
    expect(of({ spread: 0.3 })).toBeLessThan(best - 0.1);
    expect(of({ brightness: -120 })).toBeLessThan(best - 0.2);
    expect(of({ isShuffled: true })).toBeLessThan(best - 0.15);
  });

  it('says something where nothing of the rows can be read', () => {
    const blind = (set: PairSet): PairSet => ({ ...set, rows: new Float32Array(set.rows.length) });
    const learned = blind(pairs(150, 1));
    const persons = new Int32Array(150).map((_, n) => n);
    const other = new EpochScore(learnSheets({ ...learned, persons }), blind(pairs(40, 2)), 5);
    expect(other.of(blind(pairs(120, 9)))).toBeGreaterThan(0.8);
    expect(other.of(blind(pairs(120, 9, { brightness: -120 })))).toBeLessThan(0.5);
  });
});
