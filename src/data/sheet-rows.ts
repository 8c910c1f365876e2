/** Sheets of a workbook as rows of texts, so that everything behind reads them as it reads a CSV. */

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** A cell as readers of workbooks give it. */
export type SheetCell = string | number | boolean | Date | null | undefined;

/** Workbooks keep 27.3 as 27.300000000000001; fifteen digits are what a person typed. */
const DIGITS = 15;
const MINUTE = 60_000;

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Parts of a day as a fraction come out a moment early.
  const text = new Date(Math.round(date.getTime() / MINUTE) * MINUTE).toISOString();
  // Sheets have no time zone; a date without a time is midnight.
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

export function cellText(cell: SheetCell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === 'number' ? String(Number(cell.toPrecision(DIGITS))) : String(cell);
}

/** Sheets with at least one cell. */
export function readSheets(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly SheetCell[])[] }[],
): Sheet[] {
  return sheets
    .map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(cellText)) }))
    .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')));
}
