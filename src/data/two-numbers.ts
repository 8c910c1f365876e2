/**
 * Columns whose cells hold a blood pressure as people write it, `120/80`: a column for each of its numbers. Suggested; a visitor says
 * which of the two become columns.
 */
import { isMissing } from './cell-words.ts';
import { isNamed, PRESSURE_HEADER } from './column-names.ts';
import { countRows, type TextColumn } from './text-column.ts';

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,2})?`;
/** One of the two may not be known: "120/-". What stands behind them is a unit or a remark, no third number. */
const TWO = new RegExp(
  String.raw`^\s*(${NUMBER}|[?–—-]+)\s*(?:[/\\⁄∕–-]|\s(?:на|over|auf|sur|su|por)\s)\s*(${NUMBER}|[?–—-]+)(?:\s*[\p{L}([][^\d/]*)?$`,
  'iu',
);

/** Of cells that say something, so many are two numbers, the larger one first. */
const TWO_SHARE = 0.9;
const LOOKED_AT = 200;
const FEWEST = 5;
/** Millimetres of mercury; where the column is called a pressure, any unit will do. */
const SYSTOLIC = { from: 60, to: 300 };
const DIASTOLIC = { from: 20, to: 200 };
/** Rooms with their beds, too, unless the column is called a pressure. */
const DASHED = /\d\s*[–-]\s*\d/u;
/** Numbers of documents and of years are as many as rows, or one in all of them. */
const FEWEST_DIFFERENT = 4;

const PARTS = {
  latin: ['systolic', 'diastolic'],
  cyrillic: ['систолическое', 'диастолическое'],
} as const;

type Two = readonly [first: string, second: string];

function twoOf(text: string): Two | null {
  const [, first, second] = TWO.exec(text) ?? [];
  return first === undefined || second === undefined ? null : [first, second];
}

function isWithin(value: number, { from, to }: typeof SYSTOLIC): boolean {
  return value >= from && value <= to;
}

/** `texts`: different ones that say something. */
function arePressures(name: string, texts: readonly string[]): boolean {
  if (texts.length < FEWEST) return false;
  const isPressure = isNamed(name, PRESSURE_HEADER);
  const seconds = new Set<number>();
  let found = 0;
  for (const text of texts) {
    const [first = Number.NaN, second = Number.NaN] = (twoOf(text) ?? []).map((part) => Number(part.replace(',', '.')));
    if (Number.isNaN(first) || Number.isNaN(second)) continue;
    if (first <= second || (!isPressure && DASHED.test(text))) continue;
    if (!(isPressure || (isWithin(first, SYSTOLIC) && isWithin(second, DIASTOLIC)))) continue;
    found += 1;
    seconds.add(second);
  }
  return found >= TWO_SHARE * texts.length && (isPressure || seconds.size >= FEWEST_DIFFERENT);
}

export interface TwoNumbers {
  /** What the two are called. */
  readonly parts: Two;
  /** [parts]: rows that have each. */
  readonly counts: readonly [number, number];
  /** [texts of the column][parts]; a cell that is no two numbers stands as it is in both, and is counted as unread. */
  readonly ofText: readonly Two[];
}

/** Null where the cells are something else. */
export function readTwoNumbers(name: string, column: TextColumn): TwoNumbers | null {
  const first: string[] = [];
  for (const text of column.texts) {
    if (first.length === LOOKED_AT) break;
    if (!isMissing(text)) first.push(text);
  }
  if (!arePressures(name, first)) return null;
  const ofText = column.texts.map((text) => twoOf(text) ?? ([text, text] as const));
  const rows = countRows(column);
  const countOf = (part: 0 | 1): number =>
    ofText.reduce((sum, two, at) => sum + (/\d/u.test(two[part]) ? (rows[at] ?? 0) : 0), 0);
  return {
    parts: /\p{Script=Cyrillic}/u.test(name) ? PARTS.cyrillic : PARTS.latin,
    counts: [countOf(0), countOf(1)],
    ofText,
  };
}
