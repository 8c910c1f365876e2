/** Bad input gets one clear sentence, and nothing that was loaded is lost. */
import { expect, test } from 'playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { hospitalPictures, hospitalTable, picture } from './support/patients.ts';
import { openStudio } from './support/studio.ts';

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a text called .jpg and a broken picture are named; the others stay', async ({ page }) => {
  await openStudio(page);
  const broken = picture('ecg_101.png', 1);
  await page
    .getByTestId('files-input')
    .setInputFiles([
      hospitalTable(12),
      ...hospitalPictures(12).slice(1),
      { ...broken, buffer: broken.buffer.subarray(0, 50) },
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('this is a text file, nothing else\n') },
      { name: 'zero.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    ]);
  const screen = page.getByTestId('screen-data');
  await expect(page.getByTestId('data-summary')).toContainText('11');
  await expect(screen).toContainText('notes.jpg');
  await expect(screen).toContainText('zero.png');
  await expect(screen).toContainText('ecg_101.png');
  await expectAccessible(page, 'files that cannot be read');
});

test('an empty table says so, and a good one can follow', async ({ page }) => {
  await openStudio(page);
  await page.getByTestId('files-input').setInputFiles([csv('пациенты.csv', ''), ...hospitalPictures(12)]);
  await expect(page.getByTestId('screen-data')).toContainText('is empty (0 bytes)');
  await page.getByTestId('files-input').setInputFiles(hospitalTable(12));
  await expect(page.getByTestId('data-summary')).toContainText('12');
});

test('pairing by order waits for consent', async ({ page }) => {
  await openStudio(page);
  const rows = Array.from({ length: 12 }, (_, i) => `${30 + i * 3},${i % 2}`).join('\n');
  const pictures = Array.from({ length: 12 }, (_, i) => picture(`scan-${'abcdefghijkl'[i] ?? ''}.png`, i));
  await page.getByTestId('files-input').setInputFiles([csv('t.csv', `age,male\n${rows}\n`), ...pictures]);
  await page.getByTestId('step-check').click();
  await expect(page.getByTestId('step-train')).toBeDisabled();
  await expectAccessible(page, 'pairing by order');
  await page.getByTestId('order-confirm').click();
  await page.getByTestId('order-apply').click();
  await expect(page.getByTestId('matched-count')).toContainText('12');
  await expect(page.getByTestId('step-train')).toBeEnabled();
});

test('ECGs that are there twice are said at once, and each can be used once', async ({ page }) => {
  await openStudio(page);
  const pictures = Array.from({ length: 28 }, (_, i) => picture(`ecg_${101 + i}.png`, i % 14));
  await page.getByTestId('files-input').setInputFiles([hospitalTable(28), ...pictures]);
  await expect(page.getByTestId('data-summary')).toContainText('14 ECGs are the same as another');
  await page.getByTestId('step-check').click();
  await expect(page.getByTestId('same-pictures')).toContainText('Only 14 of 28 pictures differ');
  await page.getByTestId('same-once').check();
  await expect(page.getByTestId('matched-count')).toHaveText('14');
  // Twenty are drawn to be looked at, of those that are used only.
  await expect(page.getByTestId('real-pairs').locator('button[aria-pressed]')).toHaveCount(14);
});
