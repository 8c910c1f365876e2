/** A column of ids against the names of pictures: from an id that is the whole name to one that is part of it. */
import { compactKey, normalPath, partsKey, rawTokens, stem, withoutEnding } from '../data/file-key.ts';
import { matchIds, partsOf } from '../data/match-ids.ts';
import { compactKeys } from '../data/picture-names.ts';
import type { Level } from './name-levels.ts';

const NONE: readonly number[] = [];

function sameKey(texts: readonly string[], names: readonly string[]): readonly (readonly number[])[] {
  const index = new Map<string, number[]>();
  names.forEach((name, image) => {
    const list = index.get(name);
    if (list === undefined) index.set(name, [image]);
    else list.push(image);
  });
  return texts.map((text) => (text === '' ? NONE : (index.get(text) ?? NONE)));
}

function wantedOf(
  lists: readonly (readonly number[])[],
  isWanted: (text: number) => boolean,
): readonly (readonly number[])[] {
  return lists.map((list, text) => (isWanted(text) ? list : NONE));
}

/** `texts`: of `idText`, each once. `from`: whether folders are searched too. */
export function idLevels(texts: readonly string[], paths: readonly string[], from: 'name' | 'path'): Level[] {
  const keys = texts.map(partsKey);
  const names = paths.map((path) => stem(normalPath(path)));
  // "007" and "7" are told apart only where both are there.
  const areZerosTold = new Set(keys).size < keys.length;
  const raw = (text: string): string => rawTokens(text).join('-');
  const rawParts = (): string[][] => paths.map((path) => rawTokens(from === 'name' ? stem(path) : withoutEnding(path)));
  return [
    () => sameKey(texts, names),
    () => sameKey(keys, names.map(partsKey)),
    ...(areZerosTold ? [() => matchIds(texts.map(raw), rawParts())] : []),
    () => matchIds(keys, partsOf(paths, from)),
    () => sameKey(compactKeys(texts, names), names.map(compactKey)),
  ].map((find): Level => ({ found: 'id', find: (isWanted) => wantedOf(find(), isWanted), isOpenToServed: true }));
}

/** Ids inside the files themselves, as hashes. [images][ids] */
export function insideLevel(
  texts: readonly string[],
  inside: readonly (readonly number[])[],
  hashId: (id: string) => number | null,
): Level {
  const index = new Map<number, number[]>();
  inside.forEach((ids, image) => {
    for (const id of new Set(ids)) {
      const list = index.get(id);
      if (list === undefined) index.set(id, [image]);
      else list.push(image);
    }
  });
  const find = (text: string): readonly number[] => {
    const hash = text === '' ? null : hashId(text);
    return hash === null ? NONE : (index.get(hash) ?? NONE);
  };
  return { found: 'inside', find: (isWanted) => wantedOf(texts.map(find), isWanted), isOpenToServed: true };
}
