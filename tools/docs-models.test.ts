import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Rng, STREAM } from '../src/core/rng.ts';
import type { TableSchema } from '../src/core/table-schema.ts';
import { decodeRow } from '../src/data/decode-rows.ts';

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const common = { role: 'feature', threshold: null, missing: 0, fill: '' } as const;
const schema: TableSchema = {
  version: 1,
  width: 8,
  columns: [
    {
      ...common,
      name: 'возраст',
      type: 'integer',
      coding: { kind: 'scale', min: 30, max: 81, decimals: 0 },
      offset: 0,
      width: 1,
    },
    {
      ...common,
      name: 'ldl',
      type: 'continuous',
      coding: { kind: 'scale', min: -0.5, max: 4.37, decimals: 1 },
      offset: 1,
      width: 1,
      flag: 2,
    },
    { ...common, name: 'sex', type: 'binary', coding: { kind: 'two', values: ['f', 'm'] }, offset: 3, width: 1 },
    {
      ...common,
      name: 'class',
      type: 'categorical',
      coding: { kind: 'many', values: ['I', 'II', 'III'] },
      offset: 4,
      width: 3,
    },
    {
      ...common,
      name: 'narrow',
      type: 'continuous',
      coding: { kind: 'scale', min: 0.26, max: 0.29, decimals: 1 },
      offset: 7,
      width: 1,
    },
  ],
};

// Whoever takes the file elsewhere has only the page of documentation to go by.
it.runIf(hasNumpy)(
  'the Python of docs/models.md draws the same noise and reads rows the same',
  { timeout: 60_000 },
  () => {
    const page = readFileSync(new URL('../docs/models.md', import.meta.url), 'utf8');
    const [, code = ''] = /```python\n(.*?)```/su.exec(page) ?? [];
    const rng = new Rng(1, 908);
    const rows = Array.from({ length: 400 }, () => Float32Array.from({ length: 8 }, () => rng.uniform()));
    // Edges: the ends of the range, halves, equal categories.
    rows.push(new Float32Array(8), new Float32Array(8).fill(1), new Float32Array(8).fill(0.5));
    const draws: [number, number][] = [
      [1, 0],
      [7, 12345],
      [2 ** 32 - 1, 1_499_999],
    ];
    const script = [
      code,
      'import sys',
      'given = json.load(sys.stdin)',
      'rows = [list(decode_row(given["schema"], np.array(r, dtype=np.float32)).values()) for r in given["rows"]]',
      'noise = [[float(x) for x in noise_of(s, i)] for s, i in given["draws"]]',
      'print(json.dumps({"rows": rows, "noise": noise}))',
    ].join('\n');
    const input = JSON.stringify({ schema, draws, rows: rows.map((row) => [...row]) });
    const output = JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' })) as {
      rows: string[][];
      noise: number[][];
    };
    expect(output.rows).toEqual(rows.map((row) => decodeRow(schema, row)));
    draws.forEach(([seed, pair], k) => {
      const ours = new Rng(seed, STREAM.sampleNoise, pair).normals(100);
      ours.forEach((value, i) => expect(output.noise[k]?.[i]).toBeCloseTo(value, 6));
    });
  },
);
