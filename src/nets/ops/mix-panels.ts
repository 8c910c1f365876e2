/**
 * Shapes along time [T, 1, C] and amounts [panels · strips · C] → what the strips show, [T, 1, strips]: in each panel its own
 * mixture. Where panels meet is learned. See `engine/ecg/panels.ts`.
 */
import { STEEPNESS } from '../../engine/ecg/panels.ts';
import type { Panels } from '../../engine/ecg/ecg-kernels.ts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { matrix, picture } from '../ranks.ts';
import type { PanelAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { NO_KERAS } from './unportable.ts';

function panelsOf({ node, parameters }: OpContext<PanelAttributes>, [shapes, amounts]: readonly Tensor[]): Panels {
  return { shapes: picture(shapes), amounts: matrix(amounts), cuts: parameters.vector(`${node.name}/cuts`) };
}

export const mixPanels: Op<PanelAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([shapes, amounts, ...more], { strips, panels }, refuse) {
    const [samples = 0, width = 0, count = 0] = shapes ?? [];
    if (panels < 2) throw refuse('two panels or more meet');
    if (width !== 1 || amounts?.join() !== String(panels * strips * count) || more.length > 0) {
      throw refuse('shapes along time and an amount of each in every panel of every strip are mixed');
    }
    return [samples, 1, strips];
  },

  variables: (name, _, { panels }) => [
    { name: `${name}/cuts`, shape: [panels - 1], initial: 'zeros', trainable: true },
  ],

  forward: (context, inputs) => ({ output: mixPanels.infer(context, inputs), saved: [] }),
  infer: (context, inputs) => context.kernels.mixPanels(panelsOf(context, inputs), context.node.attributes.strips),

  backward(context, { inputs }, { dOutput, sink }) {
    const made = context.kernels.mixPanelsGradient(picture(dOutput), panelsOf(context, inputs));
    if (sink === null) made.dCuts.dispose();
    else sink.take(`${context.node.name}/cuts`, made.dCuts);
    return [made.dShapes, made.dAmounts];
  },

  // Nearly every sample lies in one panel.
  cost: ([, amounts = []], { panels }, [samples = 0, , strips = 0]) => ({
    macs: (samples * (amounts[0] ?? 0)) / panels,
    activations: 2 * samples * strips,
  }),

  onnx(node, [shapes = '', amounts = ''], writer) {
    const { name, attributes } = node;
    const { strips, panels } = attributes;
    const [samples = 0, , count = 0] = writer.inputShapes(node)[0] ?? [];
    const s = writer.steps(name);
    const middles = s.numbers(Array.from({ length: samples }, (_, t) => t + 0.5));
    const cuts = s.do('Mul', [s.reshape(writer.weight(`${name}/cuts`), [panels - 1, 1]), s.number(samples)]);
    const gates = s.do('Sigmoid', [s.do('Mul', [s.do('Sub', [middles, cuts]), s.number(STEEPNESS)])]);
    const all = (value: number): string =>
      s.numbers(
        Array.from({ length: samples }, () => value),
        [1, samples],
      );
    const rows = (parts: readonly string[]): string => s.do('Concat', parts, { axis: { integer: 0 } });
    const edges = s.do('Sub', [rows([all(1), gates]), rows([gates, all(0)])]);

    const along = s.reshape(writer.channelsFirst(shapes), [0, 1, count, samples]);
    const mixed = s.do('MatMul', [s.reshape(amounts, [0, panels, strips, count]), along]);
    const shown = s.do('Mul', [mixed, s.reshape(edges, [panels, 1, samples])]);
    return writer.asChannelsFirst(s.reshape(s.reduce('ReduceSum', shown, 1), [0, strips, samples, 1]));
  },
};
