/**
 * `npm run kill -- [--kills N] [--backend wasm|webgpu] [--seed N]`: trains in a real browser and ends its parts at random
 * moments, again and again: the page's process, the graphics process, the worker, the whole browser. Each time the run
 * must be there with everything that was reported as saved, and at the end it must have become the very network that an
 * uninterrupted run gives. Checkpoints are written as fast as they can be, so that most kills hit one half written.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { Automation } from '../src/app/automation.ts';
import type { KeptState } from '../src/core/kept-run.ts';
import { Rng } from '../src/core/rng.ts';
import type { BackendName, RunConfig } from '../src/core/run-config.ts';
import type { StudioEvent } from '../src/worker/protocol.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { buildIfStale, serveSite } from './site.ts';

declare const window: { ecgPairStudio?: Automation; killRun?: Promise<unknown> | undefined };

export const VICTIMS = ['page', 'graphics', 'worker', 'browser'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface KillOptions {
  readonly url: string;
  readonly kills: number;
  readonly seed: number;
  readonly backend: Extract<BackendName, 'wasm' | 'webgpu'>;
  readonly log: (line: string) => void;
}

export interface KillReport {
  readonly kills: Readonly<Record<Victim, number>>;
  /** Checkpoints that were reported as written. */
  readonly saved: number;
  /** Of the whole run. */
  readonly epochs: number;
  /** The same pairs as an uninterrupted run. */
  readonly isSame: boolean;
}

const ENDLESS = 100_000;
const CONFIG: Omit<RunConfig, 'backend' | 'seed'> = {
  recipe: 'paper',
  fit: 'stretch',
  straighten: 'off',
  size: 64,
  width: 0.02,
  epochs: ENDLESS,
  batch: 5,
  holdout: 0,
};

/** How long a part lives after its first checkpoint, milliseconds. */
const MOST_LIFE = 2000;
/** Share of those that are ended before that. */
const EARLY = 0.2;

/** What the page has told, over all its lives. */
class Witness {
  saved = 0;
  savedEpoch = 0;
  savedSteps = 0;
  /** Of the present life. */
  epochsSeen = 0;
  incidents = 0;
  startedAt: number | null = null;
  /** The last things told, for the message when nothing comes any more. */
  readonly last: string[] = [];

  readonly hear = (event: StudioEvent): void => {
    this.#remember(event);
    if (event.kind === 'train-kept') this.startedAt = event.epoch;
    if (event.kind === 'train-epochs') this.epochsSeen += event.epochs.length;
    if (event.kind === 'train-saved' && event.note.kind === 'saved') {
      this.saved += 1;
      this.savedEpoch = event.note.epoch;
      this.savedSteps = event.note.steps;
    }
    if (event.kind !== 'train-incident') return;
    this.incidents += 1;
    if (event.incident.backTo < this.savedEpoch) {
      throw new Error(`went back to epoch ${event.incident.backTo}, though ${this.savedEpoch} was saved`);
    }
  };

  #remember(event: StudioEvent): void {
    this.note(JSON.stringify(event, (_, value: unknown) => (ArrayBuffer.isView(value) ? 'bytes' : value)));
  }

  note(text: string): void {
    this.last.push(`${new Date().toISOString()} ${text.slice(0, 300)}`);
    if (this.last.length > 20) this.last.shift();
  }
}

