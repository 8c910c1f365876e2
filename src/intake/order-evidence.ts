/**
 * Whether names speak against pairing by sorted order: a column whose texts mean other pictures than those at their place, or whose
 * names are in another order than the rows.
 */
import { naturalOrder, stem, tokens, wholeNumber } from '../data/file-key.ts';
import type { Found, PairingColumn } from './claim-pictures.ts';

/** Fewer pictures found elsewhere may be chance, where nothing says that a column names pictures. */
const FEWEST_AGAINST = 2;
/** Of numbers, so many must be the same on both sides to be about the same things. */
const SAME_NUMBERS = 0.5;

/** A number, whole or not, of any sign: creatinine 74,5 is no name of picture 74. */
const MEASURED = /^[+−-]?\d+(?:[.,]\d+)?$/u;

/** The last number of each text; null where one has none, or two the same. */
function numbersOf(texts: readonly string[]): string[] | null {
  const numbers = texts.map((text) => tokens(text).findLast((part) => /^\p{N}/u.test(part)) ?? '');
  return numbers.includes('') || new Set(numbers).size < numbers.length ? null : numbers;
}

/** Rows and pictures are about the same numbers, but not at the same places. */
function areNumbersMixed(cells: readonly string[], sorted: readonly string[]): boolean {
  const ofRows = numbersOf(cells.map((cell) => wholeNumber(cell) ?? stem(cell)));
  const ofPictures = numbersOf(sorted.map(stem));
  if (ofRows === null || ofPictures === null) return false;
  const known = new Set(ofPictures);
  const same = ofRows.filter((number) => known.has(number)).length;
  return same >= SAME_NUMBERS * ofRows.length && ofRows.some((number, row) => number !== ofPictures[row]);
}

function isSorted(cells: readonly string[]): boolean {
  return cells.every((cell, row) => row === 0 || naturalOrder(cells[row - 1] ?? '', cell) <= 0);
}

/** The first column that speaks against sorted order; null where none does. `imageAt`: [rows], null where a row has none. */
export function columnAgainstOrder(
  columns: readonly PairingColumn[],
  images: readonly string[],
  imageAt: readonly (number | null)[],
  find: (column: PairingColumn) => Found,
): string | null {
  const sorted = imageAt.flatMap((image) => (image === null ? [] : [images[image] ?? '']));
  const withPicture = (cells: readonly string[]): string[] => cells.filter((_, row) => imageAt[row] !== null);
  const isAgainst = (column: PairingColumn): boolean => {
    const { role, cells, counts } = column;
    if (counts.filled === 0) return false;
    // Measurements and words that repeat occur in names by chance.
    const isNaming =
      role !== 'other' ||
      (counts.distinct > counts.filled / 2 &&
        cells.some((cell) => cell !== '' && wholeNumber(cell) === null && !MEASURED.test(cell.trim())));
    if (!isNaming) return false;
    const { claims, left, rowsOf } = find(column);
    let against = 0;
    let agreeing = 0;
    for (const [text, { kept }] of claims) {
      const rows = rowsOf[text] ?? [];
      if (rows.length === 1 && imageAt[rows[0] ?? 0] === kept) agreeing += 1;
      else against += 1;
    }
    if (role === 'image') {
      const isOtherwise = claims.size === 0 && counts.filled === cells.length && !isSorted(cells);
      return against + left.size > 0 || isOtherwise || areNumbersMixed(withPicture(cells), sorted);
    }
    if (against >= FEWEST_AGAINST && against > agreeing) return true;
    return role === 'id' && areNumbersMixed(withPicture(cells), sorted);
  };
  return columns.find(isAgainst)?.name ?? null;
}
