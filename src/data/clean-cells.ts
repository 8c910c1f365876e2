/**
 * The cells of one column as the model may read them: every different text is looked at once and becomes a number, one
 * spelling of a word, or nothing. Whatever is not read as it stands is counted.
 */
import type { CellNotes, RespelledCells } from '../core/column-report.ts';
import { NO_READING, type ColumnReading } from '../core/table-schema.ts';
import type { CellValues } from '../core/typed-column.ts';
import { type CellNumbers, writtenNumber, type NumberMarks } from './cell-number.ts';
import { foldWord, isMissing, isSign, mayBeFinding } from './cell-words.ts';
import { findMissingCodes, type MeasuredKind } from './missing-codes.ts';
import type { ColumnMarks } from './number-marks.ts';
import { countNumbers } from './number-counts.ts';
import { readNumbers } from './read-numbers.ts';
import type { CountedTexts } from './text-column.ts';
import { findTick } from './ticked.ts';
import { findScales } from './two-scales.ts';

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

type Example = { count: number; example: string } | null;

function note(sum: Example, count: number, example: string): Example {
  return sum === null ? { count, example } : { count: sum.count + count, example: sum.example };
}

function noteSpelling(sum: RespelledCells | null, count: number, example: string, readAs: string): RespelledCells {
  return sum === null ? { count, example, readAs } : { ...sum, count: sum.count + count };
}

/** Texts trimmed, and replaced where a visitor says so: in how many rows. */
function replaceTexts(
  { texts, counts, isNumber }: CountedTexts,
  { replace }: ColumnReading,
): { readonly cells: CountedTexts; readonly replaced: number } {
  const targets = new Map(replace.map(({ from, to }) => [foldWord(from), to.trim()]));
  let replaced = 0;
  const trimmed = texts.map((raw, at) => {
    const text = raw.trim();
    const target = targets.size === 0 ? undefined : targets.get(foldWord(text));
    if (target === undefined) return text;
    replaced += counts[at] ?? 0;
    return target;
  });
  return { cells: { texts: trimmed, counts, isNumber }, replaced };
}

/** Positions of cells that say something, of words that say it only where words are the column's values, and of those that never do. */
function partMissing({ texts }: CountedTexts): { present: number[]; findings: number[]; words: number[] } {
  const present: number[] = [];
  const gaps: number[] = [];
  texts.forEach((text, at) => (isMissing(text) ? gaps : present).push(at));
  const text = (at: number): string => texts[at] ?? '';
  // A dash is a finding where "+" is one, and stars where there is nothing else.
  const hasSigns = present.length > 0 && present.every((at) => isSign(foldWord(text(at))));
  const isFinding = (at: number): boolean =>
    (hasSigns && foldWord(text(at)) === '-') || (present.length === 0 && /^\*+$/u.test(text(at)));
  const found = gaps.filter(isFinding);
  const rest = gaps.filter((at) => !isFinding(at));
  return {
    present: found.length === 0 ? present : [...present, ...found],
    findings: rest.filter((at) => mayBeFinding(text(at))),
    words: rest.filter((at) => text(at) !== '' && !mayBeFinding(text(at))),
  };
}

function suggestCodes({ counts }: CountedTexts, { values, isApproximate }: CellNumbers, kind: MeasuredKind): string[] {
  const exact = values.map((value, at) => (isApproximate[at] === 1 ? Number.NaN : value));
  return findMissingCodes(countNumbers(exact, counts), kind).map(String);
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
  const { cells, replaced } = replaceTexts(counted, decided ?? NO_READING);
  const { texts, counts } = cells;
  const parted = partMissing(cells);
  const known = parted.present;
  const said = new Set((decided ?? NO_READING).missingCodes.map(foldWord));
  const isRead = (text: string): boolean => said.size === 0 || !said.has(foldWord(text));
  const read = readNumbers(cells, known, { marks: marks.marks, isRead, canSkip: decided === null });
  const { spellings, numbers, isSpelled, unit, skipped } = read;
  const isNumeric = read.isNumeric && decided?.asTexts !== true;
  const spelled = (text: string): string => spellings?.get(foldWord(text)) ?? text;
  const words = [...parted.words];
  for (const at of parted.findings) {
    if (isNumeric || gapWords.has(texts[at] ?? '')) words.push(at);
    else known.push(at);
  }
  const numberCodes = isNumeric && measured !== null ? suggestCodes(cells, numbers, measured) : [];
  const suggestedReading: ColumnReading =
    numberCodes.length + skipped.length > 0
      ? { ...NO_READING, missingCodes: [...numberCodes, ...skipped] }
      : NO_READING;
  const reading = decided ?? suggestedReading;
  const codes = new Set(reading.missingCodes.map((code) => writtenCode(code, marks.marks)));

  const clean = blankValues(isNumeric, texts.length);
  const missing = new Map<string, { count: number; isCode: boolean }>();
  const noteMissing = (text: string, count: number, isCode: boolean): void => {
    missing.set(text, { count: (missing.get(text)?.count ?? 0) + count, isCode });
  };
  let unreadable: Example = null;
  let approximate: Example = null;
  let outside: Example = null;
  let respelled: RespelledCells | null = null;
  for (const at of words) noteMissing(texts[at] ?? '', counts[at] ?? 0, false);
  for (const at of known) {
    const [text, count] = [texts[at] ?? '', counts[at] ?? 0];
    const number = numbers.values[at] ?? Number.NaN;
    const isNumber = !Number.isNaN(number);
    if (codes.size > 0 && codes.has(isNumeric && isNumber ? String(number) : foldWord(text))) {
      noteMissing(text, count, true);
    } else if (clean.kind === 'words') {
      const word = spelled(text);
      clean.words[at] = word;
      if (word !== text) respelled = noteSpelling(respelled, count, text, word);
    } else if (!isNumber) unreadable = note(unreadable, count, text);
    else if (isOutside(number, reading)) outside = note(outside, count, text);
    else {
      // Never −0.
      clean.numbers[at] = number + 0;
      clean.decimals[at] = numbers.decimals[at] ?? 0;
      if (numbers.isApproximate[at] === 1) approximate = note(approximate, count, text);
      else if (isSpelled[at] === 1)
        respelled = noteSpelling(respelled, count, text, writtenNumber(spelled(text), marks.marks)?.text ?? '');
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
      scales: isNumeric ? findScales(cells, known, { numbers, name }) : null,
      unit: isNumeric ? unit : null,
      parts: isNumeric ? read.parts : null,
      hasUnits: read.hasUnits && !isNumeric,
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
