/** A convolution (cross-correlation), `same` padding: [H, W, I] → [H/s, W/s, channels], kernel [h, w, I, channels]. */
import { picture } from '../ranks.ts';
import type { Finish } from '../../engine/kernels.ts';
import { finishLayer, layerBackward, layerVariables, refuseBeforeSquash } from './layer.ts';
import type { ConvolveAttributes } from './attributes.ts';
import type { Op } from './op.ts';

export const convolve: Op<ConvolveAttributes> = {
  mixesSamples: false,
  keeps: { inputs: true, output: true },

  shape([input, ...more], { channels, stride, ...layer }, refuse) {
    refuseBeforeSquash(layer, refuse);
    if (input?.length !== 3 || more.length > 0) throw refuse('a convolution takes one picture');
    const [height = 0, width = 0] = input;
    if (height % stride !== 0 || width % stride !== 0) {
      throw refuse(`${height} × ${width} cannot be divided by ${stride}`);
    }
    return [height / stride, width / stride, channels];
  },

  variables: (name, [input = []], attributes) =>
    layerVariables(name, [...attributes.kernel, input[2] ?? 0, attributes.channels], attributes.channels, attributes),

  forward(context, [x]) {
    const { node, kernels, parameters } = context;
    const filter = parameters.filter(`${node.name}/kernel`);
    const product = (finish: Finish | null) => kernels.convolve(picture(x), filter, node.attributes.stride, finish);
    return { output: finishLayer(context, product), saved: [] };
  },

  infer(context, inputs) {
    return convolve.forward(context, inputs).output;
  },

  backward(context, recorded, call) {
    const { node, kernels, parameters } = context;
    const { kernel: size, stride } = node.attributes;
    const kernel = `${node.name}/kernel`;
    return layerBackward(context, recorded, call, {
      byInput: (dRaw) => kernels.convolveTransposed(picture(dRaw), parameters.filter(kernel), stride),
      byKernel: (dRaw) => {
        const x = picture(recorded.inputs[0]);
        call.sink?.take(kernel, kernels.filterGradient(x, picture(dRaw), size, stride, call.weights));
      },
    });
  },

  cost: ([input = []], { kernel, channels }, [height = 0, width = 0]) => ({
    macs: height * width * kernel[0] * kernel[1] * (input[2] ?? 0) * channels,
    activations: 2 * height * width * channels,
  }),

  keras({ name, attributes }, inputs, model) {
    return model.activation(name, attributes.bias, model.convolution('Conv2D', name, attributes, inputs));
  },

  onnx({ name, attributes }, [x = ''], writer) {
    const { kernel, stride } = attributes;
    // Sides are multiples of the stride.
    const padding = kernel.map((side) => Math.max(0, side - stride));
    const begin = padding.map((all) => Math.floor(all / 2));
    const inputs = [writer.channelsFirst(x), writer.kernel(`${name}/kernel`), ...writer.bias(name, attributes)];
    const made = writer.add('Conv', inputs, name, {
      strides: { integers: [stride, stride] },
      pads: { integers: [...begin, ...padding.map((all, i) => all - (begin[i] ?? 0))] },
    });
    return writer.activation(name, attributes, writer.asChannelsFirst(made));
  },
};
