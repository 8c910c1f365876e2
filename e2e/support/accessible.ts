/**
 * Holds a screen to no violation that axe finds, best practices included: light in English, then dark in Russian. The other two pairs of
 * theme and language are held to what a theme or the length of words can break by themselves, which is soon told. axe is put into the page by the browser's own
 * protocol, which the page's policy does not bind, and asks for nothing.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, type Page } from 'playwright/test';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that colours, and words that are longer, can break where the same elements kept them before. */
const OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/** What is wrong, where: the rule, and the first elements that break it. `rules`: only these; absent: all. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const options = { resultTypes: ['violations'], ...(rules === undefined ? {} : { runOnly: rules }) };
  const found = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n  ${nodes
        .slice(0, 4)
        .map(({ html, any }) => `${html.slice(0, 200)}\n    ${any.map(({ message }) => message).join('; ')}`)
        .join('\n  ')}`,
  );
}

interface Look {
  readonly language: 'en' | 'ru';
  readonly scheme: 'light' | 'dark';
}

async function show(page: Page, { language, scheme }: Look): Promise<void> {
  const html = page.locator('html');
  // By events, not by pointer: a dialog may lie above.
  if ((await html.getAttribute('lang')) !== language) {
    await page.locator(`[data-testid=language-switch] input[value=${language}]`).dispatchEvent('click');
  }
  await expect(html).toHaveAttribute('lang', language);
  if ((await html.getAttribute('data-mantine-color-scheme')) !== scheme) {
    await page.getByTestId('scheme-switch').dispatchEvent('click');
  }
  await expect(html).toHaveAttribute('data-mantine-color-scheme', scheme);
  // Colours arrive with a frame, which a busy computer draws late.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
  // Another language opens a dialog anew, and it comes out of the air.
  for (const dialog of await page.getByRole('dialog').all()) await expect(dialog).toHaveCSS('opacity', '1');
}

/** The page as it is. `where`: what to call it where something is wrong. */
export async function expectNoViolations(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  expect.soft(await violations(page, rules), where).toEqual([]);
}

/** Nothing that is to be read is smaller, in pixels of the screen. */
const SMALLEST = 14;

/** Texts that are, each with its size; drawings are as large as they are shown. */
function smallTexts(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || !element.checkVisibility()) continue;
      const { width, height } = element.getBoundingClientRect();
      // Written for those who hear the page.
      if (width <= 1 || height <= 1) continue;
      const drawing = element.closest('svg');
      const scale = drawing === null ? 1 : (drawing.getScreenCTM()?.a ?? 1);
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < smallest - 0.05) found.add(`${size.toFixed(1)} px: ${text.slice(0, 60)}`);
    }
    return [...found].slice(0, 12);
  }, SMALLEST);
}

/** Words of buttons whose lower or upper parts are cut off. */
function cutButtons(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, button *')]
      .filter(
        (element) =>
          element.checkVisibility() &&
          // One pixel: written for those who hear the page.
          element.clientHeight > 1 &&
          (element.textContent ?? '').trim() !== '' &&
          getComputedStyle(element).overflowY === 'hidden' &&
          element.scrollHeight > element.clientHeight,
      )
      .map((element) => (element.textContent ?? '').slice(0, 60)),
  );
}

/** `screen`: what to call it where something is wrong. Leaves the page light and in English. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // A colour on its way to another is none that anybody reads.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const { isWhole, ...look } of [
    { language: 'en', scheme: 'dark', isWhole: false },
    { language: 'ru', scheme: 'dark', isWhole: true },
    { language: 'ru', scheme: 'light', isWhole: false },
    { language: 'en', scheme: 'light', isWhole: true },
  ] as const) {
    await show(page, look);
    await expectNoViolations(page, `${screen}, ${look.language}, ${look.scheme}`, isWhole ? undefined : OF_LOOKS);
  }
  expect.soft(await smallTexts(page), `${screen}: too small to read`).toEqual([]);
  expect.soft(await cutButtons(page), `${screen}: cut off`).toEqual([]);
}
