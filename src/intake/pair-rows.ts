/**
 * Which picture belongs to which row: by a column that names the file, else by an id inside the file name, else, only
 * when a visitor has said so, by sorted order. Everything left over is listed; nothing is dropped silently, and nothing
 * is guessed: of several rows that name the same several pictures only the first row takes one.
 */
import { AppError } from '../core/app-error.ts';
import type { Pairing, PairingChoice, PairingMethod } from '../core/data-report.ts';
import { baseName, naturalOrder, normalPath, stem } from '../data/file-key.ts';
import { type Candidates, matchIds, partsOf } from '../data/match-ids.ts';

export interface PairingColumn {
  readonly name: string;
  readonly role: 'image' | 'id' | 'other';
  /** One text a row; empty where missing. Only asked for where the column is looked at. */
  readonly cells: readonly string[];
}

interface Found {
  readonly name: string;
  readonly cells: readonly string[];
  readonly candidates: Candidates;
}

const NONE: readonly number[] = [];

/** Every name a cell may use for a picture: a/b/c.jpg, b/c.jpg, c.jpg, and c. */
function indexByName(images: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  const add = (key: string, image: number): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [image]);
    else if (list.at(-1) !== image) list.push(image);
  };
  images.forEach((path, image) => {
    const whole = normalPath(path);
    for (let at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) add(whole.slice(at + 1), image);
    add(whole, image);
    add(stem(whole), image);
  });
  return index;
}

function byColumn(column: PairingColumn, index: ReadonlyMap<string, readonly number[]>): Candidates {
  return column.cells.map((cell) => {
    const wanted = normalPath(cell).replace(/^(\.{0,2}\/)+/u, '');
    if (wanted === '') return NONE;
    return index.get(wanted) ?? index.get(baseName(wanted)) ?? index.get(stem(wanted)) ?? NONE;
  });
}

/** Of several columns that name pictures, the one that names the most. */
function bestByColumn(columns: readonly PairingColumn[], images: readonly string[]): Found | null {
  const index = indexByName(images);
  let best: (Found & { readonly matched: number }) | null = null;
  for (const column of columns.filter(({ role }) => role === 'image')) {
    const candidates = byColumn(column, index);
    const matched = candidates.filter((list) => list.length > 0).length;
    if (best === null || matched > best.matched) best = { name: column.name, cells: column.cells, candidates, matched };
  }
  return best;
}

/** A column whose ids are found in at least this share of the smaller side is believed. */
const CREDIBLE_SHARE = 0.5;
/** A column that nothing says is an id must name nearly every picture and be named by nearly every one. */
const CERTAIN_SHARE = 0.9;

/** Rows with exactly one picture that is no other row's. */
function unambiguousRows(candidates: Candidates): number {
  const rows = new Map<readonly number[], number>();
  for (const list of candidates) rows.set(list, (rows.get(list) ?? 0) + 1);
  return candidates.filter((list) => list.length === 1 && rows.get(list) === 1).length;
}

/** Id columns first; then any other column whose values are in the file names. */
function bestByName(columns: readonly PairingColumn[], images: readonly string[], from: 'name' | 'path'): Found | null {
  const parts = partsOf(images, from);
  for (const role of ['id', 'other'] as const) {
    let best: (Found & { readonly score: number }) | null = null;
    for (const { name, cells } of columns.filter((c) => c.role === role)) {
      const filled = cells.filter((cell) => cell !== '').length;
      // Ages and flags occur in file names by chance; and most columns need no search at all.
      if (role === 'other' && new Set(cells).size < CERTAIN_SHARE * filled) continue;
      const candidates = matchIds(cells, parts);
      const matched = candidates.filter((list) => list.length > 0).length;
      const score = unambiguousRows(candidates);
      const isCredible =
        role === 'id'
          ? matched >= CREDIBLE_SHARE * Math.min(filled, images.length)
          : score >= CERTAIN_SHARE * Math.max(filled, images.length);
      if (matched < 2 || !isCredible) continue;
      if (best === null || score > best.score) best = { name, cells, candidates, score };
    }
    if (best !== null) return best;
  }
  return null;
}

/** Rows with the same candidates, in the order of rows; `images` in natural order. */
interface Group {
  readonly rows: number[];
  readonly images: readonly number[];
}

