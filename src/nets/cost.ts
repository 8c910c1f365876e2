/** What one adversarial training step of a generator and its critics takes, counted from their graphs. */
import { countParameters, elementCount } from '../core/variable-spec.ts';
import type { Graph } from './node.ts';
import { OPS } from './ops/ops.ts';

export interface TrainingCost {
  /** Weights, both Adam moments and what else is kept of a variable, which are always resident. */
  readonly stateBytes: number;
  /** A step's activations and gradients at their peak, an upper estimate. */
  readonly workBytes: number;
  /** The largest single buffer. */
  readonly largestBufferBytes: number;
  /** Floating-point operations of one step (2 per multiply-add, borders not subtracted). */
  readonly stepFlop: number;
}

interface GraphCost {
  /** Multiply-adds of a forward pass of one sample. */
  readonly macs: number;
  /** Numbers that a training step holds of one sample, and the most that one node gives. */
  readonly activations: number;
  readonly widest: number;
}

function graphCost(graph: Graph): GraphCost {
  const shapes = new Map(graph.nodes.map(({ name, shape }) => [name, shape]));
  let [macs, activations, widest] = [0, 0, 0];
  for (const { op, inputs, attributes, shape } of graph.nodes) {
    const cost = OPS[op].cost(
      inputs.map((name) => shapes.get(name) ?? []),
      attributes,
      shape,
    );
    macs += cost.macs;
    activations += cost.activations;
    widest = Math.max(widest, elementCount(shape));
  }
  return { macs, activations, widest };
}

/**
 * `generator` makes a batch, each of the `critics` judges it beside as many real samples in one pass. The backend may add its
 * own overhead.
 */
export function trainingCost(generator: Graph, critics: readonly Graph[], batch: number): TrainingCost {
  const all = [generator, ...critics].flatMap(({ variables }) => variables);
  const largestVariable = Math.max(...all.map(({ shape }) => elementCount(shape)));
  const [g, ...ds] = [graphCost(generator), ...critics.map(graphCost)];
  const widest = Math.max(g.widest, ...ds.map((d) => 2 * d.widest));
  // Adam's moments, and what a graph keeps besides.
  const kept = [generator, ...critics].reduce(
    (sum, { variables, slots }) => sum + (2 + slots.length) * countParameters(variables, 'trainable'),
    0,
  );
  const total = (of: 'macs' | 'activations'): number => ds.reduce((sum, d) => sum + d[of], 0);
  return {
    stateBytes: 4 * (countParameters(all) + kept),
    workBytes: 4 * (batch * (g.activations + 2 * total('activations')) + largestVariable + 3 * batch * widest),
    largestBufferBytes: 4 * Math.max(largestVariable, batch * widest),
    // Forward, input gradient and filter gradient: 3 × G on the fakes, 3 × each critic on real and fake together.
    stepFlop: 2 * batch * (3 * g.macs + 6 * total('macs')),
  };
}
