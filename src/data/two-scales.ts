/** One column in two scales: "0.6" beside "75 %", as where some cells of a workbook lost their format, metres beside centimetres. Named, not mended. */
import type { MixedScales } from '../core/column-report.ts';
import { ARTERY_ST_HEADER, isNamed, PERCENT_HEADER, STENOSIS_HEADER } from './column-names.ts';
import type { CellNumbers } from './cell-number.ts';
import type { CountedTexts } from './text-column.ts';

/** Behind a number of per cent; Arabic and full-width. */
const SIGNS = new Set('%٪％');
/** Smaller numbers may be per cent of something rare. */
const SURELY_PERCENT = 1.5;

interface Cells {
  rows: number;
  example: string;
}

function add(cells: Cells, text: string, rows: number): void {
  if (cells.rows === 0) cells.example = text;
  cells.rows += rows;
}

function isSigned(text: string): boolean {
  return SIGNS.has(text.charAt(text.length - 1));
}

/** Metres beside centimetres, parts of 1 beside per cent where nothing says so. */
const SCALES = [100, 1000];
const FEWEST_DIFFERENT = 5;
const FEWEST_ROWS = 2;
/** The larger numbers are of one size; the others lie among them when they are scaled. */
const WIDEST = 4;
const FAR_APART = 25;
const MARGIN = 1.25;

/** Two groups of numbers far apart, one of which would lie within the other a hundredfold. */
function findApart(
  { texts, counts }: CountedTexts,
  known: readonly number[],
  { values }: CellNumbers,
): MixedScales | null {
  const sorted = known.filter((at) => (values[at] ?? 0) > 0).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const value = (place: number): number => values[sorted[place] ?? -1] ?? Number.NaN;
  let split = 0;
  let gap = 0;
  for (let i = 1; i < sorted.length; i++) {
    const ratio = value(i) / value(i - 1);
    if (ratio > gap) [split, gap] = [i, ratio];
  }
  const [small, large] = [sorted.slice(0, split), sorted.slice(split)];
  const [low, high] = [value(split), value(sorted.length - 1)];
  if (gap < FAR_APART || large.length < FEWEST_DIFFERENT || high > WIDEST * low) return null;
  const fits = SCALES.some((scale) => scale * value(0) * MARGIN >= low && scale * value(split - 1) <= MARGIN * high);
  const rows = (of: readonly number[]): number => of.reduce((sum, at) => sum + (counts[at] ?? 0), 0);
  if (!fits || rows(small) < FEWEST_ROWS) return null;
  const example = (of: readonly number[]): string => texts[of[0] ?? -1] ?? '';
  return { parts: rows(small), part: example(small), percents: rows(large), percent: example(large) };
}

/**
 * With signs: every number without one is a part of 1, and some number with one is larger. Without: the name says per cent, and there
 * are parts of 1 beside larger numbers. Null where there is one scale. `texts` are trimmed; `known`: those that are not blank; `numbers`: what they are read as.
 */
export function findScales(
  { texts, counts }: CountedTexts,
  known: readonly number[],
  { numbers, name }: { readonly numbers: CellNumbers; readonly name: string },
): MixedScales | null {
  const isPercentName = isNamed(name, PERCENT_HEADER, STENOSIS_HEADER, ARTERY_ST_HEADER);
  const hasSign = known.some((at) => isSigned(texts[at] ?? ''));
  if (!hasSign && !isPercentName) return findApart({ texts, counts }, known, numbers);
  const parts: Cells = { rows: 0, example: '' };
  const percents: Cells = { rows: 0, example: '' };
  for (const at of known) {
    const value = numbers.values[at] ?? Number.NaN;
    const [text, rows] = [texts[at] ?? '', counts[at] ?? 0];
    const hasOwn = isSigned(text);
    if (hasSign && !hasOwn && (value < 0 || value > 1)) return null;
    if (!hasOwn && value > 0 && value < 1) add(parts, text, rows);
    else if (value >= SURELY_PERCENT) add(percents, text, rows);
  }
  if (parts.rows === 0 || percents.rows === 0) return null;
  return { parts: parts.rows, part: parts.example, percents: percents.rows, percent: percents.example };
}
