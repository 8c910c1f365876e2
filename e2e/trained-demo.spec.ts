/** Nothing at hand and no time: the network trained on demo patients shows its ECGs and makes pairs. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test } from 'playwright/test';
import { openStudio, watchRequests } from './support/studio.ts';

test('a network trained on demo patients is one press away, called simulated, and makes pairs', async ({ page }) => {
  const foreign = watchRequests(page);
  await openStudio(page);
  await page.getByTestId('trained-demo-button').click();
  await expect(page.getByTestId('opened-facts')).toContainText('SIMULATED', { timeout: 60_000 });
  // Sixteen ECGs, not sixteen times the same nor blank.
  const tiles = page.getByTestId(/^tile-/u);
  await expect(tiles).toHaveCount(16);
  await page.getByTestId('next').click();
  await page.getByTestId('pairs-count').fill('3');
  const download = page.waitForEvent('download');
  await page.getByTestId('download-pairs').click();
  const zip = await JSZip.loadAsync(readFileSync(await (await download).path()));
  const pictures = Object.keys(zip.files).filter((name) => name.startsWith('images/') && name.endsWith('.jpg'));
  expect(pictures).toHaveLength(3);
  expect(await zip.file('DATA-CARD.md')?.async('string')).toContain('simulated demo patients');
  expect(foreign).toEqual([]);
});
