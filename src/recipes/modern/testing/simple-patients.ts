/** Patients with sheets of a very simple heart: a rate, whether it is fast, and a number that says nothing. */
import type { Dataset } from '../../../core/dataset.ts';
import { Rng } from '../../../core/rng.ts';
import { AS_PUBLISHED, type RunConfig } from '../../../core/run-config.ts';
import type { SchemaColumn, TableSchema } from '../../../core/table-schema.ts';
import { sheetLayout, THREE_BY_FOUR } from '../../../sheet/sheet-layout.ts';
import { printSheets } from '../../../sheet/testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../../../sheet/testing/simple-heart.ts';
import { decodeState, encodeState, type PreparedState } from '../../prepared-state.ts';
import type { Patients, PictureSource } from '../../recipe-training.ts';
import { prepareModern } from '../prepare.ts';

const COUNT = 60;
export const SIZE = 64;
export const CONFIG: RunConfig = {
  ...AS_PUBLISHED,
  recipe: 'modern',
  size: SIZE,
  fit: 'keep',
  width: 0.25,
  batch: 4,
  seed: 5,
};
export const HEARTS = simpleHearts(COUNT, 5);

const column = (name: string, more: Pick<SchemaColumn, 'type' | 'coding' | 'offset' | 'fill'>): SchemaColumn => ({
  role: 'feature',
  threshold: null,
  width: 1,
  missing: 0,
  name,
  ...more,
});
/** Heart rate, its whole number; whether it is fast, blank for some; a number that says nothing. */
export const SCHEMA: TableSchema = {
  version: 1,
  width: 4,
  columns: [
    column('rate', {
      type: 'integer',
      coding: { kind: 'scale', min: 50, max: 110, decimals: 0 },
      offset: 0,
      fill: '80',
    }),
    {
      ...column('fast', { type: 'binary', coding: { kind: 'two', values: ['no', 'yes'] }, offset: 1, fill: 'no' }),
      flag: 2,
      missing: 10,
    },
    column('noise', {
      type: 'continuous',
      coding: { kind: 'scale', min: 0, max: 10, decimals: 1 },
      offset: 3,
      fill: '5',
    }),
  ],
};

const LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });

/** Their pictures at any size. */
export function sheetsOf(pairs: ArrayLike<number>, size: number): Uint8Array<ArrayBuffer> {
  const lead = (n: number) => simpleLeads(HEARTS[pairs[n] ?? 0] ?? { seconds: 10, heartRate: 60, size: 1, phase: 0 });
  return Uint8Array.from(printSheets(pairs.length, lead, { layout: LAYOUT, size, rate: SIMPLE_RATE }).images);
}

/** `size`: of the pictures. */
export function simplePatients(size: RunConfig['size'] = SIZE): Patients {
  const rng = new Rng(1, 50);
  const rows = new Float32Array(COUNT * SCHEMA.width);
  HEARTS.forEach(({ heartRate }, i) => {
    const rate = Math.round(heartRate);
    const isBlank = i % 6 === 0;
    rows.set([(rate - 50) / 60, isBlank ? 0 : Number(rate > 80), Number(isBlank), rng.below(101) / 100], i * 4);
  });
  const everybody = Uint32Array.from({ length: COUNT }, (_, i) => i);
  const images = sheetsOf(everybody, size);
  const dataset: Dataset = { count: COUNT, size, schema: SCHEMA, rows, blanks: new Uint8Array(0), images };
  return { dataset, pairs: everybody, persons: Int32Array.from(everybody) };
}

/** As a checkpoint keeps it. `pictures`: at the size they are measured at. */
export async function preparedState(
  patients: Patients,
  pictures: PictureSource = sheetsOf,
  config: RunConfig = CONFIG,
): Promise<PreparedState> {
  const work = { config, pictures, signal: new AbortController().signal, onProgress: () => {} };
  return decodeState(encodeState(await prepareModern(patients, work)));
}
