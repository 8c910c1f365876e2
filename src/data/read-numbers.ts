/**
 * Whether the cells of a column are numbers, and which: as they stand, by the spelling of a word ("да" among ones and zeros), with
 * one unit behind each, or beside one text that is none.
 */
import { parseDate } from './cell-date.ts';
import { writtenNumber, type NumberMarks, type WrittenNumber } from './cell-number.ts';
import { foldWord, latinDigits } from './cell-words.ts';
import { chooseSpellings, MOST_WORDS, type Source } from './spellings.ts';

export interface ReadNumbers {
  readonly isNumeric: boolean;
  /** Folded word → its spelling; null where there is nothing to spell. */
  readonly spellings: ReadonlyMap<string, string> | null;
  /** One a source: null where it is no number. */
  readonly numbers: (WrittenNumber | null)[];
  /** The same without spellings. */
  readonly asWritten: (WrittenNumber | null)[];
  /** Behind every number. */
  readonly unit: string | null;
  /** The one text beside numbers that is none: perhaps "not known". */
  readonly skipped: readonly string[];
}

interface NumberOptions {
  readonly marks: NumberMarks;
  readonly isNumber: Uint8Array | undefined;
  /** Not already said to be "not known". */
  readonly isRead: (source: Source) => boolean;
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

function rows(sources: readonly Source[], isCounted: (i: number) => boolean): number {
  return sources.reduce((sum, { count }, i) => sum + (isCounted(i) ? count : 0), 0);
}

/** The same behind nearly every number, and no number itself. Null where there is no such text. */
function findUnit(sources: readonly Source[], asWritten: readonly (WrittenNumber | null)[]): string | null {
  const counts = new Map<string, { rows: number; text: string }>();
  let all = 0;
  let plain = 0;
  for (const [i, { text, count }] of sources.entries()) {
    all += count;
    if (asWritten[i] !== null) {
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

function withoutUnit(text: string, unit: string): string {
  const [, core, rest = ''] = WITH_REST.exec(latinDigits(text)) ?? [];
  return core !== undefined && foldWord(rest) === foldWord(unit) ? core : text;
}

/** The only text that is no number, where there are several of it among enough numbers. */
function findSkipped(sources: readonly Source[], numbers: readonly (WrittenNumber | null)[]): string | null {
  const texts = sources.filter((_, i) => numbers[i] === null);
  const [first] = texts;
  if (first === undefined || texts.some(({ text }) => foldWord(text) !== foldWord(first.text))) return null;
  const skipped = rows(texts, () => true);
  const distinct = new Set(
    numbers.flatMap((number) => (number === null || number.isApproximate ? [] : [number.value])),
  );
  const isFew = skipped <= rows(sources, () => true) / 2;
  return skipped > 1 && isFew && distinct.size >= FEWEST_NUMBERS ? first.text : null;
}

/** `known`: the cells that are not blank. */
export function readNumbers(
  known: readonly Source[],
  { marks, isNumber, isRead, canSkip }: NumberOptions,
): ReadNumbers {
  const read = (text: string, at: number): WrittenNumber | null =>
    writtenNumber(text, isNumber?.[at] === 1 ? '.' : marks);
  const judged = known.map(isRead);
  const isJudged = (_: unknown, i: number): boolean => judged[i] === true;
  const judge = (numbers: readonly (WrittenNumber | null)[]): boolean => {
    const all = rows(known, (i) => judged[i] === true);
    const exactly = rows(known, (i) => judged[i] === true && numbers[i]?.isApproximate === false);
    const nearly = rows(known, (i) => judged[i] === true && numbers[i]?.isApproximate === true);
    const digits = rows(known, (i) => isLongDigits(known[i]?.text ?? ''));
    return (
      digits <= 0.5 * all && exactly > 0 && exactly >= EXACT_SHARE * all && exactly + nearly >= NUMERIC_SHARE * all
    );
  };
  const asWritten = known.map(({ text, at }) => read(text, at));
  const hasFewWords = asWritten.includes(null) && known.length <= MOST_WORDS;
  const spellings = hasFewWords ? chooseSpellings(known) : null;
  const numbers = known.map(
    ({ text, at }, i) =>
      // "да" among ones and zeros is a 1.
      asWritten[i] ?? (spellings === null ? null : read(spellings.get(foldWord(text)) ?? text, at)),
  );
  const plain = { spellings, numbers, asWritten, unit: null, skipped: [] };
  if (judge(numbers)) return { ...plain, isNumeric: true };
  const unit = findUnit(known.filter(isJudged), asWritten.filter(isJudged));
  if (unit !== null) {
    const bare = known.map(({ text, at }, i) => asWritten[i] ?? read(withoutUnit(text, unit), at));
    if (judge(bare)) return { isNumeric: true, spellings, numbers: bare, asWritten: [...bare], unit, skipped: [] };
  }
  const skipped = canSkip ? findSkipped(known, numbers) : null;
  return skipped === null ? { ...plain, isNumeric: false } : { ...plain, isNumeric: true, skipped: [skipped] };
}
