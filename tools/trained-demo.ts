/**
 * `npm run trained-demo`: trains recipe `modern` on the demo patients until no epoch gets better, and puts the generator into
 * `public/`, where "See a trained one" opens it, and beside it the same with all that it takes to learn on. Only simulated
 * patients are in them. To be run, and its result committed, whenever the recipe or the model's format changes.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { QUICK_LOOK, type RunConfig } from '../src/core/run-config.ts';
import { DEMO_DEFAULTS } from '../src/core/demo-set.ts';
import { RECIPES } from '../src/recipes/recipes.ts';
import { LEARNING_DEMO, TRAINED_DEMO } from '../src/store/model-actions.ts';
import type { StudioEvent } from '../src/worker/protocol.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';
import { buildIfStale, ROOT, serveSite } from './site.ts';
import { StudioPage } from './studio-page.ts';

const config: RunConfig = {
  ...QUICK_LOOK,
  ...RECIPES.modern.defaults,
  recipe: 'modern',
  // Large enough to be read from the back of a room, small enough to be trained in minutes without a GPU.
  size: 128,
  seed: 1,
  holdout: 0.2,
  backend: 'wasm',
};

await buildIfStale();
const site = await serveSite(0);
const browser = await chromium.launch({
  executablePath: ensureChrome(),
  headless: true,
  args: chromeArguments({ software: false }),
});
try {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  const studio = await StudioPage.open(page, site.url);
  await page.exposeFunction('ecgPairStudioEvent', (event: StudioEvent) => {
    if (event.kind !== 'train-epochs') return;
    for (const { epoch, validation } of event.epochs) console.log(`epoch ${epoch}: validation ${validation ?? 'none'}`);
  });
  await studio.run('setKeeping', { runs: false, patients: false });
  await studio.run('loadDemo', DEMO_DEFAULTS);
  console.log(JSON.stringify(await studio.run('train', config)));
  for (const [name, full] of [
    [TRAINED_DEMO, false],
    [LEARNING_DEMO, true],
  ] as const) {
    const target = join(ROOT, 'public', name);
    await studio.save('exportModel', { full }, target);
    console.log(`${target}: ${(statSync(target).size / 1e6).toFixed(2)} MB`);
  }
} finally {
  await browser.close();
  await site.close();
}
