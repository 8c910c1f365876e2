/** Numbers of any shape against a measured mean and spread of each, perhaps clipped: (x − mean) / spread. */
import type { Scores } from '../../engine/batch/batch-kernels.ts';
import type { StandardiseAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { NO_KERAS } from './unportable.ts';

function scoresOf({ node, parameters }: OpContext<StandardiseAttributes>): Scores {
  const [mean, spread] = ['mean', 'spread'].map((part) => parameters.get(`${node.name}/${part}`).value);
  if (mean === undefined || spread === undefined) throw new Error('Scores have a mean and a spread');
  return { mean, spread, limit: node.attributes.limit };
}

export const standardise: Op<StandardiseAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: false, output: true },

  shape([input, ...more], { limit }, refuse) {
    if (input === undefined || more.length > 0) throw refuse('one input is standardised');
    if (limit !== null && !(limit > 0)) throw refuse('a limit is above 0');
    return input;
  },

  variables: (name, [input = []]) => [
    { name: `${name}/mean`, shape: input, initial: 'zeros', trainable: false },
    { name: `${name}/spread`, shape: input, initial: 'ones', trainable: false },
  ],

  forward: (context, inputs) => ({ output: standardise.infer(context, inputs), saved: [] }),

  infer(context, [x]) {
    if (x === undefined) throw new Error('One input is standardised');
    return context.kernels.batch.standardised(x, scoresOf(context));
  },

  backward(context, { output }, { dOutput, wanted }) {
    if ((wanted[0] ?? 'none') === 'none') return [null];
    return [context.kernels.batch.standardisedGradient(dOutput, output, scoresOf(context))];
  },

  cost: (_, __, shape) => ({ macs: 0, activations: shape.reduce((product, n) => product * n, 1) }),

  onnx({ name, attributes }, [x = ''], writer) {
    const s = writer.steps(name);
    const centred = s.do('Sub', [writer.channelsLast(x), writer.weight(`${name}/mean`)]);
    const score = s.do('Div', [centred, writer.weight(`${name}/spread`)]);
    return attributes.limit === null ? score : s.within(score, -attributes.limit, attributes.limit);
  },
};
