/**
 * How `pairs.csv` is written: for programs (UTF-8 without a mark, comma, point, names as they are), or for a spreadsheet, whose
 * separator and decimal mark depend on the country, and which runs a cell that begins like a formula.
 */
import type { DecimalMark, Separator } from './text-format.ts';

export interface CsvFormat {
  readonly use: 'programs' | 'excel';
  readonly separator: Separator;
  readonly decimal: DecimalMark;
}

export const FOR_PROGRAMS: CsvFormat = { use: 'programs', separator: ',', decimal: '.' };

/** By the decimal mark: where it is the comma, spreadsheets take `;` to separate cells. */
export function forExcel(decimal: DecimalMark, separator: Separator = decimal === ',' ? ';' : ','): CsvFormat {
  return { use: 'excel', separator, decimal };
}

/** So that a spreadsheet reads UTF-8. */
export const BYTE_ORDER_MARK = '\u{feff}';

/** A cell that begins like a formula is one to a spreadsheet, quoted or not; an apostrophe before it makes it a text. Numbers stay. */
export function asText(cell: string): string {
  return /^[=+@\t\r\n]|^-(?!\d)/u.test(cell) ? `'${cell}` : cell;
}
