/**
 * Where the leads lie on a sheet of ECG paper, in millimetres: strips one below the other, each a zero line with one or
 * more panels side by side. 25 mm are a second and 10 mm a millivolt. Data only: nothing here draws or measures, so a
 * layout of other rows (6 × 2, 12 × 1, Cabrera's order) is another list of leads.
 */
import type { LeadName } from './leads.ts';

export const PAPER_SPEED = 25;
export const PAPER_GAIN = 10;

/** One lead's stretch of a strip. */
export interface SheetPanel {
  readonly lead: LeadName;
  /** Start and length of the time shown, seconds; it lies that far from the strip's left end. */
  readonly from: number;
  readonly seconds: number;
}

export interface SheetStrip {
  /** Height of the zero line below the sheet's upper edge. */
  readonly baseline: number;
  readonly panels: readonly SheetPanel[];
}

/** Millimetres throughout. */
export interface SheetLayout {
  readonly width: number;
  readonly height: number;
  /** Left end of every strip's traces; the calibration pulse stands before it. */
  readonly left: number;
  /** Distance between neighbouring zero lines. */
  readonly pitch: number;
  readonly strips: readonly SheetStrip[];
}

/** 3 × 4: what most machines print, rows of four leads one after another. */
export const THREE_BY_FOUR: readonly (readonly LeadName[])[] = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];

const MARGIN = { left: 14, right: 8 / 3, top: 26, bottom: 86 / 3 } as const;
const PITCH = 44;

export interface LayoutOptions {
  /** Leads of each row, left to right; they share the time evenly. */
  readonly rows: readonly (readonly LeadName[])[];
  /** Leads drawn over the whole time below the rows. */
  readonly rhythm: readonly LeadName[];
  /** Seconds across the sheet. */
  readonly seconds: number;
}

export function sheetLayout({ rows, rhythm, seconds }: LayoutOptions): SheetLayout {
  const strips = [...rows, ...rhythm.map((lead) => [lead])].map((leads, row) => ({
    baseline: MARGIN.top + row * PITCH,
    panels: leads.map((lead, column) => ({
      lead,
      from: (column * seconds) / leads.length,
      seconds: seconds / leads.length,
    })),
  }));
  return {
    width: MARGIN.left + seconds * PAPER_SPEED + MARGIN.right,
    height: MARGIN.top + Math.max(0, strips.length - 1) * PITCH + MARGIN.bottom,
    left: MARGIN.left,
    pitch: PITCH,
    strips,
  };
}
