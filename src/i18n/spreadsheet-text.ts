/** A table for a spreadsheet, every cell quoted. */
import { asText, BYTE_ORDER_MARK } from '../core/csv-format.ts';

export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${asText(text).replaceAll('"', '""')}"`;
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
