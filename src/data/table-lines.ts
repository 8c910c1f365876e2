/** Lines of cells → names of columns and rows of the same length, with every line that is no row, or not as it stands, named. */
import { AppError } from '../core/app-error.ts';
import type { LineKind } from '../core/data-report.ts';
import type { HeaderChoice } from '../core/text-format.ts';
import { countLabels, findFoot, joinNames } from './around-rows.ts';
import { type CutText, isBlank, type Line, mostCommon } from './cut-lines.ts';
import { LineFit } from './fit-line.ts';
import {
  countTitles,
  haveRowNames,
  isColumnNumbers,
  isPatient,
  nameColumns,
  numberColumns,
  widthOf,
} from './header-line.ts';
import { turnLines } from './turn-lines.ts';

export interface NotedLine {
  readonly kind: LineKind;
  /** 1-based, as in an editor. */
  readonly number: number;
}

export interface TableLines {
  /** Unique and not empty. */
  readonly header: readonly string[];
  readonly headerLine: HeaderChoice;
  /** [rows]: 1-based line of each row, as in an editor. */
  readonly rowLines: readonly number[];
  readonly noted: readonly NotedLine[];
  /** Every row as long as the header. */
  readonly rows: readonly (readonly string[])[];
}

interface LinesOptions {
  readonly header: HeaderChoice | 'auto';
  /** What cells are cut by; null for a sheet, whose cells stand where they stand. */
  readonly separator: string | null;
  readonly file: string;
}

interface Head {
  readonly names: readonly string[];
  readonly kind: HeaderChoice;
  /** Lines of patients. */
  readonly rest: readonly Line[];
  /** The lines above them as in the file, to know them again. */
  readonly again: readonly (readonly string[])[];
  readonly noted: readonly NotedLine[];
}

/** The first of `filled` below the titles is the header or a patient. */
function headOf(filled: readonly Line[], { header, separator, file }: LinesOptions): Head {
  const titles = header === 'patient' ? 0 : countTitles(filled);
  const noted: NotedLine[] = filled.slice(0, titles).map(({ number }) => ({ kind: 'title', number }));
  const [first, ...rest] = filled.slice(titles);
  if (first === undefined) throw new AppError('table-empty', { file });
  const isFirstPatient = header === 'patient' || (header === 'auto' && titles === 0 && isPatient(first.cells, rest));
  if (isFirstPatient) {
    const all = [first, ...rest];
    const width = widthOf(Array<string>(mostCommon(all.map(({ cells }) => cells.length))).fill(''), all);
    return {
      names: numberColumns(width),
      kind: 'patient',
      rest: all,
      again: [],
      noted: [{ kind: 'no-header', number: first.number }],
    };
  }
  return namesOf(first, rest, { noted, separator });
}

/** The header, in one line or two, and what of the lines below it is no patient. */
function namesOf(
  first: Line,
  below: readonly Line[],
  { noted, separator }: Pick<LinesOptions, 'separator'> & { readonly noted: NotedLine[] },
): Head {
  const labels = below.slice(0, countLabels(first, below));
  const rest = below.slice(labels.length);
  const [second] = labels;
  const joined = second === undefined ? null : joinNames(first.cells, second.cells);
  for (const line of labels) {
    noted.push({ kind: joined !== null && line === second ? 'two-lines' : 'labels', number: line.number });
  }
  const named = joined ?? first.cells;
  const width = widthOf(named, rest);
  const cells = named.slice(0, width);
  const again = [first, ...labels].map((line) => line.cells.slice(0, width).map((cell) => cell.trim()));
  const isLonger = rest.length > 0 && rest.every((line) => line.cells.length === width + 1);
  const hasLast = rest.some((line) => !isBlank(line.cells.slice(width)));
  if (separator !== null && isLonger && hasLast && haveRowNames(rest, width, separator)) {
    noted.push({ kind: 'row-names', number: first.number });
    return { names: nameColumns(['', ...cells]), kind: 'names', rest, again: [], noted };
  }
  return { names: nameColumns(cells), kind: 'names', rest, again, noted };
}

function isAgain(cells: readonly string[], line: readonly string[]): boolean {
  return line.every((name, i) => name === (cells[i] ?? '').trim());
}

type Fitted = { readonly cells: readonly string[]; readonly kind: LineKind | null } | { readonly left: LineKind };

/** A line as a row, or why it is none. */
class RowReader {
  readonly #width: number;
  readonly #fit: LineFit;
  /** Most lines end in a separator too many, which means nothing. */
  readonly #hasTails: boolean;
  /** Of a file that may be cut short. */
  readonly #last: number;

