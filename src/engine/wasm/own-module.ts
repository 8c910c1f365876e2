/**
 * Our own WebAssembly (`src/assembly`), working in the memory of tfjs's: tensors are read and written where they lie. It allocates
 * nothing, keeps nothing and never makes the memory larger, which only tfjs may do; what it needs besides, callers take from tfjs.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import plainUrl from './kernels.wasm?url&no-inline';
import sharedUrl from './kernels-shared.wasm?url&no-inline';
import { absolute } from './absolute-url.ts';
import { newTensor, wasmBackend } from './wasm-heap.ts';

type Six = [number, number, number, number, number, number];
type Eight = [...Six, number, number];
type Thirteen = [...Eight, number, number, number, number, number];

/** Addresses are bytes; what each number is, the functions in `src/assembly` say. */
export interface OwnModule {
  readonly padPicture: (...numbers: [...Eight, number, number]) => void;
  readonly packFilter: (...numbers: [...Thirteen, number]) => void;
  readonly packFew: (...numbers: [...Thirteen, number]) => void;
  readonly packGradient: (...numbers: Six) => void;
  readonly unpackGradient: (sums: number, to: number, taps: number, run: number, outputs: number) => void;
  /** Returns the groups of four places. */
  readonly layPlaces: (...numbers: Thirteen) => number;
  readonly convolve: (...numbers: Eight) => void;
  readonly convolveFew: (...numbers: Eight) => void;
  readonly filterGradient: (...numbers: Thirteen) => void;
}

let loaded: OwnModule | null = null;

/** To be called whenever tfjs's backend has started, with its memory. */
export async function loadOwnModule(memory: WebAssembly.Memory): Promise<void> {
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const response = await fetch(absolute(isShared ? sharedUrl : plainUrl));
  if (!response.ok) throw new Error(`The kernels' file cannot be loaded (${response.status})`);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), { env: { memory } });
  loaded = instance.exports as unknown as OwnModule;
}

export function ownModule(): OwnModule {
  if (loaded === null) throw new Error('The kernels were not loaded');
  return loaded;
}

/** Where the numbers of `x` begin, in bytes. */
export function addressOf(x: Tensor): number {
  return wasmBackend().dataIdMap.get(x.dataId).memoryOffset;
}

/** Calls `work` with the addresses of blocks of so many floats each, which are gone afterwards. */
export function withBlocks<T>(sizes: readonly number[], work: (...addresses: readonly number[]) => T): T {
  const block = newTensor<Tensor>([
    Math.max(
      1,
      sizes.reduce((sum, size) => sum + size, 0),
    ),
  ]);
  try {
    let at = addressOf(block);
    const addresses = sizes.map((size) => {
      at += 4 * size;
      return at - 4 * size;
    });
    return work(...addresses);
  } finally {
    tf.dispose(block);
  }
}
