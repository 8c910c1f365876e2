import { describe, expect, it } from 'vitest';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { CohortFacts } from '../../core/cohort.ts';
import { numberAt } from '../../core/typed-column.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import type { PairFiles } from '../../export/pair-archive.ts';
import { type RowFirst, SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import { fillArchive } from './fill-archive.ts';
import type { ChosenPairs } from './pair-files.ts';
import { lookAhead } from './look-ahead.ts';
import {
  facts,
  fakeBatches,
  fakeFiles,
  fakeWriters,
  lines,
  linesOf,
  options,
  PIXELS,
  schema,
  written,
} from './testing/fake-archive.ts';

const COHORT: CohortFacts = {
  fixed: [],
  shares: [{ column: 'n', value: '1', share: 0.5 }],
  where: null,
  method: 'weights',
  weightColumn: 'row_weight',
  acceptance: 1,
  nearness: 0,
};
describe('pairs drawn from traces', () => {
  const SIDE = 8;
  const drawn = { size: SIDE, signals: ['wfdb', 'csv'], rate: 100 } as const;

  it('have larger pictures and their signals beside them, and no picture is made that is not theirs', async () => {
    const asked: number[] = [];
    const batches = fakeBatches(true);
    const { all } = options({
      source: { batches, schema, pixels: PIXELS, filters: [where((n) => n % 2 === 0)], isTraced: true },
      facts: { ...facts, drawn },
      writers: { lanes: 1, write: async (chosen) => fakeFiles(chosen, { ...facts, drawn }, SIDE * SIDE) },
      pairs: 40,
      traced: async (wanted) => {
        asked.push(...wanted.map(({ index }) => index));
        for (const { index, row } of wanted) expect(row[0]).toBeCloseTo((index % 100) / 100);
        return {
          images: Uint8Array.from(
            { length: wanted.length * SIDE * SIDE },
            (_, i) => wanted[Math.floor(i / 64)]?.index ?? 0,
          ),
          signals: wanted.map(({ index }) => ({ rate: 100, leads: new Map([['II', Float64Array.of(index / 1000)]]) })),
        };
      },
    });
    const { zip } = await written(await fillArchive(all));
    expect(batches.asked).toEqual({ pairs: 0, rows: 4, images: 0 });
    expect(asked).toEqual(Array.from({ length: 40 }, (_, i) => 2 * i));
    const names = Object.keys(zip.files).filter((name) => name.startsWith('signals/0000007'));
    expect(names).toEqual(['signals/0000007.hea', 'signals/0000007.dat', 'signals/0000007.csv']);
    expect(await zip.file('signals/0000007.hea')?.async('string')).toMatch(/# SYNTHETIC ECG of nobody.*pair 7\n$/u);
    expect([...((await zip.file('signals/0000007.dat')?.async('uint8array')) ?? [])]).toEqual([6, 0]);
    expect([...((await zip.file('images/0000007.jpg')?.async('uint8array')) ?? [])]).toEqual([6]);
    expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toMatchObject({
      image: { size: SIDE },
      signals: { synthetic: true, formats: ['wfdb', 'csv'], rate: 100, unit: 'mV' },
    });
  });

  it('count towards the bytes of an archive', async () => {
    const signals = [{ rate: 100, leads: new Map([['II', new Float64Array(5000)]]) }];
    const { all } = options({
      source: { batches: fakeBatches(true), schema, pixels: PIXELS, filters: [], isTraced: true },
      facts: { ...facts, drawn: { ...drawn, signals: ['wfdb'] } },
      // The texts' room, and that of a batch of 10 kB a pair.
      mostBytes: 1_500_000,
      traced: async (wanted) => ({
        images: new Uint8Array(wanted.length * PIXELS),
        signals: wanted.flatMap(() => signals),
      }),
    });
    const { pairs, close } = await fillArchive(all);
    close();
    expect(pairs).toBe(SAMPLE_BATCH);
  });
});

const where = (accept: (n: number) => boolean): CandidateFilter => ({
  on: 'row',
  kind: 'where',
  detail: 'some',
  description: 'only some',
  accept: ({ columns: [n], place }) => n !== undefined && accept(numberAt(n, place)),
});

describe('fillArchive', () => {
  it('puts every picture beside its row, in order, wherever the range begins', async () => {
    const { all } = options({ facts: { ...facts, first: 50 } });
    const filled = await fillArchive(all);
    expect(filled).toMatchObject({ pairs: 70, next: 120, filters: [] });
    const { zip: archive } = await written(filled);
    const rows = await linesOf(archive);
    expect(rows[0]).toBe('images/0000051.jpg,50');
    expect(rows.at(-1)).toBe('images/0000120.jpg,19');
    for (const i of [50, 63, 64, 119]) {
      const name = `images/${String(i + 1).padStart(7, '0')}.jpg`;
      expect(await archive.file(name)?.async('uint8array')).toEqual(Uint8Array.of(i));
    }
  });

  // Two ranges are the same pairs as one.
  it('makes the same pairs in two archives as in one', async () => {
    const whole = options({ pairs: 100 });
    const left = await fillArchive(options({ pairs: 41 }).all);
    const right = await fillArchive(options({ pairs: 59, facts: { ...facts, first: left.next } }).all);
    expect([...(await lines(left)), ...(await lines(right))]).toEqual(await lines(await fillArchive(whole.all)));
  });

  it('keeps the numbers of those that fit, and makes no pictures where none does', async () => {
    const { all, batches } = options({ pairs: 5 }, [where((n) => n === 7 || n === 99)]);
    const filled = await fillArchive(all);
    expect(await lines(filled)).toEqual(
      [7, 99, 107, 199, 207].map((i) => `images/${String(i + 1).padStart(7, '0')}.jpg,${i % 100}`),
    );
    expect(filled).toMatchObject({ next: 208, filters: [{ kind: 'where', leftOut: 203 }] });
    expect(batches.asked).toEqual({ pairs: 0, rows: 7, images: 3 });
  });

  it('makes no picture of a refused row where pictures are made from rows', async () => {
    const fits = where((n) => n % 10 === 3);
    const [together, apart] = [options({ pairs: 40 }, [fits]), options({ pairs: 40 }, [fits], true)];
    const expected = await fillArchive(together.all);
    const { pairs, next, filters } = expected;
    const made = await fillArchive(apart.all);
    expect(made).toMatchObject({ pairs, next, filters });
    expect(await lines(made)).toEqual(await lines(expected));
    expect(together.batches.asked.images).toBe(13);
    // 32 and 8 pictures.
    expect(apart.batches.asked.images).toBe(2);
  });

  it('finds the same pairs while rows are still being drawn', async () => {
    const isFitting = (index: number): boolean => index % 1000 === 3;
    const expected = await fillArchive(options({ pairs: 40 }, [where((n) => n === 3)], true).all);
    const { all, batches } = options({ pairs: 40 }, [where((n) => n === 3)], true);
    const searched: number[] = [];
    const search: RowFirst['search'] = ({ from, to, most }) => {
      const numbers: number[] = [];
      let end = from;
      while (end < Math.min(to, from + 500) && numbers.length < most) {
        if (isFitting(end)) numbers.push(end);
        end += 1;
      }
      searched.push(from);
      return Promise.resolve({ numbers, rows: new Float32Array(numbers.length).fill(0.03), end });
    };
    const rowFirst: RowFirst = { search, plan: () => null, weights: () => Promise.resolve(null) };
    const source = { ...all.source, batches: { ...batches, rowFirst }, early: [] };
    const found = await fillArchive({ ...all, source });
    expect(found).toMatchObject({ pairs: 40, next: 39_004, filters: [{ kind: 'where', leftOut: 38_964 }] });
    const names = (await lines(found)).map((line) => line.split(',')[0]);
    expect(names).toEqual(Array.from({ length: 40 }, (_, i) => `images/${String(1000 * i + 4).padStart(7, '0')}.jpg`));
    // 32 and 8 pictures, however many rows were looked at; no row is drawn for a whole batch.
    expect(batches.asked).toEqual({ pairs: 0, rows: 0, images: 2 });
    expect(searched.length).toBeGreaterThan(70);
    expect(expected.filters[0]?.leftOut).toBe(3904 - 40);
    // Cancelled between two pieces of a search that finds nothing.
    const controller = new AbortController();
    const never: RowFirst = {
      ...rowFirst,
      search: ({ from }) => {
        if (from > 100_000) controller.abort();
        return Promise.resolve({ numbers: [], rows: new Float32Array(), end: from + 4096 });
      },
    };
    const nobody = { ...source, batches: { ...batches, rowFirst: never } };
    await expect(fillArchive({ ...all, source: nobody, signal: controller.signal })).rejects.toBeInstanceOf(AbortError);
    const rare = fillArchive({
      ...all,
      source: {
        ...nobody,
        batches: {
          ...batches,
          rowFirst: {
            ...never,
            search: ({ from }) => Promise.resolve({ numbers: [], rows: new Float32Array(), end: from + 100_000 }),
          },
        },
      },
    });
    await expect(rare).rejects.toMatchObject({ code: 'where-too-rare', params: { found: 0 } });
  });

  it('writes the weights of rows that have some behind their columns', async () => {
    const { all, batches } = options({ pairs: 40, facts: { ...facts, cohort: COHORT } }, [], true);
    const rowFirst: RowFirst = {
      plan: () => null,
      weights: (first, count) => Promise.resolve(Float64Array.from({ length: count }, (_, i) => (first + i) / 3)),
      search: () => Promise.reject(new Error('Nothing is searched')),
    };
    const source = { ...all.source, batches: { ...batches, rowFirst }, isWeighted: true };
    const { zip } = await written(await fillArchive({ ...all, source }));
    const csv = ((await zip.file('pairs.csv')?.async('string')) ?? '').split('\r\n');
    expect([csv[0], csv[2], csv[39]]).toEqual([
      'image,n,row_weight',
      'images/0000002.jpg,1,0.333333',
      'images/0000039.jpg,38,12.6667',
    ]);
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '') as { cohort: unknown };
    expect(manifest.cohort).toEqual(COHORT);
    expect(await zip.file('DATA-CARD.md')?.async('string')).toBe(JSON.stringify(COHORT));
  });

  it('asks filters of pairs only for what the others let through', async () => {
    const seen: number[] = [];
    const copies: CandidateFilter = {
      on: 'pair',
      kind: 'copies',
      detail: '',
      description: 'no copies',
      accept: ({ index, image }) => {
        seen.push(index);
        return Promise.resolve(image[0] === index && index !== 4);
      },
    };
    const { all } = options({ pairs: 3 }, [where((n) => n % 2 === 0), copies]);
    const filled = await fillArchive(all);
    expect(filled).toMatchObject({ next: 7, filters: [{ leftOut: 3 }, { leftOut: 1 }] });
    expect(seen).toEqual([0, 2, 4, 6]);
    expect(await lines(filled)).toHaveLength(3);
  });

  it('stops at a condition that almost nobody fits, however many fitted before', async () => {
    const never = options({}, [where(() => false)]);
    await expect(fillArchive(never.all)).rejects.toMatchObject({ code: 'where-too-rare', params: { found: 0 } });
    const later = options({ before: { candidates: 60_000, pairs: 20 } }, [where(() => false)]);
    await expect(fillArchive(later.all)).rejects.toMatchObject({ code: 'where-too-rare', params: { found: 20 } });
    expect(later.batches.asked.images).toBe(0);
  });

  // Memory must not grow with the archive.
  it('never has more batches under way than workers can take, however slow the disk is', async () => {
    const writers = fakeWriters(3);
    let made = 0;
    let encoded = 0;
    let mostAhead = 0;
    const { all } = options({
      writers,
      pairs: 64 * SAMPLE_BATCH,
      onPairs: ({ pairs }) => {
        made = pairs;
        mostAhead = Math.max(mostAhead, made - encoded);
      },
    });
    const write = async (chosen: ChosenPairs): Promise<PairFiles> => {
      const files = await writers.write(chosen);
      encoded += files.pictures.names.length;
      return files;
    };
    await fillArchive({ ...all, writers: { ...writers, write } });
    expect(writers.state.most).toBeLessThanOrEqual(3 + 2);
    expect(mostAhead).toBeLessThanOrEqual((3 + 2) * SAMPLE_BATCH);
  });

  // Pictures of noise are large: an archive is full before it has its pairs, and the next one goes on without a gap.
  it('stops where the archive has no room, and the next one has the pairs behind it', async () => {
    const accept = [where((n) => n % 3 > 0)];
    const whole = await fillArchive(options({ pairs: 120 }, accept).all);
    const mostBytes = 1_000_000 + 9000;
    const union: string[] = [];
    const parts: { readonly pairs: number; readonly bytes: number; readonly leftOut: number }[] = [];
    let first = 0;
    let left = 120;
    while (left > 0) {
      const part = options({ pairs: left, facts: { ...facts, first }, mostBytes }, accept);
      const filled = await fillArchive(part.all);
      const { pairs, next, filters } = filled;
      const { zip, bytes } = await written(filled);
      union.push(...(await linesOf(zip)));
      parts.push({ pairs, bytes, leftOut: filters[0]?.leftOut ?? 0 });
      expect(pairs + (filters[0]?.leftOut ?? 0)).toBe(next - first);
      left -= pairs;
      first = next;
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every(({ bytes }) => bytes <= mostBytes)).toBe(true);
    expect(union).toEqual(await lines(whole));
  });

  it('says so where not even a few pairs have room', async () => {
    const { all } = options({ mostBytes: 1_000_100 });
    await expect(fillArchive(all)).rejects.toMatchObject({ code: 'archive-too-large' });
  });

  it('ends when cancelled, and passes on what the disk says', async () => {
    const controller = new AbortController();
    const cancelled = options({ pairs: 10_000, signal: controller.signal, onPairs: () => controller.abort() });
    await expect(fillArchive(cancelled.all)).rejects.toBeInstanceOf(AbortError);
    const full = new AppError('disk-full', { file: 'pairs.zip' });
    const filled = await fillArchive(options().all);
    await expect(filled.write(() => Promise.reject(full))).rejects.toBe(full);
    const late = new AbortController();
    const packing = await fillArchive(options({ signal: late.signal }).all);
    const writing = packing.write(async () => undefined);
    late.abort();
    await expect(writing).rejects.toBeInstanceOf(AbortError);
  });
});

it('a look ahead gives the same batches, each made once', async () => {
  const batches = fakeBatches();
  const ahead = lookAhead(batches);
  for (const first of [96, 128, 160]) {
    expect((await ahead.pairs(first, SAMPLE_BATCH)).rows).toEqual(await batches.rows(first, SAMPLE_BATCH));
  }
  expect(batches.asked.pairs).toBe(4);
});
