/**
 * A pace [3] and normal noise [1 + 2·beats] → impulses at the beats, [T, 1, 2]: normal and extra ones. Where traces begin and
 * the usual distance of beats are measured; the pace has a gradient, the noise none. See `engine/ecg/beat-clock.ts`.
 */
import { EARLY, LOGIT, LOGIT_LIMIT, MOST_IRREGULAR, PACE_LIMIT, TEMPERATURE } from '../../engine/ecg/beat-clock.ts';
import type { ClockInputs } from '../../engine/ecg/ecg-kernels.ts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { matrix, picture } from '../ranks.ts';
import type { ClockAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { NO_KERAS } from './unportable.ts';

function inputsOf({ node, parameters }: OpContext<ClockAttributes>, [pace, noise]: readonly Tensor[]): ClockInputs {
  const [start, distance] = [parameters.vector(`${node.name}/start`), parameters.vector(`${node.name}/distance`)];
  return { pace: matrix(pace), noise: matrix(noise), start, distance };
}

export const beatClock: Op<ClockAttributes> = {
  ...NO_KERAS,
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

  // A beat between two samples is shared by them: 1 − |at − t| where that is above 0.
  onnx(node, [pace = '', noise = ''], writer) {
    const { name, attributes } = node;
    const beats = ((writer.inputShapes(node)[1]?.[0] ?? 1) - 1) / 2;
    const s = writer.steps(name);
    const times = (x: string, factor: string): string => s.do('Mul', [x, factor]);
    const logistic = (x: string): string => {
      const slope = s.do('Add', [times(times(x, x), s.number(LOGIT.b)), s.number(LOGIT.a)]);
      return s.within(times(x, slope), -LOGIT_LIMIT, LOGIT_LIMIT);
    };
    const pacePart = (i: number): string => s.slice(pace, 1, i, i + 1);

    const paced = s.within(pacePart(0), -PACE_LIMIT, PACE_LIMIT);
    const mean = s.do('Exp', [s.do('Add', [paced, writer.weight(`${name}/distance`)])]);
    const sd = s.do('Min', [s.do('Softplus', [pacePart(1)]), s.number(MOST_IRREGULAR)]);
    const phase = s.do('Sigmoid', [logistic(s.slice(noise, 1, 0, 1))]);
    const spread = times(sd, s.slice(noise, 1, 1, 1 + beats));
    const gaps = times(mean, s.do('Exp', [s.do('Sub', [spread, times(times(sd, sd), s.number(0.5))])]));
    const later = times(gaps, s.numbers(Array.from({ length: beats }, (_, n) => Number(n > 0))));
    const begin = s.do('Sub', [writer.weight(`${name}/start`), times(mean, phase)]);
    const regular = s.do('Add', [begin, s.runningSum(later, 1)]);
    const leaning = s.do('Add', [pacePart(2), logistic(s.slice(noise, 1, 1 + beats, 1 + 2 * beats))]);
    const extra = s.do('Sigmoid', [times(leaning, s.number(1 / TEMPERATURE))]);
    const early = times(times(mean, extra), s.number(EARLY));
    const at = s.do('Add', [
      times(s.do('Sub', [regular, early]), s.number(attributes.samples)),
      s.number(attributes.shift),
    ]);

    const samples = s.numbers(Array.from({ length: attributes.samples }, (_, t) => t));
    const away = s.do('Abs', [s.do('Sub', [s.reshape(at, [0, beats, 1]), samples])]);
    const shares = s.do('Relu', [s.do('Sub', [s.number(1), away])]);
    const kind = (x: string): string => s.reshape(x, [0, 1, beats]);
    const kinds = [kind(s.do('Sub', [s.number(1), extra])), kind(extra)];
    const impulses = s.do('MatMul', [s.do('Concat', kinds, { axis: { integer: 1 } }), shares]);
    return writer.asChannelsFirst(s.reshape(impulses, [0, 2, attributes.samples, 1]));
  },
};
