/** The same numbers in another shape: a row as a picture [H, W, C], or a picture as a row. */
import type { Op } from './op.ts';
import type { ReshapeAttributes } from './attributes.ts';

const length = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export const reshape: Op<ReshapeAttributes> = {
  mixesSamples: false,
  keeps: { inputs: false, output: false },

  shape([input, ...more], { shape }, refuse) {
    if (input === undefined || more.length > 0) throw refuse('one input is reshaped');
    if (length(input) !== length(shape)) throw refuse(`[${input.join(', ')}] does not fill [${shape.join(', ')}]`);
    return shape;
  },

  variables: () => [],

  forward: (context, inputs) => ({ output: reshape.infer(context, inputs), saved: [] }),

  infer({ node, tensors }, [x]) {
    if (x === undefined) throw new Error('One input is reshaped');
    return tensors.reshape(x, [x.shape[0] ?? 0, ...node.attributes.shape]);
  },

  backward: ({ tensors }, { inputShapes }, { dOutput }) => [
    // Perhaps of some samples only.
    tensors.reshape(dOutput, [dOutput.shape[0] ?? 0, ...(inputShapes[0] ?? []).slice(1)]),
  ],

  cost: () => ({ macs: 0, activations: 0 }),

  keras({ name, attributes }, inputs, model) {
    const { shape } = attributes;
    return shape.length === 1
      ? model.layer('Flatten', name, {}, inputs)
      : model.layer('Reshape', name, { target_shape: [...shape] }, inputs);
  },

  onnx({ name, attributes }, [x = ''], writer) {
    const shape = writer.list(`${name}_shape`, [0, ...attributes.shape]);
    return writer.add('Reshape', [writer.channelsLast(x), shape], name);
  },
};
