/**
 * Who gets which picture, from the strongest evidence to the weakest, whatever the order of the rows. A picture that somebody names
 * more exactly is not given to anybody else, and one that two name equally well is given to nobody.
 */
import type { LeftOver, PairFound } from '../core/data-report.ts';
import { naturalOrder, normalPath } from '../data/file-key.ts';
import type { Level } from './name-levels.ts';

/** The pictures of one text of the column. */
export interface Claim {
  readonly found: PairFound;
  /** The first in natural order. */
  readonly kept: number;
  /** Others that it means as well. */
  readonly others: number[];
}

export interface Claims {
  /** By text. */
  readonly claims: ReadonlyMap<number, Claim>;
  /** Texts that mean a picture and do not get it: why, and one such picture. */
  readonly left: ReadonlyMap<number, { readonly why: LeftOver['why']; readonly image: number }>;
}

export interface PairingColumn {
  readonly name: string;
  readonly role: 'image' | 'id' | 'other';
  /** One text a row; empty where missing. Only asked for where the column is looked at. */
  readonly cells: readonly string[];
  /** Cells that say something, and how many different ones: told without going through the rows. */
  readonly counts: { readonly filled: number; readonly distinct: number };
}

/** What a column says about the pictures. */
export interface Found extends Claims {
  readonly method: 'column' | 'name';
  readonly name: string;
  readonly cells: readonly string[];
  /** Text → its rows, in the order of the table. */
  readonly rowsOf: readonly (readonly number[])[];
}

interface Options {
  readonly levels: readonly Level[];
  /** How many texts there are. */
  readonly texts: number;
  /** A picture of the text's name that no level gives it: it is in a folder that contradicts. */
  readonly elsewhere: (text: number) => number | undefined;
  readonly paths: readonly string[];
  /** A text names one file: pictures in different folders are not all its own. An id may have pictures anywhere. */
  readonly isOneFolder: boolean;
}

export function claimPictures({ levels, texts, elsewhere, paths, isOneFolder }: Options): Claims {
  const claims = new Map<number, Claim>();
  const left = new Map<number, { why: LeftOver['why']; image: number }>();
  const closed = new Set<number>();
  const folderOf = (image: number): string => {
    const path = normalPath(paths[image] ?? '');
    return path.slice(0, Math.max(0, path.lastIndexOf('/')));
  };
  const inOrder = (images: readonly number[]): number[] =>
    images.length < 2 ? [...images] : images.toSorted((a, b) => naturalOrder(paths[a] ?? '', paths[b] ?? ''));

  const claimAt = ({ find, isOpenToServed, found }: Level): void => {
    const isWanted = (text: number): boolean =>
      !left.has(text) && (!claims.has(text) || (isOpenToServed && closed.size < paths.length));
    if (!Array.from({ length: texts }, (_, text) => text).some(isWanted)) return;
    const pictures = find(isWanted);
    const wanted = new Map<number, readonly number[]>();
    const claimants = new Map<number, number>();
    pictures.forEach((list, text) => {
      if (list.length === 0) return;
      const served = claims.get(text);
      const free = list.filter(
        (image) =>
          !closed.has(image) && (served === undefined || !isOneFolder || folderOf(image) === folderOf(served.kept)),
      );
      const [first] = list;
      if (free.length === 0 && served === undefined && first !== undefined)
        left.set(text, { why: 'taken', image: first });
      if (free.length === 0) return;
      wanted.set(text, free);
      for (const image of free) claimants.set(image, (claimants.get(image) ?? 0) + 1);
    });
    for (const [text, free] of wanted) {
      const [kept, ...others] = inOrder(free.filter((image) => claimants.get(image) === 1));
      const served = claims.get(text);
      if (served !== undefined) {
        if (kept !== undefined) for (const image of [kept, ...others]) served.others.push(image);
      } else if (kept === undefined) {
        left.set(text, { why: 'contested', image: free[0] ?? 0 });
      } else if (isOneFolder && others.some((image) => folderOf(image) !== folderOf(kept))) {
        left.set(text, { why: 'several', image: kept });
      } else claims.set(text, { found, kept, others });
    }
    for (const image of claimants.keys()) closed.add(image);
  };
  levels.forEach(claimAt);
  for (let text = 0; text < texts; text++) {
    if (claims.has(text) || left.has(text)) continue;
    const image = elsewhere(text);
    if (image !== undefined) left.set(text, { why: 'folders', image });
  }
  return { claims, left };
}
