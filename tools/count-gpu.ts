/** What a page's worker gives to the GPU, counted from outside: works on every build of ours, since it is loaded before it. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import type { GpuCounts } from '../src/engine/webgpu/gpu-counters.ts';

const ENTRY = fileURLToPath(new URL('../src/bench/browser/count-gpu.ts', import.meta.url));

/** The counter as one module. */
async function counterModule(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2023', lib: { entry: ENTRY, formats: ['es'], fileName: 'count-gpu' } },
  });
  for (const { output } of [built].flat().filter((part) => 'output' in part)) {
    for (const part of output) if (part.type === 'chunk') return part.code;
  }
  throw new Error('the counter could not be built');
}

/** To be called before the app is opened. `countOnly`: nothing is computed. */
export async function countOnPage(page: Page, countOnly: boolean): Promise<void> {
  const code = await counterModule();
  // As text: a function would be sent with the names that tsx gives to what is in it, and they exist here only.
  await page.addInitScript(`{
    const blobOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const counter = blobOf(${JSON.stringify(code)}) + ${JSON.stringify(countOnly ? '#countOnly' : '')};
    const importing = (url) => 'import ' + JSON.stringify(String(url)) + ';';
    window.Worker = class extends window.Worker {
      constructor(url, options) {
        super(blobOf(importing(counter) + importing(url)), options);
      }
    };
  }`);
}

/** Since the device was opened. Throws when none was. */
export async function readCounts(page: Page): Promise<GpuCounts> {
  for (const worker of page.workers()) {
    const counts = await worker.evaluate<GpuCounts | null>("'gpuCounts' in globalThis ? gpuCounts() : null");
    if (counts !== null) return counts;
  }
  throw new Error('no worker has opened a GPU');
}
