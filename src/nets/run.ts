/**
 * Runs a graph: forwards in training or inference mode, and backwards from any outputs. There is no tape: the nodes are the
 * tape, and each op says what its backward pass needs, so that everything else is given back as soon as nobody needs it.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../engine/kernels.ts';
import type { Parameters } from '../engine/parameters.ts';
import { type Graph, GraphFault, type GraphNode } from './node.ts';
import { mixesSamples, nodesFor } from './graph.ts';
import type { GradientSink, OpContext, Recorded, SampleRange, Wanted } from './ops/op.ts';
import { OPS } from './ops/ops.ts';
import { TENSOR_OPS } from './tensor-ops.ts';

/** Tensors by the name of an input, an output or a node. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** Seeds the dropout masks of one step; null: none. */
export type DropoutSeed = { readonly seed: number; readonly step: number } | null;

export interface ForwardOptions {
  /** Nodes whose tensors are wanted besides the outputs. */
  readonly also?: readonly string[];
  /**
   * Batches that lie one behind another, equally large, and do not see each other: one pass for them all. Refused where an op
   * cannot keep them apart.
   */
  readonly groups?: number;
}

/** A forward pass in training mode. Owns its tensors, not its inputs; dispose it after the backward passes. */
export interface Pass {
  /** By name; they stay the pass's. */
  readonly outputs: Tensors;
  readonly dropout: DropoutSeed;
  readonly groups: number;
  readonly records: ReadonlyMap<string, Recorded>;
  dispose(): void;
}

export interface BackwardOptions {
  /** By output: the derivatives to start from. They stay the caller's. */
  readonly seeds: Tensors;
  /**
   * [B]: how each sample counts in the gradients by variables, so that one pass serves two losses; null: 1. Refused where
   * samples mix. Gradients by inputs are not weighted.
   */
  readonly weights?: Tensor1D | null;
  /** Takes the gradients by variables; null: none are taken. */
  readonly sink: GradientSink | null;
  /** Inputs whose gradients are wanted, of all samples or some. */
  readonly wanted?: Readonly<Record<string, 'all' | SampleRange>>;
}

/** A graph with its variables on the current backend. Owns the parameters until `dispose`. */
export class Network {
  readonly graph: Graph;
  readonly kernels: Kernels;
  readonly parameters: Parameters;

  constructor(graph: Graph, kernels: Kernels, parameters: Parameters) {
    this.graph = graph;
    this.kernels = kernels;
    this.parameters = parameters;
  }

