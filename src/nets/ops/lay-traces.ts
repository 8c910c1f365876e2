/** Deflections [T, 1, strips], one or more, added and laid on a sheet: pixels from the top. See `engine/batch`. */
import { PLACE_UNIT } from '../../engine/ecg/trace-scales.ts';
import { picture } from '../ranks.ts';
import type { TraceAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_KERAS } from './unportable.ts';

export const layTraces: Op<TraceAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: false, output: false },

  shape([first, ...more], _, refuse) {
    if (first?.length !== 3 || first[1] !== 1 || more.some((other) => other.join() !== first.join())) {
      throw refuse('deflections along time, of the same strips, are laid');
    }
    return first;
  },

  // In units of 16 pixels.
  variables: (name, [first = []]) => [
    { name: `${name}/places`, shape: [first[2] ?? 0], initial: 'zeros', trainable: true },
  ],

  forward: (context, inputs) => ({ output: layTraces.infer(context, inputs), saved: [] }),
  infer: ({ node, kernels, parameters }, inputs) =>
    kernels.batch.laid(inputs.map(picture), parameters.vector(`${node.name}/places`), node.attributes.amplitude),

  backward({ node, tensors, kernels }, { inputShapes }, { dOutput, sink, weights }) {
    if (sink !== null) {
      const sums = kernels.biasGradient(dOutput, weights);
      sink.take(`${node.name}/places`, tensors.scaled(sums, PLACE_UNIT));
      sums.dispose();
    }
    const by = kernels.batch.deflectionGradient(picture(dOutput), node.attributes.amplitude);
    const copies = inputShapes.slice(1).map((shape) => tensors.reshape(by, shape));
    return [by, ...copies];
  },

  cost: (_, __, [samples = 0, , strips = 0]) => ({ macs: 0, activations: 2 * samples * strips }),

  onnx(node, deflections, writer) {
    const { name, attributes, shape } = node;
    const s = writer.steps(name);
    const sum = s.do(
      'Sum',
      deflections.map((one) => writer.channelsFirst(one)),
    );
    const places = s.do('Mul', [writer.weight(`${name}/places`), s.number(PLACE_UNIT)]);
    const around = s.reshape(places, [1, shape[2] ?? 0, 1, 1]);
    return writer.asChannelsFirst(s.do('Sub', [around, s.do('Mul', [sum, s.number(attributes.amplitude)])]));
  },
};
