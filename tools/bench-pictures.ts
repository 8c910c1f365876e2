/**
 * `npm run bench -- --pictures N`: how fast a folder of pictures is read, and in how much memory. The built app in a real browser,
 * given a table and grey JPEGs of three megapixels (as many as 2,000 × 1,500); numbers in docs/performance.md.
 */
import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { Rng } from '../src/core/rng.ts';
import { GreyJpegEncoder } from '../src/export/jpeg-encoder.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { startedMb } from './process-memory.ts';
import { buildIfStale, serveSite } from './site.ts';

const SIDE = 1736;
/** Every other file is one of these again. */
const DISTINCT = 40;
const SAMPLE_MS = 2000;

/** Curves on paper, so that decoding costs what an ECG costs. */
function makePicture(n: number): Uint8Array {
  const rng = new Rng(n, 907);
  const pixels = new Uint8Array(SIDE * SIDE).fill(250);
  for (let x = 0; x < SIDE; x++) for (let y = x % 40 === 0 ? 0 : SIDE; y < SIDE; y++) pixels[y * SIDE + x] = 215;
  for (let lead = 0; lead < 12; lead++) {
    const base = Math.round(((lead + 0.5) * SIDE) / 12);
    const beat = 90 + rng.below(80);
    for (let x = 0; x < SIDE; x++) {
      const height = x % beat < 12 ? (6 - Math.abs((x % beat) - 6)) * 9 : 3 * Math.sin(x / 17);
      for (let d = 0; d < 4; d++) pixels[Math.round(base - height + d) * SIDE + x] = 30;
    }
  }
  return Uint8Array.from(new GreyJpegEncoder(SIDE, 90).encode(pixels));
}

function makeFolder(count: number): { folder: string; files: string[]; megabytes: number } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pictures-'));
  const rows = ['file,age,sex'];
  const files: string[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const file = join(folder, `${i + 1}.jpg`);
    if (i < DISTINCT) {
      const picture = makePicture(i);
      bytes += picture.length;
      writeFileSync(file, picture);
    } else linkSync(join(folder, `${(i % DISTINCT) + 1}.jpg`), file);
    files.push(file);
    rows.push(`${i + 1}.jpg,${20 + (i % 70)},${i % 2}`);
  }
  const table = join(folder, 'patients.csv');
  writeFileSync(table, rows.join('\n'));
  return { folder, files: [table, ...files], megabytes: (bytes / Math.min(count, DISTINCT)) * (count / 1e6) };
}

/** Says how long `count` pictures took, and the memory of all of the browser's processes meanwhile. */
export async function benchPictures(count: number): Promise<void> {
  await buildIfStale();
  const { folder, files, megabytes } = makeFolder(count);
  const site = await serveSite(4420);
  // Launched here and not as a server: to one, files are copied before the page gets them.
  const browser = await chromium.launch({
    executablePath: ensureChrome(),
    headless: true,
    args: chromeArguments({ software: false }),
    timeout: 60_000,
  });
  const browserMb = (): number => startedMb() ?? Number.NaN;
  const memory: number[] = [];
  const sampling = setInterval(() => memory.push(browserMb()), SAMPLE_MS);
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.goto(site.url);
    // The computer is measured first.
    await page.locator('[data-testid=machine][data-backend]').waitFor({ timeout: 120_000 });
    const before = browserMb();
    const start = performance.now();
    await page.getByTestId('files-input').setInputFiles(files);
    await page.getByTestId('data-summary').filter({ hasText: /\d/u }).waitFor({ timeout: 3_600_000 });
    const seconds = (performance.now() - start) / 1000;
    console.log(
      `${count} pictures of ${SIDE} × ${SIDE}, ${megabytes.toFixed(0)} MB: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)} a second`,
    );
    console.log(
      `memory, MB: ${before} before, at most ${Math.max(...memory)}; by the way: ${memory.filter((_, i) => i % Math.ceil(memory.length / 12) === 0).join(' ')}`,
    );
    console.log((await page.getByTestId('data-summary').innerText()).replaceAll(/\s+/gu, ' '));
  } finally {
    clearInterval(sampling);
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
