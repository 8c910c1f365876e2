import { describe, expect, it } from 'vitest';
import { AbortError } from '../../core/app-error.ts';
import type { PieceWork } from '../../core/pace.ts';
import { Rng } from '../../core/rng.ts';
import { SheetGenerator } from '../generator/generate-sheets.ts';
import { sheetLayout, THREE_BY_FOUR, type SheetLayout } from '../sheet-layout.ts';
import { printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads, type SimpleHeart } from '../testing/simple-heart.ts';
import { measureSheets, type Measured } from './measure-sheets.ts';
import type { Sheets } from './sheets.ts';

const COUNT = 80;
const SIZE = 64;
const ONE = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const OTHER = sheetLayout({ rows: [...THREE_BY_FOUR, ['II'], ['V1']], rhythm: ['V5'], seconds: 10 });
const rng = new Rng(8, 1);
/** Half of them have a raised ST segment in V4. */
const RAISED = Array.from({ length: COUNT }, () => rng.chance(0.5));
const HEARTS: readonly SimpleHeart[] = simpleHearts(COUNT, 5).map((heart, n) =>
  RAISED[n] === true ? { ...heart, st: { V4: 0.6 } } : heart,
);
/** Heart rate, raised ST, and a number that has nothing to do with the picture. */
const COLUMNS = 3;
const ROWS = Float32Array.from(
  HEARTS.flatMap(({ heartRate }, n) => [(heartRate - 80) / 17, RAISED[n] === true ? 1 : -1, rng.normal()]),
);
const QUIET: PieceWork = { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() };

const PRINTED = new Map<string, Sheets>();

function printed(size: number, layout: SheetLayout = ONE): Sheets {
  const key = `${size} ${layout.strips.length}`;
  const known = PRINTED.get(key) ?? print(size, layout);
  PRINTED.set(key, known);
  return known;
}

function print(size: number, layout: SheetLayout): Sheets {
  return printSheets(COUNT, (n) => simpleLeads(HEARTS[n] ?? simpleHearts(1, 1)[0] ?? fail()), {
    layout,
    size,
    rate: SIMPLE_RATE,
  });
}

function fail(): never {
  throw new Error('no such heart');
}

function measured(drawn: Sheets, sheets = drawn, work = QUIET): Promise<Measured> {
  return measureSheets({
    sheets,
    drawn,
    rows: { count: drawn.count, columns: COLUMNS, values: ROWS },
    shapes: 32,
    keepsProportions: true,
    work,
  });
}

/** One measured beat distance as a rate. */
function rateOf(distance: number, size: number): number {
  return (60 * 25 * size) / (ONE.width * distance);
}

const base = await measured(printed(SIZE), printed(200));

describe('measured sheets', { timeout: 60_000 }, () => {
  it('fit, with nearly all of their ink explained', () => {
    expect(base.judgement).toMatchObject({ fits: true, reason: null, odd: [] });
    expect(base.judgement.explained.low).toBeGreaterThan(0.9);
  });

  it('know which strip is one lead', () => {
    expect(base.model.tied).toEqual([false, false, false, true]);
  });

  it('learn a paper without traces on it', () => {
    const { paper, strips } = base.model;
    const light = (row: number): number => {
      const values = Array.from({ length: 40 }, (_, k) => paper[Math.floor(row) * SIZE + 12 + k] ?? 0);
      return values.reduce((sum, v) => sum + v, 0) / values.length;
    };
    for (const strip of strips) expect(light(strip)).toBeGreaterThan(light(strip + 3) - 6);
  });

  it('say how the distance of the beats follows from the row, and that a number without effect has none', () => {
    const { mean, byRow } = base.model.distance;
    const rate = (z: number): number => rateOf(Math.exp((mean[0] ?? 0) + z * (byRow[0] ?? 0)), 1);
    expect(rate(0)).toBeGreaterThan(72);
    expect(rate(0)).toBeLessThan(84);
    // Two standard deviations are 34 a minute, less the pull of the ridge on 80 patients.
    expect(rate(1) - rate(-1)).toBeGreaterThan(18);
    expect(rate(1) - rate(-1)).toBeLessThan(38);
    expect(Math.abs(byRow[2] ?? 9)).toBeLessThan(0.05 * Math.abs(byRow[0] ?? 0));
  });

  it('find a raised ST segment in its own lead and nowhere else', () => {
    const { weights, strips, shapes, edges } = base.model;
    const effect = edges.slice(1).map((_edge, p) =>
      strips.map((_strip, s) => {
        const at = weights.outputs + (p * strips.length + s) * shapes;
        return weights.byRow.subarray(at, at + shapes).reduce((sum, v) => sum + v, 0);
      }),
    );
    // V4 is the last panel of the first strip.
    const own = effect[3]?.[0] ?? 0;
    expect(own).toBeGreaterThan(0.3);
    effect.forEach((panel, p) =>
      panel.forEach((sum, s) => p * 10 + s !== 30 && expect(Math.abs(sum)).toBeLessThan(0.35 * own)),
    );
  });

  it('are measured the same twice', async () => {
    expect(await measured(printed(SIZE))).toEqual(await measured(printed(SIZE)));
  });
});

