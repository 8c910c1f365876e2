/** What an earlier build left behind still opens: a model, a training in the browser's storage, a schema.json. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import { expect, test } from 'playwright/test';
import type { KeptState } from '../src/core/kept-run.ts';
import type { TrainOutcome } from '../src/worker/protocol.ts';
import { StudioPage } from '../tools/studio-page.ts';
import { clinicTable, hospitalPictures } from './support/patients.ts';
import { writeStorage } from './support/storage.ts';
import { openStudio } from './support/studio.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/2ff931c', import.meta.url));
/** The patients that its model and its run learned from. */
const DEMO = { count: 12, seed: 1 };

async function pairsOf(studio: StudioPage): Promise<number> {
  const zip = await JSZip.loadAsync(await studio.bytes('exportPairs', { pairs: 4, seed: 3 }));
  return Object.keys(zip.files).filter((name) => name.endsWith('.jpg')).length;
}

test('a model of 2ff931c makes pairs and trains on', async ({ page }) => {
  const studio = await StudioPage.open(page, '/');
  await studio.run('setKeeping', { runs: false, patients: false });
  const path = join(FIXTURES, 'model.zip');
  expect(await studio.openModel(path, 'wasm')).toMatchObject({
    epoch: 2,
    full: true,
    config: { width: 0.01, seed: 7 },
  });
  expect(await pairsOf(studio)).toBe(4);
  await studio.run('loadDemo', DEMO);
  await studio.resumeModel(path, { epochs: 3, backend: 'wasm' });
  expect(await pairsOf(studio)).toBe(4);
});

test('a training that 2ff931c kept goes on', async ({ page }) => {
  // Of the same site, and without the app.
  await page.goto('/icon.svg');
  const storage = join(FIXTURES, 'storage');
  const files = readdirSync(storage, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  await writeStorage(
    page,
    new Map(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(storage.length + 1).replaceAll('\\', '/'), readFileSync(path)];
      }),
    ),
  );
  const studio = await StudioPage.open(page, '/');
  const { runs } = (await studio.run('keptRuns', null)) as KeptState;
  expect(runs).toHaveLength(1);
  const [run] = runs;
  expect(run).toMatchObject({ isComplete: false, demo: DEMO, backend: 'wasm' });
  const epochs = (run?.epoch ?? 0) + 2;
  await studio.run('loadDemo', DEMO);
  const outcome = (await studio.run('continueRun', { run: run?.id ?? '', epochs })) as TrainOutcome;
  expect(outcome).toMatchObject({ epoch: epochs, end: 'completed' });
  expect(await pairsOf(studio)).toBe(4);
});

test('a schema.json of 2ff931c is used', async ({ page }) => {
  await openStudio(page);
  await page.getByTestId('files-input').setInputFiles([clinicTable(24), ...hospitalPictures(24)]);
  await expect(page.getByTestId('data-summary')).toContainText('24');
  await page.getByTestId('step-check').click();
  await expect(page.getByTestId('rules')).not.toContainText('2 and 3');
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('load-schema').click();
  await (await choosing).setFiles(join(FIXTURES, 'schema.json'));
  await expect(page.getByTestId('schema-loaded')).toBeVisible();
  await expect(page.getByTestId('rules')).toContainText('2 and 3');
  await page.getByTestId('column-курит').getByRole('button').first().click();
  await expect(page.getByTestId('role-курит')).toHaveValue('target');
  await page.getByTestId('column-дата рождения').getByRole('button').first().click();
  await expect(page.getByTestId('age-дата рождения')).not.toHaveValue('none');
});
