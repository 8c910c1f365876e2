import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { SHEET_FORMS, type SheetForm, shapeOfForm, USUAL_SHEET } from '../../core/sheet-choice.ts';
import { LEADS, type LeadName, type TwelveLeads } from '../leads.ts';
import { chosenLayout, sheetLayout, THREE_BY_FOUR } from '../sheet-layout.ts';
import { panelBoxes, type PanelBox } from '../testing/panel-boxes.ts';
import { sheetPrinter, type SheetStyle } from './draw-sheet.ts';

const RATE = 500;
const STYLE: SheetStyle = { pixelsPerMm: 3, grid: true, calibration: true, names: true, note: null };
const LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const PANELS = panelBoxes(LAYOUT, STYLE.pixelsPerMm);
const PAPER = sheetPrinter(LAYOUT, STYLE);

function drawEcgPaper(leads: TwelveLeads, rate: number): GreyImage {
  return PAPER.print(leads, rate);
}

function leadsOf(value: (lead: LeadName, seconds: number) => number): TwelveLeads {
  const signal = (lead: LeadName): Float64Array =>
    Float64Array.from({ length: 10 * RATE }, (_, i) => value(lead, i / RATE));
  return {
    I: signal('I'),
    II: signal('II'),
    III: signal('III'),
    aVR: signal('aVR'),
    aVL: signal('aVL'),
    aVF: signal('aVF'),
    V1: signal('V1'),
    V2: signal('V2'),
    V3: signal('V3'),
    V4: signal('V4'),
    V5: signal('V5'),
    V6: signal('V6'),
  };
}

/** Row of the darkest pixel in a column, relative to the zero line of the panel (up is negative). */
function traceAt(image: { pixels: Uint8Array }, panel: PanelBox, seconds: number): number {
  const x = Math.floor(panel.x + seconds * 75);
  let best = 0;
  let darkest = 255;
  for (let y = panel.y + 26; y < panel.y + panel.height; y++) {
    const grey = image.pixels[y * PAPER.width + x] ?? 255;
    if (grey < darkest) {
      darkest = grey;
      best = y;
    }
  }
  return best + 0.5 - (panel.y + panel.height / 2);
}

const flat = drawEcgPaper(
  leadsOf(() => 0),
  RATE,
);

describe('the paper', () => {
  it('has a panel for every lead and a rhythm strip, inside the sheet and apart', () => {
    expect(PANELS.map((panel) => panel.lead).sort()).toEqual([...LEADS, 'II'].sort());
    for (const panel of PANELS) {
      expect(panel.x + panel.width).toBeLessThanOrEqual(PAPER.width);
      expect(panel.y).toBeGreaterThanOrEqual(0);
      expect(panel.y + panel.height).toBeLessThanOrEqual(PAPER.height);
    }
  });

  // A chest lead drawn in another's panel would not show in any other test.
  it.each(PANELS.map((panel) => [panel.lead, panel.from, panel] as const))(
    'draws lead %s from second %f in its own panel at 10 mm/mV',
    (lead, from, panel) => {
      const image = drawEcgPaper(
        leadsOf((name, seconds) => (name === lead && seconds >= panel.from + 1 && seconds < panel.from + 1.6 ? 1 : 0)),
        RATE,
      );
      // 1 mV is 10 mm of 3 pixels, one second 25 mm.
      expect(traceAt(image, panel, 1.3)).toBeCloseTo(-30, -0.5);
      expect(Math.abs(traceAt(image, panel, 0.8))).toBeLessThanOrEqual(1);
      expect(Math.abs(traceAt(image, panel, 1.8))).toBeLessThanOrEqual(1);
      expect(from).toBe(panel.from);
    },
  );

  it('has a dark trace on a faint grid, with space between trace and grid', () => {
    const counts = new Uint32Array(256);
    for (const v of flat.pixels) counts[v] = (counts[v] ?? 0) + 1;
    const dark = counts.subarray(0, 100).reduce((sum, n) => sum + n, 0);
    const light = counts.subarray(220).reduce((sum, n) => sum + n, 0);
    expect(dark).toBeGreaterThan(0.01 * flat.pixels.length);
    expect(light).toBeGreaterThan(0.95 * flat.pixels.length);
  });

  it('leaves a lead blank that was not measured, and a gap where one was not', () => {
    const leads = { ...leadsOf(() => 0), V6: new Float64Array(10 * RATE).fill(Number.NaN) };
    leads.V3 = leads.V3.map((v, i) => (i / RATE > 6 && i / RATE < 6.5 ? Number.NaN : v));
    const image = drawEcgPaper(leads, RATE);
    const darkest = (lead: LeadName, seconds: number): number => {
      const panel = PANELS.find((one) => one.lead === lead && one.seconds < 5);
      if (panel === undefined) throw new Error(lead);
      const x = Math.floor(panel.x + (seconds - panel.from) * 75);
      const y = panel.y + Math.floor(panel.height / 2);
      return Math.min(...[-2, -1, 0, 1, 2].map((dy) => image.pixels[(y + dy) * PAPER.width + x] ?? 0));
    };
    expect(darkest('V6', 8.7)).toBeGreaterThan(200);
    expect(darkest('V3', 5.7)).toBeLessThan(50);
    expect(darkest('V3', 6.25)).toBeGreaterThan(200);
    expect(darkest('V3', 7)).toBeLessThan(50);
  });

  it('draws every picture on a clean sheet', () => {
    drawEcgPaper(
      leadsOf(() => 1),
      RATE,
    );
    const again = drawEcgPaper(
      leadsOf(() => 0),
      RATE,
    );
    expect(again.pixels.every((v, i) => v === flat.pixels[i])).toBe(true);
  });
});

