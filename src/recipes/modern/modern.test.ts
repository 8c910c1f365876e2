import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { SheetGenerator } from '../../sheet/generator/generate-sheets.ts';
import type { PreparedState } from '../prepared-state.ts';
import type { PairSampler, WantedPicture } from '../recipe-training.ts';
import { measurementsOf, sheetFitOf } from './measured-state.ts';
import { encodeTable, rowTable } from './row-coding.ts';
import { CONFIG, HEARTS, preparedState, SCHEMA, simplePatients, SIZE } from './testing/simple-patients.ts';

const PATIENTS = simplePatients();
let state: PreparedState;

beforeAll(async () => {
  await tf.setBackend('cpu');
  state = await preparedState(PATIENTS);
}, 60_000);

const begin = (): Promise<JointGan> => JointGan.initial(CONFIG, SCHEMA.width, new CpuKernels(), state);

/** Ink by row of pictures, relative to the palest. */
function inkByRow(images: Uint8Array): number[] {
  const pixels = SIZE * SIZE;
  return Array.from({ length: SIZE }, (_, row) => {
    let sum = 0;
    for (let i = row * SIZE; i < images.length; i += pixels) {
      for (let column = 0; column < SIZE; column++) sum += 255 - (images[i + column] ?? 0);
    }
    return sum / (images.length / SIZE);
  });
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]): number => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [p, q] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number): number => a.reduce((total, _, i) => total + of(i), 0);
  const [x, y] = [(i: number) => (a[i] ?? 0) - p, (i: number) => (b[i] ?? 0) - q];
  return sum((i) => x(i) * y(i)) / Math.sqrt(sum((i) => x(i) ** 2) * sum((i) => y(i) ** 2));
}

it('rows go to typed columns and back as they were', () => {
  const table = rowTable(PATIENTS);
  expect(table.columns.map(({ kind }) => kind)).toEqual(['number', 'category', 'number']);
  const rates = table.columns[0];
  expect(rates?.kind === 'number' && [...rates.values]).toEqual(HEARTS.map(({ heartRate }) => Math.round(heartRate)));
  encodeTable(SCHEMA, table).forEach((value, i) => expect(value).toBeCloseTo(PATIENTS.dataset.rows[i] ?? 0, 6));
});

describe('before any training', () => {
  it('draws sheets like those that were measured', async () => {
    const gan = await begin();
    const { images, rows } = await gan.sampler(7).pairs(0, 32);
    const { sheet } = measurementsOf(state);
    if (sheet === null) throw new Error('A simple sheet is measured');
    const reference = new SheetGenerator(sheet);
    const drawn = new Uint8Array(32 * SIZE * SIZE);
    for (let i = 0; i < 32; i++) drawn.set(reference.draw(new Float32Array(4), new Rng(3, 52, i)), i * SIZE * SIZE);
    expect(correlation(inkByRow(images), inkByRow(drawn))).toBeGreaterThan(0.97);
    expect(correlation(inkByRow(images), inkByRow(PATIENTS.dataset.images))).toBeGreaterThan(0.7);
    expect(new Set(rows.filter((_, i) => i % 4 === 0)).size).toBeGreaterThan(15);
    // Not the same sheet over and over: most pixels of a trace differ between two of them.
    const [first, second] = [images.subarray(0, SIZE * SIZE), images.subarray(SIZE * SIZE, 2 * SIZE * SIZE)];
    const differ = first.filter((grey, i) => Math.abs(grey - (second[i] ?? 0)) > 20).length;
    expect(differ).toBeGreaterThan(200);
    gan.dispose();
  });

  it('pair i is the same alone and among others; its row is there without its picture', async () => {
    const gan = await begin();
    const sampler = gan.sampler(7);
    const many = await sampler.pairs(40, 5);
    const one = await sampler.pairs(43, 1);
    expect(one.rows).toEqual(many.rows.slice(3 * 4, 4 * 4));
    expect(one.images).toEqual(many.images.slice(3 * SIZE * SIZE, 4 * SIZE * SIZE));
    expect(await sampler.rows(43, 1)).toEqual(one.rows);
    expect(await sampler.images([{ index: 43, row: one.rows }])).toEqual(one.images);
    gan.dispose();
  });
});

describe('traces', () => {
  const wantedOf = async (sampler: PairSampler, count: number): Promise<WantedPicture[]> => {
    const { rows } = await sampler.pairs(0, count);
    return Array.from({ length: count }, (_, index) => ({ index, row: rows.subarray(index * 4, (index + 1) * 4) }));
  };

  it('drawn again are the picture', async () => {
    const gan = await begin();
    const sampler = gan.sampler(7);
    const wanted = await wantedOf(sampler, 3);
    const images = await sampler.images(wanted);
    const made = await sampler.traced?.(wanted, { side: null, hasSignals: true });
    expect(made?.images).toEqual(images);
    if (made === undefined) throw new Error('A simple sheet is measured');
    expect(sheetFitOf(state).signals).toMatchObject({ source: expect.stringContaining('pulse') as string });
    const [signals] = made.signals;
    expect(signals?.rate).toBe(100);
    expect([...(signals?.leads.keys() ?? [])]).toHaveLength(12);
    gan.dispose();
  });

  it('drawn at another size lie at the same places', async () => {
    const gan = await begin();
    const sampler = gan.sampler(7);
    const wanted = await wantedOf(sampler, 2);
    const images = await sampler.images(wanted);
    const large = await sampler.traced?.(wanted, { side: 4 * SIZE, hasSignals: false });
    if (large === undefined) throw new Error('Its generator draws traces');
    expect(large.signals).toEqual([]);
    const reduced = new Uint8Array(images.length);
    reduced.forEach((_, i) => {
      const [n, y, x] = [Math.floor(i / SIZE ** 2), Math.floor(i / SIZE) % SIZE, i % SIZE];
      let sum = 0;
      for (let k = 0; k < 16; k++) {
        sum += large.images[(n * 4 * SIZE + 4 * y + (k >> 2)) * 4 * SIZE + 4 * x + (k & 3)] ?? 0;
      }
      reduced[i] = sum / 16;
    });
    expect(correlation([...reduced], [...images])).toBeGreaterThan(0.93);
    gan.dispose();
  });
});

describe('pictures that are no sheets', () => {
  const rng = new Rng(9, 53);
  const noise = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, () => rng.below(256));
  const strangers = { ...PATIENTS, dataset: { ...PATIENTS.dataset, images: noise(PATIENTS.dataset.images.length) } };

  it('are said to be none, and a plain network draws in their place', async () => {
    const other = await preparedState(strangers, (pairs, size) => noise(pairs.length * size * size));
    expect(measurementsOf(other)).toMatchObject({ sheet: null });
    expect(sheetFitOf(other)).toMatchObject({ strips: 0, measured: 60, odd: 60 });
    expect(sheetFitOf(other).misfit).not.toBeNull();
    const gan = await JointGan.initial(CONFIG, SCHEMA.width, new CpuKernels(), other);
    expect(gan.graphs.generator.nodes.some(({ op }) => op === 'draw-traces')).toBe(false);
    const { images, rows } = await gan.sampler(7).pairs(0, 2);
    expect([images.length, rows.length]).toEqual([2 * SIZE * SIZE, 2 * SCHEMA.width]);
    expect('traced' in gan.sampler(7)).toBe(false);
    expect(sheetFitOf(other).signals).toEqual({ missing: 'no-sheet' });
    gan.dispose();
  });
});
