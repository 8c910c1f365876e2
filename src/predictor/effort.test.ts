import { expect, it } from 'vitest';
import { epochsFor, PREDICTOR_EFFORT, weightDecayFor } from './effort.ts';

it('passes over few patients often and over many seldom, within bounds', () => {
  const passes = [10, 400, 1600, 100_000].map((count) => epochsFor(PREDICTOR_EFFORT, count));
  expect(passes).toEqual([60, 40, 10, 5]);
});

it('holds back less as patients grow', () => {
  expect([50, 400, 1200, 3000].map(weightDecayFor)).toEqual([3, 3, 1, 0.4]);
});