describe('other sheets', () => {
  const still = leadsOf(() => 0);
  const ink = (image: GreyImage): number => image.pixels.reduce((sum, v) => sum + 255 - v, 0) / image.pixels.length;

  it.each<[number, readonly LeadName[]]>([
    [0, []],
    [1, ['II']],
    [2, ['II', 'V1']],
    [3, ['II', 'V1', 'V5']],
  ])('has %i rhythm strips below the rows', (count, rhythm) => {
    const layout = sheetLayout({ rows: THREE_BY_FOUR, rhythm, seconds: 10 });
    expect(layout.strips).toHaveLength(3 + count);
    const bare = sheetPrinter(layout, { ...STYLE, grid: false, calibration: false, names: false }).print(still, RATE);
    // A black line 2.5 pixels thick over nearly ten seconds in every strip.
    const area = (3 + count) * 750 * 2.5;
    expect((ink(bare) * bare.pixels.length) / 255 / area).toBeCloseTo(1, 1);
  });

  it.each(SHEET_FORMS)('lays all twelve leads on %s, no sheet higher than wide', (form) => {
    const { rows, columns, rhythm } = shapeOfForm(form);
    const layout = chosenLayout({ form, order: 'standard' }, 10);
    expect(layout.strips).toHaveLength(rows + rhythm);
    expect(layout.height).toBeLessThanOrEqual(layout.width + 10);
    const panels = layout.strips.slice(0, rows).flatMap((strip) => strip.panels);
    expect(panels.map(({ lead }) => lead).sort()).toEqual([...LEADS].sort());
    expect(panels.every(({ seconds }) => seconds === 10 / columns)).toBe(true);
    expect(layout.strips.slice(rows).every(({ panels: one }) => one.length === 1)).toBe(true);
    expect(chosenLayout(USUAL_SHEET, 10)).toEqual(LAYOUT);
  });

  it('takes limb leads in Cabrera’s order, −aVR upside down and named so', () => {
    const rows = (form: SheetForm) =>
      chosenLayout({ form, order: 'cabrera' }, 10).strips.map(({ panels }) => panels.map(({ lead }) => lead).join(' '));
    expect(rows('3x4')).toEqual(['aVL II V1 V4', 'I aVF V2 V5', 'aVR III V3 V6']);
    expect(rows('6x2')).toEqual(['aVL V1', 'I V2', 'aVR V3', 'II V4', 'aVF V5', 'III V6']);
    const layout = chosenLayout({ form: '3x4', order: 'cabrera' }, 10);
    const panel = panelBoxes(layout, 3).find(({ lead }) => lead === 'aVR');
    if (panel === undefined) throw new Error('no aVR');
    const style = { ...STYLE, grid: false };
    const low = leadsOf((lead) => (lead === 'aVR' ? -1 : 0));
    expect(traceAt(sheetPrinter(layout, style).print(low, RATE), panel, 1.3)).toBeCloseTo(-30, -0.5);
    const strips = layout.strips.map((strip) => ({
      ...strip,
      panels: strip.panels.map(({ lead, from, seconds }) => ({ lead, from, seconds })),
    }));
    const upright = sheetPrinter({ ...layout, strips }, style).print(still, RATE);
    expect(ink(sheetPrinter(layout, style).print(still, RATE))).toBeGreaterThan(ink(upright));
  });

  it('carries ruling, pulses and names only where asked', () => {
    const draw = (style: Partial<SheetStyle>): number =>
      ink(
        sheetPrinter(LAYOUT, { ...STYLE, grid: false, calibration: false, names: false, ...style }).print(still, RATE),
      );
    const bare = draw({});
    for (const part of [{ grid: true }, { calibration: true }, { names: true }, { note: 'SIMULATED ECG' }]) {
      expect(draw(part)).toBeGreaterThan(bare + 0.01);
    }
  });

  // Small sheets must turn grey, not lose lines: the ink is that of the large one.
  it.each([0.24, 0.5, 0.75, 2])('puts the same ink on a sheet of %f pixels a millimetre', (pixelsPerMm) => {
    const image = sheetPrinter(LAYOUT, { ...STYLE, pixelsPerMm }).print(still, RATE);
    expect(image.width).toBe(Math.round(LAYOUT.width * pixelsPerMm));
    expect(image.height).toBe(Math.round(LAYOUT.height * pixelsPerMm));
    expect(ink(image) / ink(flat)).toBeGreaterThan(0.93);
    expect(ink(image) / ink(flat)).toBeLessThan(1.07);
  });
});
