/**
 * Text, or a sheet of a workbook, → header and rows, with separator and decimal mark recognised and every line that is no row, or
 * was not read as it stands, noted.
 */
import { AppError } from '../core/app-error.ts';
import { SEPARATORS, type DecimalMark, type Separator, type TextFormatChoice } from '../core/text-format.ts';
import { isCommaAmbiguous } from './cell-number.ts';
import { cutLines, type Line, lineLengths, mostCommon, recogniseSeparator } from './cut-lines.ts';
import { withoutPadding } from './decode-text.ts';
import { tableOf, type TableLines } from './table-lines.ts';
import { textColumns, type TextColumn } from './text-column.ts';
import { mayHaveFormulas, withoutFormula } from './text-formulas.ts';

export interface ParsedTable extends Omit<TableLines, 'rows'> {
  /** One for each name of the header. */
  readonly columns: readonly TextColumn[];
  readonly rowCount: number;
  readonly separator: Separator;
  readonly decimal: DecimalMark;
  /** The column that numbers the patients, where the layout of the file says so. */
  readonly record: string | null;
}

/** Excel's own first line: which separator follows. */
const SEPARATOR_LINE = /^[ \t]*"?sep[ \t]*=(?<separator>.)"?[;,|\t ]*(?:\n|$)/iu;

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

/** Zero bytes in most lines are how a program fills its cells up; in a few they are damage, and stay to be found. */
function withoutFilling(text: string): string {
  const body = withoutPadding(text);
  if (!body.includes('\0')) return body;
  const lines = body.split('\n');
  const header = lines[0]?.replaceAll('\0', '') ?? '';
  const filled = lines.filter((line) => line.includes('\0')).length;
  if (2 * filled > lines.length) return body.replaceAll('\0', '');
  return [header, ...lines.slice(1)].join('\n');
}

/** The separator that the first line announces, where it cuts the lines at all. */
function announcedSeparator(body: string, announced: string | undefined): Separator | null {
  const separator = SEPARATORS.find((one) => one === announced) ?? null;
  return separator === null || mostCommon(lineLengths(body, separator)) < 2 ? null : separator;
}

/** Throws as `tableOf` does. */
export function parseTable(text: string, choice: TextFormatChoice, file: string): ParsedTable {
  let body = withoutFilling(text.replaceAll(/\r\n?/gu, '\n'));
  const announced = SEPARATOR_LINE.exec(body)?.groups?.['separator'];
  // Blanked, not removed: line numbers stay those of the file.
  if (announced !== undefined) body = body.replace(SEPARATOR_LINE, '\n');
  if (body.trim() === '') throw new AppError('table-empty', { file });
  const auto = announcedSeparator(body, announced) ?? recogniseSeparator(body);
  const separator = choice.separator === 'auto' ? auto : choice.separator;
  const width = mostCommon(lineLengths(body, separator));
  const cut = cutLines(body, separator, { limit: null, width });
  const lines = mayHaveFormulas(body) ? { ...cut, lines: cut.lines.map(withoutFormulas) } : cut;
  const table = tableOf(lines, { header: choice.header, separator, file });
  const decimal = choice.decimal === 'auto' ? recogniseDecimal(table.rows, separator) : choice.decimal;
  return inColumns(table, separator, decimal);
}

function withoutFormulas(line: Line): Line {
  return { ...line, cells: line.cells.map(withoutFormula) };
}

function inColumns({ rows, ...table }: TableLines, separator: Separator, decimal: DecimalMark): ParsedTable {
  return {
    ...table,
    columns: textColumns(rows, table.header.length),
    rowCount: rows.length,
    separator,
    decimal,
    record: null,
  };
}

/** A sheet of a workbook. Throws as `tableOf` does. */
export function parseSheet(
  sheet: readonly (readonly string[])[],
  header: TextFormatChoice['header'],
  file: string,
): ParsedTable {
  // Cells after the last filled one are left out of a sheet's rows.
  const length = sheet.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = sheet.map((row, i) => ({
    cells: [...row.map(withoutFormula), ...Array<string>(length - row.length).fill('')],
    number: i + 1,
    isQuoted: false,
    escaped: null,
  }));
  const table = tableOf({ lines, broken: [] }, { header, separator: null, file });
  return inColumns(table, ';', recogniseDecimal(table.rows, ';'));
}
