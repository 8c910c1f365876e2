/**
 * Features of a picture [n], its own logit [1], a row [columns] and another row [columns] → [2]: the logits of the picture with
 * each row. Two rows cost little more than one. See `engine/batch`.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { matrix } from '../ranks.ts';
import type { NoAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_FILES } from './unportable.ts';

export const matchRows: Op<NoAttributes> = {
  ...NO_FILES,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([features, own, row, other, ...more], _, refuse) {
    const fits = features?.length === 1 && own?.join() === '1' && row?.length === 1 && other?.join() === row.join();
    if (!fits || more.length > 0) throw refuse('features, a logit and two rows are matched');
    return [2];
  },

  variables: (name, [[features = 0] = [], , [columns = 0] = []]) => [
    { name: `${name}/kernel`, shape: [columns, features], initial: 'glorot-uniform', trainable: true },
  ],

  forward({ node, kernels, tensors, parameters }, [features, own, row, other]) {
    const rows = tensors.stacked([matrix(row), matrix(other)]);
    const embedded = kernels.dense(rows, parameters.matrix(`${node.name}/kernel`));
    const output = kernels.batch.matched({ features: matrix(features), embedded }, matrix(own));
    return { output, saved: [rows, embedded] };
  },

  infer(context, inputs) {
    const { output, saved } = matchRows.forward(context, inputs);
    context.tensors.dispose(saved);
    return output;
  },

  backward({ node, kernels, tensors, parameters }, { inputs, saved }, { dOutput, sink, weights, wanted }) {
    const [rows, embedded] = [matrix(saved[0]), matrix(saved[1])];
    const kernel = `${node.name}/kernel`;
    const dy = matrix(dOutput);
    const { dFeatures, dOwn, dEmbedded } = kernels.batch.matchedGradient(dy, { features: matrix(inputs[0]), embedded });
    const byRows: (Tensor | null)[] = [null, null];
    if (wanted.slice(2).some((each) => each !== 'none')) {
      const both = kernels.denseInputGradient(dEmbedded, parameters.matrix(kernel));
      const batch = dy.shape[0];
      [0, 1].forEach((i) => (byRows[i] = kernels.takeSamples(both, i * batch, batch, null)));
      both.dispose();
    }
    const twice = weights === null ? null : tensors.stacked([weights, weights]);
    sink?.takeDense(kernel, rows, dEmbedded, twice);
    tensors.dispose([dEmbedded, ...(twice === null ? [] : [twice])]);
    return [dFeatures, dOwn, ...byRows];
  },

  cost: ([[features = 0] = [], , [columns = 0] = []]) => ({
    macs: 2 * features * (columns + 1),
    activations: 6 * features,
  }),
};
