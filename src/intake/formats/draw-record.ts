/** The sheet that signals are drawn on: as the visitor wants it, else 3 × 4 and a rhythm strip, as the demo patients' is. */
import type { GreyImage } from '../../core/dataset.ts';
import { type SheetChoice, USUAL_SHEET } from '../../core/sheet-choice.ts';
import { type SheetPrinter, sheetPrinter } from '../../sheet/draw/draw-sheet.ts';
import { chosenLayout } from '../../sheet/sheet-layout.ts';
import { SHEET_SECONDS, type SheetLeads } from './twelve-leads.ts';

/** The last one: a set of files is drawn on one sheet. */
let last: { readonly key: string; readonly printer: SheetPrinter } | null = null;

export function drawRecord({ leads, rate }: SheetLeads, sheet: SheetChoice = USUAL_SHEET): GreyImage {
  const key = `${sheet.form} ${sheet.order}`;
  if (last?.key !== key) {
    const style = { pixelsPerMm: 3, grid: true, calibration: true, names: true, note: '25 mm/s   10 mm/mV' };
    last = { key, printer: sheetPrinter(chosenLayout(sheet, SHEET_SECONDS), style) };
  }
  return last.printer.print(leads, rate);
}
