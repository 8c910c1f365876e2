/**
 * Finds a Chrome or Chromium to run the tests and the headless job in, or installs one.
 * Order: CHROME_PATH, the usual places, Playwright's own download, Debian's package (as root).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';

const USUAL_PLACES = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of an installed browser, or undefined. */
export function findChrome(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH points to ${named}, which does not exist. Correct it or unset it.`);
  }
  return [...USUAL_PLACES, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
}

/** Path of a browser, installed now if there is none. Throws one line that says what to do. */
export function ensureChrome(): string {
  const found = findChrome();
  if (found !== undefined) return found;

  console.error('No Chrome or Chromium found: trying to install one (Playwright’s).');
  const playwrightCli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  spawnSync(process.execPath, [playwrightCli, 'install', '--with-deps', 'chromium'], {
    stdio: 'ignore',
    timeout: 300_000,
  });
  const downloaded = findChrome();
  if (downloaded !== undefined) return downloaded;

  const isRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (isRootOnDebian) {
    console.error('Playwright’s download was refused: installing Debian’s chromium.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env });
    const packaged = findChrome();
    if (packaged !== undefined) return packaged;
  }
  throw new Error(
    'No Chrome or Chromium could be found or installed. Install Google Chrome, or set CHROME_PATH to one.',
  );
}

/**
 * Start options that make software WebGPU available where there is no GPU; a real GPU is still preferred when `software` is off.
 * The sandbox cannot start for root (containers, CI), so it is off there only.
 */
export function chromeArguments(options: { software: boolean }): string[] {
  const args = [
    '--enable-unsafe-webgpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (options.software) args.push('--use-webgpu-adapter=swiftshader');
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return args;
}
