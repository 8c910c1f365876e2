import { describe, expect, it } from 'vitest';
import { QUICK_LOOK, type RunConfig } from '../../core/run-config.ts';
import type { Dataset, StudyData } from '../../core/dataset.ts';
import { encodeRows, findBlanks } from '../../data/encode-rows.ts';
import { type ColumnCells, fitSchema } from '../../data/fit-schema.ts';
import { typedTexts } from '../../data/testing/typed.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import type { PairView } from '../protocol.ts';
import type { LoadedPatients } from './reader-patients.ts';
import { readerSeries } from './reader-series.ts';

const config: RunConfig = { ...QUICK_LOOK, size: 64 };
const PIXELS = 64 * 64;
const work = { signal: new AbortController().signal, onProgress: () => {} };

/** Patient n is n + 20 years old, with two decimals of cholesterol; every third has none measured. */
function columnsOf(count: number): ColumnCells[] {
  const cells = (
    name: string,
    type: 'integer' | 'continuous' | 'binary',
    text: (n: number) => string,
  ): ColumnCells => ({
    setting: { name, role: 'feature', type, threshold: name === 'LAD_st' ? 50 : null },
    cells: typedTexts(Array.from({ length: count }, (_, n) => text(n))),
  });
  return [
    cells('age', 'integer', (n) => String(20 + n)),
    cells('cholesterol', 'continuous', (n) => (n % 3 === 0 ? '' : (4 + n / 100).toFixed(2))),
    cells('LAD_st', 'binary', (n) => String((n * 10) % 100)),
  ];
}
const { schema } = fitSchema(columnsOf(60));

function images(count: number, shade: (n: number) => number): Uint8Array {
  const pixels = new Uint8Array(count * PIXELS);
  for (let n = 0; n < count; n++) pixels.fill(shade(n), n * PIXELS, (n + 1) * PIXELS);
  return pixels;
}

/** Pairs `from` … `to`: the picture of pair n is all n. */
function side(from: number, to: number): Dataset {
  const columns = columnsOf(60);
  const count = to - from;
  return {
    count,
    size: config.size,
    schema,
    rows: encodeRows(schema, columns, 60).slice(from * schema.width, to * schema.width),
    blanks: findBlanks(schema, columns, 60).slice(from * 3, to * 3),
    images: images(count, (n) => from + n),
  };
}

/** Two pairs of each person. */
function study(aside: number): StudyData {
  const [train, holdout] = [side(0, 60 - aside), side(60 - aside, 60)];
  const persons = ({ count }: Dataset, first: number) => Int32Array.from({ length: count }, (_, n) => first + (n >> 1));
  return {
    train,
    holdout,
    split: { train: [], holdout: [] },
    patients: { train: persons(train, 0), holdout: persons(holdout, 500) },
    constant: [],
  };
}

/** Its synthetic pictures are all 200, its rows in the middle of everything. */
function model(change: Partial<TrainedModel> = {}): TrainedModel {
  const gan = {
    sampler: () => ({
      pairs: async (_: number, count: number) => ({
        images: new Uint8Array(count * PIXELS).fill(200),
        rows: new Float32Array(count * schema.width).fill(0.5),
      }),
    }),
  } as unknown as TrainedModel['gan'];
  return { gan, config, schema, study: study(30), source: 'files', epoch: 1, steps: 1, ...change } as TrainedModel;
}

function opened(source: TrainedModel['source']): TrainedModel {
  return { ...model({ source }), counts: { patients: 60, setAside: 0 } };
}

function viewOf(count: number, columns = ['age', 'LAD_st ≥ 50']): PairView {
  const cells = ['63', '1'];
  return {
    size: 64,
    count,
    images: new Uint8Array(count * PIXELS).fill(7),
    columns,
    rows: Array.from({ length: count }, () => columns.map((_, i) => cells[i] ?? 'x')),
  };
}

function loaded(change: Partial<LoadedPatients['data']> = {}): LoadedPatients & { drawn: number[] } {
  const drawn: number[] = [];
  const fresh = {
    loadDemo: async (count: number) => {
      drawn.push(count);
      return {} as never;
    },
    pairs: (positions: readonly number[]) => viewOf(positions.length),
    pairCount: 20,
  };
  return {
    data: { isEmpty: true, source: 'files', pairCount: 0, pairs: () => viewOf(0), ...change },
    open: () => fresh,
    drawn,
  };
}

const shadeOf = ({ view }: { view: PairView }, i: number): number => view.images[i * PIXELS] ?? -1;

