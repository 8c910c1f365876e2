/**
 * Traces [T, 1, strips], pixels from the top, as lines of ink: [H, W, 1] in [0, 1], W = T / oversampling. How much ink a strip
 * has along time and how wide its line is are learned. See `engine/ecg/trace-drawing.ts`.
 */
import type { Pens } from '../../engine/ecg/ecg-kernels.ts';
import { picture } from '../ranks.ts';
import type { DrawingAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { UNPORTABLE } from './unportable.ts';

function pensOf({ node, parameters }: OpContext<DrawingAttributes>): Pens {
  return { pen: parameters.matrix(`${node.name}/pen`), halfWidth: parameters.vector(`${node.name}/half_width`) };
}

export const drawTraces: Op<DrawingAttributes> = {
  ...UNPORTABLE,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([traces, ...more], { height, oversampling }, refuse) {
    const [samples = 0, width = 0] = traces ?? [];
    if (width !== 1 || samples % oversampling !== 0 || more.length > 0) {
      throw refuse(`traces are drawn from ${oversampling} samples a column`);
    }
    return [height, samples / oversampling, 1];
  },

  variables: (name, [traces = []]) => [
    { name: `${name}/pen`, shape: [traces[0] ?? 0, traces[2] ?? 0], initial: 'zeros', trainable: true },
    { name: `${name}/half_width`, shape: [traces[2] ?? 0], initial: 'zeros', trainable: true },
  ],

  forward(context, [traces]) {
    const { ink, covers } = context.kernels.drawTraces(picture(traces), pensOf(context), context.node.attributes);
    return { output: ink, saved: [covers] };
  },

  infer(context, [traces]) {
    const { ink, covers } = context.kernels.drawTraces(picture(traces), pensOf(context), context.node.attributes);
    covers.dispose();
    return ink;
  },

  backward(context, { inputs, saved }, { dOutput, sink }) {
    const { kernels, node } = context;
    const [covers, traces] = [picture(saved[0]), picture(inputs[0])];
    const made = kernels.drawTracesGradient(picture(dOutput), covers, traces, pensOf(context), node.attributes);
    if (sink === null) context.tensors.dispose([made.dPen, made.dHalfWidth]);
    else {
      sink.take(`${node.name}/pen`, made.dPen);
      sink.take(`${node.name}/half_width`, made.dHalfWidth);
    }
    return [made.dy];
  },

  // Covers of every strip, ink, and the gradients of both.
  cost: ([traces = []], _, [height = 0, width = 0]) => ({
    macs: 0,
    activations: 2 * height * width * (1 + (traces[2] ?? 0)),
  }),
};
