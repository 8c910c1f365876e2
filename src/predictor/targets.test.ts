import { expect, it } from 'vitest';
import { crossEntropy, fitTargetScale, targetBatch } from './targets.ts';

const NONE = Number.NaN;
// A finding in one of four, a number, a constant, something nobody knows.
const values = Float32Array.from([1, 0.4, 1, NONE, 0, 0.6, 1, NONE, 0, 0.4, 1, NONE, 0, NONE, 1, NONE]);
const targets = { values, outputs: 4 };
const everyone = Uint32Array.from([0, 1, 2, 3]);

it('starts at the log-odds of the known mean and weighs what varies little', () => {
  const { start, weight } = fitTargetScale(targets, everyone);
  expect(start[0]).toBeCloseTo(Math.log(1 / 3), 5);
  expect(weight[0]).toBeCloseTo(Math.sqrt(0.25 / (3 / 16)), 5);
  const mean = 1.4 / 3;
  expect(start[1]).toBeCloseTo(Math.log(mean / (1 - mean)), 5);
  expect(weight[1]).toBe(4);
  expect([weight[2], weight[3], start[3]]).toEqual([0, 0, 0]);
  expect(Number.isFinite(start[2])).toBe(true);
});

it('gives unknown targets and padding no weight', () => {
  const scale = { start: new Float32Array(4), weight: Float32Array.from([1, 2, 0, 1]) };
  const { wanted, weights } = targetBatch(targets, scale, Uint32Array.from([3, 0]), 3);
  expect(Array.from(wanted.slice(0, 8), (v) => Math.round(v * 10) / 10)).toEqual([0, 0, 1, 0, 1, 0.4, 1, 0]);
  expect(Array.from(weights)).toEqual([0.125, 0, 0, 0, 0.125, 0.25, 0, 0, 0, 0, 0, 0]);
});

it('is the weighted mean cross entropy of what is known', () => {
  const scale = { start: new Float32Array(4), weight: Float32Array.from([1, 2, 0, 1]) };
  const predicted = new Float32Array(8).fill(0.25);
  const term = (y: number): number => -(y * Math.log(0.25) + (1 - y) * Math.log(0.75));
  const expected = (term(1) + 2 * term(0.4) + term(0)) / 4;
  expect(crossEntropy(predicted, targets, scale, Uint32Array.from([0, 3]))).toBeCloseTo(expected, 5);
  expect(crossEntropy(predicted.fill(NONE), targets, scale, Uint32Array.from([0]))).toBeNaN();
});
