import { describe, expect, it } from 'vitest';
import { countParameters } from '../../core/variable-spec.ts';
import { trainingCost } from '../../nets/cost.ts';
import { portShape } from '../../nets/graph.ts';
import { paperDiscriminator, paperGenerator } from './graphs.ts';

describe('the published network', () => {
  const shape = { size: 200, width: 1, columns: 35 } as const;
  const [generator, discriminator] = [paperGenerator(shape), paperDiscriminator(shape)];

  it('has the parameter counts of the article’s Keras models', () => {
    expect(countParameters(generator.variables)).toBe(83_425_819);
    expect(countParameters(generator.variables, 'trainable')).toBe(83_103_339);
    expect(countParameters(discriminator.variables)).toBe(6_794_939);
  });

  it('needs one buffer of 256,000,000 bytes', () => {
    expect(trainingCost(generator, [discriminator], 10).largestBufferBytes).toBe(256_000_000);
  });

  it('keeps weights and two moments of what is trained, and what a graph asks for besides', () => {
    const { stateBytes } = trainingCost(generator, [discriminator], 10);
    expect(stateBytes).toBe(4 * (83_425_819 + 2 * 83_103_339 + 3 * 6_794_939));
    const averaged = { ...generator, slots: ['ema'] as const };
    expect(trainingCost(averaged, [discriminator], 10).stateBytes - stateBytes).toBe(4 * 83_103_339);
  });

  it('costs about 376 GFLOP a step at batch 10, borders not subtracted', () => {
    const gflop = trainingCost(generator, [discriminator], 10).stepFlop / 1e9;
    expect(gflop).toBeGreaterThan(350);
    expect(gflop).toBeLessThan(430);
  });

  it('gives and judges a picture and a row', () => {
    expect(portShape(generator, 'image')).toEqual(portShape(discriminator, 'picture'));
    expect(portShape(generator, 'row')).toEqual(portShape(discriminator, 'row'));
    expect(portShape(discriminator, 'logit')).toEqual([1]);
  });
});

it('scales every hidden width and rounds to at least one', () => {
  const shape = { size: 64, width: 0.01, columns: 7 } as const;
  const kernels = paperGenerator(shape).variables.filter(({ name }) => /^row_.*kernel$/u.test(name));
  expect(kernels.map((kernel) => kernel.shape[1])).toEqual([4, 2, 1, 1, 7]);
  const joint = paperDiscriminator(shape).variables.find(({ name }) => name === 'joint/kernel');
  expect(joint?.shape).toEqual([64 * 3 + 1, 1]);
});
