/**
 * A network as plain data: nodes in the order they are computed, each an op with its inputs, attributes and shape. It is
 * stated once, in a recipe or in `predictor/`; running it (`run.ts`), counting it (`cost.ts`), Keras layers
 * (`layers-model.ts`) and ONNX (`export/onnx`) are walks over these nodes. No tfjs here: the page counts with it too.
 */
import type { ExtraSlot } from '../engine/parameters.ts';
import { type Graph, GraphFault, type GraphNode } from './node.ts';
import type { Attributes } from './ops/attributes.ts';
import type { OpName } from './ops/names.ts';
import { OPS } from './ops/ops.ts';
import type { Shape } from './shape.ts';

/** Builds a graph node by node. A node that does not fit its inputs is refused at once, by name. */
export class GraphBuilder {
  readonly #name: string;
  readonly #nodes = new Map<string, GraphNode>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Where something comes in. Returns the name. */
  input(name: string, shape: Shape): string {
    if (!shape.every((n) => Number.isInteger(n) && n > 0)) {
      throw new GraphFault(this.#name, name, `a shape of whole numbers above 0 is needed, not [${shape.join(', ')}]`);
    }
    return this.add('input', name, { shape }, []);
  }

  /** Adds a node and returns its name. */
  add(op: OpName, name: string, attributes: Attributes, inputs: readonly string[]): string {
    if (this.#nodes.has(name)) throw new GraphFault(this.#name, name, 'there is a node of that name');
    const shapes = inputs.map((input) => this.shapeOf(input));
    const rules = OPS[op];
    const fault = (what: string): GraphFault => new GraphFault(this.#name, name, what);
    const shape = rules.shape(shapes, attributes, fault);
    if (!shape.every((n) => Number.isInteger(n) && n > 0)) throw fault(`[${shape.join(', ')}] is no shape`);
    this.#nodes.set(name, { name, op, inputs, attributes, shape, params: rules.variables(name, shapes, attributes) });
    return name;
  }

  /** Rows side by side; one alone is itself. */
  join(name: string, rows: readonly string[]): string {
    const [only, ...more] = rows;
    return only !== undefined && more.length === 0 ? only : this.add('concat', name, {}, rows);
  }

  shapeOf(name: string): Shape {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new GraphFault(this.#name, name, 'there is no node of that name');
    return node.shape;
  }

  /** `outputs`: name of an output → node; `slots`: kept of its trained variables besides Adam's moments. */
  build(outputs: Readonly<Record<string, string>>, slots: readonly ExtraSlot[] = []): Graph {
    for (const node of Object.values(outputs)) this.shapeOf(node);
    const nodes = [...this.#nodes.values()];
    return { name: this.#name, nodes, outputs, slots, variables: nodes.flatMap(({ params }) => params) };
  }
}

export function nodeOf(graph: Graph, name: string): GraphNode {
  const found = graph.nodes.find((node) => node.name === name);
  if (found === undefined) throw new GraphFault(graph.name, name, 'there is no node of that name');
  return found;
}

/** Shape of one sample of an input or of an output. */
export function portShape(graph: Graph, port: string): Shape {
  return nodeOf(graph, graph.outputs[port] ?? port).shape;
}

/** The nodes that some outputs need, in order. */
export function nodesFor(graph: Graph, outputs: readonly string[]): readonly GraphNode[] {
  const needed = new Set(outputs.map((output) => graph.outputs[output] ?? output));
  for (const node of graph.nodes.toReversed()) {
    if (needed.has(node.name)) for (const input of node.inputs) needed.add(input);
  }
  return graph.nodes.filter(({ name }) => needed.has(name));
}

/** Whether a sample's result depends on the other samples of its batch while training. */
export function mixesSamples(graph: Graph): boolean {
  return graph.nodes.some(({ op }) => OPS[op].mixesSamples);
}
