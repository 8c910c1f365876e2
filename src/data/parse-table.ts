/** Text → header and rows (papaparse), with separator and decimal mark recognised, and every irregular line counted. */
import Papa from 'papaparse';
import { AppError } from '../core/app-error.ts';
import {
  SEPARATORS,
  type DecimalMark,
  type Separator,
  type SkippedKind,
  type TextFormatChoice,
} from '../core/data-report.ts';
import { isCommaAmbiguous } from './cell-number.ts';
import { textColumns, type TextColumn } from './text-column.ts';

export interface ParsedTable {
  /** Unique and not empty: a repeated name gets " (2)", an empty one "column 3". */
  readonly header: readonly string[];
  /** One for each name of the header. */
  readonly columns: readonly TextColumn[];
  readonly rowCount: number;
  /** [rows]: 1-based line of each row, as in an editor. */
  readonly rowLines: readonly number[];
  readonly separator: Separator;
  readonly decimal: DecimalMark;
  /** Lines that are no rows of the table. */
  readonly skipped: readonly SkippedLine[];
  /** 1-based line numbers of rows with another number of cells than the header. */
  readonly raggedLines: readonly number[];
}

export interface SkippedLine {
  readonly kind: SkippedKind;
  /** 1-based, as in an editor. */
  readonly number: number;
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
  const hasQuotes = text.includes('"');
  for (const [i, cells] of result.data.entries()) {
    lines.push({ cells, number });
    const breaks = hasQuotes ? countBreaks(cells) : 0;
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

/** The larger of equals: not the header's length, which a title may stand above. */
function mostCommon(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1;
}

/** Many more characters than the first lines have; the parser would go through the whole text for them. */
const SAMPLE = 1_000_000;

/** The separator that cuts the first lines into the most columns of equal number. */
function recogniseSeparator(text: string): Separator {
  const sample = text.slice(0, SAMPLE);
  let best: { readonly separator: Separator; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const lengths = cut(sample, separator, 50)
      .lines.filter(({ cells }) => !isBlank(cells))
      .map(({ cells }) => cells.length);
    const columns = mostCommon(lengths);
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

/** Cells that say something. */
function countFilled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Lines at the top with one cell filled, above a header of at least three: what the table is called. */
function countTitles(lines: readonly Line[]): number {
  const first = lines.findIndex(({ cells }) => countFilled(cells) > 1);
  return first > 0 && countFilled(lines[first]?.cells ?? []) >= FEWEST_TITLED ? first : 0;
}

const FEWEST_TITLED = 3;
/** Fewer could be a patient. */
const FEWEST_NUMBERED = 6;

/** 1, 2, 3 … in every cell, as forms number their columns. */
function isColumnNumbers(cells: readonly string[], width: number): boolean {
  return width >= FEWEST_NUMBERED && cells.slice(0, width).every((cell, i) => cell.trim() === String(i + 1));
}

/** `first`: the header's cells, trimmed. */
function isHeaderAgain(cells: readonly string[], first: readonly string[]): boolean {
  return first.every((cell, i) => cell === (cells[i] ?? '').trim());
}

interface TableRows extends Pick<ParsedTable, 'header' | 'rowLines' | 'skipped' | 'raggedLines'> {
  /** Every row as long as the header. */
  readonly rows: readonly (readonly string[])[];
}

/** Throws `table-empty`, `table-one-column` or `table-header-only` with the file's path. */
function tableOf(lines: readonly Line[], file: string): TableRows {
  const filled: Line[] = [];
  const blank: Line[] = [];
  for (const line of lines) (isBlank(line.cells) ? blank : filled).push(line);
  const titles = countTitles(filled);
  const [first, ...rest] = filled.slice(titles);
  if (first === undefined) throw new AppError('table-empty', { file });
  const width = widthOf(first.cells, rest);
  const header = nameColumns(first.cells.slice(0, width));
  if (header.length < 2) throw new AppError('table-one-column', { file });

  const skipped: SkippedLine[] = filled.slice(0, titles).map(({ number }) => ({ kind: 'title', number }));
  const last = filled.at(-1)?.number ?? 0;
  for (const { number } of blank) {
    if (number > first.number && number < last) skipped.push({ kind: 'blank', number });
  }
  const named = first.cells.slice(0, width).map((cell) => cell.trim());
  const raggedLines: number[] = [];
  const rows: (readonly string[])[] = [];
  const rowLines: number[] = [];
  for (const [i, { cells, number }] of rest.entries()) {
    if (i === 0 && isColumnNumbers(cells, width)) skipped.push({ kind: 'column-numbers', number });
    else if (isHeaderAgain(cells, named)) skipped.push({ kind: 'header-again', number });
    else {
      // One separator too many at the end of each line is common and means nothing.
      if (cells.length < header.length || !isBlank(cells.slice(header.length))) raggedLines.push(number);
      rowLines.push(number);
      rows.push(cells.length === header.length ? cells : header.map((_, column) => cells[column] ?? ''));
    }
  }
  if (rows.length === 0) throw new AppError('table-header-only', { file });
  return { header, rows, rowLines, skipped, raggedLines };
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
  const table = tableOf(lines, file);
  const decimal = choice.decimal === 'auto' ? recogniseDecimal(table.rows, separator) : choice.decimal;
  return inColumns(table, separator, decimal);
}

function inColumns({ rows, ...table }: TableRows, separator: Separator, decimal: DecimalMark): ParsedTable {
  return { ...table, columns: textColumns(rows, table.header.length), rowCount: rows.length, separator, decimal };
}

/** A sheet of a workbook. Throws `table-empty`, `table-one-column` or `table-header-only`. */
export function parseSheet(sheet: readonly (readonly string[])[], file: string): ParsedTable {
  // Cells after the last filled one are left out of a sheet's rows.
  const length = sheet.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = sheet.map((row, i) => ({
    cells: [...row, ...Array<string>(length - row.length).fill('')],
    number: i + 1,
  }));
  const table = tableOf(lines, file);
  return inColumns(table, ';', recogniseDecimal(table.rows, ';'));
}
