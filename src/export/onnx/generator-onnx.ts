/**
 * The generator as an ONNX model: noise [B, 100] → `image` [B, S, S, 1] in [−1, 1] and `row` [B, columns] in [0, 1], the
 * same as the Keras layers of `gan/layers-model.ts` give, for any batch. ONNX has pictures as [B, channels, height, width],
 * so they are transposed once behind the trunk and once at the end.
 *
 * A transposed convolution with TensorFlow's `same` padding is the input gradient of a convolution over s·H pixels, which
 * pads 5 − s in all, the smaller half in front. ONNX subtracts the same pads and gets s·(H − 1) + 5 − (5 − s) = s·H.
 */
import { KERNEL_SIDE, NOISE_LENGTH, type NetworkPlan } from '../../core/network-plan.ts';
import { integers, node, onnxModel, weights, type Value } from './onnx-graph.ts';
import type { Message } from './protobuf.ts';

/** Which numbers an array of the file holds. */
export interface WeightSource {
  /** Of the generator's variable. */
  readonly variable: string;
  /** Keras' [height, width, outputs, inputs] to be written as ONNX' [inputs, outputs, height, width]. */
  readonly isTransposedKernel: boolean;
}

export interface GeneratorConstants {
  readonly leakySlope: number;
  readonly normEpsilon: number;
}

class GraphBuilder {
  readonly nodes: Message<WeightSource>[] = [];
  readonly tensors: Message<WeightSource>[] = [];
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  readonly #constants: GeneratorConstants;

  constructor(plan: NetworkPlan, constants: GeneratorConstants) {
    this.#shapes = new Map(plan.generator.variables.map(({ name, shape }) => [name, shape]));
    this.#constants = constants;
  }

  add(...made: Parameters<typeof node>): string {
    this.nodes.push(node(...made));
    return made[2];
  }

  list(name: string, values: readonly number[]): string {
    this.tensors.push(integers(name, values));
    return name;
  }

  weight(variable: string): string {
    this.tensors.push(weights(variable, this.#shape(variable), { variable, isTransposedKernel: false }));
    return variable;
  }

  kernel(variable: string): string {
    const [height = 1, width = 1, outputs = 1, inputs = 1] = this.#shape(variable);
    const shape = [inputs, outputs, height, width];
    this.tensors.push(weights(variable, shape, { variable, isTransposedKernel: true }));
    return variable;
  }

  normAndLeaky(layer: string, from: string): string {
    const parts = ['gamma', 'beta', 'moving_mean', 'moving_variance'];
    const inputs = [from, ...parts.map((part) => this.weight(`${layer}_norm/${part}`))];
    const { normEpsilon, leakySlope } = this.#constants;
    const norm = this.add('BatchNormalization', inputs, `${layer}_norm`, { epsilon: { float: normEpsilon } });
    return this.add('LeakyRelu', [norm], `${layer}_leaky`, { alpha: { float: leakySlope } });
  }

  #shape(variable: string): readonly number[] {
    const shape = this.#shapes.get(variable);
    if (shape === undefined) throw new Error(`No variable is called ${variable}`);
    return shape;
  }
}

/** `metadata` travels in the file, as texts; whoever has only the file needs it to read the rows. */
export function generatorOnnx(
  plan: NetworkPlan,
  constants: GeneratorConstants,
  about: { readonly appVersion: string; readonly metadata: Readonly<Record<string, string>> },
): Message<WeightSource> {
  const graph = new GraphBuilder(plan, constants);
  const { trunkSide, trunkChannels, size, columns } = plan;

  const dense = graph.add('MatMul', ['noise', graph.weight('trunk/kernel')], 'trunk');
  const trunk = graph.normAndLeaky('trunk', dense);

  const shape = graph.list('trunk_shape', [0, trunkSide, trunkSide, trunkChannels]);
  const flat = graph.add('Reshape', [trunk, shape], 'trunk_picture');
  let image = graph.add('Transpose', [flat], 'trunk_channels_first', { perm: { integers: [0, 3, 1, 2] } });
  for (const { name, stride } of plan.generator.image) {
    const padding = KERNEL_SIDE - stride;
    const begin = Math.floor(padding / 2);
    image = graph.add('ConvTranspose', [image, graph.kernel(`${name}/kernel`)], name, {
      strides: { integers: [stride, stride] },
      pads: { integers: [begin, begin, padding - begin, padding - begin] },
    });
    if (name !== 'image_out') image = graph.normAndLeaky(name, image);
  }
  const tanh = graph.add('Tanh', [image], 'image_tanh');
  graph.add('Transpose', [tanh], 'image', { perm: { integers: [0, 2, 3, 1] } });

  let row = trunk;
  for (const { name } of plan.generator.row) {
    row = graph.add('Gemm', [row, graph.weight(`${name}/kernel`), graph.weight(`${name}/bias`)], name);
    if (name !== 'row_out') row = graph.normAndLeaky(name, row);
  }
  graph.add('Sigmoid', [row], 'row');

  const inputs: Value[] = [{ name: 'noise', shape: ['batch', NOISE_LENGTH] }];
  const outputs: Value[] = [
    { name: 'image', shape: ['batch', size, size, 1] },
    { name: 'row', shape: ['batch', columns] },
  ];
  return onnxModel(
    { name: 'generator', inputs, outputs, nodes: graph.nodes, tensors: graph.tensors },
    { producer: 'ECG Pair Studio', version: about.appVersion, metadata: about.metadata },
  );
}

/** [height, width, outputs, inputs] → [inputs, outputs, height, width]. */
export function kernelForOnnx(values: Float32Array, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const [height = 1, width = 1, outputs = 1, inputs = 1] = shape;
  const out = new Float32Array(values.length);
  let at = 0;
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          out[at] = values[((y * width + x) * outputs + o) * inputs + i] ?? 0;
          at += 1;
        }
      }
    }
  }
  return out;
}
