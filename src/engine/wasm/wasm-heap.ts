/**
 * The numbers of tensors on tfjs's wasm backend as arrays, without copying: its tensors lie in WebAssembly memory.
 * An array is valid until the next allocation, which may move that memory: make all tensors first, then ask for arrays.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

export function wasmBackend(): BackendWasm {
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('The current backend is not wasm');
  return backend;
}

/** What Emscripten keeps of an instance: all that it exports, or, with threads, the memory that was made for it. */
interface Instance {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  readonly wasmMemory?: WebAssembly.Memory;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
}

/** What tfjs's types leave out of its module. */
function instance(): Instance {
  return wasmBackend().wasm as unknown as Instance;
}

export function wasmMemory(): WebAssembly.Memory {
  const { asm, wasmMemory: shared } = instance();
  const memory = shared ?? asm?.memory;
  if (memory === undefined) throw new Error('The memory of the wasm backend cannot be found');
  return memory;
}

/** The address of so many bytes from tfjs's allocator, which may make the memory larger; 0 where there is no room. */
export function allocate(bytes: number): number {
  // Beyond 2 GiB an address looks negative.
  // oxlint-disable-next-line eslint/no-underscore-dangle -- Emscripten's name
  return instance()._malloc(bytes) >>> 0;
}

export function free(address: number): void {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- as above
  instance()._free(address);
}

/** A new f32 tensor with whatever numbers the memory held. */
export function newTensor<T extends Tensor>(shape: readonly number[]): T {
  const backend = wasmBackend();
  const { dataId } = backend.makeOutput([...shape], 'float32');
  return tf.engine().makeTensorFromDataId(dataId, [...shape], 'float32', backend) as T;
}

export function newLike<T extends Tensor>(x: T): T {
  return newTensor<T>(x.shape);
}

/** The numbers of `x`, for reading and, in tensors of one's own, for writing. */
export function floats(x: Tensor): Float32Array {
  return wasmBackend().typedArrayFromHeap(x) as Float32Array;
}

/** Whether another tensor shares the memory of `x`, so that `x` must not be written to. */
export function isShared(x: Tensor): boolean {
  return wasmBackend().refCount(x.dataId) > 1;
}

/**
 * To be called when the numbers of `x` were changed in place. XNNPACK keeps a packed copy of every matrix and filter it
 * has seen, by the tensor's number, and drops it when that tensor goes: so it goes, and comes back at the same place.
 */
export function forgetPacked(x: Tensor): void {
  const { dataIdMap, wasm } = wasmBackend();
  const { id, memoryOffset } = dataIdMap.get(x.dataId);
  wasm.tfjs.disposeData(id);
  wasm.tfjs.registerTensor(id, x.size, memoryOffset);
}
