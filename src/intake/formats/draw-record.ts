/** The sheet that signals are drawn on: 3 × 4 and a rhythm strip, as most carts print and as the demo patients' is. */
import type { GreyImage } from '../../core/dataset.ts';
import { type SheetPrinter, sheetPrinter } from '../../sheet/draw/draw-sheet.ts';
import { sheetLayout, THREE_BY_FOUR } from '../../sheet/sheet-layout.ts';
import { SHEET_SECONDS, type SheetLeads } from './twelve-leads.ts';

let printer: SheetPrinter | null = null;

export function drawRecord({ leads, rate }: SheetLeads): GreyImage {
  printer ??= sheetPrinter(sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: SHEET_SECONDS }), {
    pixelsPerMm: 3,
    grid: true,
    calibration: true,
    names: true,
    note: '25 mm/s   10 mm/mV',
  });
  return printer.print(leads, rate);
}
