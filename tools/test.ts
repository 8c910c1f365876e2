/**
 * `npm test`: everything. Types, lint, format, unit tests, real-browser kernel tests, the production build and the page
 * in a real browser. Ends with a line `N passed, M failed` that counts tests and checks together.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChrome } from './chrome.ts';
import { buildIfStale, ROOT } from './site.ts';

let passed = 0;
let failed = 0;
const reports = mkdtempSync(join(tmpdir(), 'studio-test-'));

function bin(name: string): string {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

function count(ok: boolean): void {
  if (ok) passed += 1;
  else failed += 1;
}

/** A check that passes or fails as a whole. */
function check(title: string, script: string): void {
  const start = performance.now();
  const ok = run('npm', ['run', '--silent', script]);
  count(ok);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

/** A run of a test tool that writes its counts to a JSON file. A run that fails without counting still fails. */
function suite(
  title: string,
  ran: boolean,
  file: string,
  read: (json: never) => { passed: number; failed: number },
): void {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8')) as never) : { passed: 0, failed: 0 };
  passed += counts.passed;
  failed += counts.failed;
  if (!ran && counts.failed === 0) failed += 1;
  if (ran && counts.passed === 0) {
    console.log(`FAIL ${title}: no test ran`);
    failed += 1;
  }
  console.log(`${title}: ${counts.passed} passed, ${counts.failed} failed`);
}

function vitest(project: 'unit' | 'browser'): void {
  const file = join(reports, `${project}.json`);
  const ran = run(bin('vitest'), [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  suite(`${project} tests`, ran, file, (json: { numPassedTests: number; numFailedTests: number }) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
  }));
}

function playwright(): void {
  const file = join(reports, 'page.json');
  const ran = run(bin('playwright'), ['test', '-c', 'e2e/playwright.config.ts'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  suite('page tests', ran, file, (json: { stats: { expected: number; flaky: number; unexpected: number } }) => ({
    passed: json.stats.expected + json.stats.flaky,
    failed: json.stats.unexpected,
  }));
}

let chrome = '';
try {
  chrome = ensureChrome();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
process.env['CHROME_PATH'] = chrome;

check('types', 'typecheck');
check('lint', 'lint');
check('format', 'format:check');
vitest('unit');
vitest('browser');
let built = true;
try {
  await buildIfStale();
} catch (error) {
  built = false;
  console.error(error);
}
count(built);
if (built) playwright();
rmSync(reports, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
