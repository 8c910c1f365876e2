/** Text → header and rows (papaparse), with separator and decimal mark recognised, and every irregular line counted. */
import Papa from 'papaparse';
import { AppError } from '../core/app-error.ts';
import { SEPARATORS, type DecimalMark, type Separator, type TextFormatChoice } from '../core/data-report.ts';
import { isCommaAmbiguous } from './cell-number.ts';

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

interface Line {
  readonly cells: readonly string[];
  /** 1-based, of its first line in an editor. */
  readonly number: number;
}

function countBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** Cuts text whose line ends are all "\n"; `broken` is the first line of a quotation that swallowed other lines. */
function cut(text: string, separator: Separator, preview: number): { lines: Line[]; broken: number | null } {
  const result = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n', preview, skipEmptyLines: false });
  const quoteErrors = new Set(result.errors.filter((e) => e.type === 'Quotes').map((e) => e.row ?? 0));
  const lines: Line[] = [];
  let broken: number | null = null;
  let number = 1;
  for (const [i, cells] of result.data.entries()) {
    lines.push({ cells, number });
    const breaks = countBreaks(cells);
    // A quotation mark out of place inside one line is harmless; one that runs on hides patients in a cell.
    if (breaks > 0 && quoteErrors.has(i)) broken ??= number;
    number += 1 + breaks;
  }
  return { lines, broken };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Excel's own first line: which separator follows. */
const SEPARATOR_LINE = /^"?sep=(?<separator>[;,|\t])"?[;,|\t]*\n/iu;

/** The separator that cuts the first lines into the most columns of equal number. */
function recogniseSeparator(text: string): Separator {
  let best: { readonly separator: Separator; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const lengths = cut(text, separator, 50)
      .lines.filter(({ cells }) => !isBlank(cells))
      .map(({ cells }) => cells.length);
    const columns = lengths[0] ?? 1;
    const regular = lengths.filter((n) => n === columns).length / Math.max(1, lengths.length);
    // Decimal commas also cut lines, but unevenly; so regularity counts more than the number of columns.
    const score = columns < 2 ? 0 : regular ** 4 * Math.log2(columns + 1);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/**
 * A comma where most numbers with a decimal mark have a comma. Where commas already cut the cells, a quoted "1,234" has a
 * thousand and says nothing.
 */
function recogniseDecimal(rows: readonly (readonly string[])[], separator: Separator): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const row of rows.slice(0, 500)) {
    for (const cell of row) {
      if (/^\s*[+-]?\d+,\d+\s*%?\s*$/u.test(cell)) {
        if (separator !== ',' || !isCommaAmbiguous(cell)) commas += 1;
      } else if (/^\s*[+-]?\d+\.\d+\s*%?\s*$/u.test(cell)) points += 1;
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

/** The header's length without columns at the end that have neither a name nor a cell: separators too many. */
function widthOf(header: readonly string[], rows: readonly Line[]): number {
  let width = header.length;
  while (
    width > 0 &&
    isBlank(header.slice(width - 1, width)) &&
    rows.every((row) => isBlank(row.cells.slice(width - 1)))
  )
    width -= 1;
  return width;
}

/** Throws `table-empty`, `table-one-column`, `table-header-only` or `table-malformed` with the file's path. */
export function parseTable(text: string, choice: TextFormatChoice, file: string): ParsedTable {
  let body = text.replaceAll(/\r\n?/gu, '\n');
  const announced = SEPARATOR_LINE.exec(body)?.groups?.['separator'];
  // Blanked, not removed: line numbers stay those of the file.
  if (announced !== undefined) body = body.replace(SEPARATOR_LINE, '\n');
  if (body.trim() === '') throw new AppError('table-empty', { file });
  const auto = SEPARATORS.find((separator) => separator === announced) ?? recogniseSeparator(body);
  const separator = choice.separator === 'auto' ? auto : choice.separator;
  const { lines, broken } = cut(body, separator, 0);
  if (broken !== null) throw new AppError('table-malformed', { file, line: broken });
  const [first, ...rest] = lines.filter(({ cells }) => !isBlank(cells));
  if (first === undefined) throw new AppError('table-empty', { file });
  const header = nameColumns(first.cells.slice(0, widthOf(first.cells, rest)));
  if (header.length < 2) throw new AppError('table-one-column', { file });
  if (rest.length === 0) throw new AppError('table-header-only', { file });

  const raggedLines: number[] = [];
  const rows = rest.map(({ cells, number }) => {
    // One separator too many at the end of each line is common and means nothing.
    if (cells.length < header.length || !isBlank(cells.slice(header.length))) raggedLines.push(number);
    return header.map((_, column) => cells[column] ?? '');
  });
  const decimal = choice.decimal === 'auto' ? recogniseDecimal(rows, separator) : choice.decimal;
  return { header, rows, separator, decimal, raggedLines };
}
