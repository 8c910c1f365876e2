/** 10,020 pairs, as other programs read them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { joinBytes } from '../../core/join-bytes.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { SAMPLE_BATCH, type WantedPicture } from '../../recipes/recipe-training.ts';
import type { ArchivePlace } from './archive-place.ts';
import { fillArchive } from './fill-archive.ts';
import { exportArchives } from './mass-export.ts';
import { facts, fakeFiles, schema as numbered } from './testing/fake-archive.ts';

const PAIRS = 10_020;
const PIXELS = 4;
const schema: TableSchema = {
  ...numbered,
  columns: numbered.columns.map((column) => ({ ...column, name: 'возраст' })),
};
const rows = (count: number): Float32Array => new Float32Array(count).fill(0.5);
const images = (count: number): Uint8Array<ArrayBuffer> => new Uint8Array(count * PIXELS).fill(7);
const batches = {
  isRowFirst: false,
  pairs: async (_: number, count: number) => ({ count, rows: rows(count), images: images(count) }),
  rows: async (_: number, count: number) => rows(count),
  images: async (wanted: readonly WantedPicture[]) => images(wanted.length),
};

const folder = mkdtempSync(join(tmpdir(), 'pairs-'));
const file = (name: string): string => join(folder, name);

/** Writes to the folder; nothing was there before. */
const place: ArchivePlace = {
  open: async (name) => {
    const pieces: Uint8Array[] = [];
    return {
      write: async (piece) => void pieces.push(piece),
      finish: async () => writeFileSync(file(name), joinBytes(pieces)),
      discard: async () => undefined,
    };
  },
  sizeOf: async () => null,
  readNote: async () => null,
  writeNote: async () => undefined,
};

let archives: { readonly name: string; readonly pairs: number }[] = [];

beforeAll(async () => {
  const { signal } = new AbortController();
  archives = [
    ...(await exportArchives({
      key: {
        pairs: PAIRS,
        first: 0,
        seed: 1,
        filters: [],
        modelSha256: '',
        backend: 'test',
        sampleBatch: SAMPLE_BATCH,
        appVersion: '1',
      },
      place,
      fill: (archive) =>
        fillArchive({
          ...archive,
          source: { batches, schema, pixels: PIXELS, filters: [] },
          writers: { lanes: 1, write: async (chosen) => fakeFiles(chosen, { ...facts, schema }, PIXELS) },
          card: () => '',
          facts: { ...facts, schema, first: archive.first },
          openPacker: () => new ZipPacker(),
          pass: async () => undefined,
          signal,
          onPairs: () => undefined,
        }),
      onArchive: () => undefined,
    })),
  ];
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('makes two archives', () => {
  expect(archives.map(({ name, pairs }) => [name, pairs])).toEqual([
    ['pairs-0001.zip', 10_000],
    ['pairs-0002.zip', 20],
  ]);
});

function has(program: string, asked: string): boolean {
  return spawnSync(program, [asked]).status === 0;
}

function says(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect(status, stderr).toBe(0);
  return stdout;
}

it('Info-ZIP reads both', ({ skip }: TestContext) => {
  if (!has('unzip', '-v')) skip('unzip is not installed');
  for (const { name } of archives) expect(says('unzip', ['-t', file(name)])).toContain('No errors detected');
});

const READ = `
import csv, io, sys, zipfile
names = []
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        inside = z.namelist()
        assert not any(name.endswith('/') for name in inside)
        assert {i.date_time for i in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {i.compress_type for i in z.infolist()} == {zipfile.ZIP_STORED}
        rows = list(csv.DictReader(io.TextIOWrapper(z.open('pairs.csv'), encoding='utf-8')))
        assert {row['возраст'] for row in rows} == {'50'}
        assert [row['image'] for row in rows] == [name for name in inside if name.startswith('images/')]
        names += [row['image'] for row in rows]
assert names == ['images/%07d.jpg' % (i + 1) for i in range(len(names))]
print(len(names))
`;

it('Python reads both: stored, dated 1980, no folders, each row with its picture, numbered through', ({
  skip,
}: TestContext) => {
  if (!has('python3', '--version')) skip('python3 is not installed');
  expect(says('python3', ['-c', READ, ...archives.map(({ name }) => file(name))]).trim()).toBe(String(PAIRS));
});
