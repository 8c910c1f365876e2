/** Numbers of any shape against a measured mean and spread of each, perhaps clipped: (x − mean) / spread. */
import type { StandardiseAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_KERAS } from './unportable.ts';

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

  infer({ node, tensors, parameters }, [x]) {
    if (x === undefined) throw new Error('One input is standardised');
    const [mean, spread] = [parameters.get(`${node.name}/mean`), parameters.get(`${node.name}/spread`)];
    return tensors.standardised(x, mean.value, spread.value, node.attributes.limit);
  },

  backward({ node, tensors, parameters }, { output }, { dOutput, wanted }) {
    if ((wanted[0] ?? 'none') === 'none') return [null];
    const { value: spread } = parameters.get(`${node.name}/spread`);
    return [tensors.standardisedGradient(dOutput, output, spread, node.attributes.limit)];
  },

  cost: (_, __, shape) => ({ macs: 0, activations: shape.reduce((product, n) => product * n, 1) }),

  onnx({ name, attributes }, [x = ''], writer) {
    const s = writer.steps(name);
    const centred = s.do('Sub', [writer.channelsLast(x), writer.weight(`${name}/mean`)]);
    const score = s.do('Div', [centred, writer.weight(`${name}/spread`)]);
    return attributes.limit === null ? score : s.within(score, -attributes.limit, attributes.limit);
  },
};
