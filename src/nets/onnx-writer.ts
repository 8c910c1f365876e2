/**
 * Nodes and arrays of an ONNX file while it is written. ONNX has pictures as [B, channels, height, width]; they are turned only
 * where an op needs it, and back at the outputs, which are as the network gives them (NHWC).
 */
import type { VariableSpec } from '../core/variable-spec.ts';
import { type Attribute, integers, node, weights } from '../export/onnx/onnx-graph.ts';
import type { Message } from '../export/onnx/protobuf.ts';
import type { LayerAttributes } from './ops/attributes.ts';

/** Which numbers an array of the file holds. */
export interface WeightSource {
  /** Of the network's variable. */
  readonly variable: string;
  /** Keras' [height, width, outputs, inputs] to be written as ONNX' [inputs, outputs, height, width]. */
  readonly isTransposedKernel: boolean;
}

/** Nodes and arrays of a file in the order they are written. */
export class OnnxWriter {
  readonly nodes: Message<WeightSource>[] = [];
  readonly tensors: Message<WeightSource>[] = [];
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  readonly #channelsFirst = new Set<string>();

  constructor(variables: readonly VariableSpec[]) {
    this.#shapes = new Map(variables.map(({ name, shape }) => [name, shape]));
  }

  add(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    this.nodes.push(node(operator, inputs, output, attributes));
    return output;
  }

  list(name: string, values: readonly number[]): string {
    this.tensors.push(integers(name, values));
    return name;
  }

  weight(variable: string): string {
    this.tensors.push(weights(variable, this.#shape(variable), { variable, isTransposedKernel: false }));
    return variable;
  }

  /** Of a transposed convolution. */
  transposedKernel(variable: string): string {
    const [height = 1, width = 1, outputs = 1, inputs = 1] = this.#shape(variable);
    this.tensors.push(weights(variable, [inputs, outputs, height, width], { variable, isTransposedKernel: true }));
    return variable;
  }

  /** What follows a layer's product: LeakyReLU and a squashing, as far as there are any. Dropout is for training. */
  activation(name: string, { bias, squash }: LayerAttributes, from: string): string {
    let last = from;
    if (bias !== null && bias.slope !== 1) {
      const leaky = this.add('LeakyRelu', [last], `${name}_leaky`, { alpha: { float: bias.slope } });
      last = this.sameLayout(leaky, last);
    }
    if (squash === null) return last;
    return this.sameLayout(this.add(squash === 'tanh' ? 'Tanh' : 'Sigmoid', [last], `${name}_${squash}`), last);
  }

  asChannelsFirst(value: string): string {
    this.#channelsFirst.add(value);
    return value;
  }

  sameLayout(value: string, like: string): string {
    return this.#channelsFirst.has(like) ? this.asChannelsFirst(value) : value;
  }

  channelsFirst(value: string): string {
    if (this.#channelsFirst.has(value)) return value;
    const perm = { perm: { integers: [0, 3, 1, 2] } };
    return this.asChannelsFirst(this.add('Transpose', [value], `${value}_channels_first`, perm));
  }

  /** `name`: what the turned value is called. */
  channelsLast(value: string, name = `${value}_channels_last`): string {
    return this.#channelsFirst.has(value)
      ? this.add('Transpose', [value], name, { perm: { integers: [0, 2, 3, 1] } })
      : value;
  }

  /** A value as an output of the model, under its name there. */
  output(value: string, port: string): void {
    if (this.channelsLast(value, port) === value) this.add('Identity', [value], port);
  }

  #shape(variable: string): readonly number[] {
    const shape = this.#shapes.get(variable);
    if (shape === undefined) throw new Error(`No variable is called ${variable}`);
    return shape;
  }
}
