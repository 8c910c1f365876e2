/** A Keras functional model under construction: standard layers in order, each fed by earlier ones. Topology only. */
import type { ActivationAttributes, ConvolveAttributes } from './ops/attributes.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type Config = { readonly [key: string]: Json };

export class KerasModel {
  readonly #layers: Json[] = [];
  readonly #inputs: string[] = [];

  input(name: string, shape: readonly number[]): string {
    this.#inputs.push(name);
    const config = { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name };
    this.#layers.push({ class_name: 'InputLayer', config, name, inbound_nodes: [] });
    return name;
  }

  /** Adds a layer and returns its name. */
  layer(className: string, name: string, config: Config, from: readonly string[]): string {
    this.#layers.push({
      class_name: className,
      config: { name, trainable: true, ...config },
      name,
      inbound_nodes: [from.map((source) => [source, 0, 0, {}])],
    });
    return name;
  }

  convolution(className: string, name: string, attributes: ConvolveAttributes, from: readonly string[]): string {
    const { channels, kernel, stride, bias, squash } = attributes;
    const config = {
      filters: channels,
      kernel_size: [...kernel],
      strides: [stride, stride],
      padding: 'same',
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      activation: squash ?? 'linear',
      use_bias: bias !== null,
    };
    return this.layer(className, name, config, from);
  }

  /** LeakyReLU and dropout behind the layer `name`, as far as there are any. */
  activation(name: string, bias: ActivationAttributes | null, from: string): string {
    let last = from;
    if (bias !== null && bias.slope !== 1)
      last = this.layer('LeakyReLU', `${name}_leaky`, { alpha: bias.slope }, [last]);
    if (bias?.dropout != null) last = this.layer('Dropout', `${name}_dropout`, { rate: bias.dropout.rate }, [last]);
    return last;
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
