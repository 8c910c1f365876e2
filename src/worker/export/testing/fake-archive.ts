/** An archive to fill without networks, JPEGs or workers: candidates that are known by number. */
import JSZip from 'jszip';
import { expect } from 'vitest';
import { QUICK_LOOK } from '../../../core/run-config.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import type { ArchiveFacts } from '../../../export/archive-facts.ts';
import type { CandidateFilter } from '../../../export/candidate-filter.ts';
import type { PairFiles } from '../../../export/pair-archive.ts';
import { ZipPacker } from '../../../export/zip-packer.ts';
import { SAMPLE_BATCH, type WantedPicture } from '../../../recipes/recipe-training.ts';
import { batchOf, type CandidateSource } from '../candidates.ts';
import type { FilledArchive, FillOptions } from '../fill-archive.ts';
import { type ChosenPairs, pairFormat, writePairs } from '../pair-files.ts';

export const PIXELS = 16;
export const schema: TableSchema = {
  version: 1,
  width: 1,
  columns: [
    {
      name: 'n',
      role: 'feature',
      type: 'integer',
      threshold: null,
      coding: { kind: 'scale', min: 0, max: 100, decimals: 0 },
      offset: 0,
      width: 1,
      missing: 0,
      fill: '',
    },
  ],
};
export const facts: ArchiveFacts = {
  appVersion: '1',
  config: QUICK_LOOK,
  backend: 'test',
  epoch: 1,
  trainedOn: { patients: 10, setAside: 0, source: 'demo' },
  schema,
  modelHash: 'abc',
  sheet: null,
  sampleSeed: 1,
  first: 0,
  measured: null,
  jpeg: { quality: 0.92, components: 1 },
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** Candidate i has n = i mod 100, and its number in every pixel. */
export function fakeBatches(isRowFirst = false) {
  const asked = { pairs: 0, rows: 0, images: 0 };
  const rows = (first: number, count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => ((first + i) % 100) / 100);
  const images = (indices: readonly number[]): Uint8Array<ArrayBuffer> =>
    Uint8Array.from({ length: indices.length * PIXELS }, (_, i) => indices[Math.floor(i / PIXELS)] ?? 0);
  return {
    isRowFirst,
    asked,
    pairs: async (first: number, count: number) => {
      asked.pairs += 1;
      const indices = Array.from({ length: count }, (_, i) => first + i);
      return { count, rows: rows(first, count), images: images(indices) };
    },
    rows: async (first: number, count: number) => {
      asked.rows += 1;
      return rows(first, count);
    },
    images: async (wanted: readonly WantedPicture[]) => {
      asked.images += 1;
      expect(wanted.length).toBeLessThanOrEqual(SAMPLE_BATCH);
      for (const { index, row } of wanted) expect(row).toEqual(rows(index, 1));
      if (!isRowFirst) expect(new Set(wanted.map(({ index }) => batchOf(index))).size).toBe(1);
      return images(wanted.map(({ index }) => index));
    },
  };
}

/** A "JPEG" is the first pixel. */
export function fakeFiles(chosen: ChosenPairs, of: ArchiveFacts = facts, pixels = PIXELS): PairFiles {
  const format = { ...pairFormat(of), side: Math.sqrt(pixels) };
  return writePairs(format, chosen, (picture) => Uint8Array.from(picture.subarray(0, 1)));
}

/** Answers come late and never more than `lanes` at once. */
export function fakeWriters(lanes = 2, of: ArchiveFacts = facts) {
  const state = { underWay: 0, most: 0 };
  return {
    state,
    lanes,
    write: async (chosen: ChosenPairs): Promise<PairFiles> => {
      state.underWay += 1;
      state.most = Math.max(state.most, state.underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      state.underWay -= 1;
      return fakeFiles(chosen, of);
    },
  };
}

export function options(change: Partial<FillOptions> = {}, filters: CandidateFilter[] = [], isRowFirst = false) {
  const batches = fakeBatches(isRowFirst);
  const source: CandidateSource = { batches, schema, pixels: PIXELS, filters };
  const all: FillOptions = {
    source,
    writers: fakeWriters(2, change.facts),
    facts,
    card: (of) => JSON.stringify(of.cohort ?? null),
    pairs: 70,
    before: { candidates: 0, pairs: 0 },
    openPacker: () => new ZipPacker(),
    pass: async () => undefined,
    signal: new AbortController().signal,
    onPairs: () => undefined,
    ...change,
  };
  return { all, batches };
}

/** The archive, and how many bytes it says that it has. */
export async function written({ write, close }: FilledArchive): Promise<{ zip: JSZip; bytes: number }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const bytes = await write(async (piece) => void pieces.push(piece));
  close();
  return { zip: await JSZip.loadAsync(new Blob(pieces).arrayBuffer()), bytes };
}

export async function lines(filled: FilledArchive): Promise<string[]> {
  return linesOf((await written(filled)).zip);
}

export async function linesOf(zip: JSZip): Promise<string[]> {
  return ((await zip.file('pairs.csv')?.async('string')) ?? '').trimEnd().split('\r\n').slice(1);
}
