/**
 * Which picture belongs to which row: by a column that names the file, else by an id inside the file itself, else in its name, else, only
 * when a visitor has said so and no name says otherwise, by sorted order. Everything left over is listed; nothing is dropped
 * silently, and nothing is guessed: of several rows of one person that name the same picture only the first takes it, of rows of
 * several persons none does.
 */
import { AppError } from '../core/app-error.ts';
import type { LeftOver, Pairing, PairingChoice, PairingMethod } from '../core/data-report.ts';
import type { OrderOffer } from '../core/order-offer.ts';
import { baseName, idText, naturalOrder, normalPath } from '../data/file-key.ts';
import { claimPictures, type Found, type PairingColumn } from './claim-pictures.ts';
import { findInFolders } from './folder-columns.ts';
import { idLevels, insideLevel } from './id-levels.ts';
import { type Level, nameLevels } from './name-levels.ts';
import { samePerson } from './same-person.ts';
import { columnAgainstOrder } from './order-evidence.ts';
import { type OrderPlaces, orderPlaces } from './order-places.ts';

/** The different texts of a column and the rows of each; rows without a text are none's. */
function textsOf(cells: readonly string[], normal: (cell: string) => string): { texts: string[]; rowsOf: number[][] } {
  const rowsOf = new Map<string, number[]>();
  cells.forEach((cell, row) => {
    const text = cell === '' ? '' : normal(cell);
    if (text === '') return;
    const rows = rowsOf.get(text);
    if (rows === undefined) rowsOf.set(text, [row]);
    else rows.push(row);
  });
  return { texts: [...rowsOf.keys()], rowsOf: [...rowsOf.values()] };
}

/** What a column says, each looked at once. */
interface Finder {
  readonly byFile: (column: PairingColumn) => Found;
  readonly byId: (column: PairingColumn, from: 'name' | 'path') => Found;
  readonly byInside: (column: PairingColumn) => Found;
  /** By ids inside the files, and for those that have none by their names. */
  readonly byBoth: (column: PairingColumn) => Found;
  readonly hasInside: boolean;
}

interface Inside {
  /** [images][ids]: hashes of the ids inside the files. */
  readonly inside?: readonly (readonly number[])[];
  readonly hashId?: (id: string) => number | null;
}

function finderOf(images: readonly string[], { inside = [], hashId = () => null }: Inside): Finder {
  const known = new Map<string, Found>();
  const once = (key: string, find: () => Found): Found => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  return {
    byFile: (column) => once(`file ${column.name}`, () => byColumn(column, images)),
    byId: (column, from) => once(`${from} ${column.name}`, () => byId(column, images, from)),
    byInside: (column) =>
      once(`inside ${column.name}`, () => byIds(column, images, (texts) => [insideLevel(texts, inside, hashId)])),
    byBoth: (column) =>
      once(`both ${column.name}`, () =>
        byIds(column, images, (texts) => [insideLevel(texts, inside, hashId), ...idLevels(texts, images, 'name')]),
      ),
    hasInside: inside.some((ids) => ids.length > 0),
  };
}

function byColumn({ name, cells }: PairingColumn, paths: readonly string[]): Found {
  const { texts, rowsOf } = textsOf(cells, normalPath);
  const claims = claimPictures({ ...nameLevels(texts, paths), texts: texts.length, paths, isOneFolder: true });
  return { method: 'column', name, cells, rowsOf, ...claims };
}

function byId(column: PairingColumn, paths: readonly string[], from: 'name' | 'path'): Found {
  return byIds(column, paths, (texts) => idLevels(texts, paths, from));
}

function byIds(
  { name, cells }: PairingColumn,
  paths: readonly string[],
  levelsOf: (texts: readonly string[]) => readonly Level[],
): Found {
  const { texts, rowsOf } = textsOf(cells, idText);
  const claims = claimPictures({
    levels: levelsOf(texts),
    texts: texts.length,
    elsewhere: () => undefined,
    paths,
    isOneFolder: false,
  });
  return { method: 'name', name, cells, rowsOf, ...claims };
}

/** Rows whose text means a picture, whether or not they get it. */
function rowsMatched({ claims, left, rowsOf }: Found): number {
  return rowsOf.reduce((sum, rows, text) => sum + (claims.has(text) || left.has(text) ? rows.length : 0), 0);
}

/** Rows with exactly one picture that is no other row's. */
function unambiguousRows({ claims, rowsOf }: Found): number {
  return [...claims].filter(([text, { others }]) => others.length === 0 && rowsOf[text]?.length === 1).length;
}

/** Of several columns that name pictures, the one that names the most. */
function bestByColumn(columns: readonly PairingColumn[], { byFile }: Finder): Found | null {
  let best: Found | null = null;
  for (const column of columns.filter(({ role }) => role === 'image')) {
    const found = byFile(column);
    if (best === null || found.claims.size > best.claims.size) best = found;
  }
  return best;
}

