/**
 * Where the leads lie on a sheet of ECG paper, in millimetres: strips one below the other, each a zero line with one or
 * more panels side by side. 25 mm are a second and 10 mm a millivolt. Data only: nothing here draws or measures, so a
 * layout of other rows (6 × 2, 12 × 1, Cabrera's order) is another list of leads.
 */
import type { LeadOrder, SheetChoice, SheetForm } from '../core/sheet-choice.ts';
import { LEADS, type LeadName } from './leads.ts';

export const PAPER_SPEED = 25;
export const PAPER_GAIN = 10;

/** One lead's stretch of a strip. */
export interface SheetPanel {
  readonly lead: LeadName;
  /** Drawn upside down, and named so: −aVR. */
  readonly isInverted?: boolean;
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

/** A lead of a row; the minus sign turns it upside down. */
export type RowLead = LeadName | '-aVR';

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
  readonly rows: readonly (readonly RowLead[])[];
  /** Leads drawn over the whole time below the rows. */
  readonly rhythm: readonly LeadName[];
  /** Seconds across the sheet. */
  readonly seconds: number;
}

export function sheetLayout({ rows, rhythm, seconds }: LayoutOptions): SheetLayout {
  const all = [...rows, ...rhythm.map((lead) => [lead])];
  const width = MARGIN.left + seconds * PAPER_SPEED + MARGIN.right;
  const steps = Math.max(0, all.length - 1);
  // Many strips lie closer: no sheet is much higher than wide.
  const pitch = Math.min(PITCH, Math.round((width - MARGIN.top - MARGIN.bottom) / Math.max(1, steps)));
  const strips = all.map((leads, row) => ({
    baseline: MARGIN.top + row * pitch,
    panels: leads.map((lead, column) => ({
      ...(lead === '-aVR' ? { lead: 'aVR' as const, isInverted: true } : { lead }),
      from: (column * seconds) / leads.length,
      seconds: seconds / leads.length,
    })),
  }));
  return {
    width,
    height: MARGIN.top + steps * pitch + MARGIN.bottom,
    left: MARGIN.left,
    pitch,
    strips,
  };
}

/** Down the first column, then the next. */
const ORDERS: Readonly<Record<LeadOrder, readonly RowLead[]>> = {
  standard: LEADS,
  cabrera: ['aVL', 'I', '-aVR', 'II', 'aVF', 'III', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'],
};

const FORMS: Readonly<Record<SheetForm, { readonly columns: number; readonly rhythm: readonly LeadName[] }>> = {
  '3x4': { columns: 4, rhythm: [] },
  '3x4+1': { columns: 4, rhythm: ['II'] },
  '3x4+3': { columns: 4, rhythm: ['II', 'V1', 'V5'] },
  '6x2': { columns: 2, rhythm: [] },
  '6x2+1': { columns: 2, rhythm: ['II'] },
  '12x1': { columns: 1, rhythm: [] },
};

/** Leads side by side in a row. */
export function columnsOf({ form }: SheetChoice): number {
  return FORMS[form].columns;
}

/** Twelve leads on the sheet that was chosen. */
export function chosenLayout({ form, order }: SheetChoice, seconds: number): SheetLayout {
  const { columns, rhythm } = FORMS[form];
  const leads = ORDERS[order];
  const rows = Array.from({ length: leads.length / columns }, (_, row) =>
    leads.filter((_lead, at) => at % (leads.length / columns) === row),
  );
  return sheetLayout({ rows, rhythm, seconds });
}
