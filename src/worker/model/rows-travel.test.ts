import { spawnSync, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { encodeTable } from '../../recipes/modern/row-coding.ts';
import { CONFIG, preparedState, SCHEMA, simplePatients } from '../../recipes/modern/testing/simple-patients.ts';
import { fitRows } from '../../rows/fit-rows.ts';
import { readRows, writeRows } from '../../rows/rows-file.ts';
import type { RowTable } from '../../rows/row-table.ts';
import { RowSampler } from '../../rows/sample-rows.ts';
import { numberColumn, patients } from '../../rows/testing/planted.ts';
import { exportModel } from './model-export.ts';
import { openModel } from './model-import.ts';
import type { TrainedModel } from './trained-model.ts';

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface PythonRows {
  readonly values: number[][];
  readonly blank: boolean[][];
}

/** Rows `first` … as `docs/rows.py` draws them from a file. */
function drawnByPython(file: string, seed: number, first: number, count: number): PythonRows {
  const script = [
    'import sys, json',
    `sys.path.insert(0, ${JSON.stringify(fileURLToPath(new URL('../../../docs', import.meta.url)))})`,
    'import rows',
    `model = json.load(open(${JSON.stringify(file)}, encoding="utf-8"))`,
    `values, blank = rows.draw_rows(model, ${seed}, range(${first}, ${first + count}))`,
    'print(json.dumps({"values": values.tolist(), "blank": blank.tolist()}))',
  ].join('\n');
  return JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 1e8 })) as PythonRows;
}

/** Levels and blanks equal, numbers to 1e-9. */
function expectSameRows(read: PythonRows, ours: RowTable): void {
  for (const [i, column] of ours.columns.entries()) {
    const own = column.kind === 'number' ? [...column.values] : [...column.codes];
    const blank = own.map((value) => Number.isNaN(value) || (column.kind === 'category' && value < 0));
    expect(
      read.blank.map((row) => row[i]),
      column.name,
    ).toEqual(blank);
    const differing = own.filter((value, row) => {
      const theirs = read.values[row]?.[i] ?? Number.NaN;
      if (blank[row] === true) return false;
      return column.kind === 'category'
        ? theirs !== value
        : !(Math.abs(theirs - value) <= 1e-9 * Math.max(1, Math.abs(value)));
    });
    expect(differing.length, column.name).toBe(0);
  }
}

// Whoever takes the file elsewhere has this reader to go by.
it.runIf(hasNumpy)('docs/rows.py draws the rows that the studio draws', { timeout: 120_000 }, () => {
  const table = patients(500, 1, 0.03);
  const rng = new Rng(2, 976);
  const codes = Int32Array.from({ length: 500 }, () => Math.floor(rng.uniform() ** 2 * 7) - Number(rng.chance(0.1)));
  const model = fitRows(
    {
      ...table,
      columns: [
        ...table.columns,
        { name: 'place', kind: 'category', levels: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], codes },
        numberColumn(
          'class',
          Array.from(codes, (code) => Math.max(0, code + Math.round(rng.normal()))),
        ),
        numberColumn(
          'stenosis',
          Array.from(codes, (code) => (code > 1 ? 0 : 100 * rng.uniform())),
          1,
        ),
      ],
    },
    { seed: 1 },
  );
  const file = join(folder, 'rows.json');
  writeFileSync(file, writeRows(model));
  expectSameRows(
    drawnByPython(file, 4294967295, 100, 2000),
    new RowSampler(model, { seed: 4294967295 }).draw(100, 2000).table,
  );
});

describe('rows.json of a model.zip', () => {
  let zip: JSZip;
  let gan: JointGan;
  const work = {
    signal: new AbortController().signal,
    onProgress: (): void => {},
    openPacker: () => new ZipPacker(),
  };
  beforeAll(async () => {
    await tf.setBackend('cpu');
    const state = await preparedState(simplePatients());
    gan = await JointGan.initial(CONFIG, SCHEMA.width, new CpuKernels(), state);
    const counts = { patients: 60, setAside: 0 };
    const model = { gan, config: CONFIG, schema: SCHEMA, counts, source: 'demo', epoch: 1, steps: 15 };
    const { blob } = await exportModel(model as unknown as TrainedModel, false, work);
    zip = await JSZip.loadAsync(await blob.arrayBuffer());
  }, 60_000);
  afterAll(() => gan.dispose());

  const rowsJson = async (): Promise<string> => (await zip.file('rows.json')?.async('string')) ?? '';
  const packed = async (): Promise<Blob> => new Blob([await zip.generateAsync({ type: 'arraybuffer' })]);

  it('is the row model that pairs are made from, with the columns of the table', async () => {
    const model = readRows(await rowsJson());
    expect(model.columns.map(({ name }) => name)).toEqual(SCHEMA.columns.map(({ name }) => name));
    const { table } = new RowSampler(model, { seed: 7 }).draw(40, 32);
    expect(encodeTable(SCHEMA, table)).toEqual(await gan.sampler(7).rows(40, 32));
  });

  it('says what docs/models.md says it does, and names no row', async () => {
    const page = readFileSync(new URL('../../../docs/models.md', import.meta.url), 'utf8');
    const model = JSON.parse(await rowsJson()) as Record<string, unknown> & { blocks: Record<string, unknown>[] };
    const block = Object.assign({}, ...model.blocks) as Record<string, unknown>;
    const fields = [...Object.keys(model), ...Object.keys(block)].filter(
      (name) => !['format', 'version', 'kind', 'column', 'slot', 'question'].includes(name),
    );
    for (const name of fields) expect(page, name).toMatch(new RegExp(`\`${name}\``, 'u'));
    expect(model).toMatchObject({ format: 'rows', version: 1, fit: { rows: 60, persons: 60 } });
  });

  it.runIf(hasNumpy)('docs/rows.py draws its rows', { timeout: 60_000 }, async () => {
    const file = join(folder, 'travelled.json');
    writeFileSync(file, await rowsJson());
    expectSameRows(
      drawnByPython(file, 7, 0, 1000),
      new RowSampler(readRows(await rowsJson()), { seed: 7 }).draw(0, 1000).table,
    );
  });

  it('may be missing, as in older models, but not be another one', async () => {
    const whole = await openModel(await packed(), 'model.zip');
    const text = await rowsJson();
    zip.remove('rows.json');
    const older = await openModel(await packed(), 'model.zip');
    expect(older.state).toEqual(whole.state);
    zip.file('rows.json', text.replace('"rows":60', '"rows":61'));
    await expect(openModel(await packed(), 'model.zip')).rejects.toMatchObject({
      code: 'model-damaged',
      params: { entry: 'rows.json' },
    });
    zip.file('rows.json', text);
  });
});
