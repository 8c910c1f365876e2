/** CSV text as in RFC 4180: CRLF, quotes doubled; a cell is quoted only where it must be. For a spreadsheet also what it would misread. */
import { asText, type CsvFormat, FOR_PROGRAMS } from '../core/csv-format.ts';

function cell(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number as the program writes it, with the mark that the spreadsheet knows. */
function marked(text: string, { decimal }: CsvFormat): string {
  return decimal === ',' && /^-?\d+\.\d+$/u.test(text) ? text.replace('.', ',') : text;
}

export function csvLine(cells: readonly string[], format: CsvFormat = FOR_PROGRAMS): string {
  const written = format.use === 'programs' ? cells : cells.map((text) => asText(marked(text, format)));
  return `${written.map((text) => cell(text, format.separator)).join(format.separator)}\r\n`;
}
