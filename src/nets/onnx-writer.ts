/**
 * Nodes and arrays of an ONNX file while it is written. ONNX has pictures as [B, channels, height, width]; they are turned only
 * where an op needs it, and back at the outputs, which are as the network gives them (NHWC).
 */
import { type Attribute, floats, integers, node, weights } from '../export/onnx/onnx-graph.ts';
import type { Message } from '../export/onnx/protobuf.ts';
import type { Graph, GraphNode } from './node.ts';
import type { LayerAttributes } from './ops/attributes.ts';
import type { Shape } from './shape.ts';

/** Which numbers an array of the file holds. */
export interface WeightSource {
  /** Of the network's variable. */
  readonly variable: string;
  /** Of a convolution, transposed or not: [height, width, a, b], to be written as ONNX' [b, a, height, width]. */
  readonly isKernel: boolean;
}

/** Nodes and arrays of a file in the order they are written. */
export class OnnxWriter {
  readonly nodes: Message<WeightSource>[] = [];
  readonly tensors: Message<WeightSource>[] = [];
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  readonly #channelsFirst = new Set<string>();

  readonly #results: ReadonlyMap<string, Shape>;

  constructor({ variables, nodes }: Pick<Graph, 'variables' | 'nodes'>) {
    this.#shapes = new Map(variables.map(({ name, shape }) => [name, shape]));
    this.#results = new Map(nodes.map(({ name, shape }) => [name, shape]));
  }

  /** Of one sample, of each input of a node. */
  inputShapes({ inputs }: Pick<GraphNode, 'inputs'>): readonly Shape[] {
    return inputs.map((name) => this.#results.get(name) ?? []);
  }

  /** For an op of many operators. */
  steps(name: string): OnnxSteps {
    return new OnnxSteps(this, name);
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

  numbers(name: string, shape: readonly number[], values: readonly number[]): string {
    this.tensors.push(floats(name, shape, values));
    return name;
  }

  weight(variable: string): string {
    this.tensors.push(weights(variable, this.#shape(variable), { variable, isKernel: false }));
    return variable;
  }

  /** Of a convolution, transposed or not. */
  kernel(variable: string): string {
    const [height = 1, width = 1, a = 1, b = 1] = this.#shape(variable);
    this.tensors.push(weights(variable, [b, a, height, width], { variable, isKernel: true }));
    return variable;
  }

  /** The bias among a layer's inputs, where it has one. */
  bias(name: string, { bias }: LayerAttributes): string[] {
    return bias === null ? [] : [this.weight(`${name}/bias`)];
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

/** The operators and constants of one op, numbered behind its name. */
export class OnnxSteps {
  readonly #writer: OnnxWriter;
  readonly #name: string;
  #count = 0;

  constructor(writer: OnnxWriter, name: string) {
    this.#writer = writer;
    this.#name = name;
  }

  do(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.#writer.add(operator, inputs, this.#next(operator), attributes);
  }

  number(value: number): string {
    return this.#writer.numbers(this.#next('number'), [], [value]);
  }

  /** Σ or another reduction over one axis, which goes. */
  reduce(operator: 'ReduceSum' | 'ReduceProd', x: string, axis: number): string {
    return this.do(operator, [x, this.#list([axis])], { keepdims: { integer: 0 } });
  }

  runningSum(x: string, axis: number): string {
    return this.do('CumSum', [x, this.#list([axis])]);
  }

  numbers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#writer.numbers(this.#next('numbers'), shape, values);
  }

  /** A dimension of 0 stays as it is. */
  reshape(x: string, shape: readonly number[]): string {
    return this.do('Reshape', [x, this.#list(shape)]);
  }

  /** `begin` … `end` − 1 of one axis. */
  slice(x: string, axis: number, begin: number, end: number): string {
    return this.do('Slice', [x, this.#list([begin]), this.#list([end]), this.#list([axis])]);
  }

  /** A picture larger by a pixel on every side, where the edge goes on; channels first. */
  withEdges(x: string): string {
    return this.do('Pad', [x, this.#list([0, 0, 1, 1, 0, 0, 1, 1])], { mode: { text: 'edge' } });
  }

  /** The lower and upper limit of `Clip`. */
  within(x: string, low: number, high: number): string {
    return this.do('Clip', [x, this.number(low), this.number(high)]);
  }

  #list(values: readonly number[]): string {
    return this.#writer.list(this.#next('list'), values);
  }

  #next(what: string): string {
    this.#count += 1;
    return `${this.#name}_${this.#count}_${what.toLowerCase()}`;
  }
}
