/** The benchmark's page: starts a worker as the app does, from a blob, and hands its answers to whoever drives the page. */
import type { BenchOptions } from '../bench-case.ts';
import type { ExportAnswer, ExportOptions, ExportPart } from '../export-case.ts';
// oxlint-disable-next-line import/default -- Vite makes the address the default export
import workerUrl from './bench.worker.ts?worker&url';
// oxlint-disable-next-line import/default -- as above
import exportWorkerUrl from './export.worker.ts?worker&url';

declare global {
  // oxlint-disable-next-line no-var -- the only form in which a global can be declared
  var runCase: (options: BenchOptions) => Promise<unknown>;
  // oxlint-disable-next-line no-var -- as above
  var runExport: (options: ExportOptions) => Promise<unknown>;
  // oxlint-disable-next-line no-var -- as above
  var archiveDone: ((archives: number) => void) | undefined;
  // oxlint-disable-next-line no-var -- as above
  var exportBegins: ((part: ExportPart) => void) | undefined;
}

/** Asks a worker once. `isLast`: the answer that ends it; the others are only heard. */
function ask(address: string, options: unknown, isLast: (answer: unknown) => boolean): Promise<unknown> {
  const script = `import ${JSON.stringify(new URL(address, location.href).href)};`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isLast(data)) return;
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message));
    });
    worker.postMessage(options);
  });
}

globalThis.runCase = (options) => ask(workerUrl, options, () => true);

globalThis.runExport = (options) =>
  ask(exportWorkerUrl, options, (data) => {
    const answer = data as ExportAnswer;
    if ('begins' in answer) globalThis.exportBegins?.(answer.begins);
    else if ('archives' in answer) globalThis.archiveDone?.(answer.archives);
    else return true;
    return false;
  });
