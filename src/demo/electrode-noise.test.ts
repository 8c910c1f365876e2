import { expect, it } from 'vitest';
import { Rng, STREAM } from '../core/rng.ts';
import { electrodeNoise } from './electrode-noise.ts';

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

const base = { wander: 0, muscle: 0, mains: 0, rate: 500, samples: 20_000 };
const noiseOf = (change: Partial<typeof base>) => electrodeNoise(new Rng(3, STREAM.demoEcg, 1), { ...base, ...change });

// A limb lead is the difference of two electrodes, so its deviation is √2 of theirs.
it('has the stated size', () => {
  expect(deviation(noiseOf({ muscle: 0.01 }).I)).toBeCloseTo(0.01 * Math.SQRT2, 3);
  expect(deviation(noiseOf({ wander: 0.05 }).II)).toBeGreaterThan(0.02);
  expect(deviation(noiseOf({ wander: 0.05 }).II)).toBeLessThan(0.15);
  expect(deviation(noiseOf({}).V1)).toBe(0);
});

it('hums at 50 Hz', () => {
  const { V2 } = noiseOf({ mains: 0.02 });
  const lag = (n: number): number => V2.subarray(n).reduce((sum, v, i) => sum + v * (V2[i] ?? 0), 0);
  // Ten samples are one period of 50 Hz at 500 a second; five are half of one.
  expect(lag(10) / lag(0)).toBeGreaterThan(0.99);
  expect(lag(5) / lag(0)).toBeLessThan(-0.99);
});

it('disturbs chest leads independently', () => {
  const { V1, V6 } = noiseOf({ muscle: 0.01 });
  const product = V1.reduce((sum, v, i) => sum + v * (V6[i] ?? 0), 0) / V1.length;
  // They share only the central terminal (a third of the variance of one electrode).
  expect(product / (deviation(V1) * deviation(V6))).toBeLessThan(0.35);
  expect(product / (deviation(V1) * deviation(V6))).toBeGreaterThan(0.15);
});
