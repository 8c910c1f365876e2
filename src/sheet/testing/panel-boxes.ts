/** Where each panel lies in a picture of a sheet, in pixels: for tests that look at what was drawn. */
import type { LeadName } from '../leads.ts';
import { PAPER_SPEED, type SheetLayout } from '../sheet-layout.ts';

export interface PanelBox {
  readonly lead: LeadName;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly seconds: number;
}

export function panelBoxes(layout: SheetLayout, pixelsPerMm: number): readonly PanelBox[] {
  return layout.strips.flatMap(({ baseline, panels }) =>
    panels.map((panel) => ({
      ...panel,
      x: (layout.left + panel.from * PAPER_SPEED) * pixelsPerMm,
      y: (baseline - layout.pitch / 2) * pixelsPerMm,
      width: panel.seconds * PAPER_SPEED * pixelsPerMm,
      height: layout.pitch * pixelsPerMm,
    })),
  );
}
