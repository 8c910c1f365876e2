/**
 * Starts tfjs's wasm backend from files of our own origin. Threads are for the caller to decide: see `threads`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';

export interface WasmStart {
  /** Threads for matrix products and convolutions; more than one needs a cross-origin isolated page. */
  readonly threads: number;
}

/** Absolute, because a worker started from a blob has no address that a relative one could start from. */
function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}

/** Makes `wasm` the current backend. Rejects where WebAssembly is not available. */
export async function startWasm({ threads }: WasmStart = { threads: 1 }): Promise<void> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plainUrl),
    'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
  });
  if (threads > 1) setThreadsCount(threads);
  else tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend did not start');
}
