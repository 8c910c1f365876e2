/**
 * A column that names pictures, against their paths: for each of its texts, which pictures it could mean, from the exact path to a
 * name that only resembles it. A folder that contradicts is no match: "2019/1.jpg" is not `2020/1.jpg`.
 */
import { normalPath, tokens } from '../data/file-key.ts';
import { matchIds, partsOf } from '../data/match-ids.ts';
import { compactKeys, type NameForm, nameKeys, type NameKeys } from '../data/picture-names.ts';

/** One strength of evidence. */
export interface Level {
  /** How the pairs of this level were found. */
  readonly found: 'path' | 'name' | 'parts' | 'id';
  /** Text → the pictures it could mean. */
  readonly pictures: readonly (readonly number[])[];
  /** A text that has its picture may have more of this level: the pages of a document, the visits of a patient. */
  readonly isOpenToServed: boolean;
}

export interface NameLevels {
  /** The strongest first. */
  readonly levels: readonly Level[];
  /** Text → a picture of its name in a folder that contradicts it. */
  readonly elsewhere: readonly (number | undefined)[];
}

interface Name {
  /** From the last to the first. */
  readonly folders: readonly string[];
  readonly keys: NameKeys;
}

type Index = ReadonlyMap<string, readonly number[]>;

const NONE: readonly number[] = [];
/** As many pictures of one name in other folders tell nothing. */
const MOST_ELSEWHERE = 64;

function nameOf(text: string): Name {
  const path = normalPath(text);
  return { folders: path.split('/').slice(0, -1).toReversed(), keys: nameKeys(path) };
}

function indexBy(names: readonly Name[], keysOf: (name: Name) => readonly string[]): Index {
  const index = new Map<string, number[]>();
  names.forEach((name, at) => {
    for (const key of keysOf(name)) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [at]);
      else if (list.at(-1) !== at) list.push(at);
    }
  });
  return index;
}

function lookUp(index: Index, keys: readonly string[]): readonly number[] {
  const lists = keys.flatMap((key) => index.get(key) ?? []);
  return lists.length === 0 ? NONE : [...new Set(lists)];
}

/** c, b/c, a/b/c. */
function endsOf(folders: readonly string[], key: string): string[] {
  const ends = [key];
  for (const folder of folders) ends.push(`${folder}/${ends.at(-1)}`);
  return ends;
}

/** How many folders, from the last on, are the same. */
function commonFolders(a: readonly string[], b: readonly string[]): number {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common += 1;
  return common;
}

/** site1 and site2, 2019 and 2020: the same words about different numbers. */
function areCounted(a: string, b: string): boolean {
  const words = (parts: readonly string[]): string => parts.map((part) => (/\p{N}/u.test(part) ? '0' : part)).join('-');
  const [x, y] = [tokens(a), tokens(b)];
  return words(x) === words(y) && x.join('-') !== y.join('-');
}

/** Whether folders that are not the same can be: renamed or copied into one. */
function folderJudge(
  texts: readonly Name[],
  pictures: readonly Name[],
  folderNamesMeanSomething: boolean,
): (text: Name, picture: Name) => boolean {
  const inTable = new Set(texts.flatMap(({ folders }) => folders));
  const inFiles = new Set(pictures.flatMap(({ folders }) => folders));
  return (text, picture) => {
    const common = commonFolders(text.folders, picture.folders);
    const [a, b] = [text.folders[common], picture.folders[common]];
    if (a === undefined || b === undefined) return false;
    return folderNamesMeanSomething || areCounted(a, b) || inFiles.has(a) || inTable.has(b);
  };
}

/** Only what stands at the place in the names where most was found: "12" of `12_5.jpg` is the patient, "5" is not. */
function withinNames(texts: readonly Name[], paths: readonly string[]): readonly (readonly number[])[] {
  const keys = texts.map(({ keys: { parts } }) => parts[0] ?? '');
  return matchIds(keys, partsOf(paths, 'name'));
}

