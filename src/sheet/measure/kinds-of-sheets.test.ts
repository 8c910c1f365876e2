/** Clean sheets of any kind are measured, also in uneven light; what is none is said. Pictures of the size that is measured. */
import { describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { chosenLayout, sheetLayout, THREE_BY_FOUR } from '../sheet-layout.ts';
import { printedStrips, printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../testing/simple-heart.ts';
import { evenLight } from './even-light.ts';
import { measureSheets } from './measure-sheets.ts';
import type { Sheets } from './sheets.ts';

const COUNT = 24;
const SIZE = 200;
const HEARTS = simpleHearts(COUNT, 9);
const QUIET = { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() };
const layoutOf = (rhythm: readonly ('II' | 'V1' | 'V5')[]) => sheetLayout({ rows: THREE_BY_FOUR, rhythm, seconds: 10 });
const ONE = layoutOf(['II']);

function printed(layout = ONE, style: Parameters<typeof printSheets>[2]['style'] = {}): Sheets {
  const leads = (n: number) => simpleLeads(HEARTS[n] ?? { seconds: 10, heartRate: 60, size: 1, phase: 0 });
  return printSheets(COUNT, leads, { layout, size: SIZE, rate: SIMPLE_RATE, style });
}

function measured(sheets: Sheets) {
  const rows = { count: sheets.count, columns: 1, values: new Float32Array(sheets.count) };
  return measureSheets({ sheets, drawn: sheets, rows, shapes: 32, keepsProportions: true, work: QUIET });
}

/** Every pixel of every picture anew. */
function changed(sheets: Sheets, grey: (n: number, x: number, y: number, grey: number) => number): Sheets {
  const images = sheets.images.map((value, i) =>
    Math.max(0, Math.min(255, grey(Math.floor(i / SIZE ** 2), i % SIZE, Math.floor(i / SIZE) % SIZE, value))),
  );
  return { ...sheets, images };
}

/** Lit from a side of its own each, in the darkest corner with little more than half of the light. */
function inUnevenLight(sheets: Sheets): Sheets {
  const sides = Array.from({ length: sheets.count }, (_, n) => new Rng(3, 9, n).between(0, 2 * Math.PI));
  return changed(sheets, (n, x, y, grey) => {
    const angle = sides[n] ?? 0;
    return grey * (0.8 + 0.25 * ((x / SIZE - 0.5) * Math.cos(angle) + (y / SIZE - 0.5) * Math.sin(angle)));
  });
}

describe('clean sheets', { timeout: 60_000 }, () => {
  it.each([
    { rhythm: ['II'], pen: 0.15, grid: true },
    { rhythm: ['II'], pen: 0.9, grid: false },
    { rhythm: ['II', 'V1'], pen: 0.9, grid: true },
    { rhythm: ['II', 'V1', 'V5'], pen: 0.15, grid: false },
    { rhythm: [], pen: 0.42, grid: true },
  ] as const)('with rhythm strips $rhythm, a pen of $pen mm, ruled: $grid', async ({ rhythm, pen, grid }) => {
    const layout = layoutOf([...rhythm]);
    const { judgement, model, shape } = await measured(printed(layout, { pen, grid }));
    expect(judgement).toMatchObject({ fits: true, odd: [] });
    expect(judgement.explained.low).toBeGreaterThan(0.9);
    expect(model.tied).toEqual([false, false, false, ...rhythm.map(() => true)]);
    expect(shape).toEqual({ rows: 3, columns: 4, rhythm: rhythm.length });
    printedStrips(layout, SIZE).forEach((row, s) => expect(Math.abs((model.strips[s] ?? 0) - row)).toBeLessThan(1));
  });

  const chest = ['V1', 'V2', 'V3'] as const;
  it.each([
    { rows: 6, columns: 2, rhythm: 0, layout: chosenLayout({ form: '6x2', order: 'standard' }, 10) },
    { rows: 6, columns: 2, rhythm: 1, layout: chosenLayout({ form: '6x2+1', order: 'standard' }, 10) },
    { rows: 12, columns: 1, rhythm: 0, layout: chosenLayout({ form: '12x1', order: 'standard' }, 10) },
    { rows: 1, columns: 1, rhythm: 0, layout: sheetLayout({ rows: [['II']], rhythm: [], seconds: 10 }) },
    {
      rows: 3,
      columns: 1,
      rhythm: 0,
      layout: sheetLayout({ rows: [['II'], ['V1'], ['V5']], rhythm: [], seconds: 10 }),
    },
    {
      rows: 3,
      columns: 5,
      rhythm: 1,
      layout: sheetLayout({
        rows: THREE_BY_FOUR.map((row, r) => [...row, chest[r] ?? 'I']),
        rhythm: ['II'],
        seconds: 10,
      }),
    },
  ])('of $rows × $columns leads and $rhythm rhythm strips', async ({ layout, ...shape }) => {
    const found = await measured(printed(layout));
    expect(found.judgement).toMatchObject({ fits: true, odd: [] });
    expect(found.judgement.explained.low).toBeGreaterThan(0.9);
    expect(found.shape).toEqual(shape);
    expect(found.model.edges).toHaveLength(Math.max(2, shape.columns) + 1);
    const rows = printedStrips(layout, SIZE);
    expect(found.layout.strips).toHaveLength(rows.length);
    rows.forEach((row, s) => expect(Math.abs((found.layout.strips[s] ?? 0) - row)).toBeLessThan(1));
    // One millivolt is ten millimetres.
    const height = (10 * SIZE) / Math.max(layout.width, layout.height);
    for (const pulse of found.layout.pulses) expect(Math.abs((pulse?.height ?? 0) - height)).toBeLessThan(1);
  });

  it('without pulses and names', async () => {
    const { judgement } = await measured(printed(ONE, { calibration: false, names: false }));
    expect(judgement.fits).toBe(true);
  });

  it('scanned a little askew and with noise', async () => {
    const sheets = printed();
    const rng = new Rng(5, 2);
    const shift = Array.from({ length: COUNT }, () => rng.below(3) - 1);
    const moved = changed(sheets, (n, x, y) => {
      const from = Math.max(0, Math.min(SIZE - 1, y + (shift[n] ?? 0)));
      return (sheets.images[(n * SIZE + from) * SIZE + x] ?? 255) + 4 * rng.normal();
    });
    expect((await measured(moved)).judgement.fits).toBe(true);
  });
});

describe('uneven light', { timeout: 60_000 }, () => {
  const sheets = printed();

  it('is taken off: the sheet is measured as in even light', async () => {
    const [even, uneven] = [await measured(sheets), await measured(inUnevenLight(sheets))];
    expect(uneven.judgement).toMatchObject({ fits: true, odd: [] });
    expect(uneven.judgement.explained.low).toBeGreaterThan(even.judgement.explained.low - 0.03);
    expect(uneven.layout.left).toBe(even.layout.left);
    expect(uneven.model.tied).toEqual(even.model.tied);
  });

  it('leaves pictures in the same light as they are, grey paper and white margins included', () => {
    expect(evenLight(sheets)).toBe(sheets);
    const grey = changed(sheets, (_, x, y, value) => (y < 30 ? 255 : value * 0.8 - x / 10));
    expect(evenLight(grey)).toBe(grey);
  });

  it('is no more than what differs between pictures: their common shadow stays in the sheet', () => {
    const shadow = changed(sheets, (_, x, _y, value) => value * (1 - (0.3 * x) / SIZE));
    const { images } = evenLight(inUnevenLight(shadow));
    const column = (x: number): number => {
      let sum = 0;
      for (let n = 0; n < COUNT; n++) sum += images[(n * SIZE + 100) * SIZE + x] ?? 0;
      return sum / COUNT;
    };
    expect(column(190) / column(10)).toBeLessThan(0.85);
  });
});

describe('what is no sheet of one layout', { timeout: 60_000 }, () => {
  it('half of the pictures of another layout', async () => {
    const [one, other] = [printed(), printed(layoutOf(['II', 'V1', 'V5']))];
    const mixed = changed(one, (n, x, y, grey) =>
      n % 2 === 0 ? grey : (other.images[(n * SIZE + y) * SIZE + x] ?? 0),
    );
    const { judgement } = await measured(mixed);
    expect(judgement).toMatchObject({ fits: false, reason: 'several-layouts' });
    expect(judgement.odd.length).toBeGreaterThan(COUNT / 3);
  });

  it('photographs of anything else: soft shapes in any light', async () => {
    const shapes = Array.from({ length: COUNT }, (_, n) => {
      const rng = new Rng(7, 3, n);
      return Array.from({ length: 12 }, () => [0, 0, 0, 0].map(() => rng.uniform()));
    });
    const photographs = changed(printed(), (n, x, y) => {
      let grey = 150;
      for (const [left = 0, top = 0, size = 0, shade = 0] of shapes[n] ?? []) {
        const reach = 8 + 40 * size;
        grey += (200 * shade - 100) * Math.exp(-(((x - SIZE * left) / reach) ** 2) - ((y - SIZE * top) / reach) ** 2);
      }
      return grey;
    });
    expect((await measured(photographs)).judgement.fits).toBe(false);
  });

  it('noise', async () => {
    const rng = new Rng(6, 1);
    expect((await measured(changed(printed(), () => rng.below(256)))).judgement.fits).toBe(false);
  });
});
