/**
 * Programs that train in turns, so that whatever else the machine does falls on all alike. A build of ours has no benchmark inside: it
 * is trained through its page, as `npm run headless` does, and times its epochs itself; grids, scores and checkpoints are not in
 * that time.
 */
import type { Browser, Page } from 'playwright';
import { PAGE_PRESETS, type PageCase } from '../src/bench/bench-case.ts';
import { median } from '../src/bench/contestant.ts';
import { DEFAULT_DATA_SETTINGS } from '../src/core/data-report.ts';
import { quantile } from '../src/core/maths/moments.ts';
import { RECIPES } from '../src/recipes/recipes.ts';
import { MIN_PAIRS } from '../src/core/run-config.ts';
import { sortedNumbers } from '../src/report/quantiles.ts';
import type { StudioEvent } from '../src/worker/protocol.ts';
import { StudioPage } from './studio-page.ts';

/** About how long an epoch should take, milliseconds, and the most steps it may have. */
const EPOCH_MS = 500;
const MOST_STEPS = 16;
/** Of a turn; the first one is not counted, since another program has just had the caches. */
export const EPOCHS = 3;

/** A build's page, and what it says of the training under way. */
export interface Side {
  readonly studio: StudioPage;
  /** Milliseconds of each epoch. */
  readonly epochs: number[];
  stepsPerEpoch: number;
}

/** How ours does beside another one. */
export interface Verdict {
  /** Medians over the rounds. */
  readonly ours: number;
  readonly theirs: number;
  /** Median of ours / theirs within a round: below 1, ours is faster. */
  readonly ratio: number;
  /** Its quartiles: what the machine's other work makes of it. */
  readonly quartiles: readonly [low: number, high: number];
}

/** Ours and others take turns, in the opposite order in every other round; resolves to a verdict for each of the others. */
export async function race(
  rounds: number,
  ours: () => Promise<number>,
  others: readonly (() => Promise<number>)[],
): Promise<Verdict[]> {
  const all = [ours, ...others].map((run) => ({ run, times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { run, times } of round % 2 === 0 ? all : all.toReversed()) times.push(await run());
  }
  const [first, ...rest] = all.map(({ times }) => times);
  const mine = first ?? [];
  return rest.map((theirs) => {
    const ratios = sortedNumbers(Float64Array.from(mine, (time, i) => time / (theirs[i] ?? Number.NaN)));
    const quartiles = [quantile(ratios, 0.25), quantile(ratios, 0.75)] as const;
    return {
      ours: median(mine),
      theirs: median(theirs),
      ratio: quantile(ratios, 0.5),
      quartiles,
    };
  });
}

export async function openSide(browser: Browser, url: string): Promise<Side> {
  const page: Page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  const epochs: number[] = [];
  const notes = { stepsPerEpoch: 1 };
  await page.exposeFunction('ecgPairStudioEvent', (event: StudioEvent) => {
    if (event.kind === 'train-started') notes.stepsPerEpoch = event.started.stepsPerEpoch;
    if (event.kind === 'train-epochs') epochs.push(...event.epochs.map(({ seconds }) => 1000 * seconds));
  });
  const studio = await StudioPage.open(page, url);
  await studio.run('setKeeping', { runs: false, patients: false });
  return Object.assign(notes, { studio, epochs });
}

/** Trains on as many patients as make so many steps. Resolves to the median milliseconds a step, the first epoch left out. */
export async function trainSide(side: Side, { backend, preset }: PageCase, steps: number): Promise<number> {
  const { recipe, batch, size, width } = PAGE_PRESETS[preset];
  await side.studio.run('configureData', {
    ...DEFAULT_DATA_SETTINGS,
    limit: steps * batch,
  });
  side.epochs.length = 0;
  const { fit, straighten } = RECIPES[recipe].defaults;
  const config = {
    recipe,
    fit,
    straighten,
    size,
    width,
    batch,
    epochs: EPOCHS,
    seed: 1,
    holdout: 0,
    backend,
  } as const;
  await side.studio.run('train', config);
  return median(side.epochs.slice(1)) / side.stepsPerEpoch;
}

/** Loads patients on all sides, lets code be compiled, and resolves to how many steps an epoch of a turn should have. */
export async function warmUpSides(sides: readonly Side[], options: PageCase): Promise<number> {
  const { recipe, batch } = PAGE_PRESETS[options.preset];
  const least = Math.ceil(Math.max(MIN_PAIRS, RECIPES[recipe].leastPersons) / batch);
  const warm: number[] = [];
  for (const side of sides) {
    await side.studio.run('loadDemo', { count: MOST_STEPS * batch, seed: 1 });
    await trainSide(side, options, least);
    warm.push(await trainSide(side, options, least));
  }
  return Math.max(least, Math.min(MOST_STEPS, Math.round(EPOCH_MS / Math.max(...warm))));
}

export function describeVerdict({ ours, theirs, ratio, quartiles: [low, high] }: Verdict, unit: string): string {
  return (
    `ours ${ours.toFixed(2)} ${unit}, theirs ${theirs.toFixed(2)} ${unit}: ` +
    `${ratio.toFixed(3)} of its time (half of the rounds ${low.toFixed(3)} to ${high.toFixed(3)})`
  );
}