  /** Training mode. */
  forward(inputs: Tensors, dropout: DropoutSeed, { also = [], groups = 1 }: ForwardOptions = {}): Pass {
    if (groups !== 1) refuseGroups(this.graph);
    const { nodes, outputs } = this.graph;
    const values = new Map<string, Tensor>();
    const records = new Map<string, Recorded>();
    const kept = new Set([...Object.values(outputs), ...also]);
    for (const node of nodes) {
      if (OPS[node.op].keeps.output) kept.add(node.name);
      if (OPS[node.op].keeps.inputs) for (const name of node.inputs) kept.add(name);
    }
    const owned: Tensor[] = [];
    const release = releaser(nodes, values, kept);
    for (const node of nodes) {
      if (node.op === 'input') {
        values.set(node.name, given(this.graph, node, inputs));
        continue;
      }
      const from = node.inputs.map((name) => valueOf(values, name));
      const made = OPS[node.op].forward(this.#context(node, dropout, groups), from);
      values.set(node.name, made.output);
      owned.push(...made.saved, ...(kept.has(node.name) ? [made.output] : []));
      const inputShapes = from.map(({ shape }) => shape);
      records.set(node.name, { ...made, inputs: OPS[node.op].keeps.inputs ? from : [], inputShapes });
      release(node);
    }
    return {
      outputs: named(outputs, values, also),
      dropout,
      groups,
      records,
      dispose: () => TENSOR_OPS.dispose(owned),
    };
  }

  /**
   * Gradients: by variables into the sink, by wanted inputs returned, which the caller disposes. A pass may be gone back
   * through more than once, as long as the variables have not changed.
   */
  backward(pass: Pass, { seeds, weights = null, sink, wanted = {} }: BackwardOptions): Record<string, Tensor> {
    const { graph } = this;
    if (weights !== null && mixesSamples(graph)) {
      throw new GraphFault(graph.name, 'backward', 'samples mix, so they cannot be weighted apart: go back twice');
    }
    const asked = askedGradients(graph, sink !== null, wanted);
    const received = new Map<string, Gradient[]>();
    const receive = (name: string, tensor: Tensor, isOurs: boolean): void => {
      received.set(name, [...(received.get(name) ?? []), { tensor, isOurs }]);
    };
    for (const [port, seed] of Object.entries(seeds)) receive(graph.outputs[port] ?? port, seed, false);

    for (const node of graph.nodes.toReversed()) {
      const parts = received.get(node.name);
      const recorded = pass.records.get(node.name);
      if (parts === undefined || recorded === undefined) continue;
      received.delete(node.name);
      const gradient = summed(parts);
      const context = this.#context(node, pass.dropout, pass.groups);
      const calls = { dOutput: gradient.tensor, weights, sink, wanted: node.inputs.map((name) => asked(name)) };
      const made = OPS[node.op].backward(context, recorded, calls);
      // An op may hand on what it was given.
      if (gradient.isOurs && !made.includes(gradient.tensor)) gradient.tensor.dispose();
      made.forEach((tensor, i) => {
        const name = node.inputs[i];
        if (tensor !== null && name !== undefined) receive(name, this.#someOf(tensor, asked(name)), true);
      });
    }
    return Object.fromEntries([...received].map(([name, parts]) => [name, summed(parts).tensor]));
  }

  /** After a step: moving averages follow the statistics of the pass. */
  settle(pass: Pass): void {
    for (const node of this.graph.nodes) {
      const recorded = pass.records.get(node.name);
      if (recorded !== undefined) OPS[node.op].settle?.(this.#context(node, null), recorded);
    }
  }

  /** Inference mode, only what some outputs (or nodes) need. The caller disposes the results. */
  infer(inputs: Tensors, outputs: readonly string[] = Object.keys(this.graph.outputs)): Record<string, Tensor> {
    const nodes = nodesFor(this.graph, outputs);
    const values = new Map<string, Tensor>();
    const wanted = new Map(outputs.map((port) => [port, this.graph.outputs[port] ?? port]));
    const release = releaser(nodes, values, new Set(wanted.values()));
    for (const node of nodes) {
      if (node.op === 'input') {
        values.set(node.name, given(this.graph, node, inputs));
        continue;
      }
      const from = node.inputs.map((name) => valueOf(values, name));
      values.set(node.name, OPS[node.op].infer(this.#context(node, null), from));
      release(node);
    }
    return Object.fromEntries([...wanted].map(([port, name]) => [port, valueOf(values, name)]));
  }

  dispose(): void {
    this.parameters.dispose();
  }

  /** Ops that have nothing to spare by it give every sample's gradient: the part that is wanted, in its place. */
  #someOf(gradient: Tensor, wanted: Wanted): Tensor {
    if (typeof wanted === 'string' || gradient.shape[0] === wanted.count) return gradient;
    const some = this.kernels.takeSamples(gradient, wanted.begin, wanted.count, null);
    gradient.dispose();
    return some;
  }

  #context(node: GraphNode, dropout: DropoutSeed, groups = 1): OpContext {
    return { node, kernels: this.kernels, parameters: this.parameters, tensors: TENSOR_OPS, dropout, groups };
  }
}

interface Gradient {
  readonly tensor: Tensor;
  readonly isOurs: boolean;
}

/** All that a node's result received, in one sum. */
function summed(parts: readonly Gradient[]): Gradient {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  const tensor = TENSOR_OPS.sum(parts.map((part) => part.tensor));
  TENSOR_OPS.dispose(parts.filter(({ isOurs }) => isOurs).map((part) => part.tensor));
  return { tensor, isOurs: true };
}

function refuseGroups(graph: Graph): void {
  const mixing = graph.nodes.find(({ op }) => OPS[op].mixesSamples && OPS[op].keepsGroups !== true);
  if (mixing !== undefined) throw new GraphFault(graph.name, mixing.name, 'samples mix, whatever group they are of');
}

function valueOf(values: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${name} is not there any more`);
  return value;
}

function given(graph: Graph, { name, shape }: GraphNode, inputs: Tensors): Tensor {
  const tensor = inputs[name];
  const fits = tensor !== undefined && tensor.shape.slice(1).join() === shape.join();
  if (!fits) throw new GraphFault(graph.name, name, `[B, ${shape.join(', ')}] is needed`);
  return tensor;
}

/** Disposes values behind their last use, but for those that are kept and those that came in. */
function releaser(
  nodes: readonly GraphNode[],
  values: ReadonlyMap<string, Tensor>,
  kept: ReadonlySet<string>,
): (node: GraphNode) => void {
  const inputs = new Set(nodes.filter(({ op }) => op === 'input').map(({ name }) => name));
  const lastUse = new Map<string, string>();
  for (const { name, inputs: from } of nodes) for (const input of from) lastUse.set(input, name);
  return ({ name, inputs: from }) => {
    const done = new Set(from.filter((i) => lastUse.get(i) === name && !kept.has(i) && !inputs.has(i)));
    TENSOR_OPS.dispose([...done].map((input) => valueOf(values, input)));
  };
}

function named(
  outputs: Readonly<Record<string, string>>,
  values: ReadonlyMap<string, Tensor>,
  also: readonly string[],
): Tensors {
  const ports = [...Object.entries(outputs), ...also.map((name) => [name, name] as const)];
  return Object.fromEntries(ports.map(([port, name]) => [port, valueOf(values, name)]));
}

/** Which gradient by a node's result is needed: for the variables before it, or by a wanted input. */
function askedGradients(
  graph: Graph,
  hasSink: boolean,
  wanted: Readonly<Record<string, 'all' | SampleRange>>,
): (name: string) => Wanted {
  const needs = new Map<string, Wanted>();
  for (const { name, op, inputs, params } of graph.nodes) {
    if (op === 'input') needs.set(name, wanted[name] ?? 'none');
    else {
      const isTrained = params.some(({ trainable }) => trainable);
      const isNeeded = (hasSink && isTrained) || inputs.some((input) => needs.get(input) !== 'none');
      needs.set(name, isNeeded ? 'all' : 'none');
    }
  }
  return (name) => needs.get(name) ?? 'none';
}
