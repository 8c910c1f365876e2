/** Where something comes in: a picture, a row, noise. Its tensor belongs to whoever runs the network. */
import type { InputAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const input: Op<InputAttributes> = {
  mixesSamples: false,
  keeps: { inputs: false, output: false },
  shape: (_, { shape }) => shape,
  variables: () => [],
  forward({ node }) {
    throw new Error(`${node.name} was not given`);
  },
  infer({ node }) {
    throw new Error(`${node.name} was not given`);
  },
  backward: () => [],
  cost: () => ({ macs: 0, activations: 0 }),
  keras: ({ name, shape }, _, model) => model.input(name, shape),
  onnx: ({ name }) => name,
};
