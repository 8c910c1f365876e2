import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonReport } from '../../core/report/comparison.ts';
import type { Dataset, StudyData } from '../../core/dataset.ts';
import type { Progress } from '../../core/progress.ts';
import { Rng } from '../../core/rng.ts';
import { QUICK_LOOK, type RunConfig } from '../../core/run-config.ts';
import type { ColumnType, TableSchema } from '../../core/table-schema.ts';
import { decodeRow } from '../../data/decode-rows.ts';
import { encodeRows, findBlanks } from '../../data/encode-rows.ts';
import { fitSchema, type ColumnCells } from '../../data/fit-schema.ts';
import { textsOf, typedTexts } from '../../data/testing/typed.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { compareModel } from './comparison-session.ts';
import { studyFacts } from './study-facts.ts';
import type { TrainedModel } from '../model/trained-model.ts';

const config: RunConfig = { ...QUICK_LOOK, width: 0.01, batch: 4, seed: 3 };
const kernels = new CpuKernels();
const PATIENTS = 40;
const PAIRS = 40;

function cells(name: string, type: ColumnType, texts: readonly string[], threshold: number | null = null): ColumnCells {
  return { setting: { name, role: 'feature', type, threshold }, cells: typedTexts(texts) };
}

/** Blank for the first seven patients. */
function withGaps(column: ColumnCells): ColumnCells {
  return { ...column, cells: typedTexts(textsOf(column.cells).map((cell, row) => (row < 7 ? '' : cell))) };
}

function numbersOf(column: ColumnCells | undefined): number[] {
  return column === undefined ? [] : textsOf(column.cells).map(Number);
}

const rng = new Rng(1, 904);
const draw = (text: () => string): string[] => Array.from({ length: PATIENTS }, text);
const COLUMNS: readonly ColumnCells[] = [
  cells(
    'age',
    'integer',
    draw(() => String(30 + rng.below(50))),
  ),
  cells(
    'cholesterol',
    'continuous',
    draw(() => (3 + 4 * rng.uniform()).toFixed(2)),
  ),
  // Percent of narrowing, modelled as "at least half".
  cells(
    'stenosis',
    'binary',
    draw(() => String(rng.below(100))),
    50,
  ),
  cells(
    'sex',
    'binary',
    draw(() => (rng.chance(0.5) ? 'f' : 'm')),
  ),
  cells(
    'class',
    'categorical',
    draw(() => ['I', 'II', 'III'][rng.below(3)] ?? ''),
  ),
];
const { schema } = fitSchema(COLUMNS);

/** Everybody is trained on; no pictures. */
function studyOf(of: TableSchema, columns: readonly ColumnCells[]): StudyData {
  const side = (count: number): Dataset => ({
    count,
    size: config.size,
    schema: of,
    rows: encodeRows(of, columns, PATIENTS).subarray(0, count * of.width),
    blanks: findBlanks(of, columns, PATIENTS).subarray(0, count * of.columns.length),
    images: new Uint8Array(0),
  });
  return {
    train: side(PATIENTS),
    holdout: side(0),
    split: { train: Array.from({ length: PATIENTS }, (_, i) => i), holdout: [] },
    patients: { train: Int32Array.from({ length: PATIENTS }, (_, i) => i), holdout: new Int32Array(0) },
    constant: [],
  };
}

let model: TrainedModel;

beforeAll(async () => {
  await tf.setBackend('cpu');
  model = {
    gan: await JointGan.initial(config, schema.width, kernels),
    backend: { kernels, failure: () => null, info: {} as TrainedModel['backend']['info'] },
    config,
    schema,
    study: studyOf(schema, COLUMNS),
    source: 'files',
    epoch: 1,
    steps: 1,
  };
});

afterAll(() => model.gan.dispose());

function compare(pairs: number, signal = new AbortController().signal, onProgress: (p: Progress) => void = () => {}) {
  return compareModel(model, { pairs, seed: 9 }, { signal, onProgress });
}

