/**
 * [n] → [n + 1]: one number that tells a critic how much its batch varies, the mean over features of the standard deviation
 * over the batch (Karras et al. 2018, *Progressive Growing of GANs*, section 3). Inference mode, too, looks at the batch it is
 * given: it is an op for critics, which are not sampled from and not saved as models of other programs.
 */
import { NotPortable } from '../node.ts';
import { matrix } from '../ranks.ts';
import type { NoAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const minibatchDeviation: Op<NoAttributes> = {
  mixesSamples: true,
  keepsGroups: true,
  keeps: { inputs: true, output: false },

  shape([input, ...more], _, refuse) {
    const [features = 0, ...axes] = input ?? [];
    if (features === 0 || axes.length > 0 || more.length > 0) throw refuse('a deviation is taken of one row');
    return [features + 1];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: minibatchDeviation.infer(context, inputs), saved: [] }),
  infer: ({ kernels, groups }, [x]) => kernels.batch.withDeviation(matrix(x), groups),

  backward: ({ kernels, groups }, { inputs: [x] }, { dOutput, wanted }) =>
    (wanted[0] ?? 'none') === 'none'
      ? [null]
      : [kernels.batch.withDeviationGradient(matrix(dOutput), matrix(x), groups)],

  cost: (_, __, [numbers = 0]) => ({ macs: 0, activations: numbers }),
  keras({ name }) {
    throw new NotPortable(name, 'Keras has no layer for the deviation of a batch');
  },
  onnx({ name }) {
    throw new NotPortable(name, 'only generators are written as ONNX, and they do not look at their batch');
  },
};
