/** Back to a past epoch and forth again on the page, and the time-lapse. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test } from 'playwright/test';
import { hospitalPictures, hospitalTable } from './support/patients.ts';
import { expectAccessible } from './support/accessible.ts';
import { openStudio } from './support/studio.ts';

test('pairs are those of the epoch that was chosen, and of the last again', async ({ page }) => {
  await openStudio(page);
  await page.getByTestId('files-input').setInputFiles([hospitalTable(40), ...hospitalPictures(40)]);
  await page.getByTestId('step-check').click();
  await page.getByTestId('step-train').click();
  await page.getByTestId('preset-paper').click();
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('setting-size').selectOption('64');
  await page.getByTestId('setting-epochs').fill('16');
  await page.getByTestId('setting-width').fill('0.03');
  await page.getByTestId('train').click();

  const cards = page.getByTestId('past-epoch');
  await expect(cards.first()).toHaveAttribute('data-usable', 'false');
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished', { timeout: 100_000 });
  // The first epoch is always measured, and so is the last.
  await expect(cards.first()).toHaveAttribute('data-epoch', '1');
  await expect(cards.last()).toHaveAttribute('data-epoch', '16');
  await expect(page.locator('[data-testid=past-epoch][data-best=true]')).toHaveCount(1);

  await cards.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('epoch-in-use')).toContainText('Epoch 1');
  await expectAccessible(page, 'past epochs');
  await expect(page.getByTestId('grid-epoch')).toHaveAttribute('data-epoch', '1');
  await expect(cards.first()).toHaveAttribute('aria-pressed', 'true');

  await page.getByTestId('step-download').click();
  await expect(page.getByTestId('epoch-in-use')).toBeVisible();
  await expect(page.getByTestId('model-full')).toBeDisabled();
  const epochOf = async (): Promise<number> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-model').click()]);
    const zip = await JSZip.loadAsync(readFileSync(await download.path()));
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '{}') as { epoch: number };
    return manifest.epoch;
  };
  expect(await epochOf()).toBe(1);
  await page.getByTestId('use-last-epoch').click();
  await expect(page.getByTestId('epoch-in-use')).toHaveCount(0);
  expect(await epochOf()).toBe(16);

  await page.getByTestId('step-train').click();
  const [film] = await Promise.all([page.waitForEvent('download'), page.getByTestId('time-lapse').click()]);
  expect(film.suggestedFilename()).toBe('time-lapse.gif');
  expect(
    readFileSync(await film.path())
      .subarray(0, 6)
      .toString('latin1'),
  ).toBe('GIF89a');
});
