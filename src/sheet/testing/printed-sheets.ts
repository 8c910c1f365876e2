/**
 * Printed sheets as square pictures, proportions kept, white beside it: what is measured, for tests. The same sheet lies
 * at the same place whatever the size, to a fraction of a pixel.
 */
import { sheetPrinter, type SheetStyle } from '../draw/draw-sheet.ts';
import type { TwelveLeads } from '../leads.ts';
import type { Sheets } from '../measure/sheets.ts';
import type { SheetLayout } from '../sheet-layout.ts';

export interface PrintOptions {
  readonly layout: SheetLayout;
  readonly size: number;
  /** Samples of a lead a second. */
  readonly rate: number;
  readonly style?: Partial<SheetStyle>;
}

/** `leads` is asked for one picture after the other. */
export function printSheets(count: number, leads: (picture: number) => TwelveLeads, options: PrintOptions): Sheets {
  const { size, rate } = options;
  const { layout, left, top } = squared(options.layout);
  const style = { grid: true, calibration: true, names: true, note: null, ...options.style };
  const printer = sheetPrinter(layout, { pixelsPerMm: size / layout.width, ...style });
  const images = new Uint8Array(count * size * size);
  const [beside, above] = [left, top].map((margin) => Math.round((margin * size) / layout.width));
  for (let n = 0; n < count; n++) {
    const image = images.subarray(n * size * size, (n + 1) * size * size);
    image.set(printer.print(leads(n), rate).pixels);
    const isMargin = (place: number, margin = 0): boolean => place < margin || place >= size - margin;
    image.forEach((_, i) => {
      if (isMargin(i % size, beside) || isMargin(Math.floor(i / size), above)) image[i] = 255;
    });
  }
  return { count, size, images };
}

/** As wide as high, the sheet in the middle. */
function squared(layout: SheetLayout): { readonly layout: SheetLayout; readonly left: number; readonly top: number } {
  const side = Math.max(layout.width, layout.height);
  const [left, top] = [(side - layout.width) / 2, (side - layout.height) / 2];
  const strips = layout.strips.map((strip) => ({ ...strip, baseline: strip.baseline + top }));
  return { layout: { ...layout, width: side, height: side, left: layout.left + left, strips }, left, top };
}

/** Where a strip's zero line lies in such a picture, pixels from its upper edge. */
export function printedStrips(layout: SheetLayout, size: number): readonly number[] {
  const { width, strips } = squared(layout).layout;
  return strips.map(({ baseline }) => (baseline * size) / width);
}
