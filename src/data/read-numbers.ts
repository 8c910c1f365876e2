/**
 * Whether the cells of a column are numbers, and which: as they stand, by the spelling of a word ("да" among ones and zeros), with
 * one unit behind each, or beside one text that is none.
 */
import { parseDate } from './cell-date.ts';
import { CellNumbers, type NumberMarks } from './cell-number.ts';
import { foldWord, latinDigits } from './cell-words.ts';
import { chooseSpellings, MOST_WORDS } from './spellings.ts';
import type { CountedTexts } from './text-column.ts';

export interface ReadNumbers {
  readonly isNumeric: boolean;
  /** Folded word → its spelling; null where there is nothing to spell. */
  readonly spellings: ReadonlyMap<string, string> | null;
  /** [texts] */
  readonly numbers: CellNumbers;
  /** [texts]: 1 where the text is a number only by its spelling. */
  readonly isSpelled: Uint8Array;
  /** Behind every number. */
  readonly unit: string | null;
  /** The one text beside numbers that is none: perhaps "not known". */
  readonly skipped: readonly string[];
}

interface NumberOptions {
  readonly marks: NumberMarks;
  /** Not already said to be "not known". */
  readonly isRead: (text: string) => boolean;
  /** Whether a text beside the numbers may be suggested as "not known". */
  readonly canSkip: boolean;
}

