/** `npm run bench -- --export PAIRS`: how fast pairs are made, and what of it is the network, the JPEGs and rows, and all the rest. */
import { chromium } from 'playwright';
import type { ExportAnswer, ExportOptions, ExportPart } from '../src/bench/export-case.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { memoryMb, processorMs } from './process-memory.ts';

/** Pairs whose pictures the measurements of one part alone hold in memory. */
const MOST_SAMPLED = 4000;
/** Processors that the sum of what a pair takes is set against. */
const CORES = 2;

/** An export in a browser of its own, with the memory of all its processes after each archive and the processor time of each part. */
export async function benchExport(
  url: string,
  { backend, preset, threads, pairs }: Omit<ExportOptions, 'sampleOf'>,
  { software, json }: { readonly software: boolean; readonly json: boolean },
): Promise<void> {
  const server = await chromium.launchServer({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software }),
    timeout: 60_000,
  });
  const pid = server.process().pid ?? 0;
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    const memory: (number | null)[] = [];
    await page.exposeFunction('archiveDone', (archives: number) => {
      if (archives > 0) memory.push(memoryMb(pid));
    });
    const begins = new Map<ExportPart, number | null>();
    await page.exposeFunction('exportBegins', (part: ExportPart) => void begins.set(part, processorMs(pid)));
    await page.goto(url);
    await page.waitForFunction('"runExport" in globalThis');
    const options: ExportOptions = { backend, preset, threads, pairs, sampleOf: Math.min(pairs, MOST_SAMPLED) };
    const answer = await page.evaluate<ExportAnswer>(`runExport(${JSON.stringify(options)})`);
    if ('error' in answer) throw new Error(answer.error);
    if (!('rates' in answer)) throw new Error('the export gave no rates');
    const { sampling, jpeg, whole, bytes, ...about } = answer.rates;
    const share = whole / Math.min(sampling, jpeg);
    const taken = (from: ExportPart, to: ExportPart, of: number): number | null => {
      const [start, end] = [begins.get(from) ?? null, begins.get(to) ?? null];
      return start === null || end === null ? null : (end - start) / of;
    };
    /** Milliseconds of the processor a pair. */
    const processor = {
      sampling: taken('sampling', 'jpeg', options.sampleOf),
      jpeg: taken('jpeg', 'whole', options.sampleOf),
      whole: taken('whole', 'sampling again', pairs),
    };
    const attainable = processor.whole === null ? null : (1000 * CORES) / processor.whole;
    if (json) {
      const rates = { sampling, jpeg, whole, share, bytes };
      console.log(
        JSON.stringify({ case: preset, backend, ...about, pairs, ...rates, processor, attainable, memoryMb: memory }),
      );
      return;
    }
    const { adapter, lanes } = about;
    const rate = (n: number): string => `${n.toFixed(0)} a second`;
    const ms = (n: number | null): string => (n === null ? '–' : n.toFixed(3));
    const of = `${preset} on ${backend}${adapter === null ? '' : ` (${adapter})`}`;
    console.log(`${pairs} pairs, ${of}, threads of the kernels: ${about.threads}, writers of JPEGs and rows: ${lanes}`);
    console.log(
      `  network alone ${rate(sampling)}, JPEGs and rows alone ${rate(jpeg)}, whole export ${rate(whole)}: ${(100 * share).toFixed(0)} % of the slower part`,
    );
    console.log(
      `  the browser's processor time a pair, ms: network ${ms(processor.sampling)}, JPEGs and rows ${ms(processor.jpeg)}, whole ${ms(processor.whole)}` +
        (attainable === null
          ? ''
          : `; ${CORES} cores could make ${rate(attainable)}, of which these are ${((100 * whole) / attainable).toFixed(0)} %`),
    );
    console.log(
      `  ${(bytes / 1e6).toFixed(0)} MB in archives; memory after each archive, MB: ${memory.map((mb) => mb ?? '–').join(' ')}`,
    );
  } finally {
    await server.close();
  }
}
