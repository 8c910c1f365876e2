/**
 * The cells of one column as the model may read them: every different text is looked at once and becomes a number, one
 * spelling of a word, or nothing. Whatever is not read as it stands is counted.
 */
import type { CellNotes, DecimalMark, RespelledCells } from '../core/data-report.ts';
import { NO_READING, type ColumnReading } from '../core/table-schema.ts';
import type { CellValues } from '../core/typed-column.ts';
import { decimalsOf, writtenNumber, type WrittenNumber } from './cell-number.ts';
import { foldWord, isMissing, isSign, plainMinus, sidesOf } from './cell-words.ts';
import { findMissingCodes } from './missing-codes.ts';

/** The different texts of a column. */
export interface CountedTexts {
  readonly texts: readonly string[];
  /** [texts]: how many rows have each. */
  readonly counts: Uint32Array;
}

export interface CleanCells {
  /** One a text. Numbers where nearly all present cells are; the others are taken as missing and counted. */
  readonly values: CellValues;
  readonly unreadable: { readonly count: number; readonly example: string } | null;
  readonly notes: CellNotes;
  /** As decided, else as suggested. */
  readonly reading: ColumnReading;
  readonly suggestedReading: ColumnReading;
}

/** Of the present cells, how many must be numbers for the column to be numeric; the rest are then counted as missing. */
const NUMERIC_SHARE = 0.9;
/** Limits and ranges are numbers only among more plain numbers: "40–49", "50–59" by themselves are groups. */
const EXACT_SHARE = 0.5;
const NOTED_TEXTS = 6;
/** More digits than a double holds are noise. */
const MOST_DECIMALS = 15;

type Example = { count: number; example: string } | null;

function note(sum: Example, count: number, example: string): Example {
  return sum === null ? { count, example } : { count: sum.count + count, example: sum.example };
}

function noteSpelling(sum: RespelledCells | null, count: number, example: string, readAs: string): RespelledCells {
  return sum === null ? { count, example, readAs } : { ...sum, count: sum.count + count };
}

/** What one text of the file stands for before its kind is known. */
interface Source {
  /** Position among the column's texts. */
  readonly at: number;
  readonly text: string;
  readonly count: number;
}

function replaceTexts(
  { texts, counts }: CountedTexts,
  { replace }: ColumnReading,
): { sources: Source[]; replaced: number } {
  const targets = new Map(replace.map(({ from, to }) => [foldWord(from), to.trim()]));
  let replaced = 0;
  const sources = texts.map((raw, at) => {
    const text = raw.trim();
    const count = counts[at] ?? 0;
    const target = targets.size === 0 ? undefined : targets.get(foldWord(text));
    if (target === undefined) return { at, text, count };
    replaced += count;
    return { at, text: target, count };
  });
  return { sources, replaced };
}

/** Among more different texts than this (file names, free text) none is another's spelling. */
const MOST_WORDS = 1000;

/** Folded word → its most frequent spelling; of opposites with many spellings ("да", "yes", "+") one spelling a side. */
function chooseSpellings(sources: readonly Source[]): ReadonlyMap<string, string> {
  const byWord = new Map<string, Map<string, number>>();
  for (const { text, count } of sources) {
    const word = foldWord(text);
    const spellings = byWord.get(word) ?? new Map<string, number>();
    const spelling = isSign(word) ? plainMinus(text) : text;
    byWord.set(word, spellings.set(spelling, (spellings.get(spelling) ?? 0) + count));
  }
  const sides = byWord.size > 2 ? sidesOf(byWord.keys()) : null;
  const total = sources.reduce((sum, { count }) => sum + count, 0);
  const digits = sources.reduce((sum, { text, count }) => sum + (isDigit(text) ? count : 0), 0);
  // Ones among words become words, words among ones become ones.
  const isAllowed = (text: string): boolean =>
    sides === null || digits === 0 || digits === total || isDigit(text) === digits >= total / 2;
  const groups = new Map<string, Map<string, number>>();
  for (const [word, spellings] of byWord) {
    const key = sides === null ? word : `side ${sides.get(word) ?? 0}`;
    const group = groups.get(key) ?? new Map<string, number>();
    for (const [spelling, count] of spellings) group.set(spelling, (group.get(spelling) ?? 0) + count);
    groups.set(key, group);
  }
  const best = (group: ReadonlyMap<string, number>): string =>
    [...group].toSorted(
      ([a, m], [b, n]) => Number(isAllowed(b)) - Number(isAllowed(a)) || n - m || (a < b ? -1 : 1),
    )[0]?.[0] ?? '';
  const bestOf = new Map([...groups].map(([key, group]) => [key, best(group)]));
  const keyOf = (word: string): string => (sides === null ? word : `side ${sides.get(word) ?? 0}`);
  return new Map([...byWord.keys()].map((word) => [word, bestOf.get(keyOf(word)) ?? word]));
}

/** More digits than a number keeps: two ids would become one. */
function isLongDigits(text: string): boolean {
  return text.length > 15 && /^\d+$/u.test(text);
}

function isDigit(text: string): boolean {
  return /^\d$/u.test(text);
}