export function nameLevels(cells: readonly string[], paths: readonly string[]): NameLevels {
  const texts = cells.map(nameOf);
  const pictures = paths.map(nameOf);
  const byKey = (form: NameForm): Index => indexBy(pictures, ({ keys }) => keys[form]);
  const index: Record<NameForm, Index> = {
    full: byKey('full'),
    stem: byKey('stem'),
    parts: byKey('parts'),
    compact: byKey('compact'),
    plain: byKey('plain'),
  };

  /** The whole of the shorter path is the end of the longer one. */
  const agreeing = (form: 'full' | 'stem'): (readonly number[])[] => {
    const ends = indexBy(pictures, ({ folders, keys }) => keys[form].flatMap((key) => endsOf(folders, key).slice(1)));
    const whole = indexBy(pictures, ({ folders, keys }) => keys[form].map((key) => endsOf(folders, key).at(-1) ?? key));
    return texts.map(({ folders, keys }) => {
      const own = keys[form].map((key) => endsOf(folders, key));
      if (folders.length === 0) return lookUp(whole, keys[form]);
      const found = lookUp(
        ends,
        own.map((list) => list.at(-1) ?? ''),
      );
      return found.length > 0
        ? found
        : lookUp(
            whole,
            own.flatMap((list) => list.slice(1)),
          );
    });
  };
  /** One of the two is without folders. */
  const open = (form: 'full' | 'stem'): (readonly number[])[] => {
    const inRoot = indexBy(pictures, ({ folders, keys }) => (folders.length === 0 ? keys[form] : []));
    return texts.map(({ folders, keys }) => lookUp(folders.length === 0 ? index[form] : inRoot, keys[form]));
  };
  const exact = agreeing('full');
  const exactStem = agreeing('stem');
  const folderNamesMeanSomething = [exact, exactStem].some((lists) =>
    lists.some((list, i) => texts[i]?.folders.length !== 0 && list.some((at) => pictures[at]?.folders.length !== 0)),
  );
  const contradicts = folderJudge(texts, pictures, folderNamesMeanSomething);
  const few = (list: readonly number[], text: Name): readonly number[] =>
    text.folders.length > 0 && list.length > MOST_ELSEWHERE ? NONE : list;
  const fitting = (list: readonly number[], text: Name): readonly number[] =>
    list.filter((at) => {
      const picture = pictures[at];
      return picture !== undefined && !contradicts(text, picture);
    });
  const renamed = (form: 'full' | 'stem'): (readonly number[])[] =>
    texts.map((text, i) => {
      if (text.folders.length === 0 || exact[i]?.length !== 0 || exactStem[i]?.length !== 0) return NONE;
      const list = fitting(few(lookUp(index[form], text.keys[form]), text), text);
      // The one with the most folders in common.
      const common = list.map((at) => commonFolders(text.folders, pictures[at]?.folders ?? []));
      const most = Math.max(0, ...common);
      return list.filter((_, at) => common[at] === most);
    });
  const parts = (lists: readonly (readonly number[])[]): Level => ({
    found: 'parts',
    pictures: texts.map((text, i) => fitting(few(lists[i] ?? NONE, text), text)),
    isOpenToServed: true,
  });

  const compactOf = (names: readonly Name[]): string[] => names.map(({ keys }) => keys.compact[0] ?? '');
  const compact = compactKeys(compactOf(texts), compactOf(pictures));
  const levels: Level[] = [
    { found: 'path', pictures: exact, isOpenToServed: false },
    { found: 'name', pictures: open('full'), isOpenToServed: false },
    { found: 'name', pictures: exactStem, isOpenToServed: true },
    { found: 'name', pictures: open('stem'), isOpenToServed: true },
    { found: 'name', pictures: renamed('full'), isOpenToServed: false },
    { found: 'name', pictures: renamed('stem'), isOpenToServed: false },
    parts(texts.map(({ keys }) => lookUp(index.parts, keys.parts))),
    // Before what was added to names: "K00177" is K0017-7, which is no page of K0017.
    parts(compact.map((key) => (key === '' ? NONE : lookUp(index.compact, [key])))),
    parts(texts.map(({ keys }) => [...lookUp(index.plain, keys.parts), ...lookUp(index.parts, keys.plain)])),
    parts(withinNames(texts, paths)),
  ];
  const elsewhere = texts.map((text, i) => {
    if (levels.some(({ pictures: found }) => (found[i]?.length ?? 0) > 0)) return undefined;
    return [...lookUp(index.full, text.keys.full), ...lookUp(index.stem, text.keys.stem)][0];
  });
  return { levels, elsewhere };
}
