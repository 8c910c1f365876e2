/** A training that outlives its tab: what is kept, continuing with the same files, erasing. And parts killed at random. */
import { expect, test } from 'playwright/test';
import { killRun } from '../tools/kill-run.ts';
import { hospitalPictures, hospitalTable } from './support/patients.ts';
import { expectAccessible } from './support/accessible.ts';
import { openStudio } from './support/studio.ts';

test('after a reload the training goes on with the same files, and only with them', async ({ page }) => {
  await openStudio(page);
  await expect(page.getByTestId('kept-runs')).toBeHidden();
  await page.getByTestId('files-input').setInputFiles([hospitalTable(14), ...hospitalPictures(14)]);
  await expect(page.getByTestId('data-summary')).toContainText('14');
  await page.getByTestId('step-train').click();
  await page.getByTestId('preset-paper').click();
  await expect(page.getByTestId('keep-runs')).toBeChecked();
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('setting-size').selectOption('64');
  await page.getByTestId('setting-epochs').fill('5000');
  await page.getByTestId('setting-width').fill('0.03');
  await page.getByTestId('train').click();
  await expect(page.getByTestId('grid-epoch')).not.toHaveAttribute('data-epoch', '0');
  await page.getByTestId('pause').click();
  await expect(page.getByTestId('resume')).toBeVisible();
  await expect(page.getByTestId('saved')).toHaveAttribute('data-saved', 'saved');
  const epoch = (await page.getByTestId('epoch').getAttribute('data-epoch')) ?? '';

  await page.reload();
  await expect(page.getByTestId('kept-run')).toHaveAttribute('data-epoch', epoch);
  await expect(page.getByTestId('continue-run')).toBeDisabled();
  // Other patients are refused, and nothing is lost by trying.
  await page.getByTestId('files-input').setInputFiles([hospitalTable(13), ...hospitalPictures(13)]);
  await expect(page.getByTestId('data-summary')).toContainText('13');
  await page.getByTestId('continue-run').click();
  await expect(page.getByTestId('error-kept-other-patients')).toBeVisible();
  await expectAccessible(page, 'a kept training');
  await page.getByTestId('files-input').setInputFiles([hospitalTable(14), ...hospitalPictures(14)]);
  await expect(page.getByTestId('data-summary')).toContainText('14');
  await page.getByTestId('continue-run').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running');
  expect(Number(await page.getByTestId('epoch').getAttribute('data-epoch'))).toBeGreaterThanOrEqual(Number(epoch));
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished');

  await page.getByTestId('step-data').click();
  await page.getByTestId('erase-all').click();
  await page.getByTestId('confirm-loss').click();
  await expect(page.getByTestId('kept-runs')).toBeHidden();
});

test('page, worker and browser killed at random: nothing is lost, and the network is the same', async ({ baseURL }) => {
  const lines: string[] = [];
  const report = await killRun({
    url: baseURL ?? '',
    kills: 3,
    seed: 3,
    backend: 'wasm',
    log: (line) => lines.push(line),
  });
  expect(report.isSame, lines.join('\n')).toBe(true);
  expect(report.saved).toBeGreaterThan(2);
});