describe('sheets generated from the measurements', { timeout: 60_000 }, () => {
  const generator = new SheetGenerator(base.model);
  const draw = (row: (n: number) => ArrayLike<number>): Sheets => {
    const images = new Uint8Array(COUNT * SIZE * SIZE);
    for (let n = 0; n < COUNT; n++) images.set(generator.draw(row(n), new Rng(4, 2, n)), n * SIZE * SIZE);
    return { count: COUNT, size: SIZE, images };
  };
  const rowOf = (n: number): Float32Array => ROWS.subarray(n * COLUMNS, (n + 1) * COLUMNS);
  const correlation = (a: readonly number[], b: readonly number[]): number => {
    const centred = (v: readonly number[]): number[] => v.map((x) => x - v.reduce((s, y) => s + y, 0) / v.length);
    const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((s, v, i) => s + v * (y[i] ?? 0), 0);
    const [x, y] = [centred(a), centred(b)];
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };
  const rates = HEARTS.map(({ heartRate }) => heartRate);

  it('are sheets of the same kind, beating as their rows say', async () => {
    const { judgement, beats } = await measured(draw(rowOf));
    expect(judgement).toMatchObject({ fits: true, reason: null });
    const seen = beats.map(({ distance }) => rateOf(distance, SIZE));
    expect(correlation(seen, rates)).toBeGreaterThan(0.7);
    const errors = seen.map((rate, n) => Math.abs(rate - (rates[n] ?? 0))).sort((a, b) => a - b);
    expect(errors[COUNT / 2]).toBeLessThan(8);
  });

  it('lose what ties them to the rows when the rows are permuted', async () => {
    const { beats } = await measured(draw((n) => rowOf((n * 37 + 11) % COUNT)));
    const seen = beats.map(({ distance }) => rateOf(distance, SIZE));
    expect(Math.abs(correlation(seen, rates))).toBeLessThan(0.3);
  });

  it('show a finding of one lead in that lead, and a number without effect nowhere', () => {
    const middle = (column: number, value: number): Float64Array => {
      const drawn = draw((n) => rowOf(n).map((own, at) => (at === column ? value : own)));
      const sums = new Float64Array(SIZE * SIZE);
      drawn.images.forEach((grey, i) => (sums[i % (SIZE * SIZE)] = (sums[i % (SIZE * SIZE)] ?? 0) + grey / COUNT));
      return sums;
    };
    const { strips, edges } = base.model;
    /** Mean change of the greys in a panel. */
    const changes = (column: number): readonly (readonly number[])[] => {
      const [low, high] = [middle(column, -1), middle(column, 1)];
      return edges.slice(1).map((right, p) =>
        strips.map((strip) => {
          const [top, bottom] = [Math.floor(strip) - 4, Math.ceil(strip) + 1];
          const [from, to] = [Math.ceil(edges[p] ?? 0) + 1, Math.floor(right) - 1];
          let sum = 0;
          for (let y = top; y < bottom; y++)
            for (let x = from; x < to; x++) sum += Math.abs((high[y * SIZE + x] ?? 0) - (low[y * SIZE + x] ?? 0));
          return sum / ((bottom - top) * (to - from));
        }),
      );
    };
    const raised = changes(1);
    // V4 is the last panel of the first strip.
    const own = raised[3]?.[0] ?? 0;
    raised.forEach((panel, p) => panel.forEach((sum, s) => p * 10 + s !== 30 && expect(sum).toBeLessThan(0.5 * own)));
    for (const sum of changes(2).flat()) expect(sum).toBeLessThan(0.5 * own);
  });

  it('differ by their noise, and are the same for the same', () => {
    const row = rowOf(0);
    expect(generator.draw(row, new Rng(1, 1))).toEqual(generator.draw(row, new Rng(1, 1)));
    expect(generator.draw(row, new Rng(1, 1))).not.toEqual(generator.draw(row, new Rng(1, 2)));
  });
});

