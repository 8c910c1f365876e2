/** `npm run icons`: draws the icons of the installed page from `public/icon.svg`, which is the one to change. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureChrome } from './chrome.ts';
import { ROOT } from './site.ts';

const FOLDER = join(ROOT, 'public');

/** `isFilled`: to the edge, for systems that cut icons to a shape of their own; the trace then lies within what none cuts off. */
const ICONS = [
  { name: 'icon-192.png', size: 192, isFilled: false },
  { name: 'icon-512.png', size: 512, isFilled: false },
  { name: 'icon-maskable.png', size: 512, isFilled: true },
  { name: 'icon-apple.png', size: 180, isFilled: true },
] as const;

const browser = await chromium.launch({
  executablePath: ensureChrome(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
const drawn = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
for (const { name, size, isFilled } of ICONS) {
  const picture = isFilled ? drawn.replace(/rx="\d+"/u, '') : drawn;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${picture}`);
  writeFileSync(join(FOLDER, name), await page.screenshot({ omitBackground: true }));
}
await browser.close();
console.log(ICONS.map(({ name }) => `public/${name}`).join('\n'));
