import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { SheetGenerator } from '../../sheet/generator/generate-sheets.ts';
import type { PreparedState } from '../prepared-state.ts';
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
    gan.dispose();
  });
});
