/**
 * `npm run example-pairs`: the simulated pairs that the first screen shows, drawn from the demo patients into `public/examples/`
 * and `src/ui/screens/data-step/example-pairs.json`. To be run, and its result committed, whenever the demo patients change.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_DEFAULTS } from '../src/core/demo-set.ts';
import { makeDemoSet } from '../src/demo/demo-patients.ts';
import { GreyJpegEncoder } from '../src/export/jpeg-encoder.ts';
import { resizeGrey } from '../src/intake/pictures/grey-image.ts';
import { ROOT } from './site.ts';

/** White above and below the sheet, which the page crops. */
const SIDE = 480;
const HEIGHT = 336;
const SHOWN = ['age', 'male', 'hypertension', 'atrial_fibrillation', 'previous_MI', 'heart_rate', 'LAD_st'];

/** As unlike one another as a visitor should see: who comes first of each kind. */
const WANTED: readonly ((row: Readonly<Record<string, string>>) => boolean)[] = [
  (row) => row['atrial_fibrillation'] === '1' && row['previous_MI'] === '0',
  (row) => row['LBBB'] === '1',
  (row) => row['previous_MI'] === '0' && row['LVH'] === '0' && row['LAD_st'] === '0' && row['male'] === '0',
];

const encoder = new GreyJpegEncoder(SIDE, 0.7);
const set = makeDemoSet(DEMO_DEFAULTS);
const [head = '', ...lines] = set.toCsv().trimEnd().split(/\r?\n/u);
const names = head.split(';');
const rows = lines.map((line) => Object.fromEntries(line.split(';').map((cell, i) => [names[i] ?? '', cell])));
const folder = join(ROOT, 'public', 'examples');
mkdirSync(folder, { recursive: true });
const examples = WANTED.map((isWanted, i) => {
  const place = rows.findIndex(isWanted);
  const row = rows[place];
  if (row === undefined) throw new Error(`no demo patient for example ${i + 1}`);
  const image = `${i + 1}.jpg`;
  const square = new Uint8Array(SIDE * SIDE).fill(255);
  square.set(resizeGrey(set.drawEcg(place), SIDE, HEIGHT).pixels, SIDE * ((SIDE - HEIGHT) / 2));
  writeFileSync(join(folder, image), encoder.encode(square));
  return { image, row: SHOWN.map((name) => [name, row[name] ?? '']) };
});
writeFileSync(
  join(ROOT, 'src/ui/screens/data-step/example-pairs.json'),
  `${JSON.stringify({ width: SIDE, height: HEIGHT, examples }, null, 2)}\n`,
);
