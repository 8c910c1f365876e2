/** A table for a spreadsheet, every cell quoted. A byte order mark, so that Excel reads it as UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  // A cell that begins like a formula is one to a spreadsheet, quoted or not.
  const cell = (text: string): string => `"${text.replace(/^(?=[=+@\t\r]|-\D)/u, "'").replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
