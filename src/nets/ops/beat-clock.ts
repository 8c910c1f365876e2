/**
 * A pace [3] and normal noise [1 + 2·beats] → impulses at the beats, [T, 1, 2]: normal and extra ones. Where traces begin and
 * the usual distance of beats are measured; the pace has a gradient, the noise none. See `engine/ecg/beat-clock.ts`.
 */
import type { ClockInputs } from '../../engine/ecg/ecg-kernels.ts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { matrix, picture } from '../ranks.ts';
import type { ClockAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { UNPORTABLE } from './unportable.ts';

function inputsOf({ node, parameters }: OpContext<ClockAttributes>, [pace, noise]: readonly Tensor[]): ClockInputs {
  const [start, distance] = [parameters.vector(`${node.name}/start`), parameters.vector(`${node.name}/distance`)];
  return { pace: matrix(pace), noise: matrix(noise), start, distance };
}

export const beatClock: Op<ClockAttributes> = {
  ...UNPORTABLE,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([pace, noise, ...more], { samples }, refuse) {
    const numbers = noise?.[0] ?? 0;
    if (pace?.join() !== '3' || noise?.length !== 1 || numbers < 3 || numbers % 2 === 0 || more.length > 0) {
      throw refuse('a clock takes a pace of three numbers and noise of 1 + 2 · beats');
    }
    return [samples, 1, 2];
  },

  variables: (name) =>
    (['start', 'distance'] as const).map((part) => ({
      name: `${name}/${part}`,
      shape: [1],
      initial: 'zeros',
      trainable: false,
    })),

  forward: (context, inputs) => ({ output: beatClock.infer(context, inputs), saved: [] }),
  infer: (context, inputs) => context.kernels.beatClock(inputsOf(context, inputs), context.node.attributes),

  backward(context, { inputs }, { dOutput, wanted: [byPace = 'none', byNoise = 'none'] }) {
    if (byNoise !== 'none') throw new Error(`${context.node.name}: noise has no gradient`);
    if (byPace === 'none') return [null, null];
    const from = inputsOf(context, inputs);
    return [context.kernels.beatClockGradient(picture(dOutput), from, context.node.attributes), null];
  },

  cost: (_, __, [samples = 0]) => ({ macs: 0, activations: 4 * samples }),
};
