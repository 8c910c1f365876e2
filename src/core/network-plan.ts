/**
 * The two networks as a list of layers and variables, without running them: names, shapes, parameter counts, memory
 * and arithmetic. The one place that knows the architecture; `gan/` builds from it, the UI and the file formats quote it.
 *
 * The layers are those of the article (see `docs/method.md`): Keras layers with Keras defaults.
 */
import type { ImageSize } from './run-config.ts';

export const NOISE_LENGTH = 100;
export const KERNEL_SIDE = 5;

export interface VariableSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: 'glorot-uniform' | 'zeros' | 'ones';
  readonly trainable: boolean;
}

export interface ConvLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
}

export interface DenseLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

export interface NetworkPlan {
  readonly size: ImageSize;
  readonly columns: number;
  /** Side and channels of the trunk: [side, side, channels]. */
  readonly trunkSide: number;
  readonly trunkChannels: number;
  readonly generator: {
    readonly trunk: DenseLayer;
    /** Transposed convolutions; the last has one output channel and no batch norm. */
    readonly image: readonly ConvLayer[];
    /** Dense layers of the row; the last is the sigmoid output and has no batch norm. */
    readonly row: readonly DenseLayer[];
    readonly variables: readonly VariableSpec[];
  };
  readonly discriminator: {
    readonly image: readonly ConvLayer[];
    readonly row: readonly DenseLayer[];
    readonly joint: DenseLayer;
    readonly logit: DenseLayer;
    readonly variables: readonly VariableSpec[];
  };
}

function normVariables(name: string, features: number): VariableSpec[] {
  return [
    { name: `${name}/gamma`, shape: [features], initial: 'ones', trainable: true },
    { name: `${name}/beta`, shape: [features], initial: 'zeros', trainable: true },
    { name: `${name}/moving_mean`, shape: [features], initial: 'zeros', trainable: false },
    { name: `${name}/moving_variance`, shape: [features], initial: 'ones', trainable: false },
  ];
}

function denseVariables(layer: DenseLayer, hasBias: boolean): VariableSpec[] {
  const kernel: VariableSpec = {
    name: `${layer.name}/kernel`,
    shape: [layer.inputs, layer.outputs],
    initial: 'glorot-uniform',
    trainable: true,
  };
  if (!hasBias) return [kernel];
  return [kernel, { name: `${layer.name}/bias`, shape: [layer.outputs], initial: 'zeros', trainable: true }];
}

function chain(prefix: string, sizes: readonly number[]): DenseLayer[] {
  return sizes.slice(1).map((outputs, i) => ({ name: `${prefix}_${i + 1}`, inputs: sizes[i] ?? 0, outputs }));
}

