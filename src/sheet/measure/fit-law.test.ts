import { describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { applyLaw } from '../generator/linear-law.ts';
import { LawFitter } from './fit-law.ts';

const COUNT = 600;
const rng = new Rng(21, 1);
/** Two columns that say something, and one that does not. */
const VALUES = rng.normals(COUNT * 3);
const laws = new LawFitter({ count: COUNT, columns: 3, values: VALUES });
const column = (n: number, c: number): number => Math.max(-2.5, Math.min(2.5, VALUES[n * 3 + c] ?? 0));

function covariance(values: readonly (readonly number[])[], a: number, b: number): number {
  const mean = (o: number): number => values.reduce((sum, v) => sum + (v[o] ?? 0), 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  return values.reduce((sum, v) => sum + ((v[a] ?? 0) - ma) * ((v[b] ?? 0) - mb), 0) / values.length;
}

describe('a law of many numbers', () => {
  /** Three numbers; the second is the first's double in what the row leaves. */
  const measured = Array.from({ length: COUNT }, (_, n) => {
    const own = rng.normal();
    return [1 + 2 * column(n, 0) + own, -column(n, 1) + 2 * own, 0.5 * rng.normal()];
  });
  const law = laws.fit(Float64Array.from(measured.flat()), { outputs: 3, noises: 3 });

  it('finds what each column says, less the pull', () => {
    const shrunk = COUNT / (COUNT + 40);
    expect(Math.abs((law.mean[0] ?? 0) - 1)).toBeLessThan(0.2);
    expect(Math.abs((law.byRow[0] ?? 0) - 2 * shrunk)).toBeLessThan(0.2);
    // What the row leaves of the second number is twice as wide.
    expect(Math.abs((law.byRow[4] ?? 0) + shrunk)).toBeLessThan(0.35);
    for (const other of [law.byRow[2], law.byRow[3], law.byRow[6], law.byRow[8]]) {
      expect(Math.abs(other ?? 9)).toBeLessThan(0.2);
    }
  });

  it('draws numbers that vary, and vary together, as the measured do', () => {
    const noise = new Rng(5, 1);
    const drawn = Array.from({ length: 4000 }, (_, i) =>
      Array.from(applyLaw(law, VALUES.subarray((i % COUNT) * 3, (i % COUNT) * 3 + 3), noise.normals(3))),
    );
    for (const [a, b] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 1],
      [0, 2],
    ] as const) {
      const real = covariance(measured, a, b);
      expect(Math.abs(covariance(drawn, a, b) - real)).toBeLessThan(0.15 + 0.15 * Math.abs(real));
    }
  });

  it('keeps the whole variance in fewer directions', () => {
    const one = laws.fit(Float64Array.from(measured.flat()), { outputs: 3, noises: 1 });
    const sum = (values: Float32Array): number => values.reduce((all, v) => all + v * v, 0);
    expect(sum(one.byNoise) / sum(law.byNoise)).toBeCloseTo(1, 3);
  });

  it('holds a row’s numbers within its limit', () => {
    expect(applyLaw(law, [99, 0, 0], [0, 0, 0])).toEqual(applyLaw(law, [2.5, 0, 0], [0, 0, 0]));
  });
});

describe('a law of one number', () => {
  const clean = Array.from({ length: COUNT }, (_, n) => 3 + 0.2 * column(n, 0) + 0.02 * rng.normal());

  it('is pulled little where the row says much', () => {
    const law = laws.fitFew(Float64Array.from(clean), 1);
    expect(law.byRow[0]).toBeCloseTo(0.2, 2);
    expect(Math.abs(law.byNoise[0] ?? 9)).toBeLessThan(0.03);
  });

  it('is pulled much where it would only say the noise of few patients', () => {
    const few = new LawFitter({ count: 30, columns: 25, values: new Rng(2, 2).normals(750) });
    const noise = Float64Array.from(new Rng(2, 3).normals(30));
    expect(few.fitFew(noise, 1).explained).toBeLessThan(0.65);
  });

  it('does not follow patients whose number is doubled', () => {
    const wrong = clean.map((value, n) => (n % 12 === 0 ? value + Math.log(2) : value));
    const robust = laws.fitRobust(Float64Array.from(wrong));
    expect(robust.mean[0]).toBeCloseTo(3, 1);
    expect(Math.abs(robust.byNoise[0] ?? 9)).toBeLessThan(0.04);
    expect(Math.abs(laws.fitFew(Float64Array.from(wrong), 1).byNoise[0] ?? 0)).toBeGreaterThan(0.1);
  });
});
