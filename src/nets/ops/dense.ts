/** A Dense layer: [inputs] · kernel [inputs, units] → [units], with what `layer.ts` adds. */
import { matrix } from '../ranks.ts';
import { finishLayer, layerBackward, layerVariables, refuseBeforeSquash } from './layer.ts';
import type { DenseAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const dense: Op<DenseAttributes> = {
  mixesSamples: false,
  keeps: { inputs: true, output: true },

  shape([input, ...more], { units, ...layer }, refuse) {
    refuseBeforeSquash(layer, refuse);
    if (input?.length !== 1 || more.length > 0) throw refuse('a Dense layer takes one row of numbers');
    return [units];
  },

  variables: (name, [input = []], attributes) =>
    layerVariables(name, [input[0] ?? 0, attributes.units], attributes.units, attributes),

  forward(context, [x]) {
    const { node, kernels, parameters } = context;
    return {
      output: finishLayer(context, (finish) =>
        kernels.dense(matrix(x), parameters.matrix(`${node.name}/kernel`), finish),
      ),
      saved: [],
    };
  },

  infer(context, inputs) {
    return dense.forward(context, inputs).output;
  },

  backward(context, recorded, call) {
    const { node, kernels, parameters } = context;
    const kernel = `${node.name}/kernel`;
    const bias = node.attributes.bias === null ? null : `${node.name}/bias`;
    const takeLayer = call.weights === null ? call.sink?.takeLayer?.bind(call.sink) : undefined;
    return layerBackward(context, recorded, call, {
      byBoth:
        bias === null || takeLayer === undefined
          ? null
          : (dRaw) => takeLayer({ kernel, bias }, matrix(recorded.inputs[0]), matrix(dRaw)),
      byInput: (dRaw) => kernels.denseInputGradient(matrix(dRaw), parameters.matrix(kernel)),
      byKernel: (dRaw) => call.sink?.takeDense(kernel, matrix(recorded.inputs[0]), matrix(dRaw), call.weights),
    });
  },

  cost: ([input = []], { units }) => ({ macs: (input[0] ?? 0) * units, activations: 2 * units }),

  keras({ name, attributes }, inputs, model) {
    const { units, bias, squash } = attributes;
    const config = { units, activation: squash ?? 'linear', use_bias: bias !== null };
    return model.activation(name, bias, model.layer('Dense', name, config, inputs));
  },

  onnx({ name, attributes }, [x = ''], writer) {
    const kernel = writer.weight(`${name}/kernel`);
    const product =
      attributes.bias === null
        ? writer.add('MatMul', [x, kernel], name)
        : writer.add('Gemm', [x, kernel, writer.weight(`${name}/bias`)], name);
    return writer.activation(name, attributes, product);
  },
};