describe('pictures that the sheet does not describe', { timeout: 60_000 }, () => {
  const of = (fill: (n: number, image: Uint8Array) => void): Sheets => {
    const images = new Uint8Array(COUNT * SIZE * SIZE);
    for (let n = 0; n < COUNT; n++) fill(n, images.subarray(n * SIZE * SIZE, (n + 1) * SIZE * SIZE));
    return { count: COUNT, size: SIZE, images };
  };
  const mixed = (isOther: (n: number) => boolean): Sheets => {
    const [one, other] = [printed(SIZE), printed(SIZE, OTHER)];
    return of((n, image) => {
      const from = isOther(n) ? other : one;
      image.set(from.images.subarray(n * SIZE * SIZE, (n + 1) * SIZE * SIZE));
    });
  };

  it('half of them of another layout: said', async () => {
    const { judgement } = await measured(mixed((n) => n % 2 === 0));
    expect(judgement).toMatchObject({ fits: false, reason: 'several-layouts' });
  });

  it('a few of another layout: named, and the others fit', async () => {
    const { judgement } = await measured(mixed((n) => n % 16 === 3));
    expect(judgement).toMatchObject({ fits: true, odd: [3, 19, 35, 51, 67] });
  });

  it('noise', async () => {
    const noise = new Rng(6, 1);
    const { judgement } = await measured(of((_, image) => image.forEach((_v, i) => (image[i] = noise.below(256)))));
    expect(judgement).toMatchObject({ fits: false, reason: 'unexplained' });
  });

  it('patches of grey, as photographs of anything have', async () => {
    const patches = new Rng(7, 1);
    const { judgement } = await measured(
      of((_, image) => {
        image.fill(patches.below(100) + 120);
        for (let k = 0; k < 40; k++) {
          const [x, y, w, h] = [0, 0, 0, 0].map(() => patches.below(SIZE));
          for (let row = y ?? 0; row < Math.min(SIZE, (y ?? 0) + (h ?? 0) / 3); row++)
            image.fill(
              patches.below(40) + k * 5,
              row * SIZE + (x ?? 0),
              row * SIZE + Math.min(SIZE, (x ?? 0) + (w ?? 0) / 3),
            );
        }
      }),
    );
    expect(judgement).toMatchObject({ fits: false });
  });

  it('blank sheets', async () => {
    const { judgement } = await measured(of((_, image) => image.fill(250)));
    expect(judgement).toMatchObject({ fits: false, reason: 'no-strips' });
  });
});

it('says how far it is, and stops when told to', { timeout: 60_000 }, async () => {
  const fractions: number[] = [];
  await measured(printed(SIZE), undefined, { ...QUIET, onFraction: (fraction) => fractions.push(fraction) });
  expect(fractions.at(-1)).toBe(1);
  expect(fractions.toSorted((a, b) => a - b)).toEqual(fractions);
  const stopped = measured(printed(SIZE), undefined, { ...QUIET, isCancelled: () => fractions.length > 0 });
  await expect(stopped).rejects.toThrow(AbortError);
});
