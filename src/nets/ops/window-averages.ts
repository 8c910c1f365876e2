/** [H, W, C] → [H · windows · C]: each channel's mean over equal windows of the width, left to right. */
import { NotPortable } from '../node.ts';
import { matrix, picture } from '../ranks.ts';
import type { Op } from './op.ts';
import type { WindowAttributes } from './attributes.ts';

export const windowAverages: Op<WindowAttributes> = {
  mixesSamples: false,
  keeps: { inputs: false, output: false },

  shape([input, ...more], { windows }, refuse) {
    if (input?.length !== 3 || more.length > 0) throw refuse('averages are taken of one picture');
    const [height = 0, width = 0, channels = 0] = input;
    if (width % windows !== 0) throw refuse(`a width of ${width} has no ${windows} equal windows`);
    return [height * windows * channels];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: windowAverages.infer(context, inputs), saved: [] }),
  infer: ({ node, tensors }, [x]) => tensors.averageOverTime(picture(x), node.attributes.windows),

  backward({ node, tensors }, { inputShapes }, { dOutput }) {
    const [, height = 0, width = 0, channels = 0] = inputShapes[0] ?? [];
    const shape: [number, number, number, number] = [dOutput.shape[0] ?? 0, height, width, channels];
    return [tensors.spreadOverTime(matrix(dOutput), shape, node.attributes.windows)];
  },

  cost: (_, __, [numbers = 0]) => ({ macs: 0, activations: numbers }),
  keras({ name }) {
    throw new NotPortable(name, 'the comparison’s networks are not saved as Keras layers');
  },
  onnx({ name }) {
    throw new NotPortable(name, 'the comparison’s networks are not saved as ONNX');
  },
};
