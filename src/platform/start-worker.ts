/**
 * Starts the studio worker from a blob, which inherits the page's content security policy; a worker loaded from a URL
 * would not be bound by the policy in the page's `<meta>` tag. The blob first loads the sent-bytes meter, then the worker.
 * Messages posted before the modules have loaded wait in the worker's queue.
 */
// The bundler makes the default exports: the addresses of the built files.
// oxlint-disable-next-line import/default
import workerUrl from '../worker/studio.worker.ts?worker&url';
// oxlint-disable-next-line import/default
import meterUrl from './sent-meter.worker.ts?worker&url';

export function startWorker(): Worker {
  const imports = [meterUrl, workerUrl].map((url) => `import ${JSON.stringify(new URL(url, document.baseURI).href)};`);
  const url = URL.createObjectURL(new Blob(imports, { type: 'text/javascript' }));
  return new Worker(url, { type: 'module', name: 'studio' });
}
