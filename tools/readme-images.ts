/** `npm run readme-images`: takes the README's pictures anew, of the demo patients and the network trained on them. Some minutes. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { buildIfStale, ROOT, serveSite } from './site.ts';

const FOLDER = join(ROOT, 'docs', 'images');
/** Milliseconds: all of the demo's learning and comparison, on any computer. */
const PATIENCE = 15 * 60_000;

await buildIfStale();
const site = await serveSite(4280);
const browser = await chromium.launch({ executablePath: ensureChrome(), args: chromeArguments({ software: true }) });
const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, serviceWorkers: 'block', locale: 'en' });
page.setDefaultTimeout(PATIENCE);

const take = async (name: string): Promise<void> => {
  // Fades and progress come to rest.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
};
const step = (name: string): Promise<void> => page.getByTestId(`step-${name}`).click();

await page.goto(site.url);
await page.getByTestId('demo-button').waitFor();
await take('data');
await page.getByTestId('demo-button').click();
await page.getByTestId('data-summary').waitFor();
await step('check');
await page.getByTestId('columns-summary').waitFor();
await take('check');
await page.goto(`${site.url}?demo`);
// It learns on, on the same sheets.
await page.locator('[data-testid=run-status][data-status=running]').waitFor();
await page.locator('[data-testid=grid-epoch]:not([data-epoch="40"])').waitFor();
await take('train');
await page.getByTestId('stop').click();
await page.locator('[data-testid=run-status][data-status=finished]').waitFor();
await step('compare');
await page.getByTestId('measure-ecgs').click();
await page.locator('[data-testid=ecg-status][data-status=ready]').waitFor({ state: 'attached' });
await page.evaluate(() => window.scrollTo({ top: 0 }));
await take('compare');
await step('download');
await take('download');
await browser.close();
await site.close();
