/** On a plain static host, in a subfolder, without any header of ours: the page works and still cannot send anything. */
import { expect, test } from 'playwright/test';
import { type StaticHost, startStaticHost } from './support/static-host.ts';
import { openStudio } from './support/studio.ts';

let host: StaticHost;

test.beforeAll(async () => {
  host = await startStaticHost();
});

test.afterAll(() => host.close());

test.describe('without headers', () => {
  test('it trains, and neither page nor worker can reach another origin', async ({ page }) => {
    await openStudio(page, host.address);
    const tryToLeave = (): Promise<string> =>
      fetch('https://example.com/', { mode: 'no-cors' }).then(
        () => 'went out',
        () => 'blocked',
      );
    expect(await page.evaluate(tryToLeave)).toBe('blocked');
    const licences = await page.getByRole('link', { name: 'Third-party licences' }).getAttribute('href');
    const notices = await page.request.get(new URL(licences ?? '', host.address).href);
    expect(await notices.text()).toContain('@tensorflow/tfjs-core');
    const worker = page.workers()[0];
    if (worker === undefined) throw new Error('no worker');
    const reached: string[] = [];
    page.context().on('request', (request) => reached.push(request.url()));
    expect(await worker.evaluate(tryToLeave)).toBe('blocked');
    expect(reached.filter((url) => url.includes('example.com'))).toEqual([]);

    const outcome = await page.evaluate(async () => {
      const studio = window.ecgPairStudio;
      await studio?.run('loadDemo', { count: 12, seed: 1 });
      const config = {
        recipe: 'paper',
        fit: 'stretch',
        straighten: 'off',
        size: 64,
        width: 0.02,
        epochs: 2,
        batch: 6,
        seed: 1,
        backend: 'auto',
        holdout: 0,
      } as const;
      return studio?.run('train', config);
    });
    expect(outcome).toEqual({ ok: true, output: { epoch: 2, end: 'completed', chosen: null } });
  });
});

test('a page that was left open while the site was renewed says so, and to reload', async ({ page }) => {
  await openStudio(page, host.address);
  const trained = await page.evaluate(async () => {
    const studio = window.ecgPairStudio;
    await studio?.run('loadDemo', { count: 12, seed: 1 });
    const config = {
      recipe: 'paper',
      fit: 'stretch',
      straighten: 'off',
      size: 64,
      width: 0.02,
      epochs: 1,
      batch: 6,
      seed: 1,
      backend: 'wasm',
      holdout: 0,
    } as const;
    return studio?.run('train', config);
  });
  expect(trained?.ok).toBe(true);
  host.loseAssets(true);
  try {
    // Workers that write JPEGs and archives, a reader of archives, and a part of the page.
    const exported = await page.evaluate(() =>
      window.ecgPairStudio?.save('exportPairs', { pairs: 3, seed: 1 }, 'a.zip'),
    );
    expect(exported).toMatchObject({ ok: false, error: { code: 'newer-version' } });
    const model = await page.evaluate(() => window.ecgPairStudio?.save('exportModel', { full: false }, 'a.zip'));
    expect(model).toMatchObject({ ok: false, error: { code: 'newer-version' } });
    const buffer = Buffer.from('UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAABAAAAYVBLBQYAAAAAAAAAAAAAAAAAAAAA', 'base64');
    await page
      .getByTestId('files-input')
      .setInputFiles([{ name: 'patients.zip', mimeType: 'application/zip', buffer }]);
    await expect(page.getByTestId('error-newer-version')).toContainText('Reload the page');
  } finally {
    host.loseAssets(false);
  }
});
