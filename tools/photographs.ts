/**
 * `npx tsx tools/photographs.ts FROM TO [--tilt 5] [--perspective 0.05] [--uneven 0.35] [--shadow 0.2] [--noise 4] [--turned 0.3]`:
 * every picture of a folder as a telephone would photograph it on a dark table, and the tables beside it, to try straightening
 * with. Each picture lies otherwise, by its number.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import type { GreyImage } from '../src/core/dataset.ts';
import { Rng } from '../src/core/rng.ts';
import { GreyJpegEncoder } from '../src/export/jpeg-encoder.ts';
import { toGrey } from '../src/intake/pictures/grey-image.ts';
import { photograph } from '../src/straighten/testing/photograph.ts';
import type { QuarterTurns } from '../src/core/picture-edit.ts';
import { chromeArguments, ensureChrome } from './chrome.ts';

/** Pixels of a photograph's sides. */
const SIDE = 800;
const QUALITY = 85;

async function decode(page: Page, file: string): Promise<GreyImage> {
  const { width, height, rgba } = await page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
    return { width: bitmap.width, height: bitmap.height, rgba: btoa(text) };
  }, readFileSync(file).toString('base64'));
  return toGrey(Buffer.from(rgba, 'base64'), width, height);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tilt: { type: 'string', default: '5' },
    perspective: { type: 'string', default: '0.05' },
    uneven: { type: 'string', default: '0.35' },
    shadow: { type: 'string', default: '0.2' },
    noise: { type: 'string', default: '4' },
    turned: { type: 'string', default: '0' },
  },
});
const [from, to] = positionals;
if (from === undefined || to === undefined) throw new Error('FROM and TO, two folders, are needed');
mkdirSync(to, { recursive: true });
const browser = await chromium.launch({ executablePath: ensureChrome(), args: chromeArguments({ software: true }) });
try {
  const page = await browser.newPage();
  const encoder = new GreyJpegEncoder(SIDE, QUALITY);
  const files = readdirSync(from, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  for (const [i, entry] of files.entries()) {
    const path = join(entry.parentPath, entry.name);
    if (!/\.(jpe?g|png)$/iu.test(entry.name)) {
      copyFileSync(path, join(to, entry.name));
      continue;
    }
    const rng = new Rng(i, 4);
    const taken = photograph(await decode(page, path), {
      width: SIDE,
      height: SIDE,
      fill: rng.between(0.78, 0.88),
      tilt: Number(values.tilt) * rng.between(-1, 1),
      perspective: Number(values.perspective),
      uneven: Number(values.uneven) * rng.between(0.3, 1),
      shadow: rng.chance(0.5) ? Number(values.shadow) : 0,
      noise: Number(values.noise),
      blur: 1,
      table: rng.between(40, 110),
      turns: rng.chance(Number(values.turned)) ? ((1 + rng.below(3)) as QuarterTurns) : 0,
      seed: i + 1,
    });
    writeFileSync(join(to, entry.name.replace(/\.[^.]*$/u, '.jpg')), encoder.encode(taken.image.pixels));
  }
} finally {
  await browser.close();
}
