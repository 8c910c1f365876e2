/** Same seed, options and backend: the same rows and pictures; the grids of two epochs and the tiles of one differ. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test, type Page } from 'playwright/test';
import { openStudio } from './support/studio.ts';

async function saved(page: Page, name: 'exportPairs' | 'gridPng', input: object): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await page.evaluate(([command, value]) => window.ecgPairStudio?.save(command as never, value as never, 'file'), [
    name,
    input,
  ] as const);
  return readFileSync(await (await downloading).path());
}

async function contents(archive: Buffer): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(archive);
  const hashes: Record<string, string> = {};
  for (const [name, file] of Object.entries(zip.files)) {
    const bytes = await file.async('nodebuffer');
    // The manifest holds the time; everything else must be the same bytes.
    if (name !== 'manifest.json') hashes[name] = createHash('sha256').update(bytes).digest('hex');
  }
  return hashes;
}

test('a run repeats byte for byte on wasm', async ({ page }) => {
  const run = async (seed: number) => {
    await openStudio(page);
    await page.evaluate(async (value) => {
      const studio = window.ecgPairStudio;
      await studio?.run('loadDemo', { count: 12, seed: 1 });
      const config = {
        recipe: 'paper',
        fit: 'stretch',
        straighten: 'off',
        size: 64,
        width: 0.05,
        epochs: 2,
        batch: 5,
        backend: 'wasm',
        holdout: 0,
      } as const;
      await studio?.run('train', { ...config, seed: value });
    }, seed);
    const grids = [await saved(page, 'gridPng', { epoch: 1 }), await saved(page, 'gridPng', { epoch: 2 })];
    return { pairs: await contents(await saved(page, 'exportPairs', { pairs: 20, seed: 3 })), grids };
  };
  const first = await run(1);
  const again = await run(1);
  const other = await run(2);
  expect(Object.keys(first.pairs)).toHaveLength(22);
  expect(again).toEqual(first);
  expect(other.pairs['pairs.csv']).not.toBe(first.pairs['pairs.csv']);
  expect(first.grids[0]).not.toEqual(first.grids[1]);
  const pictures = Object.entries(first.pairs).filter(([name]) => name.endsWith('.jpg'));
  expect(new Set(pictures.map(([, hash]) => hash)).size).toBe(20);
});
