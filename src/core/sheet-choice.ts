/** The sheet that ECGs read as signals are drawn on: what a visitor may choose of it. How it is laid out says `sheet/sheet-layout`. */

/** Rows × columns of leads, and strips below them over the whole time. */
export const SHEET_FORMS = ['3x4', '3x4+1', '3x4+3', '6x2', '6x2+1', '12x1'] as const;
export type SheetForm = (typeof SHEET_FORMS)[number];

/** Limb leads as they are usually printed, or in the order of their axes (Cabrera: aVL, I, −aVR, II, aVF, III). */
export const LEAD_ORDERS = ['standard', 'cabrera'] as const;
export type LeadOrder = (typeof LEAD_ORDERS)[number];

export interface SheetChoice {
  readonly form: SheetForm;
  readonly order: LeadOrder;
}

/** What most carts print. */
export const USUAL_SHEET: SheetChoice = { form: '3x4+1', order: 'standard' };

/** How a sheet is laid out: rows of so many leads side by side, and strips of one lead over the whole time. */
export interface SheetShape {
  readonly rows: number;
  readonly columns: number;
  readonly rhythm: number;
}

export function shapeOfForm(form: SheetForm): SheetShape {
  const [rows = 0, columns = 0, rhythm = 0] = form.split(/[x+]/u).map(Number);
  return { rows, columns, rhythm };
}
