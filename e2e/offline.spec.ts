/** Visited once, the page needs no network: on a plain static host, in a subfolder, without any header of ours. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, type Page, test } from 'playwright/test';
import { hospitalPictures, hospitalTable } from './support/patients.ts';
import { startStaticHost } from './support/static-host.ts';
import { openStudio } from './support/studio.ts';

test.use({ serviceWorkers: 'allow' });

/** As a visitor reads it: behind the link at the foot of the page. */
async function untilKept(page: Page): Promise<void> {
  await page.locator('footer').getByTestId('proof-link').click();
  await expect(page.getByTestId('offline-state')).toContainText('with all that it needs');
  await page.keyboard.press('Escape');
}

test('with the network cut it opens, isolated, and goes from the demo to a ZIP', async ({ page, context }) => {
  const host = await startStaticHost();
  let opened = 0;
  page.on('load', () => (opened += 1));
  await openStudio(page, host.address);
  // Nothing was begun: it opens itself once more, with the headers that give WebAssembly its threads.
  await expect.poll(() => opened).toBe(2);
  await expect(page.getByTestId('machine')).toHaveAttribute('data-backend', 'wasm');
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await untilKept(page);
  // Once is enough.
  expect(opened).toBe(2);

  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('./')).headers));
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).toMatch(/connect-src 'self'.*base-uri 'none'; form-action 'none'/u);

  await host.close();
  await context.setOffline(true);
  await page.goto(`${host.address}?lang=ru`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await page.goto(host.address);
  await expect(page.getByTestId('machine')).toHaveAttribute('data-backend', /./u);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  const trained = await page.evaluate(async () => {
    const studio = window.ecgPairStudio;
    const loaded = await studio?.run('loadDemo', { count: 12, seed: 1 });
    const shared = {
      recipe: 'paper',
      fit: 'stretch',
      straighten: 'off',
      size: 64,
      width: 0.02,
      batch: 6,
      seed: 1,
      holdout: 0,
    } as const;
    return [loaded?.ok, await studio?.run('train', { ...shared, epochs: 1, backend: 'wasm' })];
  });
  expect(trained).toEqual([true, { ok: true, output: { epoch: 1, end: 'completed', chosen: null } }]);

  await page.getByTestId('trained-demo-button').click();
  await expect(page.getByTestId('opened-facts')).toContainText('SIMULATED');
  await page.getByTestId('next').click();
  await page.getByTestId('pairs-count').fill('2');
  const download = page.waitForEvent('download');
  await page.getByTestId('download-pairs').click();
  const zip = await JSZip.loadAsync(readFileSync(await (await download).path()));
  expect(Object.keys(zip.files)).toContain('images/0000002.jpg');
});

test('a newer version waits for consent, and is not to be had during a training', async ({ page }) => {
  const host = await startStaticHost();
  await openStudio(page, host.address);
  // Who has begun to do something is not interrupted by a second opening.
  await untilKept(page);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await page.getByTestId('files-input').setInputFiles([hospitalTable(14), ...hospitalPictures(14)]);
  await expect(page.getByTestId('data-summary')).toContainText('14');
  await page.getByTestId('step-train').click();
  await page.getByTestId('preset-paper').click();
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('setting-size').selectOption('64');
  await page.getByTestId('setting-epochs').fill('5000');
  await page.getByTestId('setting-width').fill('0.03');
  await page.getByTestId('train').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running');

  host.renew('<meta name="of-the-new-version">');
  // What browsers do by themselves once a day.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByTestId('update')).toContainText('when the work under way has ended');
  await expect(page.getByTestId('update-open')).toBeDisabled();
  await expect(page.getByTestId('grid-epoch')).not.toHaveAttribute('data-epoch', '0');
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('update')).toContainText('is downloaded');
  await expect(page.getByTestId('update-open')).toBeDisabled();

  // Opened anew without consent, it is what it was.
  host.loseAssets(true);
  await page.reload();
  const isNew = page.locator('meta[name=of-the-new-version]');
  await expect(page.getByTestId('machine')).toHaveAttribute('data-backend', /./u);
  await expect(isNew).toHaveCount(0);
  await page.getByTestId('update-open').click();
  await expect(isNew).toHaveCount(1);
  await untilKept(page);
  await expect(page.getByTestId('update')).toHaveCount(0);
  await host.close();
});
