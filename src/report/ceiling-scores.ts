/** A score of every split of the real patients in two, and what its ceiling is. */
import type { Ceiling } from '../core/report/comparison.ts';
import { mean, quantile } from '../core/maths/moments.ts';

export const SPLITS = 20;

/** One score of all splits: `real` half against half, `synthetic` against the same half. */
export class CeilingScores {
  readonly real: number[] = [];
  readonly synthetic: number[] = [];
  n = 0;

  add(n: number, real: number, synthetic: number): void {
    this.n = n;
    this.real.push(real);
    this.synthetic.push(synthetic);
  }

  ceiling(change: (score: number) => number = (score) => score): Ceiling | null {
    const real = this.real
      .filter(Number.isFinite)
      .map(change)
      .sort((a, b) => a - b);
    const synthetic = this.synthetic.filter(Number.isFinite).map(change);
    if (real.length === 0 || synthetic.length === 0) return null;
    return {
      mean: mean(real),
      low: quantile(real, 0.025),
      high: quantile(real, 0.975),
      n: this.n,
      synthetic: mean(synthetic),
    };
  }
}
