/** How `pairs.csv` is written for a visitor: what is offered for a spreadsheet, and which comes first. */
import { type CsvFormat, forExcel } from '../core/csv-format.ts';
import type { DataReport } from '../core/data-report.ts';
import type { DecimalMark } from '../core/text-format.ts';

/**
 * As the table came, or, where none did or it was a workbook, as the language has it. A table that came as spreadsheets write
 * them will be read by one again.
 */
export function csvChoice(
  report: DataReport | null,
  languageMark: DecimalMark,
): { readonly excel: CsvFormat; readonly first: CsvFormat['use'] } {
  const table = report?.source === 'files' ? report.table : null;
  if (table === null) return { excel: forExcel(languageMark), first: 'programs' };
  const { format } = table;
  if (format === null) return { excel: forExcel(languageMark), first: 'excel' };
  const { separator, decimal, hasBom } = format;
  const isOfSpreadsheet = hasBom || separator !== ',' || decimal !== '.';
  return { excel: forExcel(decimal, separator), first: isOfSpreadsheet ? 'excel' : 'programs' };
}
