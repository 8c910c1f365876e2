/**
 * Starts tfjs's wasm backend from files of our own origin, and our kernels with as many threads as help.
 * Threads share out the outputs of a product, never a sum: results are the same to the last bit with any number of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { absolute } from './absolute-url.ts';
import { loadOwnModule } from './own-module.ts';
import { hasFusedMultiplyAdd } from './relaxed-simd.ts';
import { wasmMemory } from './wasm-heap.ts';

/** More were not faster: what is not a product runs on one thread. */
const MOST_THREADS = 4;

export interface WasmStart {
  /** Of our kernels; more than one needs a cross-origin isolated page. */
  readonly threads?: number;
  /** Whether products and sums are one instruction; by default where the processor has it. The last bits depend on it. */
  readonly isRelaxed?: boolean;
}

/** One thread for every two logical processors, which usually share one arithmetic unit; two for two, which may be cores. */
export function suitableThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  const processors = navigator.hardwareConcurrency;
  return Math.min(MOST_THREADS, processors, Math.max(2, Math.floor(processors / 2)));
}

/** Makes `wasm` the current backend. Rejects where WebAssembly is not available. */
export async function startWasm({
  threads = suitableThreads(),
  isRelaxed = hasFusedMultiplyAdd(),
}: WasmStart = {}): Promise<void> {
  if (threads > 1) {
    const { makeThreadedBackend } = await import('./threaded-wasm.ts');
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', () => makeThreadedBackend(), 2);
  } else {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': absolute(plainUrl),
      'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
    });
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend did not start');
  await loadOwnModule(wasmMemory(), { threads, isRelaxed });
}
