/** From a clinic's own table to a trainable set without a line of code: dates, words, blanks, a rule, and the schema kept. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { clinicTable, hospitalPictures } from './support/patients.ts';
import { openStudio } from './support/studio.ts';

const PATIENTS = 24;

test('a clinic sets its table up once: ages from dates, blanks, a rule with its lines, and schema.json for the next time', async ({
  page,
}) => {
  const load = async (): Promise<void> => {
    await openStudio(page);
    await page.getByTestId('files-input').setInputFiles([clinicTable(PATIENTS), ...hospitalPictures(PATIENTS)]);
    await expect(page.getByTestId('data-summary')).toContainText(String(PATIENTS));
    await page.getByTestId('step-check').click();
    await expect(page.getByTestId('matched-count')).toContainText(String(PATIENTS));
  };
  const open = async (name: string): Promise<void> => {
    await page.getByTestId(`column-${name}`).getByRole('button').first().click();
  };
  await load();

  // A date of birth would name a patient; the age on the day of the ECG does not.
  await open('дата рождения');
  await page.getByTestId('age-дата рождения').selectOption('column 0');
  await open('холестерин');
  await expect(page.getByTestId('blanks-холестерин')).toHaveValue('generate');
  await open('курит');
  await page.getByTestId('role-курит').selectOption('target');
  await expect(page.getByTestId('role-курит')).toHaveValue('target');

  await page.getByTestId('new-rule').click();
  await page.getByTestId('rule-kind').selectOption('order');
  await page.getByTestId('rule-first').selectOption('ДАД');
  await page.getByTestId('rule-second').selectOption('САД');
  await page.getByTestId('add-rule').click();
  // Both rows are named by their lines in the file; nothing is dropped.
  await expect(page.getByTestId('rules')).toContainText('2 and 3');
  await expect(page.getByTestId('matched-count')).toContainText(String(PATIENTS));

  const saving = page.waitForEvent('download');
  await page.getByTestId('save-schema').click();
  const schema = readFileSync(await (await saving).path());
  expect(schema.toString()).not.toMatch(/ecg_101|19[4-7]\d/u);

  await load();
  await expect(page.getByTestId('rules')).not.toContainText('2 and 3');
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('load-schema').click();
  await (await choosing).setFiles({ name: 'schema.json', mimeType: 'application/json', buffer: schema });
  await expect(page.getByTestId('schema-loaded')).toBeVisible();
  await expect(page.getByTestId('rules')).toContainText('2 and 3');
  await open('курит');
  await expect(page.getByTestId('role-курит')).toHaveValue('target');
  await open('дата рождения');
  await expect(page.getByTestId('age-дата рождения')).not.toHaveValue('none');
});
