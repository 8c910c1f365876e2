/**
 * `npm test`: everything. Types, lint, format, unit tests, real-browser kernel tests, the production build and the page
 * in a real browser. Ends with a line `N passed, M failed` that counts tests and checks together.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChrome } from './chrome.ts';
import { buildIfStale, ROOT } from './site.ts';
import { type Counts, runCommand, runLanes, type Stage } from './stages.ts';

const reports = mkdtempSync(join(tmpdir(), 'studio-test-'));

function bin(name: string): string {
  return join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** A check that passes or fails as a whole. */
function check(name: string, script: string): Stage {
  const run: Stage['run'] = async (say) => {
    const file = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const isGood = await runCommand({ file, args: ['run', '--silent', script], cwd: ROOT }, say);
    return { passed: Number(isGood), failed: Number(!isGood) };
  };
  return { name, run };
}

/** A run of a test tool that writes its counts to a JSON file. A run that fails without counting still fails. */
function suite(name: string, command: readonly string[], env: NodeJS.ProcessEnv, read: (json: never) => Counts): Stage {
  const run: Stage['run'] = async (say) => {
    const [tool = '', ...args] = command;
    const isGood = await runCommand({ file: bin(tool), args, cwd: ROOT, env }, say);
    const file = reportOf(name);
    const { passed, failed } = existsSync(file)
      ? read(JSON.parse(readFileSync(file, 'utf8')) as never)
      : { passed: 0, failed: 0 };
    if (passed === 0) say('no test ran');
    return { passed, failed: failed === 0 && (!isGood || passed === 0) ? 1 : failed };
  };
  return { name, run };
}

function reportOf(name: string): string {
  return join(reports, `${name}.json`);
}

function vitest(project: 'unit' | 'browser'): Stage {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`];
  return suite(
    project,
    ['vitest', 'run', '--project', project, ...reporters],
    {},
    (json: { numPassedTests: number; numFailedTests: number }) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
    }),
  );
}

const page = suite(
  'page',
  ['playwright', 'test', '-c', 'e2e/playwright.config.ts'],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('page') },
  (json: { stats: { expected: number; flaky: number; unexpected: number } }) => ({
    passed: json.stats.expected + json.stats.flaky,
    failed: json.stats.unexpected,
  }),
);

let chrome = '';
try {
  chrome = ensureChrome();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
process.env['CHROME_PATH'] = chrome;

let isBuilt = false;
const build: Stage = {
  name: 'build',
  run: async () => {
    await buildIfStale();
    isBuilt = true;
    return { passed: 1, failed: 0 };
  },
};
const builtPage: Stage = {
  ...page,
  run: (say) => (isBuilt ? page.run(say) : Promise.reject(new Error('there is no build to test'))),
};

// Each of the three computes on one core most of the time: side by side, two cores are busy to the end. The page, which takes
// longest, begins at once.
const { passed, failed } = await runLanes(
  [
    [check('types', 'typecheck'), check('lint', 'lint'), check('format', 'format:check'), vitest('browser')],
    [vitest('unit')],
    [build, builtPage],
  ],
  (line) => console.log(line),
);
rmSync(reports, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
