/**
 * `npm run bench -- --against DIST`: this build beside another one of ours, in turns. A build has no benchmark of its own, so both
 * are trained through their page, as `npm run headless` does, and time their epochs themselves; grids, scores and checkpoints
 * are not in that time. Numbers in docs/performance.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { type BenchOptions, PRESETS } from '../src/bench/bench-case.ts';
import { median } from '../src/bench/contestant.ts';
import { DEFAULT_DATA_SETTINGS } from '../src/core/data-report.ts';
import { MIN_PAIRS } from '../src/core/run-config.ts';
import { quantile } from '../src/core/maths/moments.ts';
import { sortedNumbers } from '../src/report/quantiles.ts';
import type { StudioEvent } from '../src/worker/protocol.ts';
import { COLUMNS, makeTable } from './bench-table.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { buildIfStale, serveSite } from './site.ts';
import { StudioPage } from './studio-page.ts';

/** About how long an epoch should take, milliseconds, and the most steps it may have. */
const EPOCH_MS = 500;
const MOST_STEPS = 16;
/** Of a turn; the first one is not counted, since the other build has just had the caches. */
const EPOCHS = 3;

interface Side {
  readonly studio: StudioPage;
  /** Milliseconds a step of each epoch of the training under way. */
  readonly epochs: number[];
}

/** What `--against` says about one case. */
interface Verdict {
  /** Medians over the rounds. */
  readonly ours: number;
  readonly theirs: number;
  /** Median of ours / theirs within a round: below 1, ours is faster. */
  readonly ratio: number;
  /** Its quartiles: what the machine's other work makes of it. */
  readonly quartiles: readonly [low: number, high: number];
}

/** Lets both take turns, each going first in every other round. */
async function race(rounds: number, run: (side: 0 | 1) => Promise<number>): Promise<Verdict> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) times[side].push(await run(side));
  }
  const [ours, theirs] = times;
  const ratios = sortedNumbers(Float64Array.from(ours, (time, i) => time / (theirs[i] ?? Number.NaN)));
  const quartiles = [quantile(ratios, 0.25), quantile(ratios, 0.75)] as const;
  return { ours: median(ours), theirs: median(theirs), ratio: quantile(ratios, 0.5), quartiles };
}

async function openSide(browser: Browser, url: string): Promise<Side> {
  const page: Page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  const epochs: number[] = [];
  await page.exposeFunction('ecgPairStudioEvent', (event: StudioEvent) => {
    if (event.kind === 'train-epochs') epochs.push(...event.epochs.map(({ seconds }) => 1000 * seconds));
  });
  const studio = await StudioPage.open(page, url);
  await studio.run('setKeeping', { runs: false, patients: false });
  return { studio, epochs };
}

/** Trains on as many patients as make so many steps. Resolves to the median milliseconds a step, the first epoch left out. */
async function train({ studio, epochs: times }: Side, options: BenchOptions, steps: number): Promise<number> {
  const { backend, preset } = options;
  const { batch, size, width } = PRESETS[preset];
  await studio.run('configureData', { ...DEFAULT_DATA_SETTINGS, limit: steps * batch });
  times.length = 0;
  const config = {
    recipe: 'paper',
    fit: 'stretch',
    size,
    width,
    batch,
    epochs: EPOCHS,
    seed: 1,
    holdout: 0,
    backend,
  } as const;
  await studio.run('train', config);
  return median(times.slice(1)) / steps;
}

async function trainInTurns(sides: readonly [Side, Side], options: BenchOptions): Promise<Verdict & { steps: number }> {
  const { batch } = PRESETS[options.preset];
  const least = Math.ceil(MIN_PAIRS / batch);
  const warm: number[] = [];
  for (const side of sides) {
    await side.studio.run('loadDemo', { count: MOST_STEPS * batch, seed: 1 });
    // The first time code is compiled.
    await train(side, options, least);
    warm.push(await train(side, options, least));
  }
  const steps = Math.max(least, Math.min(MOST_STEPS, Math.round(EPOCH_MS / Math.max(...warm))));
  return { ...(await race(options.repeats, (side) => train(sides[side], options, steps))), steps };
}

async function readInTurns(
  sides: readonly [Side, Side],
  rows: number,
  rounds: number,
): Promise<{ bytes: number; read: Verdict; changed: Verdict }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-table-'));
  try {
    const path = join(folder, 'table.csv');
    const table = makeTable(rows, COLUMNS);
    writeFileSync(path, table);
    const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const start = performance.now();
      await work();
      return (performance.now() - start) / 1000;
    };
    // Asked for by turns, so that each changed setting differs from the one before.
    let limit = rows;
    const read = (side: 0 | 1): Promise<number> => secondsOf(() => sides[side].studio.addFiles([path], false));
    const change = (side: 0 | 1): Promise<number> =>
      secondsOf(() => sides[side].studio.run('configureData', { ...DEFAULT_DATA_SETTINGS, limit }));
    const afresh = async (side: 0 | 1): Promise<number> => {
      await sides[side].studio.run('clearData', null);
      return read(side);
    };
    for (const side of [0, 1] as const) await afresh(side);
    const first = await race(rounds, afresh);
    const changed = await race(rounds, (side) => {
      limit -= 1;
      return change(side);
    });
    return { bytes: Buffer.byteLength(table), read: first, changed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wordsOf = ({ ours, theirs, ratio, quartiles: [low, high] }: Verdict, unit: string): string =>
  `ours ${ours.toFixed(2)} ${unit}, theirs ${theirs.toFixed(2)} ${unit}: ` +
  `${ratio.toFixed(3)} of its time (half of the rounds ${low.toFixed(3)} to ${high.toFixed(3)})`;

/** Says how this build does beside the one in the folder `against`. */
export async function benchAgainst(
  against: string,
  options: { cases: readonly BenchOptions[]; tableRows: number | null; software: boolean; json: boolean },
): Promise<void> {
  const { cases, tableRows, software, json } = options;
  await buildIfStale();
  const ours = await serveSite(4470);
  const theirs = await serveSite(4480, against);
  const browser = await chromium.launch({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software }),
    timeout: 60_000,
  });
  try {
    const sides = [await openSide(browser, ours.url), await openSide(browser, theirs.url)] as const;
    const rounds = cases[0]?.repeats ?? 1;
    if (tableRows !== null) {
      const { bytes, read, changed } = await readInTurns(sides, tableRows, rounds);
      if (json) {
        console.log(JSON.stringify({ case: 'table', rows: tableRows, columns: COLUMNS, bytes, rounds, read, changed }));
        return;
      }
      console.log(
        `${tableRows} rows x ${COLUMNS} columns, ${(bytes / 1e6).toFixed(1)} MB, medians of ${rounds} rounds`,
      );
      console.log(`  read: ${wordsOf(read, 's')}`);
      console.log(`  after a changed setting: ${wordsOf(changed, 's')}`);
      return;
    }
    for (const one of cases) {
      const { steps, ...verdict } = await trainInTurns(sides, one);
      const { preset, backend } = one;
      if (json) {
        const { ours: oursMs, theirs: theirsMs, ratio, quartiles } = verdict;
        console.log(JSON.stringify({ case: preset, backend, oursMs, theirsMs, ratio, quartiles, rounds, steps }));
      } else {
        console.log(
          `${preset} on ${backend}, medians of ${rounds} rounds of ${EPOCHS - 1} epochs of ${steps} steps each`,
        );
        console.log(`  ${wordsOf(verdict, 'ms a step')}`);
      }
    }
  } finally {
    await browser.close();
    await theirs.close();
    await ours.close();
  }
}
