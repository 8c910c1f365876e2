/**
 * Ids found inside file names: "12" in `patient12_ecg2.jpg`. A name may hold more numbers than the id (a visit, a date),
 * so the place in the name that tells the most patients apart is believed.
 */
import { stem, tokens, withoutEnding } from './file-key.ts';

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

/** How many different ids stand at each place. */
function countAt(found: Iterable<Found>, placeOf: (found: Found) => string): ReadonlyMap<string, number> {
  const idsAt = new Map<string, Set<string>>();
  for (const one of found) {
    const ids = idsAt.get(placeOf(one));
    if (ids === undefined) idsAt.set(placeOf(one), new Set([one.key]));
    else ids.add(one.key);
  }
  return new Map([...idsAt].map(([at, ids]) => [at, ids.size]));
}

/**
 * `keys`: of `partsKey`, an empty one for nothing; `imageParts`: the `tokens` of each picture's name. Key → the pictures that could be
 * its own; equal keys share one list, so that each is looked at once.
 */
export function matchIds(
  keys: readonly string[],
  imageParts: readonly (readonly string[])[],
): readonly (readonly number[])[] {
  const known = new Set(keys.filter((key) => key !== ''));
  const lengths = [...new Set([...known].map((key) => key.split('-').length))]
    .filter((length) => length <= MOST_PARTS)
    .toSorted((a, b) => b - a);
  const foundIn = imageParts.map((parts) => findIds(parts, lengths, known));

  const idsAt = countAt(foundIn.flat(), place);
  const startingAt = countAt(foundIn.flat(), ({ from }) => String(from));
  const [usual, most] = [...startingAt].reduce((best, one) => (one[1] > best[1] ? one : best), ['0', 0]);
  /** Where most names have their id stands another number: the picture of somebody who is in no row. */
  const isOfAnother = (best: Found, parts: readonly string[]): boolean => {
    if (String(best.from) === usual || (startingAt.get(String(best.from)) ?? 0) >= most) return false;
    return /^\p{N}/u.test(best.key) && /^\p{N}/u.test(parts[Number(usual)] ?? '');
  };
  const imagesOf = new Map<string, number[]>();
  foundIn.forEach((found, image) => {
    let best: Found | undefined;
    let ids = 0;
    for (const one of found) {
      const here = idsAt.get(place(one)) ?? 0;
      if (here > ids) [best, ids] = [one, here];
    }
    if (best === undefined || isOfAnother(best, imageParts[image] ?? [])) return;
    const images = imagesOf.get(best.key);
    if (images === undefined) imagesOf.set(best.key, [image]);
    else images.push(image);
  });
  return keys.map((key) => imagesOf.get(key) ?? NONE);
}

/** What is searched for ids: the file's name without its ending, or its folders too. */
export function partsOf(paths: readonly string[], from: 'name' | 'path'): string[][] {
  return paths.map((path) => tokens(from === 'name' ? stem(path) : withoutEnding(path)));
}
