/** The random numbers that a picture is made from: as many as its generator takes, each a standard normal number. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { Rng } from '../../core/rng.ts';
import type { Graph } from '../../nets/node.ts';

/** Inputs besides the row, in the order in which they take their numbers. */
const NAMES = ['noise', 'clock', 'wander', 'texture'] as const;

function lengthsOf(graph: Graph): readonly (readonly [name: string, length: number])[] {
  return NAMES.flatMap((name) => {
    const node = graph.nodes.find((one) => one.op === 'input' && one.name === name);
    return node === undefined ? [] : [[name, node.shape[0] ?? 0] as const];
  });
}

/** One [batch, length] a random input; the numbers of sample i are those of its own sequence. */
export function randomInputs(graph: Graph, sequences: readonly Rng[], batch: number): Record<string, Tensor2D> {
  const lengths = lengthsOf(graph);
  const all = lengths.map(([, length]) => new Float32Array(batch * length));
  sequences.forEach((rng, i) => {
    lengths.forEach(([, length], k) => all[k]?.set(rng.normals(length), i * length));
  });
  return Object.fromEntries(
    lengths.map(([name, length], k) => [name, tf.tensor2d(all[k] ?? new Float32Array(0), [batch, length])]),
  );
}
