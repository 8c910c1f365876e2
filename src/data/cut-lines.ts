/**
 * Text → lines of cells. A quotation mark that is never closed, or closed lines later out of place, costs its own line and no
 * other: it is named, and reading goes on at the next. Blanks around a quoted cell are none of it. Not what the lines mean.
 */
import { SEPARATORS, type Separator } from '../core/text-format.ts';

export interface Line {
  readonly cells: readonly string[];
  /** 1-based, of its first line in an editor. */
  readonly number: number;
  /** The first cell stands in quotation marks. */
  readonly isQuoted: boolean;
  /** The same line with `\"` read as a quotation mark inside a cell; null where there is none. */
  readonly escaped: readonly string[] | null;
}

export interface CutText {
  readonly lines: readonly Line[];
  /** Line numbers, as in an editor, whose quotation marks cannot be read. */
  readonly broken: readonly number[];
}

interface CutOptions {
  /** So many lines, or all of them. */
  readonly limit: number | null;
  /** Cells of an ordinary line: a quoted cell that holds such lines has swallowed patients. Null: not known yet. */
  readonly width: number | null;
}

/** No cell is longer: a spreadsheet's hold 32,767 characters. */
const LONGEST = 100_000;
/** Narrower tables have lines that any sentence with a separator is like. */
const FEWEST_SWALLOWED = 3;

/** Whether the lines between the first and the last of a quoted cell are lines of the table. */
function holdsLines(cell: string, separator: Separator, width: number | null): boolean {
  if (width === null || width < FEWEST_SWALLOWED) return false;
  const inner = cell.split('\n').slice(1, -1);
  return inner.some((line) => line.split(separator).length >= width);
}

function countMarks(text: string): number {
  let marks = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) marks += 1;
  return marks;
}

/** Reads lines with quotation marks, one after another, from any place of a text. */
class QuotedLines {
  readonly #text: string;
  readonly #separator: Separator;
  readonly #width: number | null;

  constructor(text: string, separator: Separator, width: number | null) {
    this.#text = text;
    this.#separator = separator;
    this.#width = width;
  }

  /** The line that begins at `start`, and where it ends; null where its quotation marks cannot be read. */
  read(start: number): { readonly cells: string[]; readonly end: number; readonly isQuoted: boolean } | null {
    const cells: string[] = [];
    let isQuoted = false;
    let at = start;
    for (;;) {
      const mark = this.#afterBlanks(at);
      if (this.#text[mark] === '"') {
        const cell = this.#quoted(mark);
        if (cell === null) return null;
        if (cells.length === 0) isQuoted = true;
        cells.push(cell.text);
        at = cell.end;
      } else {
        const end = this.#cellEnd(at);
        cells.push(this.#text.slice(at, end));
        at = end;
      }
      if (this.#text[at] !== this.#separator) return { cells, end: at, isQuoted };
      at += 1;
    }
  }

  #afterBlanks(from: number): number {
    let at = from;
    while (this.#text[at] === ' ' || this.#text[at] === '\u00a0') at += 1;
    return at;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  #cellEnd(from: number): number {
    const line = this.#lineEnd(from);
    const end = this.#text.indexOf(this.#separator, from);
    return end < 0 || end > line ? line : end;
  }

  #endsCell(at: number): boolean {
    return at >= this.#text.length || this.#text[at] === '\n' || this.#text[at] === this.#separator;
  }

  /** A cell whose quotation mark stands at `open`; `end` is at the separator or line end behind it. */
  #quoted(open: number): { readonly text: string; readonly end: number } | null {
    const line = this.#lineEnd(open);
    let from = open + 1;
    for (;;) {
      const mark = this.#text.indexOf('"', from);
      if (mark < 0 || mark - open > LONGEST) return this.#literal(open);
      if (this.#text[mark + 1] === '"') {
        from = mark + 2;
        continue;
      }
      const end = this.#afterBlanks(mark + 1);
      if (this.#endsCell(end)) {
        const inside = this.#text.slice(open + 1, mark);
        if (mark > line && holdsLines(inside, this.#separator, this.#width)) return this.#literal(open);
        return { text: inside.replaceAll('""', '"'), end };
      }
      // A mark inside a word: it opens and closes within this cell, or the line is broken.
      const literal = this.#literal(open);
      if (literal !== null || mark > line) return literal;
      from = mark + 1;
    }
  }

  /** The cell with its marks as characters, where they come in pairs: `"Prolene" 4-0`. */
  #literal(open: number): { readonly text: string; readonly end: number } | null {
    const end = this.#cellEnd(open);
    const text = this.#text.slice(open, end).trim();
    if (countMarks(text) % 2 > 0) return null;
    return { text: text.endsWith('"') ? text.slice(1, -1) : text, end };
  }
}

/** The line with `\"` as a mark inside its cell. Null where that makes no line either. */
function unescape(line: string, separator: Separator): readonly string[] | null {
  return new QuotedLines(line.replaceAll('\\"', '""'), separator, null).read(0)?.cells ?? null;
}

/** `text`: all of its line ends are "\n". */
export function cutLines(text: string, separator: Separator, { limit, width }: CutOptions): CutText {
  const quoted = new QuotedLines(text, separator, width);
  const lines: Line[] = [];
  const broken: number[] = [];
  let mark = text.indexOf('"');
  let at = 0;
  let number = 1;
  const most = limit ?? Number.POSITIVE_INFINITY;
  while (at <= text.length) {
    if (lines.length >= most) break;
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    if (mark >= 0 && mark < at) mark = text.indexOf('"', at);
    if (mark < 0 || mark >= lineEnd) {
      lines.push({ cells: text.slice(at, lineEnd).split(separator), number, isQuoted: false, escaped: null });
      at = lineEnd + 1;
      number += 1;
      continue;
    }
    const read = quoted.read(at);
    const own = text.slice(at, lineEnd);
    const escaped = own.includes('\\"') ? unescape(own, separator) : null;
    if (read === null || (read.end > lineEnd && escaped !== null)) {
      if (escaped === null) broken.push(number);
      else lines.push({ cells: [], number, isQuoted: false, escaped });
      at = lineEnd + 1;
      number += 1;
      continue;
    }
    lines.push({ cells: read.cells, number, isQuoted: read.isQuoted, escaped });
    for (let end = lineEnd; end >= 0 && end <= read.end; end = text.indexOf('\n', end + 1)) number += 1;
    at = read.end + 1;
  }
  return { lines, broken };
}

export function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, i) => cell.trim() === b[i]?.trim());
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The larger of equals: not the header's length, which a title may stand above. */
export function mostCommon(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1;
}

/** Many more characters than the first lines have; nobody goes through the whole text for them. */
const SAMPLE = 1_000_000;
const SAMPLE_LINES = 50;

/** The separator that cuts the first lines into the most columns of equal number. */
export function recogniseSeparator(text: string): Separator {
  const sample = text.slice(0, SAMPLE);
  let best: { readonly separator: Separator; readonly score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const lengths = lineLengths(sample, separator);
    const columns = mostCommon(lengths);
    const regular = lengths.filter((n) => n === columns).length / Math.max(1, lengths.length);
    // Decimal commas also cut lines, but unevenly; so regularity counts more than the number of columns.
    const score = columns < 2 ? 0 : regular ** 4 * Math.log2(columns + 1);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** Cells of each of the first lines that have any. */
export function lineLengths(text: string, separator: Separator): number[] {
  return cutLines(text.slice(0, SAMPLE), separator, { limit: SAMPLE_LINES, width: null })
    .lines.filter(({ cells }) => !isBlank(cells))
    .map(({ cells }) => cells.length);
}
