/** A network as an ONNX model for any batch: each op writes its nodes. */
import { onnxModel, type Value } from '../export/onnx/onnx-graph.ts';
import type { Message } from '../export/onnx/protobuf.ts';
import { portShape } from './graph.ts';
import type { Graph } from './node.ts';
import { OnnxWriter, type WeightSource } from './onnx-writer.ts';
import { OPS } from './ops/ops.ts';

/** `metadata` travels in the file, as texts; whoever has only the file needs it to read the rows. */
export function onnxOf(
  graph: Graph,
  about: { readonly appVersion: string; readonly metadata: Readonly<Record<string, string>> },
): Message<WeightSource> {
  const writer = new OnnxWriter(graph);
  const last = new Map<string, string>();
  const valueOf = (name: string): string => last.get(name) ?? name;
  for (const one of graph.nodes) last.set(one.name, OPS[one.op].onnx(one, one.inputs.map(valueOf), writer));
  for (const [port, name] of Object.entries(graph.outputs)) writer.output(valueOf(name), port);
  const value = (name: string): Value => ({ name, shape: ['batch', ...portShape(graph, name)] });
  const inputs = graph.nodes.filter(({ op }) => op === 'input').map(({ name }) => value(name));
  return onnxModel(
    {
      name: graph.name,
      inputs,
      outputs: Object.keys(graph.outputs).map(value),
      nodes: writer.nodes,
      tensors: writer.tensors,
    },
    { producer: 'ECG Pair Studio', version: about.appVersion, metadata: about.metadata },
  );
}

/** [height, width, a, b] → [b, a, height, width]. */
export function kernelForOnnx(values: Float32Array, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const [height = 1, width = 1, outer = 1, inner = 1] = shape;
  const out = new Float32Array(values.length);
  let at = 0;
  for (let b = 0; b < inner; b++) {
    for (let a = 0; a < outer; a++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          out[at] = values[((y * width + x) * outer + a) * inner + b] ?? 0;
          at += 1;
        }
      }
    }
  }
  return out;
}
