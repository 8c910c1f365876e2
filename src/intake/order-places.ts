/**
 * Which row each picture stands at where nothing but sorted order is left: the n-th picture at the n-th row; or, where there are fewer
 * pictures than rows and all that tells them apart is a number, each at the row of its number. A suggestion, that a visitor must confirm.
 */
import type { OrderSeries } from '../core/order-offer.ts';
import { naturalOrder, stem, tokens } from '../data/file-key.ts';

export interface OrderPlaces {
  /** [rows]: the picture of each; null where it is missing. */
  readonly imageAt: readonly (number | null)[];
  /** Null: as many pictures as rows. */
  readonly series: OrderSeries | null;
}

/** With more gaps than this it is another series, or another table. */
const MOST_MISSING = 0.2;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The number of each picture; null where more than a number tells their names apart, or two have the same. */
function numbersOf(images: readonly string[]): number[] | null {
  const [first = ''] = images;
  if (images.some((path) => folderOf(path) !== folderOf(first))) return null;
  const names = images.map((path) => tokens(stem(path)));
  const length = names[0]?.length ?? 0;
  if (names.some((name) => name.length !== length)) return null;
  const varying = (names[0] ?? []).map((_, at) => at).filter((at) => names.some((name) => name[at] !== names[0]?.[at]));
  const [only] = varying;
  if (only === undefined || varying.length > 1) return null;
  const numbers = names.map((name) => (/^[0-9]{1,9}$/u.test(name[only] ?? '') ? Number(name[only]) : Number.NaN));
  return numbers.some(Number.isNaN) || new Set(numbers).size < numbers.length ? null : numbers;
}

/** The number of the first row's picture; null where the numbers do not tell. */
function firstNumber(numbers: readonly number[], rows: number): number | null {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  if (high - low + 1 === rows) return low;
  if (low >= 1 && high <= rows) return 1;
  return low === 0 && high < rows ? 0 : null;
}

/** Null where order can tell nothing: no pictures, more than rows, or fewer that are no numbered series. */
export function orderPlaces(images: readonly string[], rows: number): OrderPlaces | null {
  if (rows === 0 || images.length === 0 || images.length > rows) return null;
  if (images.length === rows) {
    const sorted = images.map((_, image) => image);
    return { imageAt: sorted.sort((a, b) => naturalOrder(images[a] ?? '', images[b] ?? '')), series: null };
  }
  if (rows - images.length > MOST_MISSING * rows) return null;
  const numbers = numbersOf(images);
  const first = numbers === null ? null : firstNumber(numbers, rows);
  if (numbers === null || first === null) return null;
  const imageAt: (number | null)[] = Array.from({ length: rows }, () => null);
  for (const [image, number] of numbers.entries()) imageAt[number - first] = image;
  const missing = imageAt.flatMap((image, row) => (image === null ? [row + first] : []));
  return { imageAt, series: { first, last: first + rows - 1, missing } };
}
