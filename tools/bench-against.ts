/**
 * `npm run bench -- --against DIST`: this build beside another one of ours, in turns (`bench-turns.ts`): training steps, or a table
 * read. Numbers in docs/performance.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { PageCase } from '../src/bench/bench-case.ts';
import { DEFAULT_DATA_SETTINGS } from '../src/core/data-report.ts';
import { COLUMNS, makeTable } from './bench-table.ts';
import {
  describeVerdict,
  EPOCHS,
  openSide,
  race,
  type Side,
  trainSide,
  type Verdict,
  warmUpSides,
} from './bench-turns.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { buildIfStale, serveSite } from './site.ts';

/** Of two sides. */
async function raceSides(rounds: number, run: (side: 0 | 1) => Promise<number>): Promise<Verdict> {
  const [verdict] = await race(rounds, () => run(0), [() => run(1)]);
  if (verdict === undefined) throw new Error('a race of two has a verdict');
  return verdict;
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
    const first = await raceSides(rounds, afresh);
    const changed = await raceSides(rounds, (side) => {
      limit -= 1;
      return change(side);
    });
    return { bytes: Buffer.byteLength(table), read: first, changed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Says how this build does beside the one in the folder `against`. */
export async function benchAgainst(
  against: string,
  options: { cases: readonly PageCase[]; tableRows: number | null; software: boolean; json: boolean },
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
      console.log(`  read: ${describeVerdict(read, 's')}`);
      console.log(`  after a changed setting: ${describeVerdict(changed, 's')}`);
      return;
    }
    for (const one of cases) {
      const { preset, backend } = one;
      const steps = await warmUpSides(sides, one);
      const verdict = await raceSides(one.repeats, (side) => trainSide(sides[side], one, steps));
      if (json) {
        const { ours: oursMs, theirs: theirsMs, ratio, quartiles } = verdict;
        console.log(JSON.stringify({ case: preset, backend, oursMs, theirsMs, ratio, quartiles, rounds, steps }));
      } else {
        console.log(
          `${preset} on ${backend}, medians of ${rounds} rounds of ${EPOCHS - 1} epochs of ${steps} steps each`,
        );
        console.log(`  ${describeVerdict(verdict, 'ms a step')}`);
      }
    }
  } finally {
    await browser.close();
    await theirs.close();
    await ours.close();
  }
}