/** The networks for pictures of `size`, rows of `columns` numbers and hidden widths scaled by `width`. */
export function planNetworks(options: { size: ImageSize; width: number; columns: number }): NetworkPlan {
  const { size, columns } = options;
  const scaled = (n: number): number => Math.max(1, Math.round(n * options.width));
  const side = size / 8;
  const channels = scaled(256);
  const flat = side * side * channels;

  const trunk: DenseLayer = { name: 'trunk', inputs: NOISE_LENGTH, outputs: flat };
  const upsampling: ConvLayer[] = [
    { name: 'image_1', inputs: channels, outputs: channels, stride: 1 },
    { name: 'image_2', inputs: channels, outputs: scaled(128), stride: 2 },
    { name: 'image_3', inputs: scaled(128), outputs: scaled(64), stride: 2 },
    { name: 'image_out', inputs: scaled(64), outputs: 1, stride: 2 },
  ];
  const hiddenRow = [400, 200, 128, 64].map(scaled);
  const rowOut: DenseLayer = { name: 'row_out', inputs: scaled(64), outputs: columns };
  const generatorRow = [...chain('row', [flat, ...hiddenRow]), rowOut];

  const generatorVariables: VariableSpec[] = [...denseVariables(trunk, false), ...normVariables('trunk_norm', flat)];
  for (const layer of upsampling) {
    generatorVariables.push({
      name: `${layer.name}/kernel`,
      // Keras keeps transposed kernels as [height, width, outputs, inputs].
      shape: [KERNEL_SIDE, KERNEL_SIDE, layer.outputs, layer.inputs],
      initial: 'glorot-uniform',
      trainable: true,
    });
    if (layer.name !== 'image_out') generatorVariables.push(...normVariables(`${layer.name}_norm`, layer.outputs));
  }
  for (const layer of generatorRow) {
    generatorVariables.push(...denseVariables(layer, true));
    if (layer !== rowOut) generatorVariables.push(...normVariables(`${layer.name}_norm`, layer.outputs));
  }

  const downsampling: ConvLayer[] = [
    { name: 'image_1', inputs: 1, outputs: scaled(64), stride: 2 },
    { name: 'image_2', inputs: scaled(64), outputs: scaled(128), stride: 2 },
    { name: 'image_3', inputs: scaled(128), outputs: channels, stride: 2 },
    { name: 'image_4', inputs: channels, outputs: channels, stride: 1 },
  ];
  const discriminatorRow = chain('row', [columns, ...hiddenRow]);
  const joint: DenseLayer = { name: 'joint', inputs: flat + scaled(64), outputs: scaled(25) };
  const logit: DenseLayer = { name: 'logit', inputs: scaled(25), outputs: 1 };
  const discriminatorVariables: VariableSpec[] = [];
  for (const layer of downsampling) {
    discriminatorVariables.push(
      {
        name: `${layer.name}/kernel`,
        shape: [KERNEL_SIDE, KERNEL_SIDE, layer.inputs, layer.outputs],
        initial: 'glorot-uniform',
        trainable: true,
      },
      { name: `${layer.name}/bias`, shape: [layer.outputs], initial: 'zeros', trainable: true },
    );
  }
  for (const layer of [...discriminatorRow, joint, logit]) discriminatorVariables.push(...denseVariables(layer, true));

  return {
    size,
    columns,
    trunkSide: side,
    trunkChannels: channels,
    generator: { trunk, image: upsampling, row: generatorRow, variables: generatorVariables },
    discriminator: { image: downsampling, row: discriminatorRow, joint, logit, variables: discriminatorVariables },
  };
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

export function countParameters(variables: readonly VariableSpec[], only: 'all' | 'trainable' = 'all'): number {
  return variables.filter((v) => only === 'all' || v.trainable).reduce((sum, v) => sum + elementCount(v.shape), 0);
}

export interface TrainingCost {
  /** Weights and both Adam moments, which are always resident. */
  readonly stateBytes: number;
  /** A step's activations and gradients at their peak, an upper estimate. */
  readonly workBytes: number;
  /** The largest single buffer. */
  readonly largestBufferBytes: number;
  /** Floating-point operations of one step (2 per multiply-add, borders not subtracted). */
  readonly stepFlop: number;
}

/** What one training step of this plan takes. The backend may add its own overhead. */
export function trainingCost(plan: NetworkPlan, batch: number): TrainingCost {
  const all = [...plan.generator.variables, ...plan.discriminator.variables];
  const parameters = countParameters(all);
  const trainable = countParameters(all, 'trainable');
  const largestVariable = Math.max(...all.map((v) => elementCount(v.shape)));
  const half = plan.size / 2;

  // Multiply-adds per sample of a forward pass; a convolution's are outputs × 25 × inputs × channels.
  const dense = (layer: DenseLayer): number => layer.inputs * layer.outputs;
  let side = plan.trunkSide;
  let generatorMacs = dense(plan.generator.trunk) + plan.generator.row.reduce((sum, l) => sum + dense(l), 0);
  let generatorActivations = 2 * plan.generator.trunk.outputs;
  for (const layer of plan.generator.image) {
    // A transposed convolution scatters each input over 25 outputs.
    generatorMacs += side * side * KERNEL_SIDE ** 2 * layer.inputs * layer.outputs;
    side *= layer.stride;
    generatorActivations += 2 * side * side * layer.outputs;
  }
  side = plan.size;
  let discriminatorMacs = plan.discriminator.row.reduce((sum, l) => sum + dense(l), dense(plan.discriminator.joint));
  let discriminatorActivations = 0;
  for (const layer of plan.discriminator.image) {
    side /= layer.stride;
    discriminatorMacs += side * side * KERNEL_SIDE ** 2 * layer.inputs * layer.outputs;
    discriminatorActivations += 2 * side * side * layer.outputs;
  }
  const widestActivation = Math.max(
    half * half * (plan.discriminator.image[0]?.outputs ?? 1) * 2,
    plan.trunkSide ** 2 * plan.trunkChannels,
  );
  return {
    stateBytes: 4 * (parameters + 2 * trainable),
    workBytes:
      4 *
      (batch * (generatorActivations + 2 * discriminatorActivations) + largestVariable + 3 * batch * widestActivation),
    largestBufferBytes: 4 * Math.max(largestVariable, batch * widestActivation),
    // Forward, input gradient and filter gradient: 3 × G on the fakes, 3 × D on real and fake together.
    stepFlop: 2 * batch * (3 * generatorMacs + 6 * discriminatorMacs),
  };
}
