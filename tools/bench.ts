/**
 * `npm run bench`: a training step of ours beside stock TensorFlow.js on the same backend, in headless Chrome; or, with
 * `--export`, how fast pairs are made; or, with `--table`, how fast a table is read; or, with `--against`, beside another build; or, with
 * `--rival`, beside another program.
 * `--help` lists the options; `docs/performance.md` says what came out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import type { BenchAnswer, BenchOptions } from '../src/bench/bench-case.ts';
import { describeResult, parseCommandLine, USAGE } from '../src/bench/bench-options.ts';
import { benchAgainst } from './bench-against.ts';
import { benchExport } from './bench-export.ts';
import { benchRival } from './rivals/bench-rival.ts';
import { benchPictures } from './bench-pictures.ts';
import { benchRecords } from './bench-records.ts';
import { benchRows } from './bench-rows.ts';
import { benchTable } from './bench-table.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';

const benchFolder = fileURLToPath(new URL('../src/bench', import.meta.url));

/** Those of the app: isolation for WebAssembly threads, and its content security policy. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src 'self' blob:; connect-src 'self'; img-src 'self' blob: data:",
};

/** Builds the page into `outDir` as the app is built: minified, in chunks, the worker as ES modules. */
async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(benchFolder, 'browser'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
  });
}

/** One ES module that Node runs with the package `webgpu` beside it. */
async function buildNodeProgram(file: string): Promise<void> {
  await build({
    configFile: false,
    root: benchFolder,
    logLevel: 'error',
    // Without this Vite takes the browser's version of a package, which expects a page.
    ssr: { noExternal: true, external: ['webgpu'], target: 'node' },
    build: {
      ssr: join(benchFolder, 'node', 'main.ts'),
      outDir: dirname(resolve(file)),
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        external: ['webgpu'],
        output: { format: 'es', entryFileNames: basename(file), codeSplitting: false },
      },
    },
  });
}

/** Runs one case in a browser of its own. */
async function runCase(url: string, options: BenchOptions, software: boolean): Promise<BenchAnswer> {
  const browser = await chromium.launch({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software }),
    timeout: 60_000,
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(message.text());
    });
    await page.goto(url);
    await page.waitForFunction('"runCase" in globalThis');
    return await page.evaluate<BenchAnswer>(`runCase(${JSON.stringify(options)})`);
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  if (argv.includes('--rows')) {
    await benchRows(argv);
    return;
  }
  if (argv.includes('--records')) {
    await benchRecords(argv);
    return;
  }
  const chosen = parseCommandLine(argv);
  const { cases, pageCases, json, software, against, rival, bundle, exportPairs, tableRows, pictures } = chosen;
  if (bundle !== null) {
    await buildNodeProgram(bundle);
    console.error(`Wrote ${bundle}. Run it with Node where the package webgpu can be found.`);
    return;
  }
  if (against !== null) {
    await benchAgainst(against, { cases: pageCases, tableRows, software, json });
    return;
  }
  if (rival !== null) {
    await benchRival(cases, { software, json });
    return;
  }
  if (tableRows !== null) {
    benchTable({ rows: tableRows, repeats: cases[0]?.repeats ?? 1, json });
    return;
  }
  if (pictures !== null) {
    await benchPictures(pictures);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await buildPage(folder);
    const server = await preview({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: { outDir: folder },
      preview: { port: 4300, headers: HEADERS },
    });
    try {
      const url = server.resolvedUrls?.local[0];
      if (url === undefined) throw new Error('The server did not start');
      for (const options of cases) {
        if (exportPairs !== null) {
          const threads = argv.includes('--threads') ? options.threads : null;
          await benchExport(url, { ...options, threads, pairs: exportPairs }, { software, json });
          continue;
        }
        let answer = await runCase(url, options, software);
        if ('error' in answer && options.backend === 'webgpu' && !software) {
          console.error(`No real GPU (${answer.error.split('\n')[0]}): trying an emulated one.`);
          answer = await runCase(url, options, true);
        }
        if ('error' in answer) throw new Error(answer.error);
        console.log(json ? JSON.stringify(answer.result.line) : describeResult(answer.result));
      }
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
