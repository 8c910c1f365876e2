/** A demonstration in one address: the trained network at once, in the theme that was asked for, learning on by itself. */
import { expect, test } from 'playwright/test';
import { watchRequests } from './support/studio.ts';

test('?demo shows sixteen ECGs by itself, fills the screen, and the network learns on', async ({ page }) => {
  const foreign = watchRequests(page);
  const start = Date.now();
  await page.goto('/?demo&theme=dark');
  await expect(page.getByTestId(/^tile-/u)).toHaveCount(16);
  // Ten seconds on two idle cores; this computer may be doing something else.
  const seconds = (Date.now() - start) / 1000;
  test.info().annotations.push({ type: 'seconds to sixteen ECGs', description: seconds.toFixed(1) });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page).toHaveURL(/\/\?demo&theme=dark#train$/u);
  await expect(page.getByTestId('opened-facts')).toContainText('SIMULATED');

  await page.keyboard.press('f');
  await expect(page.getByTestId('stage')).toHaveAttribute('data-full', 'true');
  await page.keyboard.press('f');
  await expect(page.getByTestId('stage')).toHaveAttribute('data-full', 'false');

  // It learns on from where it stands, and hears the keys.
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running', { timeout: 200_000 });
  const begun = Number(await page.getByTestId('epoch').getAttribute('data-epoch'));
  expect(begun).toBeGreaterThan(10);
  await expect(page.getByTestId(/^tile-/u)).toHaveCount(16);
  await page.keyboard.press('p');
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'paused');
  expect(foreign).toEqual([]);
});

test('steps have addresses; one that is not open yet does not pretend to be', async ({ page }) => {
  await page.goto('/#download');
  await expect(page.getByTestId('screen-data')).toBeVisible();
  await expect(page).toHaveURL(/#data$/u);
  await page.getByTestId('trained-demo-button').click();
  await expect(page).toHaveURL(/#train$/u, { timeout: 60_000 });
  await page.evaluate(() => {
    location.hash = '#download';
  });
  await expect(page.getByTestId('screen-download')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('screen-train')).toBeVisible();
});
