import { spawnSync, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { Rng } from '../src/core/rng.ts';
import { fitRows } from '../src/rows/fit-rows.ts';
import { writeRows } from '../src/rows/rows-file.ts';
import { RowSampler } from '../src/rows/sample-rows.ts';
import { numberColumn, patients } from '../src/rows/testing/planted.ts';

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
  const script = [
    'import sys, json',
    `sys.path.insert(0, ${JSON.stringify(fileURLToPath(new URL('../docs', import.meta.url)))})`,
    'import rows',
    `model = json.load(open(${JSON.stringify(file)}, encoding="utf-8"))`,
    'values, blank = rows.draw_rows(model, 4294967295, range(100, 2100))',
    'print(json.dumps({"values": values.tolist(), "blank": blank.tolist()}))',
  ].join('\n');
  const read = JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 1e8 })) as {
    values: number[][];
    blank: boolean[][];
  };
  const ours = new RowSampler(model, { seed: 4294967295 }).draw(100, 2000).table;
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
});