/** Of the present cells, how many must be numbers for the column to be numeric; the rest are then counted as missing. */
const NUMERIC_SHARE = 0.9;
/** Limits and ranges are numbers only among more plain numbers: "40–49", "50–59" by themselves are groups. */
const EXACT_SHARE = 0.5;
/** A single text is left aside only among enough numbers. */
const FEWEST_NUMBERS = 5;
const LONGEST_UNIT = 15;
/** A number, perhaps with a limit, and what stands behind it. Names of files and codes (`1.jpg`, `7_lr`, `007a`) are none. */
const WITH_REST = /^([<>≤≥]?=?\s*[+-]?(?!0\d)\d(?:[\d.,'’\u00a0\u2009\u202f ]*?\d)?)\s*((?:[\p{L}°%‰/(×*]).*)$/u;

/** More digits than a number keeps: two ids would become one. */
function isLongDigits(text: string): boolean {
  return text.length > 15 && /^\d+$/u.test(text);
}

/** Of the texts at `known`. */
class Cells {
  readonly texts: readonly string[];
  readonly counts: Uint32Array;
  readonly known: readonly number[];
  /** The marks a text is read by: what a workbook holds as a number has a point. */
  readonly #marks: NumberMarks;
  readonly #isNumber: Uint8Array | undefined;

  constructor({ texts, counts, isNumber }: CountedTexts, known: readonly number[], marks: NumberMarks) {
    this.texts = texts;
    this.counts = counts;
    this.known = known;
    this.#marks = marks;
    this.#isNumber = isNumber;
  }

  text(at: number): string {
    return this.texts[at] ?? '';
  }

  rows(isCounted: (at: number) => boolean): number {
    let sum = 0;
    for (const at of this.known) if (isCounted(at)) sum += this.counts[at] ?? 0;
    return sum;
  }

  read(numbers: CellNumbers, at: number, text: string): boolean {
    return numbers.read(at, text, this.#isNumber?.[at] === 1 ? '.' : this.#marks);
  }

  /** The same behind nearly every number, and no number itself. Null where there is no such text. */
  findUnit(numbers: CellNumbers, isSpelled: Uint8Array, isJudged: (at: number) => boolean): string | null {
    const counts = new Map<string, { rows: number; text: string }>();
    let all = 0;
    let plain = 0;
    for (const at of this.known) {
      if (!isJudged(at)) continue;
      const count = this.counts[at] ?? 0;
      const text = this.text(at);
      all += count;
      if (numbers.has(at) && isSpelled[at] !== 1) {
        plain += count;
        continue;
      }
      const [, , rest = ''] = WITH_REST.exec(latinDigits(text)) ?? [];
      // 15MAR2019 is a day of a month.
      if (!/[\p{L}°%‰]/u.test(rest) || rest.length > LONGEST_UNIT || parseDate(text) !== null) continue;
      const unit = counts.get(foldWord(rest)) ?? { rows: 0, text: rest };
      unit.rows += count;
      counts.set(foldWord(rest), unit);
    }
    const best = [...counts.values()].toSorted((a, b) => b.rows - a.rows)[0];
    return best !== undefined && best.rows > plain && best.rows + plain >= NUMERIC_SHARE * all ? best.text : null;
  }

  /** The only text that is no number, where there are several of it among enough numbers. */
  findSkipped(numbers: CellNumbers): string | null {
    const texts = this.known.filter((at) => !numbers.has(at));
    const [first] = texts.map((at) => this.text(at));
    if (first === undefined || texts.some((at) => foldWord(this.text(at)) !== foldWord(first))) return null;
    const skipped = this.rows((at) => !numbers.has(at));
    const distinct = new Set<number>();
    for (const at of this.known) {
      if (distinct.size >= FEWEST_NUMBERS) break;
      if (numbers.has(at) && numbers.isApproximate[at] !== 1) distinct.add(numbers.values[at] ?? 0);
    }
    const isFew = skipped <= this.rows(() => true) / 2;
    return skipped > 1 && isFew && distinct.size >= FEWEST_NUMBERS ? first : null;
  }
}

function withoutUnit(text: string, unit: string): string {
  const [, core, rest = ''] = WITH_REST.exec(latinDigits(text)) ?? [];
  return core !== undefined && foldWord(rest) === foldWord(unit) ? core : text;
}

/** `known`: positions of the cells that are not blank. */
export function readNumbers(
  counted: CountedTexts,
  known: readonly number[],
  { marks, isRead, canSkip }: NumberOptions,
): ReadNumbers {
  const cells = new Cells(counted, known, marks);
  const judged = new Uint8Array(counted.texts.length);
  for (const at of known) judged[at] = Number(isRead(cells.text(at)));
  const isJudged = (at: number): boolean => judged[at] === 1;
  const all = cells.rows(isJudged);
  const areNumbers = (numbers: CellNumbers): boolean => {
    const exactly = cells.rows((at) => isJudged(at) && numbers.has(at) && numbers.isApproximate[at] !== 1);
    const nearly = cells.rows((at) => isJudged(at) && numbers.has(at) && numbers.isApproximate[at] === 1);
    const digits = cells.rows((at) => isLongDigits(cells.text(at)));
    return (
      digits <= 0.5 * all && exactly > 0 && exactly >= EXACT_SHARE * all && exactly + nearly >= NUMERIC_SHARE * all
    );
  };

  const numbers = new CellNumbers(counted.texts.length);
  const others = known.filter((at) => !cells.read(numbers, at, cells.text(at)));
  const spellings = others.length > 0 && known.length <= MOST_WORDS ? chooseSpellings(counted, known) : null;
  const isSpelled = new Uint8Array(counted.texts.length);
  if (spellings !== null) {
    for (const at of others) {
      // "да" among ones and zeros is a 1.
      const spelling = spellings.get(foldWord(cells.text(at))) ?? cells.text(at);
      isSpelled[at] = Number(cells.read(numbers, at, spelling));
    }
  }
  const plain = { spellings, numbers, isSpelled, unit: null, skipped: [] };
  if (areNumbers(numbers)) return { ...plain, isNumeric: true };
  const unit = cells.findUnit(numbers, isSpelled, isJudged);
  if (unit !== null) {
    const bare = new CellNumbers(counted.texts.length);
    const without = new Set(others);
    for (const at of known) cells.read(bare, at, without.has(at) ? withoutUnit(cells.text(at), unit) : cells.text(at));
    if (areNumbers(bare)) {
      return {
        isNumeric: true,
        spellings,
        numbers: bare,
        isSpelled: new Uint8Array(counted.texts.length),
        unit,
        skipped: [],
      };
    }
  }
  const skipped = canSkip ? cells.findSkipped(numbers) : null;
  return skipped === null ? { ...plain, isNumeric: false } : { ...plain, isNumeric: true, skipped: [skipped] };
}
