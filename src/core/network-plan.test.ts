import { describe, expect, it } from 'vitest';
import { countParameters, planNetworks, trainingCost } from './network-plan.ts';

describe('the published network', () => {
  const plan = planNetworks({ size: 200, width: 1, columns: 35 });

  it('has the parameter counts of the article’s Keras models', () => {
    expect(countParameters(plan.generator.variables)).toBe(83_425_819);
    expect(countParameters(plan.generator.variables, 'trainable')).toBe(83_103_339);
    expect(countParameters(plan.discriminator.variables)).toBe(6_794_939);
  });

  it('needs one buffer of 256,000,000 bytes', () => {
    expect(trainingCost(plan, 10).largestBufferBytes).toBe(256_000_000);
  });

  it('costs about 376 GFLOP a step at batch 10, borders not subtracted', () => {
    const gflop = trainingCost(plan, 10).stepFlop / 1e9;
    expect(gflop).toBeGreaterThan(350);
    expect(gflop).toBeLessThan(430);
  });
});

it('scales every hidden width and rounds to at least one', () => {
  const plan = planNetworks({ size: 64, width: 0.01, columns: 7 });
  expect(plan.trunkSide).toBe(8);
  expect(plan.generator.row.map((l) => l.outputs)).toEqual([4, 2, 1, 1, 7]);
  expect(plan.discriminator.joint).toEqual({ name: 'joint', inputs: 64 * 3 + 1, outputs: 1 });
});