/** A column whose ids are found in at least this share of the smaller side is believed. */
const CREDIBLE_SHARE = 0.5;
/** A column that nothing says is an id must name nearly every picture and be named by nearly every one. */
const CERTAIN_SHARE = 0.9;

/** Id columns first; then any other column whose values are in the file names. */
function bestByName(
  columns: readonly PairingColumn[],
  images: readonly string[],
  find: (column: PairingColumn) => Found,
): Found | null {
  for (const role of ['id', 'other'] as const) {
    let best: (Found & { readonly score: number }) | null = null;
    for (const column of columns.filter((c) => c.role === role)) {
      const { filled, distinct } = column.counts;
      // Ages and flags occur in file names by chance; and most columns need no search at all.
      if (role === 'other' && distinct < CERTAIN_SHARE * filled) continue;
      const found = find(column);
      const matched = rowsMatched(found);
      const score = unambiguousRows(found);
      const isCredible =
        role === 'id'
          ? matched >= CREDIBLE_SHARE * Math.min(filled, images.length)
          : score >= CERTAIN_SHARE * Math.max(filled, images.length);
      if (matched < 2 || !isCredible) continue;
      if (best === null || score > best.score) best = { ...found, score };
    }
    if (best !== null) return best;
  }
  return null;
}

/** Names of files are believed before ids; a few that only resemble pictures are not. */
function isCredibleColumn({ claims, rowsOf }: Found, images: readonly string[]): boolean {
  const isExact = [...claims.values()].some(({ found }) => found === 'path' || found === 'name');
  return isExact || (claims.size > 0 && claims.size >= CREDIBLE_SHARE * Math.min(rowsOf.length, images.length));
}

/** The first row of each text takes its picture; what is left over is listed with the row it belongs to. */
function pairFound(
  { method, name, claims, left, rowsOf, cells }: Found,
  images: readonly string[],
  several: PairingChoice['several'],
  isOnePerson: (rows: readonly number[]) => boolean,
): Pairing {
  const pathOf = (image: number): string => images[image] ?? '';
  const pairs: Pairing['pairs'][number][] = [];
  const sharedImages: Pairing['sharedImages'][number][] = [];
  const extraImages: Pairing['extraImages'][number][] = [];
  const used = new Set<number>();
  const contested: LeftOver[] = [];
  for (const [text, { kept, others, found }] of claims) {
    const [row = 0, ...more] = rowsOf[text] ?? [];
    // One id is one person; one name of a file in two rows may be a slip.
    if (method === 'column' && more.length > 0 && !isOnePerson([row, ...more])) {
      for (const one of [row, ...more]) contested.push({ row: one, why: 'contested', path: pathOf(kept) });
      continue;
    }
    pairs.push({ row, image: kept, found });
    for (const image of [kept, ...others]) used.add(image);
    if (several === 'all') for (const image of others) pairs.push({ row, image, found });
    if (more.length > 0) sharedImages.push({ path: pathOf(kept), rows: [row, ...more] });
    const otherPaths = others.map(pathOf).toSorted(naturalOrder);
    if (others.length > 0) extraImages.push({ row, kept: pathOf(kept), others: otherPaths });
  }
  const leftOver = [...left].flatMap(([text, { why, image }]) =>
    (rowsOf[text] ?? []).map((row): LeftOver => ({ row, why, path: pathOf(image) })),
  );
  const paired = new Set(pairs.map(({ row }) => row));
  const byRow = (a: { readonly row: number }, b: { readonly row: number }): number => a.row - b.row;
  return {
    method,
    keyColumn: name,
    pairs: pairs.toSorted((a, b) => byRow(a, b) || naturalOrder(pathOf(a.image), pathOf(b.image))),
    rowsWithoutImage: cells.map((_, row) => row).filter((row) => !paired.has(row)),
    imagesWithoutRow: images.filter((_, image) => !used.has(image)).toSorted(naturalOrder),
    sharedImages: sharedImages.toSorted((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0)),
    extraImages: extraImages.toSorted(byRow),
    leftOver: [...leftOver, ...contested].toSorted(byRow),
    example: null,
    orderAgainst: null,
    needsConfirmation: false,
  };
}

/** The first pair, to show how the id was found. */
function exampleOf(
  { pairs }: Pick<Pairing, 'pairs'>,
  cells: readonly string[],
  images: readonly string[],
): Pairing['example'] {
  const [first] = pairs;
  if (first === undefined) return null;
  return { file: baseName(images[first.image] ?? ''), id: cells[first.row] ?? '' };
}

