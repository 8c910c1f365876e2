/** Features [H, W, C], scaled and shifted by a row [2·C], then LeakyReLU → [H, W, C]. See `engine/modulation.ts`. */
import { matrix, picture } from '../ranks.ts';
import type { ModulateAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_KERAS } from './unportable.ts';

export const modulate: Op<ModulateAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: true, output: true },

  shape([x, by, ...more], _, refuse) {
    if (x?.length !== 3 || by?.join() !== String(2 * (x[2] ?? 0)) || more.length > 0) {
      throw refuse('features and two numbers for each of them are needed');
    }
    return x;
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: modulate.infer(context, inputs), saved: [] }),
  infer: ({ node, kernels }, [x, by]) =>
    kernels.batch.modulated({ x: picture(x), by: matrix(by) }, node.attributes.slope),

  backward({ node, kernels }, { inputs: [x, by], output }, { dOutput }) {
    const modulation = { x: picture(x), by: matrix(by) };
    const { slope } = node.attributes;
    const { dx, dBy } = kernels.batch.modulatedGradient(picture(dOutput), picture(output), modulation, slope);
    return [dx, dBy];
  },

  cost: (_, __, shape) => ({ macs: 0, activations: 2 * shape.reduce((product, n) => product * n, 1) }),

  onnx(node, [x = '', by = ''], writer) {
    const { name, attributes, shape } = node;
    const channels = shape[2] ?? 0;
    const s = writer.steps(name);
    const half = (begin: number): string => s.reshape(s.slice(by, 1, begin, begin + channels), [0, channels, 1, 1]);
    const scaled = s.do('Mul', [writer.channelsFirst(x), s.do('Add', [half(0), s.number(1)])]);
    const y = s.do('Add', [scaled, half(channels)]);
    return writer.asChannelsFirst(s.do('LeakyRelu', [y], { alpha: { float: attributes.slope } }));
  },
};
