/** Kernels as functions of arrays: what they read and make, and whoever has the arrays. */
import type { Tensor } from '@tensorflow/tfjs-core';

/** Tensors by name, and their numbers by the same names. */
export type Named<K extends string, T> = Readonly<Record<K, T>>;

/** What an operation reads, the shapes of what it makes (unwritten), and how. */
export interface ArrayCall<I extends string, O extends string> {
  readonly inputs: Named<I, Tensor>;
  readonly outputs: Named<O, readonly number[]>;
  readonly compute: (inputs: Named<I, Float32Array>, outputs: Named<O, Float32Array>) => void;
}

export type ArrayRun = <I extends string, O extends string>(call: ArrayCall<I, O>) => Named<O, Tensor>;

/** An object with the same keys. */
export function mapped<K extends string, A, B>(from: Named<K, A>, of: (value: A) => B): Named<K, B> {
  return Object.fromEntries(Object.entries<A>(from).map(([key, value]) => [key, of(value)])) as Named<K, B>;
}