class Studio {
  readonly #profile: string;
  readonly #url: string;
  readonly #witness: Witness;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  constructor(profile: string, url: string, witness: Witness) {
    this.#profile = profile;
    this.#url = url;
    this.#witness = witness;
  }

  /** A page with the app; in a new browser if the last one is gone. */
  async open(): Promise<Page> {
    this.#context ??= await chromium.launchPersistentContext(this.#profile, {
      executablePath: ensureChrome(),
      headless: true,
      serviceWorkers: 'block',
      args: [
        ...chromeArguments({ software: true }),
        '--disable-gpu-process-crash-limit',
        '--disable-domain-blocking-for-3d-apis',
      ],
      timeout: 60_000,
    });
    const page = await this.#context.newPage();
    await page.exposeFunction('ecgPairStudioEvent', this.#witness.hear);
    page.on('console', (message) => this.#witness.note(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.#witness.note(`page: ${error.message}`));
    await page.goto(this.#url);
    await page.waitForFunction(() => window.ecgPairStudio !== undefined, undefined, { timeout: 60_000 });
    this.#page = page;
    return page;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('no page is open');
    return this.#page;
  }

  async run(name: Parameters<Automation['run']>[0], input: unknown): Promise<unknown> {
    const answer = await this.page.evaluate(
      async ([command, value]) => window.ecgPairStudio?.run(command as never, value as never),
      [name, input] as const,
    );
    if (answer?.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer?.error)}`);
    return answer.output;
  }

  /** Begins and does not wait; checkpoints are asked for all the time. */
  async begin(name: 'train' | 'continueRun', input: unknown): Promise<void> {
    await this.page.evaluate(
      ([command, value]) => {
        const studio = window.ecgPairStudio;
        window.killRun = studio?.run(command as never, value as never).then((answer) => {
          if (!answer.ok) console.error(JSON.stringify(answer.error));
        });
        setInterval(() => void studio?.run('saveSoon', null), 20);
      },
      [name, input] as const,
    );
  }

  async kill(victim: Victim): Promise<void> {
    const context = this.#context;
    if (context === null) throw new Error('no browser is open');
    switch (victim) {
      case 'page': {
        const session = await context.newCDPSession(this.page);
        const crashed = this.page.waitForEvent('crash');
        // It cannot answer any more.
        session.send('Page.crash').catch(() => undefined);
        await crashed;
        await this.page.close();
        break;
      }
      case 'worker':
        await Promise.all(this.page.workers().map((worker) => worker.evaluate('self.close()').catch(() => undefined)));
        await this.page.close();
        break;
      case 'graphics':
        await (await this.#browserSession(context)).send('Browser.crashGpuProcess');
        return;
      case 'browser': {
        const closed = context.waitForEvent('close');
        (await this.#browserSession(context)).send('Browser.crash').catch(() => undefined);
        await closed;
        this.#context = null;
        break;
      }
      default:
        victim satisfies never;
    }
    this.#page = null;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async #browserSession(context: BrowserContext) {
    const browser = context.browser();
    if (browser === null) throw new Error('the browser cannot be reached');
    return browser.newBrowserCDPSession();
  }
}

async function until(what: string, isDone: () => boolean, timeoutMs = 120_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!isDone()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => {
      setTimeout(done, 20);
    });
  }
}

/** SHA-256 of the rows and pictures that the network makes. */
async function fingerprint(studio: Studio): Promise<string> {
  const downloading = studio.page.waitForEvent('download', { timeout: 120_000 });
  await studio.page.evaluate(async () =>
    window.ecgPairStudio?.save('exportPairs', { pairs: 20, seed: 5 }, 'pairs.zip'),
  );
  const zip = await JSZip.loadAsync(await readFile(await (await downloading).path()));
  const hash = createHash('sha256');
  for (const name of Object.keys(zip.files).filter((file) => /\.(csv|jpg)$/u.test(file))) {
    hash.update((await zip.file(name)?.async('nodebuffer')) ?? '');
  }
  return hash.digest('hex');
}

/** Throws as soon as anything that was reported as saved is lost, or cannot be gone on from. */
export async function killRun({ url, kills, seed, backend, log }: KillOptions): Promise<KillReport> {
  const profile = mkdtempSync(join(tmpdir(), 'kill-run-'));
  const witness = new Witness();
  const studio = new Studio(profile, url, witness);
  const rng = new Rng(seed, 0);
  const counts: Record<Victim, number> = { page: 0, graphics: 0, worker: 0, browser: 0 };
  // Without a graphics processor in use there is nothing to lose in its process.
  const victims = backend === 'webgpu' ? VICTIMS : VICTIMS.filter((victim) => victim !== 'graphics');
  const config = { ...CONFIG, seed, backend };
  try {
    await studio.open();
    await studio.run('loadDemo', { count: 12, seed: 1 });
    await studio.begin('train', config);
    await until('the first checkpoint', () => witness.saved > 0);
    for (let i = 1; i <= kills; i++) {
      // Most die while they are writing, some before they have come to it.
      const before = witness.saved;
      if (!rng.chance(EARLY)) await until('a checkpoint', () => witness.saved > before);
      await new Promise((done) => {
        setTimeout(done, rng.between(0, MOST_LIFE));
      });
      const victim = victims[rng.below(victims.length)] ?? 'page';
      const { incidents, savedEpoch } = witness;
      await studio.kill(victim);
      counts[victim] += 1;
      if (victim === 'graphics') {
        await until('going back after the graphics process ended', () => witness.incidents > incidents);
        const seen = witness.epochsSeen;
        await until('another epoch', () => witness.epochsSeen > seen);
        log(
          `${i} of ${kills}: ${victim}; it went on by itself from epoch ${savedEpoch} or later, ${witness.saved} checkpoints so far`,
        );
        continue;
      }
      await studio.open();
      const { runs } = (await studio.run('keptRuns', null)) as KeptState;
      const run = runs[0];
      if (run === undefined) throw new Error(`after ${i} kills nothing is kept`);
      // What was told after the last event came through may be newer, never older.
      if (run.steps < witness.savedSteps) {
        throw new Error(`step ${witness.savedSteps} was saved, but ${run.steps} is the last one kept`);
      }
      await studio.run('loadDemo', { count: 12, seed: 1 });
      witness.startedAt = null;
      await studio.begin('continueRun', { run: run.id, epochs: null });
      await until('the run to go on', () => witness.startedAt !== null);
      if (witness.startedAt !== run.epoch) {
        throw new Error(
          `it went on from epoch ${witness.startedAt ?? 0} instead of ${run.epoch}: the newest was damaged`,
        );
      }
      log(`${i} of ${kills}: ${victim}; goes on from step ${run.steps}, ${witness.saved} checkpoints so far`);
    }
    await studio.run('stop', null);
    await studio.page.evaluate(() => window.killRun);
    const { runs } = (await studio.run('keptRuns', null)) as KeptState;
    const run = runs[0];
    if (run === undefined) throw new Error('nothing is kept at the end');
    const epochs = run.epoch + 2;
    await studio.run('continueRun', { run: run.id, epochs });
    const interrupted = await fingerprint(studio);
    log(`the same ${epochs} epochs without interruption`);
    await studio.run('setKeeping', { runs: false, patients: false });
    await studio.run('train', { ...config, epochs });
    const isSame = (await fingerprint(studio)) === interrupted;
    return { kills: counts, saved: witness.saved, epochs, isSame };
  } catch (error) {
    for (const line of witness.last) log(line);
    throw error;
  } finally {
    await studio.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { kills: text, backend: text, seed: text } });
  await buildIfStale();
  const site = await serveSite(4400);
  try {
    const report = await killRun({
      url: site.url,
      kills: Number(values.kills ?? 100),
      seed: Number(values.seed ?? 1),
      backend: values.backend === 'webgpu' ? 'webgpu' : 'wasm',
      log: (line) => console.log(line),
    });
    console.log(JSON.stringify(report));
    process.exitCode = report.isSame ? 0 : 1;
  } finally {
    await site.close();
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
