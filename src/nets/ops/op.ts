/**
 * What every op says of itself, in a file of its own: which shape it gives, which variables it has, how it runs forwards
 * (training), infers, runs backwards, what it costs, and what it is called in Keras and ONNX. Ops know no tfjs: kernels and
 * tensors come with the call, so that the page can count a network without loading it.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { VariableSpec } from '../../core/variable-spec.ts';
import type { Kernels } from '../../engine/kernels.ts';
import type { Parameters } from '../../engine/parameters.ts';
import type { GraphFault, GraphNode } from '../node.ts';
import type { Shape } from '../shape.ts';
import type { Attributes } from './attributes.ts';
import type { KerasModel } from '../keras-model.ts';
import type { OnnxWriter } from '../onnx-writer.ts';
import type { TensorOps } from '../tensor-ops.ts';

/** Samples of a batch whose gradient is asked for. */
export interface SampleRange {
  readonly begin: number;
  readonly count: number;
}

/** Which gradient by an input is wanted: none, that of every sample, or of some. */
export type Wanted = 'none' | 'all' | SampleRange;

/** Takes gradients by variables; what it is given it owns. */
export interface GradientSink {
  take(variable: string, gradient: Tensor): void;
  /** Of a Dense kernel: xᵀ · diag(weights) · dy, which need not be stored. x and dy stay the caller's. */
  takeDense(variable: string, x: Tensor, dy: Tensor, weights: Tensor1D | null): void;
  /** Of a Dense layer whose samples count alike, kernel and bias together; a sink without it is given them apart. */
  takeLayer?(variables: { readonly kernel: string; readonly bias: string }, x: Tensor, dy: Tensor): void;
}

/** What a node is run with. */
export interface OpContext<A extends Attributes = Attributes> {
  readonly node: GraphNode<A>;
  readonly kernels: Kernels;
  readonly tensors: TensorOps;
  readonly parameters: Parameters;
  /** Seeds the dropout masks of one step; null: none. */
  readonly dropout: { readonly seed: number; readonly step: number } | null;
  /** Batches that lie one behind another and do not see each other. */
  readonly groups: number;
}

export interface Forward {
  readonly output: Tensor;
  /** What only the backward pass needs. */
  readonly saved: readonly Tensor[];
}

/** What a backward pass is given of the forward pass. Tensors that the op does not keep are not there (see `keeps`). */
export interface Recorded extends Forward {
  readonly inputs: readonly Tensor[];
  /** Of every input and of the output, batch included. */
  readonly inputShapes: readonly (readonly number[])[];
}

export interface BackwardCall {
  readonly dOutput: Tensor;
  /** [B]: multiplies each sample's share of the variables' gradients; null: 1. Gradients by inputs are not weighted. */
  readonly weights: Tensor1D | null;
  /** Null: no gradients by variables are wanted. */
  readonly sink: GradientSink | null;
  readonly wanted: readonly Wanted[];
}

export interface Cost {
  /** Multiply-adds of a forward pass of one sample. */
  readonly macs: number;
  /** Numbers per sample that a training step holds. */
  readonly activations: number;
}

export type Refuse = (what: string) => GraphFault;

// Methods, not properties: an op of narrower attributes stands in the table of all ops.
export interface Op<A extends Attributes = Attributes> {
  /** Whether samples of a batch depend on each other while training. */
  readonly mixesSamples: boolean;
  /** Of an op that mixes samples: it does so within `groups` only. */
  readonly keepsGroups?: true;
  /** Tensors of the forward pass that the backward pass needs. */
  readonly keeps: { readonly inputs: boolean; readonly output: boolean };
  shape(inputs: readonly Shape[], attributes: A, refuse: Refuse): Shape;
  variables(name: string, inputs: readonly Shape[], attributes: A): readonly VariableSpec[];
  /** Training mode. Disposes nothing it is given. */
  forward(context: OpContext<A>, inputs: readonly Tensor[]): Forward;
  /** Inference mode. Disposes nothing it is given. */
  infer(context: OpContext<A>, inputs: readonly Tensor[]): Tensor;
  /** Gradients by the inputs, null where none is wanted; those by variables go to the sink. Disposes nothing it is given. */
  backward(context: OpContext<A>, recorded: Recorded, call: BackwardCall): readonly (Tensor | null)[];
  /** After a step: moving averages follow what the forward pass saw. */
  settle?(context: OpContext<A>, recorded: Forward): void;
  cost(inputs: readonly Shape[], attributes: A, output: Shape): Cost;
  /** Adds its Keras layers; returns the last one's name. */
  keras(node: GraphNode<A>, inputs: readonly string[], model: KerasModel): string;
  /** Adds its ONNX nodes; returns the last value's name. */
  onnx(node: GraphNode<A>, inputs: readonly string[], writer: OnnxWriter): string;
}
