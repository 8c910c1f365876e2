/**
 * What a build makes of fixed inputs, to be held against another build: the variables of both networks after three steps,
 * an export, a report, and what a step gives to the GPU. Everything goes through the page, as for a visitor.
 */
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { chromium, type Browser, type Page } from 'playwright';
import type { BackendName, RunConfig } from '../src/core/run-config.ts';
import { PRESETS, type Preset } from '../src/bench/bench-case.ts';
import type { ComparisonReport } from '../src/core/report/comparison.ts';
import type { EcgComparison, StudyReport } from '../src/core/report/ecg-comparison.ts';
import type { GpuCounts } from '../src/engine/webgpu/gpu-counters.ts';
import { assembleStudyReport } from '../src/report/study-report.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { countOnPage, readCounts } from './count-gpu.ts';
import { StudioPage } from './studio-page.ts';

/** `paper`, made small: 30 demo patients in batches of 10 are three steps. */
export const FROZEN: Omit<RunConfig, 'backend'> = {
  recipe: 'paper',
  fit: 'stretch',
  straighten: 'off',
  size: 64,
  width: 0.125,
  batch: 10,
  epochs: 1,
  seed: 7,
  holdout: 0,
};
const PATIENTS = 30;
const PAIRS = 20;

/** An entry of `model.zip` that holds numbers of a network. */
function isArray(name: string): boolean {
  return name.endsWith('.bin');
}

/** Names to what they name: a hash, or the text itself. */
export type Contents = ReadonlyMap<string, string>;

export interface Trained {
  /** SHA-256 of every array of `model.zip`: variables and both moments of Adam. */
  readonly variables: Contents;
  /** Topologies and schema of `model.zip`, and `generator.onnx`. */
  readonly models: Contents;
  /** Entries of `pairs.zip`. */
  readonly pairs: Contents;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function entriesOf(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await JSZip.loadAsync(archive);
  const entries = new Map<string, Buffer>();
  for (const [name, file] of Object.entries(zip.files)) {
    if (!file.dir) entries.set(name, await file.async('nodebuffer'));
  }
  return entries;
}

/** A manifest without what differs between two builds, or two moments, by nature. */
function lasting(manifest: Buffer): Buffer {
  const fields = JSON.parse(manifest.toString()) as Record<string, unknown>;
  for (const name of ['createdAt', 'appVersion', 'version']) delete fields[name];
  return Buffer.from(JSON.stringify(fields));
}

function hashed(entries: ReadonlyMap<string, Buffer>): Map<string, string> {
  const contents = new Map<string, string>();
  for (const [name, bytes] of entries) contents.set(name, sha256(name === 'manifest.json' ? lasting(bytes) : bytes));
  return contents;
}

export async function launchFrozen(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software: true }),
    timeout: 60_000,
  });
}

/** Loads so many demo patients and keeps nothing. */
async function loadDemo(studio: StudioPage, patients: number): Promise<void> {
  await studio.run('setKeeping', { runs: false, patients: false });
  await studio.run('loadDemo', { count: patients, seed: 1 });
}

/** Works on a page in a profile of its own. */
export async function onPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block' });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The entries of a full `model.zip`, after three steps. */
async function trainFrozen(
  studio: StudioPage,
  config: Pick<RunConfig, 'backend' | 'width'>,
): Promise<ReadonlyMap<string, Buffer>> {
  await loadDemo(studio, PATIENTS);
  await studio.run('train', { ...FROZEN, ...config });
  return entriesOf(await studio.bytes('exportModel', { full: true }));
}

/** The arrays of `model.zip` after three steps: variables and both moments of Adam. */
export async function frozenArrays(
  studio: StudioPage,
  config: Pick<RunConfig, 'backend' | 'width'>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const arrays = new Map<string, Float32Array>();
  for (const [name, bytes] of await trainFrozen(studio, config)) {
    if (isArray(name)) arrays.set(name, new Float32Array(Uint8Array.from(bytes).buffer));
  }
  return arrays;
}

export function measureTraining(browser: Browser, url: string, backend: BackendName): Promise<Trained> {
  return onPage(browser, async (page) => {
    const studio = await StudioPage.open(page, url);
    const all = hashed(await trainFrozen(studio, { backend, width: FROZEN.width }));
    const models = new Map([...all].filter(([name]) => !isArray(name)));
    models.set('generator.onnx', sha256(await studio.bytes('exportOnnx', null)));
    return {
      variables: new Map([...all].filter(([name]) => isArray(name))),
      models,
      pairs: hashed(await entriesOf(await studio.bytes('exportPairs', { pairs: PAIRS, seed: FROZEN.seed }))),
    };
  });
}

/** `report.json` of a small comparison on wasm, put together as this version does. */
export function measureReport(browser: Browser, url: string): Promise<StudyReport> {
  return onPage(browser, async (page) => {
    const studio = await StudioPage.open(page, url);
    await loadDemo(studio, 50);
    await studio.run('train', { ...FROZEN, width: 0.03, holdout: 0.2, backend: 'wasm' });
    const request = { pairs: 40, seed: FROZEN.seed };
    const rows = (await studio.run('compare', request)) as ComparisonReport;
    const ecgs = (await studio.run('compareEcgs', { ...request, predictor: null })) as EcgComparison;
    return assembleStudyReport(rows, ecgs);
  });
}

/** Of one step; bytes on the GPU are those of a whole run of six steps. */
export interface StepTraffic {
  readonly dispatches: number;
  readonly uploadBytes: number;
  readonly gpuBytes: number;
  readonly peakGpuBytes: number;
}

/** Counted, not computed: a run of six steps less one of three, so that the grid and the beginning cancel out. */
export async function measureTraffic(browser: Browser, url: string, preset: Preset): Promise<StepTraffic> {
  const { size, width, batch } = PRESETS[preset];
  const countsOf = (steps: number): Promise<GpuCounts> =>
    onPage(browser, async (page) => {
      await countOnPage(page, true);
      const studio = await StudioPage.open(page, url);
      await loadDemo(studio, steps * batch);
      await studio.run('train', { ...FROZEN, size, width, batch, backend: 'webgpu' });
      return readCounts(page);
    });
  const [three, six] = [await countsOf(3), await countsOf(6)];
  return {
    dispatches: (six.dispatches - three.dispatches) / 3,
    uploadBytes: Math.round((six.uploadBytes - three.uploadBytes) / 3),
    gpuBytes: six.allocatedBytes,
    peakGpuBytes: six.peakAllocatedBytes,
  };
}
