/** An `.xlsx` workbook → its sheets. The reader is loaded only when a visitor gives one. */
import { loadPart } from '../../platform/load-part.ts';
import { readSheets, type Sheet, type SheetCell } from '../../data/sheet-rows.ts';

/** Sheets with at least one cell. Rejects where the file is damaged or protected by a password. */
export async function readWorkbook(file: Blob): Promise<Sheet[]> {
  const { default: readXlsxFile } = await loadPart(() => import('read-excel-file/web-worker'));
  // The reader's declaration calls a date by the type of its constructor.
  const sheets = (await readXlsxFile(file, { trim: false })) as unknown as readonly {
    readonly sheet: string;
    readonly data: readonly (readonly SheetCell[])[];
  }[];
  const { findPercentCells } = await loadPart(() => import('./percent-cells.ts'));
  const percent = await findPercentCells(file);
  return readSheets(
    sheets.map(({ sheet, data }) => ({ name: sheet, rows: data, isPercent: percent.get(sheet) ?? (() => false) })),
  );
}
