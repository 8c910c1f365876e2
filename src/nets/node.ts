/** A node, and the graph of all of them: plain data, built by `graph.ts`. */
import type { VariableSpec } from '../core/variable-spec.ts';
import type { ExtraSlot } from '../engine/parameters.ts';
import type { Attributes } from './ops/attributes.ts';
import type { OpName } from './ops/names.ts';
import type { Shape } from './shape.ts';

export interface GraphNode<A extends Attributes = Attributes> {
  /** Different from every other node's; its variables are called `<name>/<part>`. */
  readonly name: string;
  readonly op: OpName;
  /** Names of earlier nodes. */
  readonly inputs: readonly string[];
  readonly attributes: A;
  /** Of the result, of one sample. */
  readonly shape: Shape;
  /** Its variables, in order. */
  readonly params: readonly VariableSpec[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** Name of an output → the node that gives it. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What is kept of a trained variable besides its value and Adam's moments. */
  readonly slots: readonly ExtraSlot[];
  /** All variables in the order of the nodes: the order of files, hashes and initial random numbers. */
  readonly variables: readonly VariableSpec[];
}

/** Another program's files have nothing for the op of a node: plain English, for whoever asked for such a file. */
export class NotPortable extends Error {
  constructor(node: string, why: string) {
    super(`${node}: ${why}`);
    this.name = 'NotPortable';
  }
}

/** What does not fit, at which node: a fault of whoever wrote the graph, so plain English. */
export class GraphFault extends Error {
  constructor(graph: string, node: string, what: string) {
    super(`${graph}, ${node}: ${what}`);
    this.name = 'GraphFault';
  }
}
