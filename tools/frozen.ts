/**
 * `npm run frozen -- --against DIST`: holds this build against another one of ours on this computer. Same numbers, same files, no
 * more work for the GPU. Exit code 1 where anything differs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright';
import { frozenArrays, launchFrozen, onPage, measureReport, measureTraffic, measureTraining } from './frozen-build.ts';
import { compareContents, compareCosts, compareReports, type Finding } from './frozen-compare.ts';
import { FIGURE_WIDTHS, figuresOf } from './frozen-figures.ts';
import { buildIfStale, ROOT, serveSite } from './site.ts';
import { StudioPage } from './studio-page.ts';

const USAGE = `npm run frozen -- --against DIST [options]
  --against DIST      another build of ours: a folder with index.html
  --ours DIST         default dist/, built when its sources are newer
  --backend NAME      cpu, wasm or webgpu (in software); may be repeated, default all three
  --part NAME         training, report or gpu; may be repeated, default all three
  --json              one line of JSON per comparison
  --figures FILE      instead: writes the figures of --ours that the tests hold every build to`;

const BACKENDS = ['cpu', 'wasm', 'webgpu'] as const;
const PARTS = ['training', 'report', 'gpu'] as const;

function chosen<T extends string>(option: string, values: readonly string[] | undefined, all: readonly T[]): T[] {
  if (values === undefined) return [...all];
  return values.map((value) => {
    const found = all.find((item) => item === value);
    if (found === undefined) throw new Error(`--${option} ${value}: expected ${all.join(', ')}`);
    return found;
  });
}

type Backend = (typeof BACKENDS)[number];

/** `urls`: ours, and the other. */
async function* compare(
  browser: Browser,
  [ours, theirs]: readonly [string, string],
  { backends, parts }: { backends: readonly Backend[]; parts: readonly (typeof PARTS)[number][] },
): AsyncGenerator<Finding> {
  if (parts.includes('training')) {
    for (const backend of backends) {
      const [a, b] = [await measureTraining(browser, ours, backend), await measureTraining(browser, theirs, backend)];
      yield compareContents(`${backend}: variables after three steps`, a.variables, b.variables);
      yield compareContents(`${backend}: the models' other files`, a.models, b.models);
      yield compareContents(`${backend}: pairs.zip`, a.pairs, b.pairs);
    }
  }
  if (parts.includes('report')) {
    yield* compareReports(await measureReport(browser, ours), await measureReport(browser, theirs));
  }
  if (parts.includes('gpu')) {
    for (const preset of ['compact', 'paper'] as const) {
      const [a, b] = [await measureTraffic(browser, ours, preset), await measureTraffic(browser, theirs, preset)];
      yield compareCosts(`${preset}: a step on the GPU`, { ...a }, { ...b });
    }
  }
}

async function main(): Promise<boolean> {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { against: text, ours: text, backend: many, part: many, figures: text, json: flag, help: flag },
  });
  const { against, figures } = values;
  if (values.help === true || (against === undefined && figures === undefined)) {
    console.log(USAGE);
    return values.help === true;
  }
  const backends = chosen('backend', values.backend, BACKENDS);
  const parts = chosen('part', values.part, PARTS);
  if (values.ours === undefined) await buildIfStale();
  const ours = await serveSite(4430, values.ours ?? join(ROOT, 'dist'));
  const browser = await launchFrozen();
  try {
    if (figures !== undefined) {
      const all: Record<string, unknown> = {};
      for (const backend of backends) {
        all[backend] = await onPage(browser, async (page) => {
          const studio = await StudioPage.open(page, ours.url);
          return figuresOf(await frozenArrays(studio, { backend, width: FIGURE_WIDTHS[backend] }));
        });
      }
      mkdirSync(dirname(resolve(figures)), { recursive: true });
      writeFileSync(figures, `${JSON.stringify(all)}\n`);
      return true;
    }
    const theirs = await serveSite(4440, against ?? '');
    let isSame = true;
    try {
      for await (const finding of compare(browser, [ours.url, theirs.url], { backends, parts })) {
        isSame &&= finding.isSame;
        if (values.json === true) console.log(JSON.stringify(finding));
        else console.log(`${finding.isSame ? 'same   ' : 'DIFFERS'}  ${finding.what.padEnd(36)}  ${finding.detail}`);
      }
    } finally {
      await theirs.close();
    }
    return isSame;
  } finally {
    await browser.close();
    await ours.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
