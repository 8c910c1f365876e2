/** What every page test shares: opening the page and watching that nothing leaves it. */
import { expect, type Page } from 'playwright/test';
import type { Automation } from '../../src/app/automation.ts';

declare global {
  interface Window {
    ecgPairStudio?: Automation;
  }
}

/** Addresses outside the page's own origin that were asked for while the test ran. */
export function watchRequests(page: Page): string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const own = protocol === 'blob:' || protocol === 'data:' || origin === new URL(page.url()).origin;
    if (!own && page.url() !== 'about:blank') foreign.push(request.url());
  });
  return foreign;
}

/** Opens the page and waits until the computer has been measured. */
export async function openStudio(page: Page, address = '/'): Promise<void> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(address);
  await expect(page.getByTestId('machine')).toHaveAttribute('data-backend', /./u, { timeout: 60_000 });
  expect(problems).toEqual([]);
}
