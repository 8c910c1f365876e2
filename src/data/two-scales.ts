/** One column in two scales: "0.6" beside "75 %", as where some cells of a workbook lost their format. Named, not mended. */
import type { MixedScales } from '../core/data-report.ts';
import { ARTERY_ST_HEADER, isNamed, PERCENT_HEADER, STENOSIS_HEADER } from './column-names.ts';
import type { WrittenNumber } from './cell-number.ts';
import type { Source } from './spellings.ts';

/** Behind a number of per cent; Arabic and full-width. */
const SIGN = /[%٪％]\s*$/u;
/** Smaller numbers may be per cent of something rare. */
const SURELY_PERCENT = 1.5;

interface Cells {
  rows: number;
  example: string;
}

function add(cells: Cells, { text, count }: Source): void {
  if (cells.rows === 0) cells.example = text;
  cells.rows += count;
}

/**
 * With signs: every number without one is a part of 1, and some number with one is larger. Without: the name says per cent, and there
 * are parts of 1 beside larger numbers. Null where there is one scale. `numbers`: what each of `known` is read as.
 */
export function findScales(
  known: readonly Source[],
  numbers: readonly (WrittenNumber | null)[],
  name: string,
): MixedScales | null {
  const isPercentName = isNamed(name, PERCENT_HEADER, STENOSIS_HEADER, ARTERY_ST_HEADER);
  const hasSign = known.some(({ text }) => SIGN.test(text));
  if (!hasSign && !isPercentName) return null;
  const parts: Cells = { rows: 0, example: '' };
  const percents: Cells = { rows: 0, example: '' };
  for (const [i, source] of known.entries()) {
    const value = numbers[i]?.value ?? Number.NaN;
    const isSigned = SIGN.test(source.text);
    if (hasSign && !isSigned && (value < 0 || value > 1)) return null;
    if (!isSigned && value > 0 && value < 1) add(parts, source);
    else if (value >= SURELY_PERCENT) add(percents, source);
  }
  if (parts.rows === 0 || percents.rows === 0) return null;
  return { parts: parts.rows, part: parts.example, percents: percents.rows, percent: percents.example };
}
