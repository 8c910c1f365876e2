/** One column in two scales: "0.6" beside "75 %", as where some cells of a workbook lost their format. Named, not mended. */
import type { MixedScales } from '../core/data-report.ts';
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
  if (!hasSign && !isPercentName) return null;
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
