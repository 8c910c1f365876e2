/**
 * A twelve-lead ECG drawn as a cardiologist expects it on paper: 25 mm/s, 10 mm/mV, millimetre grid, three rows of four
 * leads (2.5 s each), a rhythm strip of lead II (10 s), lead names and a 1 mV calibration pulse before every row.
 * The picture itself says SIMULATED. Not a screen chart: one fixed size, greys only.
 */
import type { GreyImage } from '../core/dataset.ts';
import type { LeadName, TwelveLeads } from './lead-matrix.ts';
import { darkenRectangle, drawPolyline, type Canvas, type Pen } from './raster.ts';
import { writeText } from './stroke-letters.ts';

/** Pixels. */
export const PAPER = { width: 800, height: 560 } as const;

const PIXELS_PER_MM = 3;
const PIXELS_PER_SECOND = 25 * PIXELS_PER_MM;
const PIXELS_PER_MILLIVOLT = 10 * PIXELS_PER_MM;

const PANEL_SECONDS = 2.5;
const LAYOUT: readonly (readonly LeadName[])[] = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];
const RHYTHM_LEAD: LeadName = 'II';

/** Left edge of the traces and zero line of each row; the last is the rhythm strip. */
const TRACE_LEFT = 42;
const BASELINES = [78, 210, 342, 474] as const;

const GREY = { paper: 255, millimetre: 243, fiveMillimetres: 226 } as const;
const TRACE_PEN: Pen = { radius: 1.25, grey: 0 };
const NAME_PEN: Pen = { radius: 0.75, grey: 30 };
const NOTE_PEN: Pen = { radius: 0.45, grey: 90 };
const NOTE = 'SIMULATED ECG   25 mm/s   10 mm/mV';

/** Every second sample is drawn: 250 a second is over three a pixel. */
const DRAW_EVERY = 2;

/** Pixels of one lead's panel, for whoever wants to look at it. */
export interface PanelBox {
  readonly lead: LeadName;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Start and length of the time shown, seconds. */
  readonly from: number;
  readonly seconds: number;
}

const PANEL_HEIGHT = 132;
/** Seconds left out at the end of a panel, so that neighbouring leads do not join into one line. */
const PANEL_GAP = 0.04;

export const PANELS: readonly PanelBox[] = [
  ...LAYOUT.flatMap((row, r) =>
    row.map((lead, c) => ({
      lead,
      x: TRACE_LEFT + c * PANEL_SECONDS * PIXELS_PER_SECOND,
      y: (BASELINES[r] ?? 0) - PANEL_HEIGHT / 2,
      width: PANEL_SECONDS * PIXELS_PER_SECOND,
      height: PANEL_HEIGHT,
      from: c * PANEL_SECONDS,
      seconds: PANEL_SECONDS,
    })),
  ),
  {
    lead: RHYTHM_LEAD,
    x: TRACE_LEFT,
    y: BASELINES[3] - PANEL_HEIGHT / 2,
    width: 4 * PANEL_SECONDS * PIXELS_PER_SECOND,
    height: PANEL_HEIGHT,
    from: 0,
    seconds: 4 * PANEL_SECONDS,
  },
];

function drawCalibration(canvas: Canvas, baseline: number): void {
  const [start, rise, fall, end] = [9, 15, 30, 36];
  const top = baseline - PIXELS_PER_MILLIVOLT;
  drawPolyline(canvas, TRACE_PEN, [
    start,
    baseline,
    rise,
    baseline,
    rise,
    top,
    fall,
    top,
    fall,
    baseline,
    end,
    baseline,
  ]);
}

/** Everything that is the same on every sheet. */
function blankSheet(): Canvas {
  const canvas: Canvas = { ...PAPER, pixels: new Uint8Array(PAPER.width * PAPER.height).fill(GREY.paper) };
  const ruling = (every: number, grey: number): void => {
    for (let x = 0; x < PAPER.width; x += every) {
      darkenRectangle(canvas, grey, { x, y: 0, width: 1, height: PAPER.height });
    }
    for (let y = 0; y < PAPER.height; y += every) {
      darkenRectangle(canvas, grey, { x: 0, y, width: PAPER.width, height: 1 });
    }
  };
  ruling(PIXELS_PER_MM, GREY.millimetre);
  ruling(5 * PIXELS_PER_MM, GREY.fiveMillimetres);
  for (const baseline of BASELINES) drawCalibration(canvas, baseline);
  for (const panel of PANELS) {
    writeText(canvas, NAME_PEN, panel.lead, { x: panel.x + 5, y: panel.y + 8, height: 13 });
  }
  writeText(canvas, NOTE_PEN, NOTE, { x: TRACE_LEFT + 5, y: PAPER.height - 13, height: 8 });
  return canvas;
}

let sheet: Canvas | undefined;

/** A picture of ten seconds of twelve leads, millivolts at `rate` samples a second. */
export function drawEcgPaper(leads: TwelveLeads, rate: number): GreyImage {
  sheet ??= blankSheet();
  const canvas: Canvas = { ...PAPER, pixels: sheet.pixels.slice() };
  for (const panel of PANELS) {
    const signal = leads[panel.lead];
    const baseline = panel.y + PANEL_HEIGHT / 2;
    const first = Math.round(panel.from * rate);
    const steps = Math.round(((panel.seconds - PANEL_GAP) * rate) / DRAW_EVERY);
    const points = new Float64Array(2 * steps);
    for (let k = 0; k < steps; k++) {
      const seconds = (k * DRAW_EVERY) / rate;
      points[2 * k] = panel.x + seconds * PIXELS_PER_SECOND;
      points[2 * k + 1] = baseline - (signal[first + k * DRAW_EVERY] ?? 0) * PIXELS_PER_MILLIVOLT;
    }
    drawPolyline(canvas, TRACE_PEN, points);
  }
  return canvas;
}
