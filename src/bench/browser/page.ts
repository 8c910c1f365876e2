/** The benchmark's page: starts the worker as the app does, from a blob, and hands its answer to whoever drives the page. */
import type { BenchOptions } from '../bench-case.ts';
// oxlint-disable-next-line import/default -- Vite makes the address the default export
import workerUrl from './bench.worker.ts?worker&url';

declare global {
  // oxlint-disable-next-line no-var -- the only form in which a global can be declared
  var runCase: (options: BenchOptions) => Promise<unknown>;
}

globalThis.runCase = (options) => {
  const script = `import ${JSON.stringify(new URL(workerUrl, location.href).href)};`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message));
    });
    worker.postMessage(options);
  });
};
