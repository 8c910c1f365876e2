/**
 * A column that names pictures, against their paths: for each of its texts, which pictures it could mean, from the exact path to a
 * name that only resembles it. A folder that contradicts is no match: "2019/1.jpg" is not `2020/1.jpg`.
 */
import { largest } from '../core/maths/extremes.ts';
import { normalPath, tokens } from '../data/file-key.ts';
import { matchIds, partsOf } from '../data/match-ids.ts';
import { compactKeys, type NameForm, nameKeys, type NameKeys } from '../data/picture-names.ts';
import { later } from '../data/remember.ts';

/** Text → the pictures it could mean. */
type Meant = readonly (readonly number[])[];

/** One strength of evidence. */
export interface Level {
  /** How the pairs of this level were found. */
  readonly found: 'path' | 'name' | 'parts' | 'id' | 'inside';
  /** Only asked for where somebody is still looking for a picture, and then for those alone. */
  readonly find: (isWanted: (text: number) => boolean) => Meant;
  /** A text that has its picture may have more of this level: the pages of a document, the visits of a patient. */
  readonly isOpenToServed: boolean;
}

export interface NameLevels {
  /** The strongest first. */
  readonly levels: readonly Level[];
  /** A picture of the text's name that none of the levels gives it. */
  readonly elsewhere: (text: number) => number | undefined;
}

interface Name {
  /** From the last to the first. */
  readonly folders: readonly string[];
  readonly keys: NameKeys;
}

type Index = ReadonlyMap<string, readonly number[]>;

const NONE: readonly number[] = [];
const NO_FOLDERS: readonly string[] = [];
/** As many pictures of one name in other folders tell nothing. */
const MOST_ELSEWHERE = 64;

