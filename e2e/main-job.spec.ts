/** The visitor's way from nothing to a ZIP, on the production build. */
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test } from 'playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { hospitalPictures, hospitalTable } from './support/patients.ts';
import { openStudio, watchRequests } from './support/studio.ts';

test('from a windows-1251 table and pictures to synthetic pairs; nothing leaves the page', async ({ page }) => {
  const foreign = watchRequests(page);
  await openStudio(page);
  await expectAccessible(page, 'nothing loaded');

  // The table first, the pictures later, one of them without a row.
  await page.getByTestId('files-input').setInputFiles(hospitalTable(14));
  await expect(page.getByTestId('data-summary')).toContainText('14');
  const extra = hospitalPictures(13).map((file, i) => (i === 12 ? { ...file, name: 'ecg_999.png' } : file));
  await page.getByTestId('files-input').setInputFiles(extra);
  await expect(page.getByTestId('data-summary')).toContainText('13');
  await expect(page.getByTestId('format-encoding').locator('option:checked')).toContainText('1251');

  await expect(page.getByTestId('few-patients')).toContainText('About 100 are needed');
  await expectAccessible(page, 'data loaded');
  await page.getByTestId('step-check').click();
  await expect(page.getByTestId('matched-count')).toContainText('12');
  await expectAccessible(page, 'check');
  await expect(page.getByTestId('column-ФИО')).toBeVisible();
  // Names never reach the screen, nor the page at all.
  await expect(page.locator('body')).not.toContainText('Тестова');

  await page.getByTestId('step-train').click();
  await page.getByTestId('preset-paper').click();
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('setting-size').selectOption('64');
  await page.getByTestId('setting-epochs').fill('400');
  await page.getByTestId('setting-width').fill('0.03');
  await expect(page.getByTestId('holdout-patients')).toContainText('2 of 12');
  await expectAccessible(page, 'settings');
  await page.getByTestId('train').click();

  await expect(page.getByTestId('grid-epoch')).not.toHaveAttribute('data-epoch', '0');
  // The page stays alive while the worker trains: frames keep coming, however slow the computer is.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
  });
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running');
  await page.getByTestId('tile-7').click();
  await expect(page.getByTestId('chosen-tile')).toContainText('возраст');
  // Its 0 or 1 is no stenosis in per cent.
  await expect(page.getByTestId('chosen-tile')).toContainText('LAD_st ≥ 50');

  await page.getByTestId('pause').click();
  await expect(page.getByTestId('resume')).toBeVisible();
  const paused = await page.getByTestId('epoch').getAttribute('data-epoch');
  await page.waitForTimeout(800);
  expect(await page.getByTestId('epoch').getAttribute('data-epoch')).toBe(paused);
  await expectAccessible(page, 'training');
  await page.getByTestId('resume').click();
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished');

  // Stopped is no dead end: it goes on where it was stopped.
  const stopped = Number(await page.getByTestId('epoch').getAttribute('data-epoch'));
  await page.getByTestId('go-on').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running');
  await expect
    .poll(async () => Number(await page.getByTestId('epoch').getAttribute('data-epoch')))
    .toBeGreaterThan(stopped);
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished');

  // The comparison starts by itself, answers, and can be taken away as a file.
  await page.getByTestId('step-compare').click();
  await expect(page.getByTestId('compare-status')).toHaveAttribute('data-status', 'ready');
  for (const question of ['columns', 'pairs', 'privacy']) {
    await expect(page.getByTestId(`question-${question}`)).toBeVisible();
  }
  await expect(page.getByTestId('compare-summary').getByRole('link')).toHaveCount(6);
  // Minutes of work on a processor: nobody is made to wait for it unasked.
  await expect(page.getByTestId('ecg-status')).toHaveAttribute('data-status', 'idle');
  await expect(page.getByTestId('measure-ecgs')).toContainText('Measure the ECGs');
  // Every picture can be taken away, as vectors and as pixels.
  await page.getByTestId('open-pairs').click();
  await expectAccessible(page, 'compare');
  const filesOf = async (format: 'SVG' | 'PNG', title: string): Promise<Buffer> => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as ${format}: ${title}` }).click();
    return readFileSync(await (await saved).path());
  };
  expect((await filesOf('SVG', 'Synthetic minus real')).toString()).toMatch(/^<svg xmlns.*<rect/u);
  expect((await filesOf('PNG', 't-SNE')).subarray(1, 4).toString()).toBe('PNG');
  const saving = page.waitForEvent('download');
  await page.getByTestId('save-report-json').click();
  const report = JSON.parse(readFileSync(await (await saving).path(), 'utf8')) as { n: object; columns: object[] };
  // Two of the twelve were set aside.
  expect(report.n).toEqual({ real: 10, synthetic: 10 });
  expect(report.columns).toHaveLength(4);

  await page.getByTestId('step-download').click();
  await expect(page.getByTestId('download-measured')).toContainText('Do the columns match?');
  await expectAccessible(page, 'download');
  await page.getByTestId('pairs-count').fill('40');
  const downloading = page.waitForEvent('download');
  await page.getByTestId('download-pairs').click();
  const zip = await JSZip.loadAsync(readFileSync(await (await downloading).path()));
  const csv = (await zip.file('pairs.csv')?.async('string')) ?? '';
  const lines = csv.trimEnd().split('\r\n');
  // As the table came: for a spreadsheet of a country with decimal commas.
  expect(lines[0]).toBe('\ufeffimage;возраст;пол;креатинин;LAD_st ≥ 50');
  expect(lines).toHaveLength(41);
  expect(lines[40]).toMatch(/^images\/0000040\.jpg;\d\d;[мж];\d+,\d;[01]$/u);
  expect(csv).not.toContain('Тестова');
  const jpeg = await zip.file('images/0000040.jpg')?.async('nodebuffer');
  expect(jpeg?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(jpeg?.toString('latin1')).toMatch(/SYNTHETIC ECG of nobody.*ECG Pair Studio [\d.]+, pair 40/u);
  const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '{}') as Record<string, unknown>;
  expect(manifest).toMatchObject({ synthetic: true, recipe: 'paper', pairs: { first: 0, count: 40 } });
  const card = (await zip.file('DATA-CARD.md')?.async('string')) ?? '';
  expect(card).toMatch(/^# SYNTHETIC/u);
  expect(card).toContain('Measured on this very network');
  expect(card).toContain('| Do the ECGs look right? | Not measured yet |');
  expect(await zip.file('report.html')?.async('string')).toContain('SYNTHETIC');
  expect(foreign).toEqual([]);
});

test('the demo patients are one press away and are called simulated', async ({ page }) => {
  await openStudio(page);
  await page.getByTestId('demo-button').click();
  await expect(page.getByTestId('data-summary')).toContainText('500', { timeout: 90_000 });
  await expect(page.getByTestId('simulated-badge').first()).toBeVisible();
  await page.getByTestId('step-check').click();
  await expect(page.getByTestId('simulated-badge').first()).toBeVisible();
  await expect(page.getByTestId('columns-summary')).toContainText('35');
  await expect(page.getByTestId('screen-check')).toBeFocused();
  // Back is one step back, not off the page.
  await page.goBack();
  await expect(page.getByTestId('screen-data')).toBeVisible();
  await page.goForward();
  await expect(page.getByTestId('screen-check')).toBeVisible();
  // What takes weeks here needs a second press.
  await page.getByTestId('step-train').click();
  await page.getByTestId('preset-paper').click();
  await expect(page.getByTestId('preset-paper')).toContainText('not on this computer');
  await page.getByTestId('train').click();
  await expect(page.getByRole('dialog')).toContainText('Start a training of weeks?');
  await expectAccessible(page, 'a dialog');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('train')).toBeVisible();
});
