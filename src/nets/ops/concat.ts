/** Rows side by side. */
import { matrix } from '../ranks.ts';
import type { NoAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const concat: Op<NoAttributes> = {
  mixesSamples: false,
  keeps: { inputs: false, output: false },

  shape(inputs, _, refuse) {
    if (inputs.length < 2 || inputs.some((shape) => shape.length !== 1)) throw refuse('two rows or more are joined');
    return [inputs.reduce((sum, [width = 0]) => sum + width, 0)];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: concat.infer(context, inputs), saved: [] }),
  infer: ({ tensors }, inputs) => tensors.concat(inputs.map(matrix)),

  backward({ tensors }, { inputShapes }, { dOutput, wanted }) {
    let at = 0;
    return inputShapes.map(([, width = 0], i) => {
      const begin = at;
      at += width;
      return (wanted[i] ?? 'none') === 'none' ? null : tensors.columns(dOutput, begin, width);
    });
  },

  cost: () => ({ macs: 0, activations: 0 }),
  keras: ({ name }, inputs, model) => model.layer('Concatenate', name, { axis: -1 }, inputs),
  onnx: ({ name }, inputs, writer) => writer.add('Concat', inputs, name, { axis: { integer: 1 } }),
};
