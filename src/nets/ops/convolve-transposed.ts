/** A transposed convolution, `same` padding: [H, W, I] → [H·s, W·s, channels], kernel [h, w, channels, I] as in Keras. */
import { picture } from '../ranks.ts';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Finish } from '../../engine/kernels.ts';
import { finishLayer, layerBackward, layerVariables, refuseBeforeSquash } from './layer.ts';
import type { ConvolveAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const convolveTransposed: Op<ConvolveAttributes> = {
  mixesSamples: false,
  keeps: { inputs: true, output: true },

  shape([input, ...more], { channels, stride, ...layer }, refuse) {
    refuseBeforeSquash(layer, refuse);
    if (input?.length !== 3 || more.length > 0) throw refuse('a transposed convolution takes one picture');
    const [height = 0, width = 0] = input;
    return [height * stride, width * stride, channels];
  },

  variables: (name, [input = []], attributes) =>
    layerVariables(name, [...attributes.kernel, attributes.channels, input[2] ?? 0], attributes.channels, attributes),

  forward(context, [x]) {
    const { node, kernels, parameters } = context;
    const filter = parameters.filter(`${node.name}/kernel`);
    const product = (finish: Finish | null): Tensor => {
      const raw = kernels.convolveTransposed(picture(x), filter, node.attributes.stride);
      if (finish === null) return raw;
      const y = kernels.biasActivate(raw, finish.bias, finish.activation);
      raw.dispose();
      return y;
    };
    return { output: finishLayer(context, product), saved: [] };
  },

  infer(context, inputs) {
    return convolveTransposed.forward(context, inputs).output;
  },

  /** A transposed convolution's gradients are those of a convolution with the roles of input and gradient exchanged. */
  backward(context, recorded, call) {
    const { node, kernels, parameters } = context;
    const { kernel: size, stride } = node.attributes;
    const kernel = `${node.name}/kernel`;
    return layerBackward(context, recorded, call, {
      byInput: (dRaw) => kernels.convolve(picture(dRaw), parameters.filter(kernel), stride),
      byKernel: (dRaw) => {
        const x = picture(recorded.inputs[0]);
        call.sink?.take(kernel, kernels.filterGradient(picture(dRaw), x, size, stride, call.weights));
      },
    });
  },

  // Each input is scattered over the whole kernel.
  cost: ([input = []], { kernel, channels }, [height = 0, width = 0]) => ({
    macs: (input[0] ?? 0) * (input[1] ?? 0) * kernel[0] * kernel[1] * (input[2] ?? 0) * channels,
    activations: 2 * height * width * channels,
  }),

  keras({ name, attributes }, inputs, model) {
    return model.activation(name, attributes.bias, model.convolution('Conv2DTranspose', name, attributes, inputs));
  },

  /**
   * With TensorFlow's `same` padding this is the input gradient of a convolution over s·H pixels, which pads k − s in all,
   * the smaller half in front. ONNX subtracts the same pads and gets s·(H − 1) + k − (k − s) = s·H.
   */
  onnx({ name, attributes }, [x = ''], writer) {
    const { kernel, stride } = attributes;
    const padding = kernel.map((side) => side - stride);
    const begin = padding.map((all) => Math.floor(all / 2));
    const made = writer.add(
      'ConvTranspose',
      [writer.channelsFirst(x), writer.kernel(`${name}/kernel`), ...writer.bias(name, attributes)],
      name,
      {
        strides: { integers: [stride, stride] },
        pads: { integers: [...begin, ...padding.map((all, i) => all - (begin[i] ?? 0))] },
      },
    );
    return writer.activation(name, attributes, writer.asChannelsFirst(made));
  },
};
