import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { firstRows } from './row-numbers.ts';
import { logisticRegression, scoreRows } from './regression.ts';

/** Two yes/no columns that all but give the answer, as a finding and the code that spells it, and one that says little. */
function nearlyGiven(n: number, seed: number) {
  const rng = new Rng(seed, 966);
  const data = [0.06, 0.04, 0.5].map((share) => Float64Array.from({ length: n }, () => Number(rng.chance(share))));
  const y = Float64Array.from({ length: n }, (_, i) =>
    Number(data[1]?.[i] === 1 || (data[0]?.[i] === 1 && rng.chance(0.6)) || rng.chance(0.002)),
  );
  const weights = Float64Array.from({ length: n }, () => -Math.log(1 - rng.uniform()));
  return { slots: [0, 1, 2], data, rows: firstRows(n), y, weights };
}

describe('a logistic regression', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of an answer that is all but given comes to its maximum (seed %i)', (seed) => {
    const ridge = 0.5;
    const input = { ...nearlyGiven(400, seed), ridge };
    const fitted = logisticRegression(input);
    const eta = new Float64Array(400);
    scoreRows(fitted, input.data, input.rows, eta);
    const left = Float64Array.from(eta, (value, i) => {
      const chance = 1 / (1 + Math.exp(-value));
      return (input.weights[i] ?? 0) * ((input.y[i] ?? 0) - chance);
    });
    // The slope of likelihood less penalty: 0 at the maximum.
    expect(left.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 1);
    for (const [slot, values] of input.data.entries()) {
      const mean = values.reduce((sum, value) => sum + value, 0) / 400;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400);
      const slope = left.reduce((sum, value, i) => sum + (value * ((values[i] ?? 0) - mean)) / spread, 0);
      expect(slope - ridge * (fitted.weights[slot] ?? 0) * spread, `slot ${slot}`).toBeCloseTo(0, 1);
    }
  });
});
