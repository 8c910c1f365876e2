/**
 * The cells of one column as the model may read them: every different text is looked at once and becomes a number, one
 * spelling of a word, or nothing. Whatever is not read as it stands is counted.
 */
import type { CellNotes, RespelledCells } from '../core/data-report.ts';
import { NO_READING, type ColumnReading } from '../core/table-schema.ts';
import type { CellValues } from '../core/typed-column.ts';
import { decimalsIn, writtenNumber, type NumberMarks, type WrittenNumber } from './cell-number.ts';
import { foldWord, isMissing, isSign, mayBeFinding } from './cell-words.ts';
import { findMissingCodes, type MeasuredKind } from './missing-codes.ts';
import type { ColumnMarks } from './number-marks.ts';
import { readNumbers } from './read-numbers.ts';
import type { Source } from './spellings.ts';
import { findTick } from './ticked.ts';
import { findScales } from './two-scales.ts';

/** The different texts of a column. */
export interface CountedTexts {
  readonly texts: readonly string[];
  /** [texts]: how many rows have each. */
  readonly counts: Uint32Array;
  /** [texts]: 1 where the file holds a number and no text. */
  readonly isNumber?: Uint8Array | undefined;
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

/** Cells that say something, words that say it only where words are the column's values, and those that never do. */
function partMissing(sources: readonly Source[]): { present: Source[]; findings: Source[]; words: Source[] } {
  const present: Source[] = [];
  const gaps: Source[] = [];
  for (const source of sources) (isMissing(source.text) ? gaps : present).push(source);
  // A dash is a finding where "+" is one, and stars where there is nothing else.
  const hasSigns = present.length > 0 && present.every(({ text }) => isSign(foldWord(text)));
  const isFinding = ({ text }: Source): boolean =>
    (hasSigns && foldWord(text) === '-') || (present.length === 0 && /^\*+$/u.test(text));
  return {
    present: [...present, ...gaps.filter(isFinding)],
    findings: gaps.filter((gap) => !isFinding(gap) && mayBeFinding(gap.text)),
    words: gaps.filter((gap) => gap.text !== '' && !isFinding(gap) && !mayBeFinding(gap.text)),
  };
}

/** `numbers`: what each of `known` is read as; null where it is no number. */
function suggestCodes(
  known: readonly Source[],
  numbers: readonly (WrittenNumber | null)[],
  kind: MeasuredKind,
): string[] {
  const counts = new Map<number, number>();
  known.forEach(({ count }, i) => {
    const number = numbers[i] ?? null;
    if (number !== null && !number.isApproximate) counts.set(number.value, (counts.get(number.value) ?? 0) + count);
  });
  return findMissingCodes(counts, kind).map(String);
}

export interface CleanOptions {
  /** Of the column. */
  readonly name: string;
  readonly marks: ColumnMarks;
  /** Codes such as 999 are looked for, with what the name says of the column: not among ids (null). */
  readonly measured: MeasuredKind | null;
  /** Words that stand for "not known" in columns of numbers of the same table. */
  readonly gapWords: ReadonlySet<string>;
  /** Null: as suggested. */
  readonly decided: ColumnReading | null;
}

export function cleanCells(counted: CountedTexts, options: CleanOptions): CleanCells {
  const cells = cleanAs(counted, options);
  const opposite = options.decided === null ? findTick(counted, cells) : null;
  if (opposite === null) return cells;
  const reading: ColumnReading = { ...NO_READING, replace: [{ from: '', to: opposite }] };
  const ticked = cleanAs(counted, { ...options, decided: reading });
  return { ...ticked, suggestedReading: reading, notes: { ...ticked.notes, replaced: 0 } };
}

function cleanAs(counted: CountedTexts, options: CleanOptions): CleanCells {
  const { name, marks, measured, gapWords, decided } = options;
  const { sources, replaced } = replaceTexts(counted, decided ?? NO_READING);
  const parted = partMissing(sources);
  const known = parted.present;
  const said = new Set((decided ?? NO_READING).missingCodes.map(foldWord));
  const isRead = (source: Source): boolean => said.size === 0 || !said.has(foldWord(source.text));
  const read = readNumbers(known, {
    marks: marks.marks,
    isNumber: counted.isNumber,
    isRead,
    canSkip: decided === null,
  });
  const { isNumeric, spellings, numbers, asWritten, unit, skipped } = read;
  const spelled = (source: Source): string => spellings?.get(foldWord(source.text)) ?? source.text;
  const words = [...parted.words];
  for (const finding of parted.findings) {
    if (isNumeric || gapWords.has(finding.text)) words.push(finding);
    else {
      known.push(finding);
      numbers.push(null);
      asWritten.push(null);
    }
  }
  const numberCodes = isNumeric && measured !== null ? suggestCodes(known, numbers, measured) : [];
  const suggestedReading: ColumnReading =
    numberCodes.length + skipped.length > 0
      ? { ...NO_READING, missingCodes: [...numberCodes, ...skipped] }
      : NO_READING;
  const reading = decided ?? suggestedReading;
  const codes = new Set(reading.missingCodes.map((code) => writtenCode(code, marks.marks)));

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
      clean.decimals[at] = Math.min(MOST_DECIMALS, decimalsIn(number.text));
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
    notes: {
      missingTexts,
      approximate,
      outside,
      respelled,
      replaced,
      doubt: isNumeric ? doubtOf(marks) : null,
      scales: isNumeric ? findScales(known, numbers, name) : null,
      unit,
      joined: null,
    },
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

/** The doubtful cell with both of its readings. */
function doubtOf({ doubt, marks }: ColumnMarks): CellNotes['doubt'] {
  if (doubt === null) return null;
  const number = (as: NumberMarks): number => writtenNumber(doubt, as)?.value ?? 0;
  const orElse = doubt.includes('.')
    ? marks === 'grouped-points'
      ? '.'
      : 'grouped-points'
    : marks === '.'
      ? ','
      : '.';
  return { example: doubt, readAs: number(marks), orElse: number(orElse) };
}

/** A code as a number where it is one, however it is written. */
function writtenCode(code: string, decimal: NumberMarks): string {
  const number = writtenNumber(code, decimal);
  return number === null ? foldWord(code) : String(number.value);
}
