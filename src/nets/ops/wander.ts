/**
 * Amounts [strips] and normal noise [knots · (strips + 1)] → a baseline that wanders, [T, 1, strips]. The noise has no
 * gradient. See `engine/wander.ts`.
 */
import { matrix, picture } from '../ranks.ts';
import type { WanderAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { UNPORTABLE } from './unportable.ts';

export const wander: Op<WanderAttributes> = {
  ...UNPORTABLE,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([amounts, noise, ...more], { samples }, refuse) {
    const strips = amounts?.[0] ?? 0;
    const knots = (noise?.[0] ?? 0) / (strips + 1);
    if (amounts?.length !== 1 || noise?.length !== 1 || !Number.isInteger(knots) || knots < 2 || more.length > 0) {
      throw refuse('an amount a strip and noise of two knots or more, for each strip and for all, are needed');
    }
    return [samples, 1, strips];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: wander.infer(context, inputs), saved: [] }),
  infer: ({ node, tensors }, [amounts, noise]) =>
    tensors.wanders(matrix(amounts), matrix(noise), node.attributes.samples),

  backward(
    { node, tensors },
    { inputs: [amounts, noise] },
    { dOutput, wanted: [byAmounts = 'none', byNoise = 'none'] },
  ) {
    if (byNoise !== 'none') throw new Error(`${node.name}: noise has no gradient`);
    if (byAmounts === 'none') return [null, null];
    return [tensors.wandersGradient(picture(dOutput), matrix(amounts), matrix(noise)), null];
  },

  cost: (_, __, [samples = 0, , strips = 0]) => ({ macs: 0, activations: 3 * samples * strips }),
};
