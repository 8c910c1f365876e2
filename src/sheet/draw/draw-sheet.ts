/**
 * Draws leads as a cardiologist expects them on paper: 25 mm/s, 10 mm/mV, millimetre ruling, a calibration pulse of 1 mV
 * before every strip, the leads' names. Any size: below about three pixels a millimetre the sheet is drawn larger and
 * averaged, so that thin lines turn grey and do not break. Not a screen chart: greys only, nothing to point at.
 */
import type { GreyImage } from '../../core/dataset.ts';
import type { TwelveLeads } from '../leads.ts';
import { PAPER_GAIN, PAPER_SPEED, type SheetLayout } from '../sheet-layout.ts';
import { averageDown } from './average-down.ts';
import { darkenRectangle, drawPolyline, type Canvas, type Pen } from './raster.ts';
import { writeText } from './stroke-letters.ts';

export interface SheetStyle {
  readonly pixelsPerMm: number;
  /** The millimetre ruling. */
  readonly grid: boolean;
  /** The pulse of 1 mV before every strip. */
  readonly calibration: boolean;
  readonly names: boolean;
  /** Half the width of a trace, millimetres; absent: that of a usual machine. */
  readonly pen?: number;
  /** Small print in the lower left corner; null leaves it out. Only the characters of `stroke-letters.ts`. */
  readonly note: string | null;
}

const GREY = { paper: 255, millimetre: 243, fiveMillimetres: 226 } as const;
/** Millimetres, as everything below. */
const RULE_WIDTH = 1 / 3;
const TRACE = { radius: 1.25 / 3, grey: 0 } as const;
const NAME = { radius: 0.25, grey: 30, dx: 5 / 3, dy: 8 / 3, height: 13 / 3 } as const;
const NOTE = { radius: 0.15, grey: 90, dx: 5 / 3, up: 13 / 3, height: 8 / 3 } as const;
/** Ends and edges of the pulse, from the sheet's left edge. */
const PULSE = { start: 3, rise: 5, fall: 10, end: 12 } as const;

/** Seconds left out at the end of a panel, so that neighbouring leads do not join into one line. */
const PANEL_GAP = 0.04;

/** Fewer pixels a millimetre than this are drawn larger first. */
const FINE_ENOUGH = 2.5;
/** Signal samples a pixel beyond which more show nothing. */
const SAMPLES_A_PIXEL = 10 / 3;

export interface SheetPrinter {
  readonly width: number;
  readonly height: number;
  /** A picture of the leads, millivolts at `rate` samples a second (NaN leaves a gap), on a clean sheet. */
  print(leads: TwelveLeads, rate: number): GreyImage;
}

function pen({ radius, grey }: Pen, scale: number): Pen {
  return { radius: radius * scale, grey };
}

function traceOf({ pen: radius = TRACE.radius }: SheetStyle): Pen {
  return { ...TRACE, radius };
}

function drawRuling(canvas: Canvas, scale: number, every: number, grey: number): void {
  const thick = RULE_WIDTH * scale;
  for (let i = 0; i * every * scale < canvas.width; i++) {
    darkenRectangle(canvas, grey, { x: i * every * scale, y: 0, width: thick, height: canvas.height });
  }
  for (let i = 0; i * every * scale < canvas.height; i++) {
    darkenRectangle(canvas, grey, { x: 0, y: i * every * scale, width: canvas.width, height: thick });
  }
}

function drawPulse(canvas: Canvas, scale: number, baseline: number, trace: Pen): void {
  const { start, rise, fall, end } = PULSE;
  const top = baseline - PAPER_GAIN;
  const points = [start, baseline, rise, baseline, rise, top, fall, top, fall, baseline, end, baseline];
  drawPolyline(
    canvas,
    pen(trace, scale),
    points.map((mm) => mm * scale),
  );
}

/** Everything that is the same on every sheet. */
function drawBlank(canvas: Canvas, scale: number, layout: SheetLayout, style: SheetStyle): void {
  if (style.grid) {
    drawRuling(canvas, scale, 1, GREY.millimetre);
    drawRuling(canvas, scale, 5, GREY.fiveMillimetres);
  }
  for (const { baseline, panels } of layout.strips) {
    if (style.calibration) drawPulse(canvas, scale, baseline, traceOf(style));
    if (!style.names) continue;
    for (const { lead, isInverted = false, from } of panels) {
      writeText(canvas, pen(NAME, scale), isInverted ? `-${lead}` : lead, {
        x: (layout.left + from * PAPER_SPEED) * scale + NAME.dx * scale,
        y: (baseline - layout.pitch / 2) * scale + NAME.dy * scale,
        height: NAME.height * scale,
      });
    }
  }
  if (style.note !== null) {
    const place = { x: (layout.left + NOTE.dx) * scale, y: canvas.height - NOTE.up * scale };
    writeText(canvas, pen(NOTE, scale), style.note, { ...place, height: NOTE.height * scale });
  }
}

interface Recording {
  readonly leads: TwelveLeads;
  readonly rate: number;
}

function drawTraces(canvas: Canvas, scale: number, layout: SheetLayout, { leads, rate }: Recording, trace: Pen): void {
  const every = Math.max(1, Math.floor(rate / (PAPER_SPEED * scale * SAMPLES_A_PIXEL)));
  for (const { baseline, panels } of layout.strips) {
    for (const { lead, isInverted = false, from, seconds } of panels) {
      const signal = leads[lead];
      const gain = isInverted ? -PAPER_GAIN : PAPER_GAIN;
      const first = Math.round(from * rate);
      const steps = Math.round(((seconds - PANEL_GAP) * rate) / every);
      const left = (layout.left + from * PAPER_SPEED) * scale;
      const points = new Float64Array(2 * steps);
      // A stretch that was not measured stays blank.
      let start = 0;
      for (let k = 0; k < steps; k++) {
        const value = signal[first + k * every] ?? 0;
        if (Number.isNaN(value)) {
          drawPolyline(canvas, pen(trace, scale), points.subarray(start, 2 * k));
          start = 2 * (k + 1);
        }
        points[2 * k] = left + ((k * every) / rate) * PAPER_SPEED * scale;
        points[2 * k + 1] = baseline * scale - value * gain * scale;
      }
      drawPolyline(canvas, pen(trace, scale), points.subarray(start));
    }
  }
}

/** Sheets of one layout and look; what is the same on all of them is drawn once. */
export function sheetPrinter(layout: SheetLayout, style: SheetStyle): SheetPrinter {
  const factor = Math.max(1, Math.ceil(FINE_ENOUGH / style.pixelsPerMm));
  const scale = style.pixelsPerMm * factor;
  const width = Math.max(1, Math.round(layout.width * style.pixelsPerMm));
  const height = Math.max(1, Math.round(layout.height * style.pixelsPerMm));
  const fine = { width: width * factor, height: height * factor };
  let blank: Canvas | undefined;
  return {
    width,
    height,
    print(leads, rate) {
      if (blank === undefined) {
        blank = { ...fine, pixels: new Uint8Array(fine.width * fine.height).fill(GREY.paper) };
        drawBlank(blank, scale, layout, style);
      }
      const canvas: Canvas = { ...fine, pixels: blank.pixels.slice() };
      drawTraces(canvas, scale, layout, { leads, rate }, traceOf(style));
      return averageDown(canvas, factor);
    },
  };
}
