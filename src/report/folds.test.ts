import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { assignFolds, findTwins, FOLDS, pooledAuc } from './folds.ts';

const count = (folds: Uint8Array, fold: number): number => folds.filter((one) => one === fold).length;

describe('folds', () => {
  it('keep patients whole, on both sides, and hold about as many of both sides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 80 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 999 }),
        (n, most, seed) => {
          const rng = new Rng(seed, 1);
          const patients = Int32Array.from({ length: n }, () => rng.below(Math.ceil(n / most)));
          const folds = assignFolds({
            n: { real: n, synthetic: n },
            patients: { real: patients, synthetic: null },
            twins: null,
            rng,
          });
          const seen = new Map<number, number>();
          for (const [row, patient] of patients.entries()) {
            expect(seen.get(patient) ?? folds.real[row]).toBe(folds.real[row]);
            seen.set(patient, folds.real[row] ?? 9);
          }
          for (let fold = 0; fold < FOLDS; fold++) {
            expect(Math.abs(count(folds.real, fold) - count(folds.synthetic, fold))).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('without patients all folds are as large as can be', () => {
    const n = { real: 52, synthetic: 52 };
    const folds = assignFolds({ n, patients: { real: null, synthetic: null }, twins: null, rng: new Rng(1, 1) });
    for (const side of [folds.real, folds.synthetic]) {
      const sizes = Array.from({ length: FOLDS }, (_, fold) => count(side, fold)).sort((a, b) => a - b);
      expect(sizes).toEqual([10, 10, 10, 11, 11]);
    }
  });

  it('a copy shares the fold of its original', () => {
    const twins = Int32Array.from({ length: 40 }, (_, row) => (row % 2 === 0 ? 39 - row : -1));
    const folds = assignFolds({
      n: { real: 40, synthetic: 40 },
      patients: { real: null, synthetic: null },
      twins,
      rng: new Rng(2, 1),
    });
    for (const [row, twin] of twins.entries()) if (twin >= 0) expect(folds.synthetic[row]).toBe(folds.real[twin]);
    expect(folds).toEqual(
      assignFolds({
        n: { real: 40, synthetic: 40 },
        patients: { real: null, synthetic: null },
        twins,
        rng: new Rng(2, 1),
      }),
    );
  });

  it('twins are pairs of a kind that occurs once on each side', () => {
    expect([...findTwins(['a', 'b', 'c', 'c', 'd'], ['d', 'x', 'c', 'b', 'b', 'a'])]).toEqual([4, -1, -1, -1, -1, 0]);
  });

  it('pooled AUC: ties count half', () => {
    expect(pooledAuc({ real: [0, 1], synthetic: [1, 2] })).toBe(0.875);
    expect(pooledAuc({ real: [1, 1], synthetic: [1, 1] })).toBe(0.5);
    expect(pooledAuc({ real: [], synthetic: [1] })).toBeNaN();
  });
});
