/** The top of a table: what it is called, whether the first line names the columns or is a patient, and how columns are called. */
import { cellNumber } from './cell-number.ts';
import { isMissing } from './cell-words.ts';
import { areSame, isBlank, mostCommon, type Line } from './cut-lines.ts';

const FEWEST_TITLED = 3;
/** No more lines than this stand above the names of the columns. */
const MOST_TITLES = 20;

/** Cells that say something. */
export function countFilled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Lines at the top with hardly any of the cells that the others have: what the table is called, by whom and when. */
export function countTitles(lines: readonly Line[]): number {
  const usual = mostCommon(lines.slice(0, 500).map(({ cells }) => countFilled(cells)));
  if (usual < FEWEST_TITLED) return titleAlone(lines);
  const first = lines.findIndex(({ cells }) => countFilled(cells) > Math.max(1, usual / 3));
  return first > 0 && first <= MOST_TITLES ? first : 0;
}

/** Above a narrow table: lines with one cell, over a header of at least three. */
function titleAlone(lines: readonly Line[]): number {
  const first = lines.findIndex(({ cells }) => countFilled(cells) > 1);
  return first > 0 && countFilled(lines[first]?.cells ?? []) >= FEWEST_TITLED ? first : 0;
}

/** A name for each cell: a repeated one gets " (2)", an empty one "column 3". */
export function nameColumns(cells: readonly string[]): string[] {
  const used = new Set<string>();
  return cells.map((cell, i) => {
    const base = cell.trim() === '' ? `column ${i + 1}` : cell.trim();
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base} (${n})`;
    used.add(name);
    return name;
  });
}

/** Where no line names the columns. Another word than an empty name has, which in a table with names is often an index. */
export function numberColumns(width: number): string[] {
  return Array.from({ length: width }, (_, i) => `field ${i + 1}`);
}

/** The header's length without columns at the end that have neither a name nor a cell: separators too many. */
export function widthOf(header: readonly string[], rows: readonly Line[]): number {
  let width = header.length;
  while (
    width > 0 &&
    isBlank(header.slice(width - 1, width)) &&
    rows.every((row) => isBlank(row.cells.slice(width - 1)))
  )
    width -= 1;
  return width;
}

/** Fewer could be a patient. */
const FEWEST_NUMBERED = 6;

/** 1, 2, 3 … in every cell, as forms number their columns. */
export function isColumnNumbers(cells: readonly string[], width: number): boolean {
  return width >= FEWEST_NUMBERED && cells.slice(0, width).every((cell, i) => cell.trim() === String(i + 1));
}

export const isNumber = (cell: string): boolean => typeof cellNumber(cell, '.') === 'number';

/** Letters as a, digits as 9: "ecg_001.jpg" and "ecg_002.jpg" have one shape. */
export function shapeOf(text: string): string {
  return text
    .trim()
    .replaceAll(/\p{L}+/gu, 'a')
    .replaceAll(/\p{N}+/gu, '9');
}

/** More different texts than this are no categories. */
export const MOST_WORDS = 12;
/** Lines that are looked at, and the fewest that say something. */
const LINES = 200;
const FEWEST_LINES = 4;
const MOST_NUMBERS = 0.9;
/** So many cells must be like the cells below them. */
const FEWEST_ALIKE = 2;
/** A patient may have a value that no other has, where so many others speak for him. */
const FEWEST_SURE = 5;
const MOST_STRANGE = 0.1;

/** `alike`: as the cells below; `strange`: as none of them, `word` where those are numbers; `open`: says nothing. */
export function compareCell(cell: string, below: readonly string[]): 'alike' | 'strange' | 'word' | 'open' {
  const text = cell.trim();
  const known = below.map((one) => one.trim()).filter((one) => !isMissing(one));
  if (known.length < FEWEST_LINES) return 'open';
  const numbers = known.filter(isNumber).length;
  if (numbers >= MOST_NUMBERS * known.length) return isNumber(text) ? 'alike' : isMissing(text) ? 'open' : 'word';
  if (isMissing(text)) return 'open';
  const different = new Set(known);
  if (different.has(text)) return 'alike';
  const shape = shapeOf(text);
  const shaped = known.filter((one) => shapeOf(one) === shape).length;
  if (shape.includes('9') && shaped >= known.length / 2) return 'alike';
  if (shape.includes('9') && shaped > 0) return 'open';
  return different.size > MOST_WORDS && shaped > 0 ? 'open' : 'strange';
}

/** Names that are numbers go up from column to column: years, wavelengths, 0 1 2 …. A patient's values do not. */
function goUp(cells: readonly string[]): boolean {
  const numbers = cells.filter(isNumber).map(Number);
  return numbers.length >= 3 && numbers.every((value, i) => i === 0 || value > (numbers[i - 1] ?? value));
}

/**
 * A first line like the lines below it is a patient: numbers stand where they have numbers, and their words and shapes where
 * they have those.
 */
export function isPatient(first: readonly string[], rows: readonly Line[]): boolean {
  // Names stand there again on every printed page.
  const sample = rows.slice(0, LINES).filter(({ cells }) => !areSame(cells, first));
  if (sample.length < FEWEST_LINES || goUp(first)) return false;
  const found = first.map((cell, i) =>
    compareCell(
      cell,
      sample.map(({ cells }) => cells[i] ?? ''),
    ),
  );
  const alike = found.filter((one) => one === 'alike').length;
  const strange = found.filter((one) => one === 'strange' || one === 'word').length;
  if (alike < FEWEST_ALIKE) return false;
  return strange === 0 || (alike >= FEWEST_SURE && strange <= MOST_STRANGE * found.length);
}

/** Of two cells side by side: whole and decimals of a number that a comma has cut. */
function isCutNumber(whole: string, decimals: string): boolean {
  return /^\s*[+-]?\d+$/u.test(whole) && /^\d+\s*$/u.test(decimals);
}

/**
 * Every line has one cell more than the names: R writes the names of rows so. Not where a decimal comma may have cut a number
 * in each line, unless the first cells are in order or quoted, as R writes them.
 */
export function haveRowNames(rows: readonly Line[], width: number, separator: string): boolean {
  const names = rows.map(({ cells }) => (cells[0] ?? '').trim());
  if (new Set(names).size < names.length || names.some(isMissing)) return false;
  if (separator !== ',') return true;
  const isUp = names.every((name, i) => /^\d+$/u.test(name) && (i === 0 || Number(name) > Number(names[i - 1])));
  if (rows.every(({ isQuoted }) => isQuoted) || (isUp && names.length > 1)) return true;
  // A comma that stands in numbers, or a point, shows that none was cut.
  if (rows.some(({ cells }) => cells.some((cell) => /^[+-]?\d+[.,]\d+$/u.test(cell.trim())))) return true;
  const places = Array.from({ length: width }, (_, i) => i);
  return !places.some((i) => rows.every(({ cells }) => isCutNumber(cells[i] ?? '', cells[i + 1] ?? '')));
}
