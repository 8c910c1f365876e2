/** `npm run bench -- --rival torch`: the built app beside PyTorch on the same processor, in turns. Numbers in docs/performance.md. */
import { chromium } from 'playwright';
import type { BenchOptions } from '../../src/bench/bench-case.ts';
import { describeVerdict, openSide, race, trainSide, warmUpSides } from '../bench-turns.ts';
import { chromeArguments, ensureChrome } from '../chrome.ts';
import { buildIfStale, serveSite } from '../site.ts';
import { findTorch, TorchRival } from './torch-rival.ts';

/** PyTorch with each of these; the better one is the rival. */
const THREADS = [1, 2];

export async function benchRival(
  cases: readonly BenchOptions[],
  { software, json }: { readonly software: boolean; readonly json: boolean },
): Promise<void> {
  const python = findTorch();
  if (python === null) {
    console.error(
      'No python3 here can import torch, so there is nothing to measure against; PYTHON names another one.',
    );
    return;
  }
  await buildIfStale();
  const site = await serveSite(4470);
  const browser = await chromium.launch({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software }),
    timeout: 60_000,
  });
  try {
    const side = await openSide(browser, site.url);
    for (const { preset, backend, repeats } of cases) {
      const one = { preset, backend, repeats };
      const rivals: TorchRival[] = [];
      try {
        for (const threads of THREADS) rivals.push(await TorchRival.start(python, preset, threads));
        const steps = await warmUpSides([side], one);
        for (const rival of rivals) await rival.train(2);
        const verdicts = await race(
          repeats,
          () => trainSide(side, one, steps),
          // As many steps as ours are counted in.
          rivals.map((rival) => () => rival.train(2 * steps)),
        );
        for (const [i, verdict] of verdicts.entries()) {
          const { name, threads } = rivals[i] ?? { name: '', threads: 0 };
          const { ours: oursMs, theirs: rivalMs, ratio, quartiles } = verdict;
          // Threads are the rival's; the app chooses its own.
          const line = { case: preset, backend, threads, oursMs, rival: name, rivalMs, ratio, quartiles };
          if (json) console.log(JSON.stringify({ ...line, rounds: repeats, steps }));
          else {
            const width = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
            console.log(`${preset} on ${backend} beside ${name} with ${width}, medians of ${repeats} rounds`);
            console.log(`  ${describeVerdict(verdict, 'ms a step')}`);
          }
        }
      } finally {
        for (const rival of rivals) rival.stop();
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
}
