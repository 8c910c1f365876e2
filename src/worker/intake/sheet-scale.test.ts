/** The scale of sheets whose millimetres are known, and their traces given back as signals. */
import { describe, expect, it } from 'vitest';
import { standardDeviation } from '../../core/maths/moments.ts';
import { isScale } from '../../core/sheet-scale.ts';
import { resizeGrey } from '../../intake/pictures/grey-image.ts';
import { layOnWhite, reduceTo } from '../../intake/pictures/keep-proportions.ts';
import { sheetPrinter, type SheetStyle } from '../../sheet/draw/draw-sheet.ts';
import { signalsOf } from '../../sheet/generator/trace-signals.ts';
import { enlargePaper } from '../../sheet/generator/enlarge-paper.ts';
import { nameTraces } from '../../sheet/generator/name-traces.ts';
import type { TwelveLeads } from '../../sheet/leads.ts';
import { findLayout } from '../../sheet/measure/find-layout.ts';
import { learnPaper } from '../../sheet/measure/learn-paper.ts';
import { measureScale } from '../../sheet/measure/measure-scale.ts';
import { measureSheets } from '../../sheet/measure/measure-sheets.ts';
import type { Sheets } from '../../sheet/measure/sheets.ts';
import { chosenLayout, type SheetLayout } from '../../sheet/sheet-layout.ts';
import { DEMO_LAYOUT } from '../../demo/ecg-paper.ts';
import { ECG_RATE, simulateEcg } from '../../demo/ecg-signal.ts';
import { drawPatient } from '../../demo/patient.ts';

const COUNT = 40;
const SIZE = 200;
const SEED = 11;
const SIGNALS: readonly TwelveLeads[] = Array.from(
  { length: COUNT },
  (_, index) => simulateEcg(drawPatient(SEED, index), { seed: SEED, index }).leads,
);

/** As pictures of carts are read: printed at three pixels a millimetre, then reduced. */
function printed(style: Partial<SheetStyle>, layout: SheetLayout = DEMO_LAYOUT, squeeze = 1): Sheets {
  const all = { pixelsPerMm: 3, grid: true, calibration: true, names: true, note: null, ...style };
  const printer = sheetPrinter(layout, all);
  const images = new Uint8Array(COUNT * SIZE * SIZE);
  SIGNALS.forEach((leads, n) => {
    const sheet = printer.print(leads, ECG_RATE);
    const { keep, stretch } = reduceTo(resizeGrey(sheet, Math.round(sheet.width * squeeze), sheet.height), SIZE);
    const out = images.subarray(n * SIZE * SIZE, (n + 1) * SIZE * SIZE);
    if (keep === null) out.set(stretch);
    else layOnWhite(keep, out, SIZE);
  });
  return { count: COUNT, size: SIZE, images };
}

function scaleOf(sheets: Sheets, keepsProportions = true) {
  const paper = learnPaper(sheets);
  return measureScale(paper, findLayout(sheets, paper), { size: SIZE, keepsProportions });
}

describe('what a sheet of 200 pixels shows', () => {
  const [seconds, millivolts] = [DEMO_LAYOUT.width / 25, DEMO_LAYOUT.width / 10];

  it.each([
    ['pulse-and-ruling', {}, 0.005],
    ['pulse', { grid: false }, 0.02],
    ['ruling', { calibration: false }, 0.005],
  ] as const)('is known from %s', (source, style, most) => {
    const found = scaleOf(printed(style));
    if (!isScale(found)) throw new Error(found.missing);
    expect(found).toMatchObject({ source, gain: 10 });
    expect(Math.abs(found.seconds / seconds - 1)).toBeLessThan(most);
    expect(Math.abs(found.millivolts / millivolts - 1)).toBeLessThan(most);
  });

  it('is known where pictures were squeezed before they were given', () => {
    const found = scaleOf(printed({}, DEMO_LAYOUT, 0.9));
    if (!isScale(found)) throw new Error(found.missing);
    expect(Math.abs(found.seconds / seconds - 1)).toBeLessThan(0.02);
    expect(Math.abs(found.millivolts / (0.9 * millivolts) - 1)).toBeLessThan(0.02);
  });

  it('is not known where nothing is printed, nor time from a pulse alone where pictures were stretched', () => {
    expect(scaleOf(printed({ grid: false, calibration: false }))).toEqual({ missing: 'not-printed' });
    expect(scaleOf(printed({ grid: false }), false)).toEqual({ missing: 'stretched' });
  });
});

