/**
 * The sheet the demo patients' ECGs are drawn on: three rows of four leads (2.5 s each), a rhythm strip of lead II (10 s),
 * one fixed size. The picture itself says SIMULATED. Drawing is `sheet/draw`; this says which sheet.
 */
import type { GreyImage } from '../core/dataset.ts';
import { sheetPrinter } from '../sheet/draw/draw-sheet.ts';
import type { TwelveLeads } from '../sheet/leads.ts';
import { sheetLayout, THREE_BY_FOUR } from '../sheet/sheet-layout.ts';

export const PIXELS_PER_MM = 3;
const NOTE = 'SIMULATED ECG   25 mm/s   10 mm/mV';

export const DEMO_LAYOUT = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });

const printer = sheetPrinter(DEMO_LAYOUT, {
  pixelsPerMm: PIXELS_PER_MM,
  grid: true,
  calibration: true,
  names: true,
  note: NOTE,
});

/** Pixels. */
export const PAPER = { width: printer.width, height: printer.height } as const;

/** A picture of ten seconds of twelve leads, millivolts at `rate` samples a second. */
export function drawEcgPaper(leads: TwelveLeads, rate: number): GreyImage {
  return printer.print(leads, rate);
}
