/**
 * Our own WebAssembly (`src/assembly`), working in the memory of tfjs's: tensors are read and written where they lie. It allocates
 * nothing, keeps nothing and never makes the memory larger, which only tfjs may do; what it needs besides, callers take from tfjs.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import plainUrl from './kernels.wasm?url&no-inline';
import relaxedUrl from './kernels-relaxed.wasm?url&no-inline';
import relaxedSharedUrl from './kernels-relaxed-shared.wasm?url&no-inline';
import sharedUrl from './kernels-shared.wasm?url&no-inline';
import { absolute } from './absolute-url.ts';
import type { OwnModule } from './own-functions.ts';
import { KernelThreads } from './kernel-threads.ts';
import { type JobKind, MOST_PARTS, runPart } from './shared-work.ts';
import { wasmBackend, wasmMemory } from './wasm-heap.ts';
import { forgetWorkSpace } from './work-space.ts';

let loaded: OwnModule | null = null;
let threads: KernelThreads | null = null;

/** Of our module: how many threads, and whether the one with relaxed SIMD. */
export interface ModuleChoice {
  readonly threads: number;
  readonly isRelaxed: boolean;
}

/** To be called whenever tfjs's backend has started, with its memory, which must be shared for more than one thread. */
export async function loadOwnModule(
  memory: WebAssembly.Memory,
  { threads: count, isRelaxed }: ModuleChoice,
): Promise<void> {
  threads?.end();
  threads = null;
  forgetWorkSpace();
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const [plain, shared] = isRelaxed ? [relaxedUrl, relaxedSharedUrl] : [plainUrl, sharedUrl];
  const response = await fetch(absolute(isShared ? shared : plain));
  if (!response.ok) throw new Error(`The kernels' file cannot be loaded (${response.status})`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  loaded = instance.exports as unknown as OwnModule;
  if (isShared && count > 1) threads = new KernelThreads(count - 1, loaded, { module, memory });
}

/** Products below which another thread costs more than it saves: a seventh of a millisecond. */
const FEW_PRODUCTS = 2 ** 22;
/** Parts a thread takes on average, so that one that is held up holds up little. */
const PARTS_A_THREAD = 4;

/** Into how many parts work of so many products is best cut; 1 where there is nobody to share it with, or sharing loses now. */
export function suitableParts(products: number, most: number): number {
  if (threads === null || products < FEW_PRODUCTS || !threads.isWorthIt()) return 1;
  return Math.min(MOST_PARTS, most, threads.count * PARTS_A_THREAD);
}

/** Parts that threads other than this one have taken so far. */
export function partsOfOthers(): number {
  return threads?.partsOfOthers ?? 0;
}

/** Floats of a job's numbers. */
export const JOB = 16;

/** Runs a kernel with these numbers in parts, on all threads; `job` is the address of `JOB` floats. */
export function shareOut(kind: JobKind, job: number, numbers: readonly number[], parts: number): void {
  if (threads === null) throw new Error('There are no threads');
  new Int32Array(wasmMemory().buffer, job, JOB).set(numbers);
  threads.run(kind, job, parts);
}

/** The same of a kernel that comes in parts even for one thread; on all of them where it is worth it. */
export function runParts(
  kind: JobKind,
  job: number,
  numbers: readonly number[],
  { parts, products }: { readonly parts: number; readonly products: number },
): void {
  if (suitableParts(products, parts) > 1 && parts <= MOST_PARTS) {
    shareOut(kind, job, numbers, parts);
    return;
  }
  new Int32Array(wasmMemory().buffer, job, JOB).set(numbers);
  const own = ownModule();
  for (let part = 0; part < parts; part++) runPart(own, kind, job, part);
}

export function ownModule(): OwnModule {
  if (loaded === null) throw new Error('The kernels were not loaded');
  return loaded;
}

/** Where the numbers of `x` begin, in bytes. */
export function addressOf(x: Tensor): number {
  return wasmBackend().dataIdMap.get(x.dataId).memoryOffset;
}
