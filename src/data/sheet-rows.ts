/** Sheets of a workbook as rows of texts, so that everything behind reads them as it reads a CSV. */
import type { ParsedTable } from './parse-table.ts';
import { sheetColumn, textAt } from './text-column.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** [rows][cells]: 1 where the workbook holds a number and no text. */
  readonly numbers: readonly Uint8Array[];
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
