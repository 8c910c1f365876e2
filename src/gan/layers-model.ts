/**
 * The networks as TensorFlow.js LayersModels made of standard Keras layers, for `model.zip`: topology only. Weights are
 * found by name; ours are already called as Keras would call them (`image_1/kernel`, `trunk_norm/gamma` …).
 */
import {
  KERNEL_SIDE,
  NOISE_LENGTH,
  type ConvLayer,
  type NetworkPlan,
  type VariableSpec,
} from '../core/network-plan.ts';
import { DROPOUT_RATE, LEAKY_SLOPE, NORM, NORM_MOMENTUM } from './constants.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A Keras functional model under construction: layers in order, each fed by earlier ones. */
class FunctionalModel {
  readonly #layers: Json[] = [];
  readonly #inputs: string[] = [];

  input(name: string, shape: readonly number[]): string {
    this.#inputs.push(name);
    const config = { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name };
    this.#layers.push({ class_name: 'InputLayer', config, name, inbound_nodes: [] });
    return name;
  }

  layer(className: string, name: string, config: { readonly [key: string]: Json }, ...from: readonly string[]): string {
    this.#layers.push({
      class_name: className,
      config: { name, trainable: true, ...config },
      name,
      inbound_nodes: [from.map((source) => [source, 0, 0, {}])],
    });
    return name;
  }

  leaky(name: string, from: string): string {
    return this.layer('LeakyReLU', `${name}_leaky`, { alpha: LEAKY_SLOPE }, from);
  }

  normAndLeaky(name: string, from: string): string {
    const config = { axis: -1, momentum: NORM_MOMENTUM, epsilon: NORM.epsilon, center: true, scale: true };
    return this.leaky(name, this.layer('BatchNormalization', `${name}_norm`, config, from));
  }

  leakyAndDropout(name: string, from: string): string {
    return this.dropout(name, this.leaky(name, from));
  }

  dropout(name: string, from: string): string {
    return this.layer('Dropout', `${name}_dropout`, { rate: DROPOUT_RATE }, from);
  }

  dense(name: string, units: number, options: { activation?: string; bias?: boolean }, from: string): string {
    const config = { units, activation: options.activation ?? 'linear', use_bias: options.bias ?? true };
    return this.layer('Dense', name, config, from);
  }

  convolution(
    className: string,
    layer: ConvLayer,
    options: { activation: string; bias: boolean },
    from: string,
  ): string {
    const config = {
      filters: layer.outputs,
      kernel_size: [KERNEL_SIDE, KERNEL_SIDE],
      strides: [layer.stride, layer.stride],
      padding: 'same',
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      activation: options.activation,
      use_bias: options.bias,
    };
    return this.layer(className, layer.name, config, from);
  }

  topology(name: string, outputs: readonly string[]): Json {
    return {
      class_name: 'Model',
      config: {
        name,
        layers: this.#layers,
        input_layers: this.#inputs.map((input) => [input, 0, 0]),
        output_layers: outputs.map((output) => [output, 0, 0]),
      },
      keras_version: '2.15.0',
      backend: 'tensorflow',
    };
  }
}

/** Input: noise [B, 100]. Outputs: picture [B, S, S, 1] in [−1, 1], row [B, columns] in [0, 1]. */
export function generatorTopology(plan: NetworkPlan): Json {
  const model = new FunctionalModel();
  const { trunkSide, trunkChannels } = plan;
  const noise = model.input('noise', [NOISE_LENGTH]);
  const dense = model.dense('trunk', plan.generator.trunk.outputs, { bias: false }, noise);
  const trunk = model.normAndLeaky('trunk', dense);
  let image = model.layer('Reshape', 'trunk_reshape', { target_shape: [trunkSide, trunkSide, trunkChannels] }, trunk);
  for (const layer of plan.generator.image) {
    const isLast = layer.name === 'image_out';
    const options = { activation: isLast ? 'tanh' : 'linear', bias: false };
    image = model.convolution('Conv2DTranspose', layer, options, image);
    if (!isLast) image = model.normAndLeaky(layer.name, image);
  }
  let row = trunk;
  for (const { name, outputs } of plan.generator.row) {
    const isLast = name === 'row_out';
    row = model.dense(name, outputs, { activation: isLast ? 'sigmoid' : 'linear' }, row);
    if (!isLast) row = model.normAndLeaky(name, row);
  }
  return model.topology('generator', [image, row]);
}

/** Inputs: picture [B, S, S, 1] in [−1, 1], row [B, columns] in [0, 1]. Output: logit [B, 1]. */
export function discriminatorTopology(plan: NetworkPlan): Json {
  const model = new FunctionalModel();
  let image = model.input('picture', [plan.size, plan.size, 1]);
  let row = model.input('row', [plan.columns]);
  for (const layer of plan.discriminator.image) {
    const convolved = model.convolution('Conv2D', layer, { activation: 'linear', bias: true }, image);
    image = model.leakyAndDropout(layer.name, convolved);
  }
  for (const { name, outputs } of plan.discriminator.row) {
    row = model.leakyAndDropout(name, model.dense(name, outputs, {}, row));
  }
  const flat = model.layer('Flatten', 'picture_flat', {}, image);
  const both = model.layer('Concatenate', 'both', { axis: -1 }, flat, row);
  const joint = model.dropout('joint', model.dense('joint', plan.discriminator.joint.outputs, {}, both));
  return model.topology('discriminator', [model.dense('logit', 1, {}, joint)]);
}

/** Where `model.zip` has Adam's first (`m`) and second (`v`) moment of a variable. */
export function momentFile(network: string, part: 'm' | 'v', variable: string): string {
  return `optimizer/${network}/${part}.${weightFile(variable)}`;
}

/** The file that holds one variable: little-endian f32, row-major. */
export function weightFile(name: string): string {
  return `${name.replaceAll('/', '.')}.bin`;
}

/** `model.json`: topology and one weight group a variable, so that no file needs another to be read. */
export function modelJson(topology: Json, variables: readonly VariableSpec[]): Json {
  return {
    format: 'layers-model',
    generatedBy: 'ECG Pair Studio',
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: variables.map(({ name, shape }) => ({
      paths: [weightFile(name)],
      weights: [{ name, shape: [...shape], dtype: 'float32' }],
    })),
  };
}
