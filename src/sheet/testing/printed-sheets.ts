/** Printed sheets as square pictures, proportions kept, white beside them: what is measured, for tests. */
import type { GreyImage } from '../../core/dataset.ts';
import { sheetPrinter } from '../draw/draw-sheet.ts';
import type { TwelveLeads } from '../leads.ts';
import type { Sheets } from '../measure/sheets.ts';
import type { SheetLayout } from '../sheet-layout.ts';

export interface PrintOptions {
  readonly layout: SheetLayout;
  readonly size: number;
  /** Samples of a lead a second. */
  readonly rate: number;
}

/** `leads` is asked for one picture after the other. */
export function printSheets(count: number, leads: (picture: number) => TwelveLeads, options: PrintOptions): Sheets {
  const { layout, size, rate } = options;
  const style = { grid: true, calibration: true, names: true, note: null };
  const pixelsPerMm = size / Math.max(layout.width, layout.height);
  const printer = sheetPrinter(layout, { pixelsPerMm, ...style });
  const images = new Uint8Array(count * size * size).fill(255);
  for (let n = 0; n < count; n++) place(printer.print(leads(n), rate), images.subarray(n * size * size), size);
  return { count, size, images };
}

function place(image: GreyImage, out: Uint8Array, size: number): void {
  const [left, top] = marginsOf(image, size);
  for (let y = 0; y < image.height; y++) {
    out.set(image.pixels.subarray(y * image.width, (y + 1) * image.width), (top + y) * size + left);
  }
}

/** White to the left of a picture and above it, pixels. */
export function marginsOf(image: Pick<GreyImage, 'width' | 'height'>, size: number): readonly [number, number] {
  return [Math.floor((size - image.width) / 2), Math.floor((size - image.height) / 2)];
}

/** Where a strip's zero line lies in such a picture, pixels from its upper edge. */
export function printedStrips(layout: SheetLayout, size: number): readonly number[] {
  const scale = size / Math.max(layout.width, layout.height);
  const [, top] = marginsOf({ width: size, height: Math.round(layout.height * scale) }, size);
  return layout.strips.map(({ baseline }) => top + baseline * scale);
}
