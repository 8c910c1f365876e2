/**
 * Which picture belongs to which row: by a column that names the file, else by an id inside the file name, else, only
 * when a visitor has said so, by sorted order. Everything left over is listed; nothing is dropped silently.
 */
import { AppError } from '../core/app-error.ts';
import type { Pairing, PairingChoice, PairingMethod } from '../core/data-report.ts';

export interface PairingColumn {
  readonly name: string;
  readonly role: 'image' | 'id' | 'other';
  /** One text a row; empty where missing. */
  readonly cells: readonly string[];
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function naturalOrder(a: string, b: string): number {
  return natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

function normal(text: string): string {
  return text.trim().normalize('NFC').toLowerCase().replaceAll('\\', '/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function stem(path: string): string {
  return baseName(path).replace(/\.[a-z0-9]{1,5}$/u, '');
}

/** Parts of a name or id that can be compared: runs of letters and digits, numbers without leading zeros. */
function tokens(text: string): string[] {
  return (normal(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((token) =>
    /^\d+$/u.test(token) ? token.replace(/^0+(?=\d)/u, '') : token,
  );
}

/** Longest id, in parts, that is looked for inside a file name. */
const MOST_TOKENS = 4;

function idKey(id: string): string {
  return tokens(id).join('-');
}

/** Every id that a file name may contain: its parts, neighbours joined, and the digits at the end of a part ("ecg12"). */
function keysIn(path: string): Set<string> {
  const parts = tokens(stem(normal(path)));
  const keys = new Set<string>();
  for (let from = 0; from < parts.length; from++) {
    for (let to = from + 1; to <= Math.min(parts.length, from + MOST_TOKENS); to++)
      keys.add(parts.slice(from, to).join('-'));
    const digits = /\p{L}0*(\d+)$/u.exec(parts[from] ?? '')?.[1];
    if (digits !== undefined) keys.add(digits);
  }
  return keys;
}

/** Row → the pictures that could be its own. */
type Candidates = readonly (readonly number[])[];

function byColumn(column: PairingColumn, images: readonly string[]): Candidates {
  const index = new Map<string, number[]>();
  const add = (key: string, image: number): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [image]);
    else if (!list.includes(image)) list.push(image);
  };
  images.forEach((path, image) => {
    const whole = normal(path);
    // Every end of the path, so that a cell may name folders or not: a/b/c.jpg, b/c.jpg, c.jpg, and c.
    for (let at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) add(whole.slice(at + 1), image);
    add(whole, image);
    add(stem(whole), image);
  });
  return column.cells.map((cell) => {
    const wanted = normal(cell).replace(/^(\.?\/)+/u, '');
    if (wanted === '') return [];
    return index.get(wanted) ?? index.get(baseName(wanted)) ?? index.get(stem(wanted)) ?? [];
  });
}

function byName(
  column: PairingColumn,
  images: readonly string[],
  imageKeys: readonly ReadonlySet<string>[],
): Candidates {
  const rowsOf = new Map<string, number[]>();
  column.cells.forEach((cell, row) => {
    const key = idKey(cell);
    if (key === '') return;
    const rows = rowsOf.get(key);
    if (rows === undefined) rowsOf.set(key, [row]);
    else rows.push(row);
  });
  const candidates: number[][] = column.cells.map(() => []);
  images.forEach((_, image) => {
    const matching = [...(imageKeys[image] ?? [])].filter((key) => rowsOf.has(key));
    // The most specific id wins: "p12-3" over "12".
    const longest = Math.max(0, ...matching.map((key) => key.length));
    for (const key of matching) {
      if (key.length === longest) for (const row of rowsOf.get(key) ?? []) candidates[row]?.push(image);
    }
  });
  return candidates;
}

/** A column whose ids are found in at least this share of the smaller side is believed. */
const CREDIBLE_SHARE = 0.5;

/** Rows with exactly one picture that is no other row's. */
function unambiguousRows(candidates: Candidates): number {
  const wanted = new Map<number, number>();
  for (const list of candidates) for (const image of list) wanted.set(image, (wanted.get(image) ?? 0) + 1);
  return candidates.filter((list) => list.length === 1 && wanted.get(list[0] ?? -1) === 1).length;
}

/** Each row takes its first free picture in natural order; what is left over is listed with the row it belongs to. */
function assign(
  method: PairingMethod,
  keyColumn: string | null,
  candidates: Candidates,
  images: readonly string[],
): Pairing {
  const pathOf = (image: number): string => images[image] ?? '';
  const sorted = candidates.map((list) => list.toSorted((a, b) => naturalOrder(pathOf(a), pathOf(b))));
  const owner = new Map<number, number>();
  const pairs: { row: number; image: number }[] = [];
  const rowsWithoutImage: number[] = [];
  const sharers = new Map<number, number[]>();
  sorted.forEach((list, row) => {
    const image = list.find((candidate) => !owner.has(candidate));
    if (image !== undefined) {
      owner.set(image, row);
      pairs.push({ row, image });
      return;
    }
    rowsWithoutImage.push(row);
    const taken = list[0];
    if (taken !== undefined) sharers.set(taken, [...(sharers.get(taken) ?? [owner.get(taken) ?? row]), row]);
  });

  const extra = new Set<number>();
  const extraImages: Pairing['extraImages'][number][] = [];
  for (const { row, image } of pairs) {
    const others = (sorted[row] ?? []).filter((candidate) => !owner.has(candidate) && !extra.has(candidate));
    for (const other of others) extra.add(other);
    if (others.length > 0) extraImages.push({ row, kept: pathOf(image), others: others.map(pathOf) });
  }
  return {
    method,
    keyColumn,
    pairs,
    rowsWithoutImage,
    imagesWithoutRow: images.filter((_, image) => !owner.has(image) && !extra.has(image)).toSorted(naturalOrder),
    sharedImages: [...sharers].map(([image, rows]) => ({ path: pathOf(image), rows })),
    extraImages,
    needsConfirmation: false,
  };
}

function nothing(
  method: 'none' | PairingMethod,
  rows: number,
  images: readonly string[],
  needsConfirmation: boolean,
): Pairing {
  return {
    method,
    keyColumn: null,
    pairs: [],
    rowsWithoutImage: Array.from({ length: rows }, (_, row) => row),
    imagesWithoutRow: images.toSorted(naturalOrder),
    sharedImages: [],
    extraImages: [],
    needsConfirmation,
  };
}

/** Never throws for what the data are; throws `pairing-column-missing` or `pairing-order-count` for a choice that cannot be. */
export function pairRows(input: {
  readonly rows: number;
  readonly columns: readonly PairingColumn[];
  readonly images: readonly string[];
  readonly choice: PairingChoice;
}): Pairing {
  const { rows, columns, images, choice } = input;
  const imageColumn = columns.find((column) => column.role === 'image');
  if (choice.method === 'column' && imageColumn === undefined) throw new AppError('pairing-column-missing');

  if (imageColumn !== undefined && (choice.method === 'column' || choice.method === 'auto')) {
    const candidates = byColumn(imageColumn, images);
    if (choice.method === 'column' || candidates.some((list) => list.length > 0)) {
      return assign('column', imageColumn.name, candidates, images);
    }
  }
  if (choice.method === 'name' || choice.method === 'auto') {
    const found = bestByName(columns, images);
    if (found !== null) return assign('name', found.name, found.candidates, images);
    if (choice.method === 'name') return nothing('none', rows, images, false);
  }
  const orderPossible = rows === images.length && rows > 0;
  if (choice.method === 'order') {
    if (!orderPossible) throw new AppError('pairing-order-count', { rows, images: images.length });
    if (!choice.orderConfirmed) return nothing('order', rows, images, true);
    const order = images.map((_, image) => image).toSorted((a, b) => naturalOrder(images[a] ?? '', images[b] ?? ''));
    return assign(
      'order',
      null,
      order.map((image) => [image]),
      images,
    );
  }
  return nothing('none', rows, images, orderPossible);
}

/** Id columns first; then any other column whose values are in the file names. */
function bestByName(
  columns: readonly PairingColumn[],
  images: readonly string[],
): { readonly name: string; readonly candidates: Candidates } | null {
  const imageKeys = images.map(keysIn);
  for (const role of ['id', 'other'] as const) {
    let best: { name: string; candidates: Candidates; score: number } | null = null;
    for (const column of columns.filter((c) => c.role === role)) {
      const filled = column.cells.filter((cell) => cell !== '').length;
      // Small numbers and flags occur in any file name by chance: an unmarked column must look like an id.
      if (role === 'other' && new Set(column.cells).size < 0.9 * filled) continue;
      const candidates = byName(column, images, imageKeys);
      const matched = candidates.filter((list) => list.length > 0).length;
      if (matched < 2 || matched < CREDIBLE_SHARE * Math.min(filled, images.length)) continue;
      const score = unambiguousRows(candidates);
      if (best === null || score > best.score) best = { name: column.name, candidates, score };
    }
    if (best !== null) return best;
  }
  return null;
}
