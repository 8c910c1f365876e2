/** Batch norm over all but the last axis, then LeakyReLU, in one kernel. Moving averages serve inference. */
import type { NormStatistics } from '../../engine/kernels.ts';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { VariableSpec } from '../../core/variable-spec.ts';
import type { NormAttributes } from './attributes.ts';
import type { Op } from './op.ts';

/** What the forward pass saved: mean and variance of the batch. */
function statisticsOf(saved: readonly Tensor[]): NormStatistics {
  const [mean, variance] = saved;
  if (mean === undefined || variance === undefined) throw new Error('A norm saves its statistics');
  return { mean: mean as Tensor1D, variance: variance as Tensor1D };
}

/** The activation is named after the layer that is normalised. */
function activationName(name: string): string {
  return `${name.replace(/_norm$/u, '')}_leaky`;
}

export const norm: Op<NormAttributes> = {
  mixesSamples: true,
  keeps: { inputs: true, output: false },

  shape([input, ...more], _, refuse) {
    if (input === undefined || more.length > 0) throw refuse('a norm takes one input');
    return input;
  },

  variables(name, [input = []]) {
    const spec = (part: string, initial: VariableSpec['initial'], trainable: boolean): VariableSpec => ({
      name: `${name}/${part}`,
      shape: [input.at(-1) ?? 0],
      initial,
      trainable,
    });
    return [
      spec('gamma', 'ones', true),
      spec('beta', 'zeros', true),
      spec('moving_mean', 'zeros', false),
      spec('moving_variance', 'ones', false),
    ];
  },

  forward({ node, kernels, parameters }, [x]) {
    if (x === undefined) throw new Error('A norm takes one input');
    const [gamma, beta] = [parameters.vector(`${node.name}/gamma`), parameters.vector(`${node.name}/beta`)];
    const { y, statistics } = kernels.normActivate(x, gamma, beta, node.attributes);
    return { output: y, saved: [statistics.mean, statistics.variance] };
  },

  infer({ node, kernels, parameters }, [x]) {
    if (x === undefined) throw new Error('A norm takes one input');
    const [gamma, beta] = [parameters.vector(`${node.name}/gamma`), parameters.vector(`${node.name}/beta`)];
    return kernels.normActivateInference(x, gamma, beta, parameters.movingStatistics(node.name), node.attributes);
  },

  backward({ node, kernels, parameters }, { inputs, saved }, { dOutput, sink }) {
    const [x] = inputs;
    if (x === undefined) throw new Error('A norm keeps its input');
    const [gamma, beta] = [parameters.vector(`${node.name}/gamma`), parameters.vector(`${node.name}/beta`)];
    const statistics = statisticsOf(saved);
    const { dx, dGamma, dBeta } = kernels.normActivateGradient(dOutput, x, gamma, beta, statistics, node.attributes);
    if (sink === null) {
      dGamma.dispose();
      dBeta.dispose();
    } else {
      sink.take(`${node.name}/gamma`, dGamma);
      sink.take(`${node.name}/beta`, dBeta);
    }
    return [dx];
  },

  settle({ node, kernels, parameters }, { saved }) {
    const { mean, variance } = statisticsOf(saved);
    const { momentum } = node.attributes;
    kernels.blendIn(parameters.get(`${node.name}/moving_mean`), mean, momentum);
    kernels.blendIn(parameters.get(`${node.name}/moving_variance`), variance, momentum);
  },

  // It replaces its input, which the layer before has counted.
  cost: () => ({ macs: 0, activations: 0 }),

  keras({ name, attributes }, inputs, model) {
    const { momentum, epsilon, slope } = attributes;
    const config = { axis: -1, momentum, epsilon, center: true, scale: true };
    const normed = model.layer('BatchNormalization', name, config, inputs);
    return model.layer('LeakyReLU', activationName(name), { alpha: slope }, [normed]);
  },

  onnx({ name, attributes }, [x = ''], writer) {
    const parts = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((part) => writer.weight(`${name}/${part}`));
    const normed = writer.add('BatchNormalization', [x, ...parts], name, { epsilon: { float: attributes.epsilon } });
    const made = writer.add('LeakyRelu', [normed], activationName(name), { alpha: { float: attributes.slope } });
    return writer.sameLayout(made, x);
  },
};