/** Present cells, and the texts that say nothing is known. A dash is a finding where "+" is one. */
function partMissing(sources: readonly Source[]): { present: Source[]; words: Source[] } {
  const present: Source[] = [];
  const gaps: Source[] = [];
  for (const source of sources) (isMissing(source.text) ? gaps : present).push(source);
  const hasSigns = present.length > 0 && present.every(({ text }) => isSign(foldWord(text)));
  const isFinding = ({ text }: Source): boolean => hasSigns && foldWord(text) === '-';
  return {
    present: [...present, ...gaps.filter(isFinding)],
    words: gaps.filter((gap) => gap.text !== '' && !isFinding(gap)),
  };
}

/** `numbers`: what each of `known` is read as; null where it is no number. */
function suggestCodes(known: readonly Source[], numbers: readonly (WrittenNumber | null)[]): string[] {
  const counts = new Map<number, number>();
  known.forEach(({ count }, i) => {
    const number = numbers[i] ?? null;
    if (number !== null && !number.isApproximate) counts.set(number.value, (counts.get(number.value) ?? 0) + count);
  });
  return findMissingCodes(counts).map(String);
}

/** `isMeasured`: codes such as 999 are looked for (not among ids). `decided` null: as suggested. */
export function cleanCells(
  counted: CountedTexts,
  options: { readonly decimal: DecimalMark; readonly isMeasured: boolean; readonly decided: ColumnReading | null },
): CleanCells {
  const { decimal, isMeasured, decided } = options;
  const { sources, replaced } = replaceTexts(counted, decided ?? NO_READING);
  const { present: known, words } = partMissing(sources);
  let exactly = 0;
  let nearly = 0;
  let all = 0;
  const asWritten = known.map((source) => writtenNumber(source.text, decimal));
  const hasFewWords = asWritten.includes(null) && known.length <= MOST_WORDS;
  const spellings = hasFewWords ? chooseSpellings(known) : null;
  const spelled = (source: Source): string => spellings?.get(foldWord(source.text)) ?? source.text;
  const numbers = known.map((source, i) => {
    // "да" among ones and zeros is a 1.
    const number = asWritten[i] ?? (spellings === null ? null : writtenNumber(spelled(source), decimal));
    all += source.count;
    if (number?.isApproximate === true) nearly += source.count;
    else if (number !== null) exactly += source.count;
    return number;
  });
  const digits = known.reduce((sum, { text, count }) => sum + (isLongDigits(text) ? count : 0), 0);
  const isNumeric =
    digits <= 0.5 * all && exactly > 0 && exactly >= EXACT_SHARE * all && exactly + nearly >= NUMERIC_SHARE * all;
  const suggestedReading: ColumnReading =
    isNumeric && isMeasured ? { ...NO_READING, missingCodes: suggestCodes(known, numbers) } : NO_READING;
  const reading = decided ?? suggestedReading;
  const codes = new Set(reading.missingCodes.map((code) => writtenCode(code, decimal)));

  const clean = blankValues(isNumeric, sources.length);
  const missing = new Map<string, { count: number; isCode: boolean }>();
  const noteMissing = (text: string, count: number, isCode: boolean): void => {
    missing.set(text, { count: (missing.get(text)?.count ?? 0) + count, isCode });
  };
  let unreadable: Example = null;
  let approximate: Example = null;
  let outside: Example = null;
  let respelled: RespelledCells | null = null;
  for (const { text, count } of words) noteMissing(text, count, false);
  for (const [i, source] of known.entries()) {
    const { at, text, count } = source;
    const number = numbers[i] ?? null;
    if (codes.size > 0 && codes.has(isNumeric && number !== null ? String(number.value) : foldWord(text))) {
      noteMissing(text, count, true);
    } else if (clean.kind === 'words') {
      const word = spelled(source);
      clean.words[at] = word;
      if (word !== text) respelled = noteSpelling(respelled, count, text, word);
    } else if (number === null) unreadable = note(unreadable, count, text);
    else if (isOutside(number.value, reading)) outside = note(outside, count, text);
    else {
      // Never −0.
      clean.numbers[at] = number.value + 0;
      clean.decimals[at] = Math.min(MOST_DECIMALS, decimalsOf(number.text, '.'));
      if (number.isApproximate) approximate = note(approximate, count, text);
      else if (asWritten[i] === null) respelled = noteSpelling(respelled, count, text, number.text);
    }
  }
  const missingTexts = [...missing]
    .map(([text, { count, isCode }]) => ({ text, count, isCode }))
    .toSorted((a, b) => Number(b.isCode) - Number(a.isCode) || b.count - a.count)
    .slice(0, NOTED_TEXTS);
  return {
    values: clean,
    unreadable,
    notes: { missingTexts, approximate, outside, respelled, replaced },
    reading,
    suggestedReading,
  };
}

type Writable =
  | { readonly kind: 'numbers'; readonly numbers: Float64Array; readonly decimals: Uint8Array }
  | { readonly kind: 'words'; readonly words: string[] };

function blankValues(isNumeric: boolean, length: number): Writable {
  return isNumeric
    ? { kind: 'numbers', numbers: new Float64Array(length).fill(Number.NaN), decimals: new Uint8Array(length) }
    : { kind: 'words', words: Array<string>(length).fill('') };
}

function isOutside(value: number, { min, max }: ColumnReading): boolean {
  return (min !== null && value < min) || (max !== null && value > max);
}

/** A code as a number where it is one, however it is written. */
function writtenCode(code: string, decimal: DecimalMark): string {
  const number = writtenNumber(code, decimal);
  return number === null ? foldWord(code) : String(number.value);
}
