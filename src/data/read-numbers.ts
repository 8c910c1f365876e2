/**
 * Whether the cells of a column are numbers, and which: as they stand, by the spelling of a word ("да" among ones and zeros), with
 * one unit behind each, in several parts, or beside one text that is none.
 */
import { parseDate } from './cell-date.ts';
import { CellNumbers, type NumberMarks, type NumberRange, rangeOf, usualUnit } from './cell-number.ts';
import { foldWord, latinDigits } from './cell-words.ts';
import { chooseSpellings, MOST_WORDS } from './spellings.ts';
import { readSeveralParts } from './several-parts.ts';
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
  /** The numbers stand in several parts, and are read in this unit: an example, and what it is read as. */
  readonly parts: { readonly example: string; readonly readAs: string; readonly unit: string } | null;
  /** Numbers with different units behind them: they are read as texts. */
  readonly hasUnits: boolean;
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
/**
 * Limits and ranges are numbers where as many are plain, where so many different ones are ("> 90" in most rows of a filtration rate),
 * or where ranges overlap. "40–49", "50–59" by themselves are groups.
 */
const EXACT_SHARE = 0.5;
const FEWEST_EXACT = 0.1;
/** A single text is left aside only among enough numbers. */
const FEWEST_NUMBERS = 5;
/** A measurement that is not quite known: "55–60". A telephone number is wider. */
const WIDEST_RANGE = 0.5;
const WIDE_ENOUGH = 10;
const LONGEST_UNIT = 40;
/** A unit behind some numbers is that of the others where these are of its size. */
const SAME_SIZE = 5;
/** A number, perhaps with a limit, and what stands behind it. Names of files and codes (`1.jpg`, `7_lr`, `007a`) are none; `063Y` is an age of DICOM's. */
const WITH_REST =
  /^([<>≤≥~≈]?=?\s*[+-]?(?!0\d(?!\d[DWMY]$))\d(?:[\d.,'’\u00a0\u2009\u202f ]*?\d)?(?:\s?[-–]\s?\d[\d.,]*)?)\s*((?:[\p{L}°%‰/(×*]).*)$/u;

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
  /** [texts]: of those that have a usual unit behind them, which. */
  readonly #units = new Map<number, string>();
  /** The unit of most cells that have a usual one. */
  readonly #unit: string | null;

  constructor({ texts, counts, isNumber }: CountedTexts, known: readonly number[], marks: NumberMarks) {
    this.texts = texts;
    this.counts = counts;
    this.known = known;
    this.#marks = marks;
    this.#isNumber = isNumber;
    const rows = new Map<string, number>();
    for (const at of known) {
      const own = usualUnit(this.text(at));
      if (own === null) continue;
      this.#units.set(at, own);
      rows.set(own, (rows.get(own) ?? 0) + (counts[at] ?? 0));
    }
    this.#unit = [...rows].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  }

  text(at: number): string {
    return this.texts[at] ?? '';
  }

  rows(isCounted: (at: number) => boolean): number {
    let sum = 0;
    for (const at of this.known) if (isCounted(at)) sum += this.counts[at] ?? 0;
    return sum;
  }

  /** Whether the text is a number; in another unit than most it is none of theirs. */
  read(numbers: CellNumbers, at: number, text: string): boolean {
    const own = this.#units.get(at);
    if (own !== undefined && own !== this.#unit) return false;
    return numbers.read(at, text, this.#isNumber?.[at] === 1 ? '.' : this.#marks);
  }

  /** The same behind nearly every number, and no number itself; null where there is no such text. `several`: there are different ones. */
  findUnit(
    numbers: CellNumbers,
    isSpelled: Uint8Array,
    isJudged: (at: number) => boolean,
  ): { readonly unit: string | null; readonly several: boolean } {
    const counts = new Map<string, { rows: number; text: string; texts: number }>();
    let all = 0;
    let plain = 0;
    for (const at of this.known) {
      if (!isJudged(at)) continue;
      const count = this.counts[at] ?? 0;
      const text = this.text(at);
      all += count;
      if (numbers.has(at) && isSpelled[at] !== 1 && !this.#units.has(at)) {
        plain += count;
        continue;
      }
      const [, , rest = ''] = WITH_REST.exec(latinDigits(text)) ?? [];
      // 15MAR2019 is a day of a month.
      if (!/[\p{L}°%‰٪％]/u.test(rest) || rest.length > LONGEST_UNIT || parseDate(text) !== null) continue;
      const key = this.#units.get(at) ?? foldWord(rest);
      const unit = counts.get(key) ?? { rows: 0, text: rest, texts: 0 };
      unit.rows += count;
      unit.texts += 1;
      counts.set(key, unit);
    }
    const [best, ...others] = [...counts.values()].toSorted((a, b) => b.rows - a.rows);
    if (best === undefined) return { unit: null, several: false };
    const isUnit = (best.rows > plain || best.texts >= FEWEST_NUMBERS) && best.rows + plain >= NUMERIC_SHARE * all;
    // A few units, each behind several numbers.
    const alike = others.filter(({ texts }) => texts >= FEWEST_NUMBERS);
    const known = [best, ...alike].reduce((sum, { rows }) => sum + rows, plain);
    return { unit: isUnit ? best.text : null, several: alike.length > 0 && known >= NUMERIC_SHARE * all };
  }

  /** Whether the numbers that have a unit are about as large as those that have none. */
  areOfOneSize(bare: CellNumbers, plain: CellNumbers): boolean {
    const sizes = (isPlain: boolean): number[] =>
      this.known
        .filter((at) => bare.has(at) && plain.has(at) === isPlain)
        .map((at) => Math.abs(bare.values[at] ?? 0))
        .toSorted((a, b) => a - b);
    const [own, others] = [sizes(false), sizes(true)];
    const [a = 0, b = 0] = [own[own.length >> 1], others[others.length >> 1]];
    if (Math.min(own.length, others.length) < 2 || a === 0 || b === 0) return true;
    return a / b < SAME_SIZE && b / a < SAME_SIZE;
  }

  /** Texts that are no plain numbers among measurements, or ranges that are no groups: those would lie side by side. */
  areMeasured(numbers: CellNumbers, ranges: readonly NumberRange[]): boolean {
    const distinct = new Set<number>();
    for (const at of this.known) {
      if (numbers.has(at) && numbers.isApproximate[at] !== 1) distinct.add(numbers.values[at] ?? 0);
    }
    const exact = this.rows((at) => numbers.has(at) && numbers.isApproximate[at] !== 1);
    if (distinct.size >= FEWEST_NUMBERS && exact >= FEWEST_EXACT * this.rows(() => true)) return true;
    if (ranges.length < FEWEST_NUMBERS) return false;
    const areNarrow = ranges.every(({ low, high }) => high - low <= Math.max(WIDE_ENOUGH, WIDEST_RANGE * high));
    const sorted = ranges.toSorted((a, b) => a.low - b.low);
    const meet = sorted.filter(({ low }, i) => i > 0 && low <= (sorted[i - 1]?.high ?? Number.NEGATIVE_INFINITY));
    return areNarrow && 2 * meet.length >= ranges.length;
  }

  /** The different ranges among the texts. */
  rangesOf(numbers: CellNumbers): NumberRange[] {
    return this.known.flatMap((at) => {
      if (numbers.isApproximate[at] !== 1) return [];
      const range = rangeOf(this.text(at), this.#marks);
      return range === null ? [] : [range];
    });
  }

  /** The numbers that stand in several parts; null where they do not. */
  readParts(isJudged: (at: number) => boolean): Pick<ReadNumbers, 'numbers' | 'parts'> | null {
    const judged = this.known.filter(isJudged);
    const texts = judged.map((at) => this.text(at));
    const rows = judged.map((at) => this.counts[at] ?? 0);
    const parted = readSeveralParts({ texts, rows, share: NUMERIC_SHARE });
    if (parted === null) return null;
    const numbers = new CellNumbers(this.texts.length);
    let parts: ReadNumbers['parts'] = null;
    judged.forEach((at, i) => {
      const digits = parted.numbers[i] ?? null;
      if (digits === null || !numbers.read(at, digits, '.')) return;
      if (this.text(at) !== digits) parts ??= { example: this.text(at), readAs: digits, unit: parted.unit };
    });
    return { numbers, parts };
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
    if (digits > 0.5 * all || exactly + nearly === 0 || exactly + nearly < NUMERIC_SHARE * all) return false;
    return (exactly > 0 && exactly >= EXACT_SHARE * all) || cells.areMeasured(numbers, cells.rangesOf(numbers));
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
  const plain = { spellings, numbers, isSpelled, unit: null, parts: null, hasUnits: false, skipped: [] };
  if (areNumbers(numbers)) return { ...plain, isNumeric: true };
  const { unit, several } = cells.findUnit(numbers, isSpelled, isJudged);
  if (unit !== null) {
    const bare = new CellNumbers(counted.texts.length);
    const without = new Set(others);
    for (const at of known) cells.read(bare, at, without.has(at) ? withoutUnit(cells.text(at), unit) : cells.text(at));
    const isSame = cells.areOfOneSize(bare, numbers);
    if (!isSame) return { ...plain, isNumeric: false, hasUnits: true };
    if (areNumbers(bare)) {
      return { ...plain, isNumeric: true, numbers: bare, isSpelled: new Uint8Array(counted.texts.length), unit };
    }
  }
  const parted = cells.readParts(isJudged);
  if (parted !== null) {
    return { ...plain, ...parted, isNumeric: true, isSpelled: new Uint8Array(counted.texts.length) };
  }
  const skipped = canSkip ? cells.findSkipped(numbers) : null;
  return skipped === null
    ? { ...plain, isNumeric: false, hasUnits: several }
    : { ...plain, isNumeric: true, skipped: [skipped] };
}