/** `path`: of `normalPath`. */
function nameOf(path: string): Name {
  const folders = path.includes('/') ? path.split('/').slice(0, -1).toReversed() : NO_FOLDERS;
  return { folders, keys: nameKeys(path) };
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

/** None where there are more than `most`: nothing is copied then, for thousands of texts may ask for the same thousands. */
function lookUp(index: Index, keys: readonly string[], most = Number.POSITIVE_INFINITY): readonly number[] {
  const [key, ...others] = keys;
  if (others.length === 0) {
    const list = (key === undefined ? undefined : index.get(key)) ?? NONE;
    return list.length > most ? NONE : list;
  }
  const lists = keys.map((one) => index.get(one) ?? NONE).filter((list) => list.length > 0);
  const [only = NONE, ...more] = lists;
  if (only.length > most) return NONE;
  if (more.length === 0) return only;
  return more.some((list) => list.length > most) ? NONE : [...new Set(lists.flat())];
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

/** `cells`: of `normalPath`. */
export function nameLevels(cells: readonly string[], paths: readonly string[]): NameLevels {
  const texts = cells.map(nameOf);
  const pictures = paths.map((path) => nameOf(normalPath(path)));
  const byKey = (form: NameForm): (() => Index) => later(() => indexBy(pictures, ({ keys }) => keys[form]));
  const index: Readonly<Record<NameForm, () => Index>> = {
    full: byKey('full'),
    stem: byKey('stem'),
    parts: byKey('parts'),
    plain: byKey('plain'),
    compact: byKey('compact'),
  };

  /** The whole of the shorter path is the end of the longer one. */
  const agreeing = (form: 'full' | 'stem'): Meant => {
    const ends = indexBy(pictures, ({ folders, keys }) =>
      folders.length === 0 ? [] : keys[form].flatMap((key) => endsOf(folders, key).slice(1)),
    );
    const whole = indexBy(pictures, ({ folders, keys }) =>
      folders.length === 0 ? keys[form] : keys[form].map((key) => endsOf(folders, key).at(-1) ?? key),
    );
    return texts.map(({ folders, keys }) => {
      if (folders.length === 0) return lookUp(whole, keys[form]);
      const own = keys[form].map((key) => endsOf(folders, key));
      const wholeOwn = own.map((list) => list.at(-1) ?? '');
      const found = lookUp(ends, wholeOwn);
      if (found.length > 0) return found;
      const endsOfOwn = own.flatMap((list) => list.slice(1));
      return lookUp(whole, endsOfOwn);
    });
  };
  const exact = agreeing('full');
  const exactStem = later(() => agreeing('stem'));
  const agreesInFolders = (lists: Meant): boolean =>
    lists.some((list, i) => texts[i]?.folders.length !== 0 && list.some((at) => pictures[at]?.folders.length !== 0));
  const contradicts = later(() => folderJudge(texts, pictures, agreesInFolders(exact) || agreesInFolders(exactStem())));

  const level = (
    found: Level['found'],
    isOpenToServed: boolean,
    meant: (text: Name, i: number) => readonly number[],
  ): Level => ({
    found,
    isOpenToServed,
    find: (isWanted) => texts.map((text, i) => (isWanted(i) ? meant(text, i) : NONE)),
  });
  /** One of the two is without folders. */
  const open = (form: 'full' | 'stem'): ((text: Name) => readonly number[]) => {
    const inRoot = later(() => indexBy(pictures, ({ folders, keys }) => (folders.length === 0 ? keys[form] : [])));
    return ({ folders, keys }) => lookUp(folders.length === 0 ? index[form]() : inRoot(), keys[form]);
  };
  /** Of thousands of pictures with one name in as many folders none is meant more than another. */
  const most = ({ folders }: Name): number => (folders.length > 0 ? MOST_ELSEWHERE : Number.POSITIVE_INFINITY);
  const fitting = (list: readonly number[], text: Name): readonly number[] =>
    list.length > most(text)
      ? NONE
      : list.filter((at) => {
          const picture = pictures[at];
          return picture !== undefined && !contradicts()(text, picture);
        });
  const renamed =
    (form: 'full' | 'stem') =>
    (text: Name, i: number): readonly number[] => {
      if (text.folders.length === 0 || exact[i]?.length !== 0 || exactStem()[i]?.length !== 0) return NONE;
      const list = fitting(lookUp(index[form](), text.keys[form], most(text)), text);
      // The one with the most folders in common.
      const common = list.map((at) => commonFolders(text.folders, pictures[at]?.folders ?? []));
      const best = largest(common, 0);
      return list.filter((_, at) => common[at] === best);
    };
  /** Those in the folder that is named, or in none as the text, before others. */
  const resembling = (meant: (text: Name, i: number) => readonly number[]): Level[] => {
    const all = (text: Name, i: number): readonly number[] => fitting(meant(text, i), text);
    const near = (text: Name, i: number): readonly number[] =>
      all(text, i).filter((at) => (pictures[at]?.folders[0] ?? '') === (text.folders[0] ?? ''));
    return [level('parts', true, near), level('parts', true, all)];
  };
  const compactOf = (names: readonly Name[]): string[] => names.map(({ keys }) => keys.compact[0] ?? '');
  const compact = later(() => compactKeys(compactOf(texts), compactOf(pictures)));
  const within = later(() => {
    const keys = texts.map(({ keys: { parts } }) => parts[0] ?? '');
    return matchIds(keys, partsOf(paths, 'name'));
  });
  const levels = [
    level('path', false, (_, i) => exact[i] ?? NONE),
    level('name', false, open('full')),
    level('name', true, (_, i) => exactStem()[i] ?? NONE),
    level('name', true, open('stem')),
    level('name', false, renamed('full')),
    level('name', false, renamed('stem')),
    ...resembling((text) => lookUp(index.parts(), text.keys.parts, most(text))),
    // Before what was added to names: "K00177" is K0017-7, which is no page of K0017.
    ...resembling((text, i) =>
      compact()[i] === '' ? NONE : lookUp(index.compact(), [compact()[i] ?? ''], most(text)),
    ),
    ...resembling((text) => [
      ...lookUp(index.plain(), text.keys.parts, most(text)),
      ...lookUp(index.parts(), text.keys.plain, most(text)),
    ]),
    ...resembling((_, i) => within()[i] ?? NONE),
  ];
  const elsewhere = (i: number): number | undefined => {
    const keys = texts[i]?.keys;
    if (keys === undefined) return undefined;
    return lookUp(index.full(), keys.full)[0] ?? lookUp(index.stem(), keys.stem)[0];
  };
  return { levels, elsewhere };
}