describe('which lead a trace is', { timeout: 60_000 }, () => {
  const QUIET = { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() };
  const rows = { count: COUNT, columns: 1, values: Float32Array.from({ length: COUNT }, (_, n) => Math.sin(n)) };
  const measure = (layout: SheetLayout) => {
    const sheets = printed({}, layout);
    return measureSheets({ sheets, drawn: sheets, rows, shapes: 32, keepsProportions: true, work: QUIET });
  };
  const demo = measure(DEMO_LAYOUT);
  const measured = (layout: SheetLayout) => (layout === DEMO_LAYOUT ? demo : measure(layout));
  const namesOf = async (layout: SheetLayout) => {
    const { model } = await measured(layout);
    return nameTraces(model)?.map(({ lead, sign, strip }) => `${sign < 0 ? '−' : ''}${lead} ${strip}`) ?? null;
  };

  it('is proved by the limb leads, the rhythm strip by its beat', async () => {
    expect(await namesOf(DEMO_LAYOUT)).toEqual([
      'I 0',
      'aVR 0',
      'V1 0',
      'V4 0',
      'II 1',
      'aVL 1',
      'V2 1',
      'V5 1',
      'III 2',
      'aVF 2',
      'V3 2',
      'V6 2',
      'II 3',
    ]);
  });

  it('is found in Cabrera’s order, and not where the order is nobody’s', async () => {
    expect(await namesOf(chosenLayout({ form: '3x4', order: 'cabrera' }, 10))).toContain('−aVR 2');
    const strips = DEMO_LAYOUT.strips.map(({ baseline, panels }) => ({
      baseline,
      panels: panels.map((panel, p) => ({ ...panel, lead: panels[panels.length - 1 - p]?.lead ?? panel.lead })),
    }));
    expect(await namesOf({ ...DEMO_LAYOUT, strips })).toBeNull();
  });

  it('so that paper can be drawn at 800 pixels: sharp lines every five millimetres, names and pulses', async () => {
    const { model } = await measured(DEMO_LAYOUT);
    const paper = enlargePaper(model.paper, model, 800);
    const perMillimetre = 800 / DEMO_LAYOUT.width;
    const top = (800 - DEMO_LAYOUT.height * perMillimetre) / 2;
    /** Of a column through what no letter or trace touches. */
    const greyAt = (millimetres: number): number => {
      const x = Math.floor(millimetres * perMillimetre);
      const greys = Array.from({ length: 60 }, (_, k) => paper[Math.floor(top + 40 + k / 3) * 800 + x] ?? 255);
      return greys.reduce((sum, v) => sum + v, 0) / greys.length;
    };
    for (let line = 60; line < 250; line += 35) {
      const around = [line - 2, line - 1, line + 1.5, line + 2.5].map(greyAt);
      const darkest = Math.min(...[-0.3, 0, 0.3, 0.6].map((off) => greyAt(line + off)));
      expect(darkest).toBeLessThan(Math.min(...around) - 3);
    }
    const darkestIn = (left: number, right: number, up: number, down: number): number => {
      let darkest = 255;
      for (let y = Math.floor(top + up * perMillimetre); y < top + down * perMillimetre; y++) {
        for (let x = Math.floor(left * perMillimetre); x < right * perMillimetre; x++) {
          darkest = Math.min(darkest, paper[y * 800 + x] ?? 255);
        }
      }
      return darkest;
    };
    // The top of the first strip's pulse, ten millimetres above its zero line, and V1 above its panel.
    expect(darkestIn(5, 10, 15, 17)).toBeLessThan(60);
    expect(darkestIn(139, 150, 5, 13)).toBeLessThan(60);
    expect(darkestIn(80, 130, 20, 24)).toBeGreaterThan(200);
  });

  it('and its trace comes back in millivolts', async () => {
    const { model } = await measured(DEMO_LAYOUT);
    const named = nameTraces(model);
    if (named === null || !isScale(model.scale)) throw new Error('This sheet says both');
    // A wave of one millivolt in every lead, laid where the sheet has it, as a generator would.
    const wave = (time: number): number => Math.sin(3 * Math.PI * time);
    const samples = 2 * SIZE;
    const frame = { size: SIZE, samples, strips: model.strips, edges: model.edges };
    const pixel = DEMO_LAYOUT.width / SIZE;
    const start = ((model.edges[0] ?? 0) * pixel - DEMO_LAYOUT.left) / 25;
    const rowsOf = Float32Array.from({ length: samples * model.strips.length }, (_, i) => {
      const [t, s] = [Math.floor(i / model.strips.length), i % model.strips.length];
      const time = (((t + 0.5) * SIZE * pixel) / samples - DEMO_LAYOUT.left) / 25;
      return (model.strips[s] ?? 0) - (10 * wave(time)) / pixel;
    });
    const { rate, leads } = signalsOf(rowsOf, frame, { scale: model.scale, named });
    expect([...leads.keys()]).toEqual(['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6']);
    const known = (lead: string): number[] => [...(leads.get(lead) ?? [])].filter((v) => !Number.isNaN(v));
    expect(known('II').length / rate).toBeCloseTo(10, 0);
    expect(known('V1').length / rate).toBeCloseTo(2.5, 0);
    for (const values of leads.values()) {
      const away = values.map((value, i) => Math.abs(value - wave(start + i / rate)));
      // Of ten seconds half a hundredth: 50 ms of this wave.
      expect(Math.max(...away.filter((v) => !Number.isNaN(v)))).toBeLessThan(0.47);
      expect(Math.max(...values.filter((v) => !Number.isNaN(v)))).toBeCloseTo(1, 1);
    }
    expect(standardDeviation(known('II')) * Math.SQRT2).toBeCloseTo(1, 1.5);
  });
});
