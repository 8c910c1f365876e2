import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import type { Dataset, StudyData } from '../../core/dataset.ts';
import { Rng } from '../../core/rng.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { takeRows } from '../../core/typed-column.ts';
import { encodeRows, findBlanks } from '../../data/encode-rows.ts';
import { fitSchema, type ColumnCells } from '../../data/fit-schema.ts';
import { typedTexts } from '../../data/testing/typed.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { LiveMatch } from './live-match.ts';
import { asWritten } from '../comparison/written-rows.ts';

const config = { ...QUICK_LOOK, width: 0.01, batch: 4, seed: 3 };
const PATIENTS = 40;
const rng = new Rng(2, 904);
const COLUMNS: readonly ColumnCells[] = [
  {
    setting: { name: 'age', role: 'feature', type: 'integer', threshold: null },
    cells: typedTexts(Array.from({ length: PATIENTS }, (_, i) => (i === 4 ? '' : String(30 + rng.below(50))))),
  },
];
const { schema } = fitSchema(COLUMNS);
const noImages = new Uint8Array();

function modelOf(patients: number) {
  const columns = COLUMNS.map((column) => ({ ...column, cells: takeRows(column.cells, [...Array(patients).keys()]) }));
  const rows = encodeRows(schema, columns, patients);
  const blanks = findBlanks(schema, columns, patients);
  const train: Dataset = { count: patients, size: 64, schema, rows, blanks, images: noImages };
  const holdout: Dataset = { ...train, count: 0, rows: new Float32Array(), blanks: new Uint8Array() };
  const numbers = Int32Array.from({ length: patients }, (_, i) => i);
  const study: StudyData = {
    train,
    holdout,
    split: { train: [...numbers], holdout: [] },
    patients: { train: numbers, holdout: new Int32Array() },
    constant: [],
  };
  return { schema, config, study };
}

const model = modelOf(PATIENTS);

let gan: JointGan;
beforeAll(async () => {
  await tf.setBackend('cpu');
  gan = await JointGan.initial(config, schema.width, new CpuKernels());
});

it('gives the same number for the same weights, and leaves no tensors', async () => {
  const live = new LiveMatch(model);
  const tensors = tf.memory().numTensors;
  const first = await live.measure(gan, model, 1);
  expect(first).toMatchObject({ epoch: 1, rows: 20 });
  expect(first?.score).toBeGreaterThan(0);
  expect(first?.score).toBeLessThan(first?.real.low ?? 0);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(await live.measure(gan, model, 3)).toEqual({ ...first, epoch: 3 });
});

it('says nothing of a handful of patients', async () => {
  const few = modelOf(15);
  expect(await new LiveMatch(few).measure(gan, few, 1)).toBeNull();
});

it('takes rows as they are written', () => {
  const rows = asWritten(schema, Float32Array.of(0.5, 0.51));
  const { coding } = schema.columns[0] ?? {};
  if (coding?.kind !== 'scale') throw new Error('a number');
  for (const value of rows) {
    const years = coding.min + value * (coding.max - coding.min);
    expect(years).toBeCloseTo(Math.round(years), 5);
  }
});
