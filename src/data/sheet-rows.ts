/** Sheets of a workbook as rows of texts, so that everything behind reads them as it reads a CSV. */

import type { ParsedTable } from './parse-table.ts';
import type { IsPercent } from './percent-format.ts';
import { sheetColumn, textAt } from './text-column.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** [rows][cells]: 1 where the workbook holds a number and no text. */
  readonly numbers: readonly Uint8Array[];
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
  return typeof cell === 'number' ? numberText(cell) : String(cell);
}

function numberText(number: number): string {
  return String(Number(number.toPrecision(DIGITS)));
}

/** The table with what the sheet says of its cells. A cell that stands elsewhere than in the sheet is text. */
export function typeSheet(table: ParsedTable, { rows, numbers }: Omit<Sheet, 'name'>): ParsedTable {
  const columns = table.columns.map((column, index) =>
    sheetColumn(table.rowCount, (row) => {
      const text = textAt(column, row);
      const line = (table.rowLines[row] ?? 0) - 1;
      return { text, isNumber: rows[line]?.[index] === text && numbers[line]?.[index] === 1 };
    }),
  );
  return { ...table, columns };
}

/** Sheets with at least one cell. */
export function readSheets(
  sheets: readonly {
    readonly name: string;
    readonly rows: readonly (readonly SheetCell[])[];
    readonly isPercent: IsPercent;
  }[],
): Sheet[] {
  return sheets
    .map(({ name, rows, isPercent }) => ({
      name,
      // As a person sees it, and as it stands in a CSV file.
      rows: rows.map((row, line) =>
        row.map((cell, column) =>
          typeof cell === 'number' && isPercent(line, column) ? `${numberText(100 * cell)}%` : cellText(cell),
        ),
      ),
      numbers: rows.map((row) => Uint8Array.from(row, (cell) => Number(typeof cell === 'number'))),
    }))
    .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')));
}
