/**
 * Ids found inside file names: "12" in `patient12_ecg2.jpg`. A name may hold more numbers than the id (a visit, a date),
 * so the place in the name that tells the most patients apart is believed.
 */
import { idKey, stem, tokens } from './file-key.ts';

/** Row → the pictures that could be its own. Rows with the same key share one list, so that each is looked at once. */
export type Candidates = readonly (readonly number[])[];

interface Found {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Longest id that is looked for, in parts; a UUID has at most 32. */
const MOST_PARTS = 32;
const NONE: readonly number[] = [];

/** The ids in one file name that are not part of a longer one there: "12-3" hides "12". */
function findIds(parts: readonly string[], lengths: readonly number[], keys: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  // Longest first, so that what hides others is there before them.
  for (const length of lengths) {
    for (let from = 0; from + length <= parts.length; from++) {
      const to = from + length;
      const key = parts.slice(from, to).join('-');
      if (keys.has(key) && !found.some((other) => other.from <= from && to <= other.to)) found.push({ key, from, to });
    }
  }
  return found;
}

function place({ from, to }: Found): string {
  return `${from}:${to}`;
}

/** `imageParts` are the `tokens` of each picture's stem. */
export function matchIds(cells: readonly string[], imageParts: readonly (readonly string[])[]): Candidates {
  const keyOfRow = cells.map(idKey);
  const keys = new Set(keyOfRow.filter((key) => key !== ''));
  const lengths = [...new Set([...keys].map((key) => key.split('-').length))]
    .filter((length) => length <= MOST_PARTS)
    .toSorted((a, b) => b - a);
  const foundIn = imageParts.map((parts) => findIds(parts, lengths, keys));

  const idsAt = new Map<string, Set<string>>();
  for (const found of foundIn.flat()) {
    const ids = idsAt.get(place(found));
    if (ids === undefined) idsAt.set(place(found), new Set([found.key]));
    else ids.add(found.key);
  }
  const imagesOf = new Map<string, number[]>();
  foundIn.forEach((found, image) => {
    let best: Found | undefined;
    let most = 0;
    for (const one of found) {
      const ids = idsAt.get(place(one))?.size ?? 0;
      if (ids > most) [best, most] = [one, ids];
    }
    if (best === undefined) return;
    const images = imagesOf.get(best.key);
    if (images === undefined) imagesOf.set(best.key, [image]);
    else images.push(image);
  });
  return keyOfRow.map((key) => imagesOf.get(key) ?? NONE);
}

/** What is searched for ids: the file's name without its ending, or its folders too. */
export function partsOf(paths: readonly string[], from: 'name' | 'path'): string[][] {
  return paths.map((path) => tokens(from === 'name' ? stem(path) : path.replace(/\.[a-z0-9]{1,5}$/iu, '')));
}
