/**
 * Everything that training has learned, as named arrays: weights and moving averages of all networks, and what else is kept
 * of each trained variable (Adam's moments, an average of the weights). Read and written in pieces, so that 1.4 GB never lie in memory a second time.
 *
 * Names are `<network>/<slot>/<variable>`, e.g. `generator/m/trunk/kernel`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Parameter, type Slot, SLOTS } from '../engine/kernels.ts';
import { extraSlots } from '../engine/parameters.ts';
import type { Graph } from '../nets/node.ts';
import type { Graphs } from '../recipes/recipe.ts';
import { elementCount, type VariableSpec } from '../core/variable-spec.ts';
import type { JointGan } from './joint-gan.ts';
import { stateName } from './state-names.ts';

/** Numbers of one piece: 8 MiB. */
const PIECE_LENGTH = 2 ** 21;

/** The arrays of one variable. */
export function slotsOf(spec: VariableSpec, { slots }: Graph): readonly Slot[] {
  return ['value', ...extraSlots(spec, slots)];
}

/** Names of all arrays of a recipe's networks, with their shapes. */
export function stateShapes(graphs: Graphs): { readonly name: string; readonly shape: readonly number[] }[] {
  return Object.entries(graphs).flatMap(([network, graph]) =>
    graph.variables.flatMap((spec) =>
      slotsOf(spec, graph).map((slot) => ({ name: stateName(network, slot, spec.name), shape: spec.shape })),
    ),
  );
}

/** Bytes of all arrays together. */
export function stateBytes(graphs: Graphs): number {
  return stateShapes(graphs).reduce((sum, { shape }) => sum + 4 * elementCount(shape), 0);
}

/**
 * The numbers of a tensor, piece by piece, as little-endian f32. Every piece is read from a copy of its own: tfjs keeps
 * what it has read of a tensor for as long as the tensor lives.
 */
export async function* tensorPieces(
  tensor: Tensor,
  length: number = PIECE_LENGTH,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = 0; at < tensor.size; at += length) {
    const piece = tf.tidy(() =>
      tf.slice(tf.reshape(tensor, [tensor.size]), [at], [Math.min(length, tensor.size - at)]),
    );
    try {
      // Copied: on some backends what is read is the tensor's own memory.
      yield new Uint8Array(Float32Array.from(await piece.data<'float32'>()).buffer);
    } finally {
      piece.dispose();
    }
  }
}

/** All numbers of a tensor, as little-endian f32, without a second copy that lives as long as the tensor. */
export async function tensorBytes(tensor: Tensor): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(4 * tensor.size);
  let at = 0;
  for await (const piece of tensorPieces(tensor)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The arrays of a variable in the order of `SLOTS`. */
export function slotEntries({ value, slots }: Parameter): [Slot, Tensor][] {
  const arrays: Partial<Record<Slot, Tensor>> = { value, ...slots };
  return SLOTS.flatMap((slot): [Slot, Tensor][] => {
    const tensor = arrays[slot];
    return tensor === undefined ? [] : [[slot, tensor]];
  });
}

/** All arrays in a fixed order. */
export function* stateSections(gan: JointGan): Generator<{
  readonly name: string;
  readonly pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
}> {
  for (const [network, { parameters }] of Object.entries(gan.networks)) {
    for (const parameter of parameters.all()) {
      for (const [slot, tensor] of slotEntries(parameter)) {
        yield { name: stateName(network, slot, parameter.name), pieces: tensorPieces(tensor) };
      }
    }
  }
}