function groupRows(candidates: Candidates, paths: readonly string[]): Group[] {
  const groups = new Map<readonly number[], Group>();
  candidates.forEach((list, row) => {
    if (list.length === 0) return;
    const group = groups.get(list);
    if (group !== undefined) group.rows.push(row);
    else {
      const images = list.toSorted((a, b) => naturalOrder(paths[a] ?? '', paths[b] ?? ''));
      groups.set(list, { rows: [row], images });
    }
  });
  // The most definite first: a row that names one picture has it before a row that could have several.
  return [...groups.values()].toSorted((a, b) => a.images.length - b.images.length);
}

/** The first row of each group takes the first free picture; what is left over is listed with the row it belongs to. */
function assign(
  method: PairingMethod,
  keyColumn: string | null,
  candidates: Candidates,
  images: readonly string[],
  several: PairingChoice['several'],
): Pairing {
  const pathOf = (image: number): string => images[image] ?? '';
  const groups = groupRows(candidates, images);
  const owner = new Map<number, number>();
  const sharers = new Map<number, number[]>();
  for (const { rows, images: own } of groups) {
    const [first = 0, ...others] = rows;
    const free = own.find((image) => !owner.has(image));
    if (free !== undefined) owner.set(free, first);
    const taken = free ?? own[0];
    const losers = free === undefined ? rows : others;
    if (taken === undefined || losers.length === 0) continue;
    const sharing = sharers.get(taken) ?? [owner.get(taken) ?? first];
    for (const row of losers) sharing.push(row);
    sharers.set(taken, sharing);
  }

  const extra = new Map<number, number>();
  const extraImages: Pairing['extraImages'][number][] = [];
  for (const { rows, images: own } of groups) {
    const [first = 0] = rows;
    const kept = own.find((image) => owner.get(image) === first);
    const others = own.filter((image) => !owner.has(image) && !extra.has(image));
    if (kept === undefined || others.length === 0) continue;
    for (const other of others) extra.set(other, first);
    extraImages.push({ row: first, kept: pathOf(kept), others: others.map(pathOf) });
  }
  const pairs = [...owner, ...(several === 'all' ? extra : [])]
    .map(([image, row]) => ({ row, image }))
    .toSorted((a, b) => a.row - b.row || naturalOrder(pathOf(a.image), pathOf(b.image)));
  const paired = new Set(owner.values());
  return {
    method,
    keyColumn,
    pairs,
    rowsWithoutImage: candidates.map((_, row) => row).filter((row) => !paired.has(row)),
    imagesWithoutRow: images.filter((_, image) => !owner.has(image) && !extra.has(image)).toSorted(naturalOrder),
    sharedImages: [...sharers].map(([image, rows]) => ({ path: pathOf(image), rows })),
    extraImages: extraImages.toSorted((a, b) => a.row - b.row),
    example: null,
    needsConfirmation: false,
  };
}

/** The first pair, to show how the id was found. */
function exampleOf({ pairs }: Pairing, cells: readonly string[], images: readonly string[]): Pairing['example'] {
  const [first] = pairs;
  if (first === undefined) return null;
  return { file: baseName(images[first.image] ?? ''), id: cells[first.row] ?? '' };
}

/** Nobody is paired: everything is listed as left over. */
export function pairNothing(
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
    example: null,
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
  if (choice.method === 'column' || choice.method === 'auto') {
    const found = bestByColumn(columns, images);
    if (choice.method === 'column' && found === null) throw new AppError('pairing-column-missing');
    if (found !== null && (choice.method === 'column' || found.candidates.some((list) => list.length > 0))) {
      return assign('column', found.name, found.candidates, images, choice.several);
    }
  }
  if (choice.method === 'name' || choice.method === 'auto') {
    // Some archives have a folder a patient, and the same file name in each.
    const found = bestByName(columns, images, 'name') ?? bestByName(columns, images, 'path');
    if (found !== null) {
      const pairing = assign('name', found.name, found.candidates, images, choice.several);
      return { ...pairing, example: exampleOf(pairing, found.cells, images) };
    }
    if (choice.method === 'name') return pairNothing('none', rows, images, false);
  }
  const orderPossible = rows === images.length && rows > 0;
  if (choice.method === 'order') {
    if (!orderPossible) throw new AppError('pairing-order-count', { rows, images: images.length });
    if (!choice.orderConfirmed) return pairNothing('order', rows, images, true);
    const order = images.map((_, image) => image).toSorted((a, b) => naturalOrder(images[a] ?? '', images[b] ?? ''));
    const candidates = order.map((image) => [image]);
    return assign('order', null, candidates, images, choice.several);
  }
  return pairNothing('none', rows, images, orderPossible);
}
