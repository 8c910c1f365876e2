/**
 * `npx tsx tools/frozen-fixtures.ts DIST FOLDER`: what a visitor of a build keeps, as files: a full `model.zip`, the browser's
 * storage with a run that was stopped, and a `schema.json`. Tests open them in every later build; see e2e/fixtures/README.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { clinicTable, hospitalPictures } from '../e2e/support/patients.ts';
import { readStorage } from '../e2e/support/storage.ts';
import type { RunConfig } from '../src/core/run-config.ts';
import type { StudioEvent } from '../src/worker/protocol.ts';
import { launchFrozen, onPage } from './frozen-build.ts';
import { serveSite } from './site.ts';
import { StudioPage } from './studio-page.ts';

const CONFIG: RunConfig = {
  recipe: 'paper',
  fit: 'stretch',
  straighten: 'off',
  size: 64,
  width: 0.01,
  epochs: 2,
  batch: 4,
  seed: 7,
  holdout: 0,
  backend: 'wasm',
};
const DEMO = { count: 12, seed: 1 };

async function model(page: Page, url: string, path: string): Promise<void> {
  const studio = await StudioPage.open(page, url);
  await studio.run('setKeeping', { runs: false, patients: false });
  await studio.run('loadDemo', DEMO);
  await studio.run('train', CONFIG);
  await studio.save('exportModel', { full: true }, path);
}

/** A run stopped after its third epoch, with its patients. */
async function storage(page: Page, url: string, folder: string): Promise<void> {
  let afterThree = (): void => {};
  const isThree = new Promise<void>((resolve) => {
    afterThree = resolve;
  });
  await page.exposeFunction('ecgPairStudioEvent', (event: StudioEvent) => {
    if (event.kind === 'train-epochs' && event.epochs.some(({ epoch }) => epoch >= 3)) afterThree();
  });
  const studio = await StudioPage.open(page, url);
  await studio.run('setKeeping', { runs: true, patients: true });
  await studio.run('loadDemo', DEMO);
  const training = studio.run('train', { ...CONFIG, epochs: 1000 });
  await isThree;
  await studio.run('stop', null);
  await training;
  for (const [name, bytes] of await readStorage(page)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** Ages from dates, blanks that are learned, a target, and a rule. */
async function schema(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url);
  await page.getByTestId('files-input').setInputFiles([clinicTable(24), ...hospitalPictures(24)]);
  await page.getByTestId('data-summary').filter({ hasText: '24' }).waitFor({ timeout: 60_000 });
  await page.getByTestId('step-check').click();
  await page.getByTestId('column-дата рождения').getByRole('button').first().click();
  await page.getByTestId('age-дата рождения').selectOption('column 0');
  await page.getByTestId('column-курит').getByRole('button').first().click();
  await page.getByTestId('role-курит').selectOption('target');
  await page.getByTestId('new-rule').click();
  await page.getByTestId('rule-kind').selectOption('order');
  await page.getByTestId('rule-first').selectOption('ДАД');
  await page.getByTestId('rule-second').selectOption('САД');
  await page.getByTestId('add-rule').click();
  await page.getByTestId('rules').filter({ hasText: '2 and 3' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-schema').click()]);
  await download.saveAs(path);
}

const [dist, folder] = process.argv.slice(2);
if (dist === undefined || folder === undefined) {
  console.error('npx tsx tools/frozen-fixtures.ts DIST FOLDER');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const site = await serveSite(4460, dist);
const browser = await launchFrozen();
try {
  await onPage(browser, (page) => model(page, site.url, join(folder, 'model.zip')));
  await onPage(browser, (page) => storage(page, site.url, join(folder, 'storage')));
  await onPage(browser, (page) => schema(page, site.url, join(folder, 'schema.json')));
} finally {
  await browser.close();
  await site.close();
}
