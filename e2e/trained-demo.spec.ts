/** Nothing at hand and no time: the network trained on demo patients shows its ECGs and makes pairs. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test } from 'playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { openStudio, watchRequests } from './support/studio.ts';

test('a network trained on demo patients is one press away, called simulated, and makes pairs', async ({ page }) => {
  const foreign = watchRequests(page);
  await openStudio(page);
  await page.getByTestId('trained-demo-button').click();
  await expect(page.getByTestId('opened-facts')).toContainText('SIMULATED', { timeout: 60_000 });
  // Sixteen ECGs, not sixteen times the same nor blank.
  const tiles = page.getByTestId(/^tile-/u);
  await expect(tiles).toHaveCount(16);

  await expectAccessible(page, 'an opened network');

  // Somebody who is not told which is which judges twenty of them; nothing on the screen says so either.
  await page.getByTestId('to-reader-test').click();
  await page.getByTestId('reader-pictures').selectOption('20');
  await page.getByTestId('reader-begin').click();
  const stage = page.getByTestId('reader-stage');
  await expect(stage).toBeVisible();
  await expect(page.getByTestId(/^grid-/u)).toHaveCount(0);
  await expectAccessible(page, 'reader test');
  for (let number = 1; number <= 20; number++) {
    await expect(stage).toHaveAttribute('data-position', String(number));
    // Nobody judges what was just put there.
    await page.waitForTimeout(160);
    await page.keyboard.press(number % 3 === 0 ? '1' : 'ArrowRight');
    if (number !== 5) continue;
    await page.keyboard.press('Backspace');
    await expect(stage).toHaveAttribute('data-position', '5');
    await page.waitForTimeout(160);
    await page.getByTestId('reader-synthetic').click();
  }
  await expect(page.getByTestId('reader-test-ecgs-finding')).toContainText('% of the answers are right');
  await expect(page.getByTestId('reader-results')).toContainText('no network learned from them');
  await expectAccessible(page, 'reader results');
  const saving = page.waitForEvent('download');
  await page.getByTestId('reader-csv').click();
  const answers = readFileSync(await (await saving).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(answers).toHaveLength(21);
  expect(answers.filter((line) => line.includes('"simulated"') && !line.includes('DEMO'))).toHaveLength(20);

  await page.getByTestId('step-download').click();
  await page.getByTestId('pairs-count').fill('3');
  const download = page.waitForEvent('download');
  await page.getByTestId('download-pairs').click();
  const zip = await JSZip.loadAsync(readFileSync(await (await download).path()));
  const pictures = Object.keys(zip.files).filter((name) => name.startsWith('images/') && name.endsWith('.jpg'));
  expect(pictures).toHaveLength(3);
  expect(await zip.file('DATA-CARD.md')?.async('string')).toContain('who were simulated');
  expect(foreign).toEqual([]);
});