/** Names say what sorted order would. */
function isSortedOrder({ pairs }: Pairing, rows: number, images: readonly string[]): boolean {
  if (pairs.length !== rows || images.length !== rows) return false;
  return pairs.every(
    ({ image }, i) => i === 0 || naturalOrder(images[pairs[i - 1]?.image ?? 0] ?? '', images[image] ?? '') < 0,
  );
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
    leftOver: [],
    example: null,
    orderAgainst: null,
    needsConfirmation,
  };
}

/** The first pair, the one in the middle, the last. */
function orderOffer({ imageAt, series }: OrderPlaces, images: readonly string[]): OrderOffer {
  const pairs = imageAt.flatMap((image, row) => (image === null ? [] : [{ image, row }]));
  const sorted = images.toSorted(naturalOrder);
  const shown = new Set([0, Math.floor((pairs.length - 1) / 2), pairs.length - 1]);
  const examples = [...shown]
    .flatMap((at) => pairs.slice(at, at + 1))
    .map(({ image, row }) => {
      const path = images[image] ?? '';
      return { row, path, position: sorted.indexOf(path), cells: [] };
    });
  return { series, examples };
}

/** By a column that names files, or by ids; null where no column does. */
function pairByNames(
  columns: readonly PairingColumn[],
  images: readonly string[],
  finder: Finder,
  method: PairingChoice['method'],
): Found | null {
  // A table alone is looked through for nobody's names.
  if (images.length === 0 && method !== 'column') return null;
  const bare = method === 'name' ? null : bestByColumn(columns, finder);
  const inFolders = bare === null ? null : findInFolders(bare, columns, images, (column) => byColumn(column, images));
  const named = inFolders ?? bare;
  if (method === 'column' || (named !== null && isCredibleColumn(named, images))) return named;
  if (method !== 'name' && method !== 'auto') return null;
  const inside = finder.hasInside ? bestByName(columns, images, finder.byInside) : null;
  const trusted = columns.find(({ name }) => name === inside?.name);
  // Beside them may lie pictures, whose names have to say it. Some archives have a folder a patient, and the same file name in each.
  const found =
    (trusted === undefined ? null : finder.byBoth(trusted)) ??
    (finder.hasInside ? bestByName(columns, images, finder.byBoth) : null) ??
    bestByName(columns, images, (column) => finder.byId(column, 'name')) ??
    bestByName(columns, images, (column) => finder.byId(column, 'path'));
  return found ?? (named !== null && named.claims.size + named.left.size > 0 ? named : null);
}

/**
 * Never throws for what the data are; throws `pairing-column-missing`, `pairing-order-count` or `pairing-order-against` for a choice
 * that cannot be.
 */
export function pairRows(
  input: Inside & {
    readonly rows: number;
    readonly columns: readonly PairingColumn[];
    readonly images: readonly string[];
    readonly choice: PairingChoice;
  },
): Pairing {
  const { rows, columns, images, choice } = input;
  const places = orderPlaces(images, rows);
  const finder = finderOf(images, input);
  /** Asked for only where order is possible: it looks at every column that names something. */
  const against = (): string | null =>
    places === null
      ? null
      : columnAgainstOrder(columns, images, places.imageAt, (column) =>
          column.role === 'image' ? finder.byFile(column) : finder.byId(column, 'name'),
        );
  if (choice.method === 'order') {
    if (places === null) throw new AppError('pairing-order-count', { rows, images: images.length });
    const column = against();
    if (column !== null) throw new AppError('pairing-order-against', { column });
    if (!choice.orderConfirmed) {
      return { ...pairNothing('order', rows, images, true), order: orderOffer(places, images) };
    }
    const { imageAt } = places;
    const pairs = imageAt.flatMap((image, row) => (image === null ? [] : [{ row, image, found: 'order' as const }]));
    const rowsWithoutImage = imageAt.flatMap((image, row) => (image === null ? [row] : []));
    return { ...pairNothing('order', 0, [], false), pairs, rowsWithoutImage };
  }
  const found = pairByNames(columns, images, finder, choice.method);
  if (found !== null) {
    const pairing = pairFound(found, images, choice.several, samePerson(columns));
    const example =
      found.method === 'name' && pairing.pairs[0]?.found !== 'inside' ? exampleOf(pairing, found.cells, images) : null;
    return { ...pairing, example, orderAgainst: isSortedOrder(pairing, rows, images) ? null : against() };
  }
  if (choice.method === 'column') throw new AppError('pairing-column-missing');
  const orderAgainst = against();
  if (choice.method !== 'auto' || places === null || orderAgainst !== null) {
    return { ...pairNothing('none', rows, images, false), orderAgainst };
  }
  return { ...pairNothing('none', rows, images, true), order: orderOffer(places, images) };
}
