/**
 * Whether the cells of a line fit their columns, judged by the lines that have the right length. It finds out whether blank
 * cells were left away at the end of a short line, as some programs do: only where no other place of a gap fits.
 */
import { isMissing } from './cell-words.ts';
import type { Line } from './cut-lines.ts';
import { isNumber, MOST_WORDS, shapeOf } from './header-line.ts';

type Takes = (cell: string) => boolean;

/** Lines that are looked at. */
const LINES = 500;
const MOST_NUMBERS = 0.95;
/** Of a few words or shapes each is there several times. */
const OFTEN = 4;
/** A column that is left away at the end is blank in so many other lines. */
const OFTEN_BLANK = 0.1;

const isEmpty = (cell: string): boolean => cell.trim() === '';

function takesOf(cells: readonly string[]): Takes {
  const known = cells.filter((cell) => !isEmpty(cell));
  const hasBlanks = known.length < cells.length;
  const numbers = known.filter((cell) => isNumber(cell) || isMissing(cell)).length;
  const words = new Set(known.map((cell) => cell.trim().toLowerCase()));
  const shapes = new Set(known.map(shapeOf));
  const isFew = (set: ReadonlySet<string>): boolean => set.size <= MOST_WORDS && OFTEN * set.size <= known.length;
  return (cell) => {
    if (isEmpty(cell)) return hasBlanks;
    if (numbers >= MOST_NUMBERS * known.length) return isNumber(cell) || isMissing(cell);
    if (isFew(words)) return words.has(cell.trim().toLowerCase());
    return isFew(shapes) ? shapes.has(shapeOf(cell)) : numbers > 0 || !isNumber(cell);
  };
}

export class LineFit {
  readonly #takes: readonly Takes[];
  /** [columns]: share of blank cells. */
  readonly #blank: readonly number[];

  /** `lines`: those of the right length. */
  constructor(lines: readonly Line[], width: number) {
    const sample = lines.slice(0, LINES);
    const columns = Array.from({ length: width }, (_, i) => sample.map(({ cells }) => cells[i] ?? ''));
    this.#takes = columns.map(takesOf);
    this.#blank = columns.map((cells) => cells.filter(isEmpty).length / Math.max(1, cells.length));
  }

  /** Each cell is one that its column could have. */
  fits(cells: readonly string[]): boolean {
    return this.#takes.every((takes, i) => takes(cells[i] ?? ''));
  }

  /** A line too short whose last cells are blank ones that were left away; not where the gap may be elsewhere. */
  endsInBlanks(cells: readonly string[]): boolean {
    const width = this.#takes.length;
    const gap = width - cells.length;
    if (cells.length < 2 || this.#blank.slice(cells.length).some((share) => share < OFTEN_BLANK)) return false;
    const fitsAt = (at: number): boolean =>
      cells.every((cell, i) => this.#takes[i < at ? i : i + gap]?.(cell) === true);
    if (!fitsAt(cells.length)) return false;
    return !cells.some((_, at) => fitsAt(at));
  }
}
