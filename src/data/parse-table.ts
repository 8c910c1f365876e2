/** Text → header and rows (papaparse), with separator and decimal mark recognised, and every irregular line counted. */
import Papa from 'papaparse';
import { AppError } from '../core/app-error.ts';
import { SEPARATORS, type DecimalMark, type Separator, type TextFormatChoice } from '../core/data-report.ts';

export interface ParsedTable {
  /** Unique and not empty: a repeated name gets " (2)", an empty one "column 3". */
  readonly header: readonly string[];
  /** Every row as long as the header. */
  readonly rows: readonly (readonly string[])[];
  readonly separator: Separator;
  readonly decimal: DecimalMark;
  /** 1-based line numbers of rows with another number of cells than the header. */
  readonly raggedLines: readonly number[];
}

function split(
  text: string,
  separator: Separator,
  preview: number,
): { rows: string[][]; quoteErrorRow: number | null } {
  const result = Papa.parse<string[]>(text, { delimiter: separator, preview, skipEmptyLines: false });
  const error = result.errors.find((e) => e.type === 'Quotes');
  return { rows: result.data, quoteErrorRow: error === undefined ? null : (error.row ?? 0) };
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** The separator that cuts the first lines into the most columns of equal number. */
function recogniseSeparator(text: string): Separator {
  let best: { readonly separator: Separator; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const lengths = split(text, separator, 50)
      .rows.filter((row) => !isBlank(row))
      .map((row) => row.length);
    const columns = lengths[0] ?? 1;
    const regular = lengths.filter((n) => n === columns).length / Math.max(1, lengths.length);
    // Decimal commas also cut lines, but unevenly; so regularity counts more than the number of columns.
    const score = columns < 2 ? 0 : regular ** 4 * Math.log2(columns + 1);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** A comma where most numbers with a decimal mark have a comma. */
function recogniseDecimal(rows: readonly (readonly string[])[], separator: Separator): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const row of rows.slice(0, 500)) {
    for (const cell of row) {
      if (/^\s*[+-]?\d+,\d+\s*%?\s*$/u.test(cell)) commas += 1;
      else if (/^\s*[+-]?\d+\.\d+\s*%?\s*$/u.test(cell)) points += 1;
    }
  }
  if (commas === points) return separator === ';' && commas > 0 ? ',' : '.';
  return commas > points ? ',' : '.';
}

function nameColumns(cells: readonly string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, i) => {
    const base = cell.trim() === '' ? `column ${i + 1}` : cell.trim();
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base} (${n})`;
    used.add(name);
    return name;
  });
}

/** Throws `table-empty`, `table-one-column`, `table-header-only` or `table-malformed` with the file's path. */
export function parseTable(text: string, choice: TextFormatChoice, file: string): ParsedTable {
  if (text.trim() === '') throw new AppError('table-empty', { file });
  const separator = choice.separator === 'auto' ? recogniseSeparator(text) : choice.separator;
  const { rows: lines, quoteErrorRow } = split(text, separator, 0);
  // A quotation mark that never closes swallows the rest of the file into one cell.
  if (quoteErrorRow !== null && quoteErrorRow >= lines.length - 1 && /\n/u.test(lines.at(-1)?.join('') ?? '')) {
    throw new AppError('table-malformed', { file, line: lineOf(lines, quoteErrorRow) });
  }
  const start = lines.findIndex((line) => !isBlank(line));
  const header = nameColumns(lines[start] ?? []);
  if (header.length < 2) throw new AppError('table-one-column', { file });

  const rows: string[][] = [];
  const raggedLines: number[] = [];
  let line = 1;
  for (const [i, cells] of lines.entries()) {
    const here = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/gu)?.length ?? 0), 0);
    if (i <= start || isBlank(cells)) continue;
    // One separator too many at the end of each line is common and means nothing.
    const extra = cells.slice(header.length);
    if (cells.length < header.length || !isBlank(extra)) raggedLines.push(here);
    rows.push(header.map((_, column) => cells[column] ?? ''));
  }
  if (rows.length === 0) throw new AppError('table-header-only', { file });
  const decimal = choice.decimal === 'auto' ? recogniseDecimal(rows, separator) : choice.decimal;
  return { header, rows, separator, decimal, raggedLines };
}

function lineOf(lines: readonly (readonly string[])[], row: number): number {
  return 1 + lines.slice(0, row).reduce((sum, cells) => sum + 1 + (cells.join('').match(/\n/gu)?.length ?? 0), 0);
}