/** The rows `pairs.csv` would have. */
async function exportedRows(of: TableSchema): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [first, count] of [
    [0, 32],
    [32, PAIRS - 32],
  ] as const) {
    const sampled = await model.gan.sampler(9).pairs(first, count);
    for (let i = 0; i < count; i++) rows.push(decodeRow(of, sampled.rows.subarray(i * of.width, (i + 1) * of.width)));
  }
  return rows;
}

const shareBelow = (values: readonly number[], limit: number): number =>
  values.filter((value) => value <= limit).length / values.length;

function columnOf(report: ComparisonReport, name: string) {
  const column = report.columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`no ${name}`);
  return column;
}

describe('compareModel', () => {
  // Anyone with the input and pairs.csv can recompute the report.
  it('measures the exported texts against the input, not the raw outputs of the network', async () => {
    const [report, exported] = [await compare(PAIRS), await exportedRows(schema)];
    expect(report).toMatchObject({ n: { real: PATIENTS, synthetic: PAIRS }, holdout: 0, seed: 9 });

    for (const [at, name] of [
      [0, 'age'],
      [1, 'cholesterol'],
    ] as const) {
      const real = numbersOf(COLUMNS[at]);
      const synthetic = exported.map((row) => Number(row[at]));
      const gaps = [...real, ...synthetic].map((x) => Math.abs(shareBelow(real, x) - shareBelow(synthetic, x)));
      const column = columnOf(report, name);
      expect('ks' in column && column.ks).toBeCloseTo(Math.max(...gaps), 12);
      expect(column.statistics?.synthetic.min).toBe(Math.min(...synthetic));
      expect(column.statistics?.synthetic.max).toBe(Math.max(...synthetic));
      expect(column.statistics?.real.min).toBe(Math.min(...real));
    }
    const stenosis = columnOf(report, 'stenosis');
    const isNarrow = numbersOf(COLUMNS[2]).filter((percent) => percent >= 50).length;
    const madeNarrow = exported.filter((row) => row[2] === '1').length;
    expect(stenosis).toMatchObject({
      type: 'binary',
      counts: {
        values: ['0', '1'],
        counts: { real: [PATIENTS - isNarrow, isNarrow], synthetic: [PAIRS - madeNarrow, madeNarrow] },
      },
    });
    for (const [at, name] of [
      [3, 'sex'],
      [4, 'class'],
    ] as const) {
      const column = columnOf(report, name);
      if (!('counts' in column)) throw new Error('counts');
      const expected = column.counts.values.map((value) => exported.filter((row) => row[at] === value).length);
      expect(column.counts.counts.synthetic).toEqual(expected);
    }
  });

  // A fill is not a measurement: it would make the real column look narrower than it is.
  it('leaves blank cells of the input out and counts them', async () => {
    const blanked = COLUMNS.map((column, i) => (i === 0 ? withGaps(column) : column));
    const fitted = fitSchema(blanked).schema;
    const withBlanks: TrainedModel = {
      ...model,
      schema: fitted,
      study: studyOf(fitted, blanked),
    };
    const work = { signal: new AbortController().signal, onProgress: () => {} };
    const age = columnOf(await compareModel(withBlanks, { pairs: 10, seed: 9 }, work), 'age');
    expect(age.n.real).toBe(PATIENTS - 7);
    expect(age.missing.real).toBeCloseTo(7 / PATIENTS, 12);
    const present = numbersOf(blanked[0]).slice(7);
    expect(age.statistics?.real.mean).toBeCloseTo(present.reduce((sum, x) => sum + x, 0) / present.length, 6);
  });

  // Real rows as measured, not as filled; synthetic ones as exported: anyone can count the same in the two tables.
  it('holds real and synthetic rows to the rules of the schema, and has no key where there are none', async () => {
    const rule = { kind: 'order', low: 'age', high: 'cholesterol' } as const;
    const range = { kind: 'range', column: 'age', min: 40, max: 60 } as const;
    const set = { kind: 'count', column: 'age', of: ['stenosis'] } as const;
    const blanked = COLUMNS.map((column, i) => (i === 0 ? withGaps(column) : column));
    const ruled = fitSchema(blanked, { rules: [rule, range, set], learned: [] }).schema;
    const work = { signal: new AbortController().signal, onProgress: () => {} };
    const report = await compareModel(
      { ...model, schema: ruled, study: studyOf(ruled, blanked) },
      { pairs: PAIRS, seed: 9 },
      work,
    );
    const isOutside = (age: number): boolean => age < 40 || age > 60;
    const real = numbersOf(blanked[0]).slice(7);
    const written = (await exportedRows(ruled)).map((row) => Number(row[0]));
    expect(real.filter(isOutside).length).toBeGreaterThan(0);
    expect(report.rules).toEqual([
      {
        text: 'age ≤ cholesterol',
        rule,
        real: { checked: PATIENTS - 7, broken: PATIENTS - 7 },
        synthetic: { checked: PAIRS, broken: PAIRS },
      },
      {
        text: '40 ≤ age ≤ 60',
        rule: range,
        real: { checked: PATIENTS - 7, broken: real.filter(isOutside).length },
        synthetic: { checked: PAIRS, broken: written.filter(isOutside).length },
      },
      // Nobody is 0 or 1 year old.
      {
        text: 'age = number set of stenosis',
        rule: set,
        real: { checked: PATIENTS - 7, broken: PATIENTS - 7 },
        synthetic: { checked: PAIRS, broken: PAIRS },
      },
    ]);
    expect(await compare(PAIRS)).not.toHaveProperty('rules');
  });

  it('counts blank cells of synthetic rows where blanks are generated', async () => {
    const blanked = COLUMNS.map((column, i): ColumnCells => {
      if (i !== 0) return column;
      const setting = { ...column.setting, blanks: 'generate' } as const;
      return { ...withGaps(column), setting };
    });
    const fitted = fitSchema(blanked).schema;
    const gan = await JointGan.initial(config, fitted.width, kernels);
    const rows = (await gan.sampler(9).pairs(0, 32)).rows;
    const written = Array.from({ length: 32 }, (_, i) =>
      decodeRow(fitted, rows.subarray(i * fitted.width, (i + 1) * fitted.width)),
    );
    const blank = written.filter((row) => row[0] === '').length;
    expect(blank).toBeGreaterThan(0);
    const work = { signal: new AbortController().signal, onProgress: () => {} };
    const withFlag: TrainedModel = { ...model, gan, schema: fitted, study: studyOf(fitted, blanked) };
    const age = columnOf(await compareModel(withFlag, { pairs: 32, seed: 9 }, work), 'age');
    expect(age.n).toEqual({ real: PATIENTS - 7, synthetic: 32 - blank });
    expect(age.missing).toEqual({ real: 7 / PATIENTS, synthetic: expect.closeTo(blank / 32, 12) as number });
    gan.dispose();
  });

  it('says how far it is, stage by stage, to the end', async () => {
    const seen: Progress[] = [];
    await compare(10, new AbortController().signal, (progress) => seen.push(progress));
    expect([...new Set(seen.map((progress) => progress.stage))]).toEqual(['sampling', 'comparing']);
    expect(seen.at(-1)?.done).toBe(1000);
  });

  it('obeys a cancel in the middle, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const work = compare(PAIRS, controller.signal, ({ stage }) => {
      if (stage === 'comparing') controller.abort();
    });
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([0, 1001, 2.5])('%d pairs are refused', async (pairs) => {
    await expect(compare(pairs)).rejects.toThrow(expect.objectContaining({ code: 'bad-option' }));
  });
});

describe('studyFacts', () => {
  it('shows the pairs an export begins with, and how the model was made', async () => {
    const { facts, examples } = await studyFacts(model, { examples: 5, seed: 9 });
    expect(examples.rows).toEqual((await exportedRows(schema)).slice(0, 5));
    expect(examples).toMatchObject({
      count: 5,
      size: config.size,
      columns: COLUMNS.map(({ setting }) => setting.name),
    });
    expect(examples.images).toHaveLength(5 * config.size ** 2);
    expect(facts).toMatchObject({ config, epoch: 1, trainedOn: { patients: PATIENTS, setAside: 0, source: 'files' } });
    expect(facts.modelHash).toMatch(/^[0-9a-f]{64}$/u);
    await expect(studyFacts(model, { examples: 33, seed: 9 })).rejects.toMatchObject({ code: 'bad-option' });
  });
});
