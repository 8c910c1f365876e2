/**
 * Traces [T, 1, strips], pixels from the top, as lines of ink: [H, W, 1] in [0, 1], W = T / oversampling. How much ink a strip
 * has along time and how wide its line is are learned. See `engine/ecg/trace-drawing.ts`.
 */
import type { Pens } from '../../engine/ecg/ecg-kernels.ts';
import { BELOW } from '../../engine/ecg/trace-drawing.ts';
import { picture } from '../ranks.ts';
import type { DrawingAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { NO_KERAS } from './unportable.ts';

function pensOf({ node, parameters }: OpContext<DrawingAttributes>): Pens {
  return { pen: parameters.matrix(`${node.name}/pen`), halfWidth: parameters.vector(`${node.name}/half_width`) };
}

export const drawTraces: Op<DrawingAttributes> = {
  ...NO_KERAS,
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

  // Every sample's span against every row of pixels, [S, T, H], then columns from their samples.
  onnx(node, [traces = ''], writer) {
    const { name, attributes } = node;
    const { height, oversampling } = attributes;
    const [samples = 0, , strips = 0] = writer.inputShapes(node)[0] ?? [];
    const s = writer.steps(name);
    const here = writer.channelsFirst(traces);
    const after = [s.slice(here, 2, 1, samples), s.slice(here, 2, samples - 1, samples)];
    const next = s.do('Concat', after, { axis: { integer: 2 } });
    const half = s.reshape(s.do('Exp', [writer.weight(`${name}/half_width`)]), [1, strips, 1, 1]);
    const low = s.within(s.do('Sub', [s.do('Min', [here, next]), half]), 0, height - BELOW);
    const high = s.within(s.do('Add', [s.do('Max', [here, next]), half]), 0, height - BELOW);
    const rows = (first: number): string => s.numbers(Array.from({ length: height }, (_, row) => row + first));
    const span = s.do('Sub', [s.do('Min', [high, rows(1)]), s.do('Max', [low, rows(0)])]);
    const pen = s.do('Transpose', [writer.weight(`${name}/pen`)], { perm: { integers: [1, 0] } });
    const opacity = s.do('Div', [s.do('Sigmoid', [pen]), s.number(oversampling)]);
    const inked = s.do('Mul', [s.do('Relu', [span]), s.reshape(opacity, [1, strips, samples, 1])]);
    const columns = s.reshape(inked, [0, strips, samples / oversampling, oversampling, height]);
    const bare = s.do('Sub', [s.number(1), s.reduce('ReduceSum', columns, 3)]);
    const ink = s.do('Sub', [s.number(1), s.reduce('ReduceProd', bare, 1)]);
    const upright = s.do('Transpose', [ink], { perm: { integers: [0, 2, 1] } });
    return writer.asChannelsFirst(s.reshape(upright, [0, 1, height, samples / oversampling]));
  },
};
