// oxlint-disable-next-line typescript/triple-slash-reference -- other folders compile this file without that one
/// <reference path="./wasm-out.d.ts" />
/**
 * tfjs's wasm backend as it is built for threads. tfjs's own start hands its threads the text of a function, which a minifier has
 * changed so that it refers to what the threads do not have (tfjs 4.22, "e is not defined"); here they load the file itself.
 */
import { BackendWasm, setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import factory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import scriptUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?url';
import { absolute } from './absolute-url.ts';
import { wasmWorkerContents } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';

type WrappedFunction = (...numbers: number[]) => number;

/** Emscripten's way to a compiled function; its types leave it out. */
type ThreadedModule = Awaited<ReturnType<typeof factory>> & {
  readonly cwrap: (name: string, returns: 'number' | null, parameters: readonly 'number'[]) => WrappedFunction;
};

/** tfjs keeps the source with its line ends interpreted once too often. */
const threadSource = wasmWorkerContents.replaceAll('\n', '\\n');

/** The functions of the module under the names that `BackendWasm` calls. */
function interfaceOf(module: ThreadedModule): ThreadedModule['tfjs'] {
  return {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
}

/**
 * With memory that threads share, for those of our own. tfjs's stay at one: what it still computes is little, and on busy cores its threads
 * wait for each other. Rejects where the page is not cross-origin isolated or the policy forbids workers from blobs.
 */
export async function makeThreadedBackend(): Promise<BackendWasm> {
  const module = (await factory({
    mainScriptUrlOrBlob: absolute(scriptUrl),
    locateFile: (path) =>
      path.endsWith('.worker.js')
        ? URL.createObjectURL(new Blob([threadSource], { type: 'text/javascript' }))
        : absolute(threadedUrl),
  })) as ThreadedModule;
  module.tfjs = interfaceOf(module);
  setThreadsCount(1);
  return new BackendWasm(module);
}
