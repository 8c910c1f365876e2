/**
 * A network as a TensorFlow.js LayersModel made of standard Keras layers, for `model.zip`: topology only. One that Keras has no
 * layers for is saved as its graph, which only this program reads. Weights are found by
 * name; ours are already called as Keras would call them (`image_1/kernel`, `trunk_norm/gamma` …).
 */
import { resultSlot } from './averaged-weights.ts';
import { type Graph, NotPortable } from './node.ts';
import { type Json, KerasModel } from './keras-model.ts';
import { OPS } from './ops/ops.ts';
import type { Slot } from '../engine/kernels.ts';
import type { VariableSpec } from '../core/variable-spec.ts';

/** Inputs and outputs in the order of the graph. */
export function kerasTopology(graph: Graph): Json {
  const model = new KerasModel();
  const last = new Map<string, string>();
  const layerOf = (node: string): string => last.get(node) ?? node;
  for (const node of graph.nodes) last.set(node.name, OPS[node.op].keras(node, node.inputs.map(layerOf), model));
  return model.topology(graph.name, Object.values(graph.outputs).map(layerOf));
}

/**
 * Where `model.zip` has a slot of a variable; all but what the layers compute with lie apart from them. `isApart`: the layers
 * compute with the weights of an earlier epoch, so that nothing of this one is theirs.
 */
export function slotFile(graph: Graph, network: string, slot: Slot, spec: VariableSpec, isApart = false): string {
  const file = weightFile(spec.name);
  return slot === resultSlot(graph, spec) && !isApart ? `${network}/${file}` : `optimizer/${network}/${slot}.${file}`;
}

/** The file that holds one variable: little-endian f32, row-major. */
export function weightFile(name: string): string {
  return `${name.replaceAll('/', '.')}.bin`;
}

/** What `model.json` says of the layers: Keras layers, or where Keras has none for an op, the graph itself. */
export function layersOf(graph: Graph): { readonly modelTopology: Json } | { readonly graph: Json } {
  try {
    return { modelTopology: kerasTopology(graph) };
  } catch (error) {
    if (!(error instanceof NotPortable)) throw error;
    const { name, nodes, outputs, slots } = graph;
    return { graph: JSON.parse(JSON.stringify({ name, nodes, outputs, slots })) as Json };
  }
}

/** `model.json`: its layers and one weight group a variable, so that no file needs another to be read. */
export function modelJson(graph: Graph): { readonly [key: string]: Json } {
  const layers = layersOf(graph);
  return {
    format: 'graph' in layers ? 'ecg-pair-studio/graph' : 'layers-model',
    generatedBy: 'ECG Pair Studio',
    convertedBy: null,
    ...layers,
    weightsManifest: graph.variables.map(({ name, shape }) => ({
      paths: [weightFile(name)],
      weights: [{ name, shape: [...shape], dtype: 'float32' }],
    })),
  };
}
