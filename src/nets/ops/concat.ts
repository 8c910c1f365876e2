/** Rows side by side, or pictures by their channels. */
import type { NoAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const concat: Op<NoAttributes> = {
  mixesSamples: false,
  keeps: { inputs: false, output: false },

  shape(inputs, _, refuse) {
    const [first = []] = inputs;
    const places = (shape: readonly number[]): string => shape.slice(0, -1).join();
    const fits = first.length > 0 && inputs.every((s) => s.length === first.length && places(s) === places(first));
    if (inputs.length < 2 || !fits) throw refuse('two rows or more are joined, or pictures of the same size');
    return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: concat.infer(context, inputs), saved: [] }),
  infer: ({ tensors }, inputs) => tensors.concat(inputs),

  backward({ kernels }, { inputShapes }, { dOutput, wanted }) {
    let at = 0;
    return inputShapes.map((shape, i) => {
      const [begin, width] = [at, shape.at(-1) ?? 0];
      at += width;
      return (wanted[i] ?? 'none') === 'none' ? null : kernels.takeColumns(dOutput, begin, width);
    });
  },

  cost: () => ({ macs: 0, activations: 0 }),
  keras: ({ name }, inputs, model) => model.layer('Concatenate', name, { axis: -1 }, inputs),
  onnx: ({ name, shape }, inputs, writer) =>
    writer.add(
      'Concat',
      inputs.map((input) => writer.channelsLast(input)),
      name,
      // The batch comes first.
      { axis: { integer: shape.length } },
    ),
};