describe('a series for blinded readers', () => {
  it('is half real, half synthetic, of patients put aside, one pair a person, in an order drawn by seed', async () => {
    const series = await readerSeries(model(), { pictures: 20, seed: 3 }, loaded(), work);
    expect(series.real).toBe('holdout');
    expect(series.view.count).toBe(20);
    expect(series.isSynthetic.filter(Boolean)).toHaveLength(10);
    const real = series.isSynthetic.flatMap((isSynthetic, i) => (isSynthetic ? [] : [shadeOf(series, i)]));
    for (const shade of real) expect(shade).toBeGreaterThanOrEqual(30);
    expect(new Set(real.map((shade) => shade >> 1)).size).toBe(10);
    series.isSynthetic.forEach((isSynthetic, i) => expect(shadeOf(series, i) === 200).toBe(isSynthetic));
    const again = await readerSeries(model(), { pictures: 20, seed: 3 }, loaded(), work);
    expect([again.isSynthetic, again.view.rows]).toEqual([series.isSynthetic, series.view.rows]);
    const other = await readerSeries(model(), { pictures: 20, seed: 4 }, loaded(), work);
    expect(other.isSynthetic).not.toEqual(series.isSynthetic);
  });

  // Otherwise a blank cell or a longer number would give the real one away.
  it('writes rows of both kinds alike, with as many blank cells', async () => {
    const { view, isSynthetic } = await readerSeries(model(), { pictures: 30, seed: 1 }, loaded(), work);
    expect(view.columns).toEqual(['age', 'cholesterol', 'LAD_st ≥ 50']);
    const blanks = [0, 0];
    view.rows.forEach(([age = '', cholesterol = '', stenosis = ''], i) => {
      expect(age).toMatch(/^\d\d$/u);
      expect(cholesterol).toMatch(/^(?:\d\.\d\d)?$/u);
      expect(stenosis).toMatch(/^[01]$/u);
      if (cholesterol === '') blanks[Number(isSynthetic[i])] = (blanks[Number(isSynthetic[i])] ?? 0) + 1;
      // A row stays with its picture.
      if (isSynthetic[i] !== true) expect(Number(age) - 20).toBe(view.images[i * PIXELS]);
    });
    expect(blanks[0]).toBeGreaterThan(0);
    expect(blanks[1]).toBe(blanks[0]);
  });

  it('takes those trained on where too few were put aside, and says so; is shorter where there are fewer', async () => {
    const few = await readerSeries(model({ study: study(8) }), { pictures: 20, seed: 1 }, loaded(), work);
    expect(few.real).toBe('training');
    const ten = await readerSeries(model({ study: study(20) }), { pictures: 60, seed: 1 }, loaded(), work);
    expect([ten.real, ten.view.count]).toEqual(['holdout', 20]);
  });

  it('draws simulated patients anew for an opened network that learned from such', async () => {
    const patients = loaded();
    const series = await readerSeries(opened('demo'), { pictures: 20, seed: 1 }, patients, work);
    expect(series.real).toBe('simulated');
    expect(patients.drawn).toEqual([20]);
    // Only what both have.
    expect(series.view.columns).toEqual(['age', 'LAD_st ≥ 50']);
    series.isSynthetic.forEach((isSynthetic, i) => {
      if (!isSynthetic) expect(series.view.rows[i]).toEqual(['63', '1']);
    });
  });

  it('takes whoever is loaded beside another opened network; with nobody it says what it needs', async () => {
    const beside = loaded({ isEmpty: false, pairCount: 12, pairs: (positions) => viewOf(positions.length) });
    const series = await readerSeries(opened('files'), { pictures: 40, seed: 1 }, beside, work);
    expect([series.real, series.view.count]).toEqual(['loaded', 24]);
    await expect(readerSeries(opened('files'), { pictures: 20, seed: 1 }, loaded(), work)).rejects.toMatchObject({
      code: 'model-needs-patients',
    });
    const four = loaded({ isEmpty: false, pairCount: 4, pairs: (positions) => viewOf(positions.length) });
    await expect(readerSeries(opened('files'), { pictures: 20, seed: 1 }, four, work)).rejects.toMatchObject({
      code: 'reader-too-few',
      params: { count: 4, needed: 5 },
    });
    await expect(readerSeries(model(), { pictures: 3, seed: 1 }, loaded(), work)).rejects.toMatchObject({
      code: 'bad-option',
    });
  });
});