  constructor(lines: readonly Line[], width: number) {
    this.#width = width;
    const tailed = lines.filter(({ cells }) => this.#isTailed(cells));
    this.#hasTails = tailed.length > lines.length / 2;
    // A line that is to be judged does not judge itself.
    this.#fit = new LineFit(this.#hasTails ? tailed : lines.filter(({ cells }) => cells.length === width), width);
    this.#last = lines.at(-1)?.number ?? 0;
  }

  #isTailed(cells: readonly string[]): boolean {
    return cells.length > this.#width && isBlank(cells.slice(this.#width));
  }

  read({ cells, escaped, number }: Line): Fitted {
    if (cells.some((cell) => cell.includes('\0'))) return { left: 'zero-bytes' };
    if (cells.length === this.#width) return { cells, kind: null };
    if (escaped?.length === this.#width) return { cells: escaped, kind: 'backslash' };
    if (this.#isTailed(cells) && (this.#hasTails || this.#fit.fits(cells.slice(0, this.#width)))) {
      return { cells: cells.slice(0, this.#width), kind: null };
    }
    if (cells.length === 0) return { left: 'quotes' };
    if (cells.length > this.#width) return { left: 'too-many' };
    if (number === this.#last || !this.#fit.endsInBlanks(cells)) return { left: 'too-few' };
    return {
      cells: [...cells, ...Array<string>(this.#width - cells.length).fill('')],
      kind: 'ends-in-blanks',
    };
  }
}

/** Where most lines have another length than the header, there is no telling what stands under which name. */
function checkLengths(
  noted: readonly NotedLine[],
  lines: readonly Line[],
  names: readonly string[],
  file: string,
): void {
  const left = noted.filter(({ kind }) => kind === 'too-many' || kind === 'too-few');
  const [first] = left;
  if (first === undefined || 2 * left.length <= lines.length) return;
  const cells = lines.find(({ number }) => number === first.number)?.cells.length ?? 0;
  throw new AppError('table-shifted', { file, line: first.number, cells, columns: names.length, count: left.length });
}

/** Of a table on its side: its first column names the variables. `titles`: the lines above it. */
function turnedTable(lines: readonly Line[], titles: readonly Line[], options: LinesOptions): TableLines {
  const table = tableOf({ lines, broken: [] }, { ...options, header: 'names' });
  const noted: NotedLine[] = titles.map(({ number }) => ({ kind: 'title', number }));
  return { ...table, noted: [{ kind: 'turned', number: 1 }, ...noted, ...table.noted] };
}

/** Throws `table-empty`, `table-one-column`, `table-header-only`, `table-malformed` or `table-shifted` with the file's path. */
export function tableOf({ lines, broken }: CutText, options: LinesOptions): TableLines {
  const { file } = options;
  const filled: Line[] = [];
  const blank: Line[] = [];
  for (const line of lines) (line.escaped === null && isBlank(line.cells) ? blank : filled).push(line);
  const titles = countTitles(filled);
  const turned = options.header === 'auto' && broken.length === 0 ? turnLines(filled, titles) : null;
  if (turned !== null) return turnedTable(turned, filled.slice(0, titles), options);
  const { names, kind, rest, again, noted: atTop } = headOf(filled, options);
  const top = (filled[0]?.number ?? 0) + atTop.filter((note) => note.kind === 'title').length;
  const [firstBroken] = broken;
  if (firstBroken !== undefined && (firstBroken < top || 2 * broken.length > lines.length)) {
    throw new AppError('table-malformed', { file, line: firstBroken });
  }
  if (names.length < 2) throw new AppError('table-one-column', { file });

  const foot = findFoot(rest);
  const last = rest.findLast(({ number }) => !foot.has(number))?.number ?? 0;
  const noted: NotedLine[] = [...atTop, ...broken.map((number) => ({ kind: 'quotes' as const, number }))];
  for (const { number } of blank) if (number > top && number < last) noted.push({ kind: 'blank', number });
  const reader = new RowReader(
    rest.filter(({ number }) => !foot.has(number)),
    names.length,
  );
  const rows: (readonly string[])[] = [];
  const rowLines: number[] = [];
  for (const [i, line] of rest.entries()) {
    const { cells, number } = line;
    const isNumbers = i === 0 && kind === 'names' && isColumnNumbers(cells, names.length);
    const below = foot.get(number);
    const read = isNumbers
      ? ({ left: 'column-numbers' } as const)
      : again.some((one) => isAgain(cells, one))
        ? ({ left: 'header-again' } as const)
        : below === undefined
          ? reader.read(line)
          : { left: below };
    if ('left' in read) noted.push({ kind: read.left, number });
    else {
      if (read.kind !== null) noted.push({ kind: read.kind, number });
      rows.push(read.cells);
      rowLines.push(number);
    }
  }
  checkLengths(noted, rest, names, file);
  if (rows.length === 0) throw new AppError('table-header-only', { file });
  return { header: names, headerLine: kind, rows, rowLines, noted };
}
