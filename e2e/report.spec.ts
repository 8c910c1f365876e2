/** `npm run headless -- … --report`: the whole comparison, small, from the command line to the two files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { expectNoViolations } from './support/accessible.ts';
import type { StudyReport } from '../src/core/report/ecg-comparison.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('--report puts patients aside and writes report.json and a report.html that stands alone', async ({ page }) => {
  test.setTimeout(600_000);
  const out = mkdtempSync(join(tmpdir(), 'report-'));
  const options =
    '--demo --recipe paper --limit 40 --size 64 --width 0.03 --epochs 1 --pairs 40 --backend wasm --report';
  const run = spawnSync('npx', ['tsx', 'tools/headless.ts', ...options.split(' '), '--out', out], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('32 pairs to train on, 8 put aside and never trained on');

  const study = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as StudyReport;
  expect(study.n).toEqual({ real: 32, synthetic: 40 });
  expect([...study.split.train, ...study.split.holdout].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, i) => i),
  );
  expect(study.privacy.rows.dcr.holdout).not.toBeNull();
  expect(study.detection?.images).toBeGreaterThan(0.8);
  // Eight patients put aside are too few to read anything of: said, not invented.
  expect(study.joint).toMatchObject({ score: null, reason: 'too-few' });

  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data):/u.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`file://${join(out, 'report.html')}`);
  await expect(page.locator('body')).toContainText('SYNTHETIC');
  for (const id of ['columns', 'pairs', 'ecgs', 'joint', 'privacy', 'use', 'card']) {
    await expect(page.locator(`#${id}`)).toBeVisible();
  }
  await expect(page.locator('#examples img')).toHaveCount(12);
  await expectNoViolations(page, 'report.html');
  // Nothing is wider than a sheet of A4.
  await page.setViewportSize({ width: 794, height: 1123 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
  expect(foreign).toEqual([]);
  rmSync(out, { recursive: true });
});
