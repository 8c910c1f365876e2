/**
 * The same picture under different names: `Normal (1).jpg` and "Normal(1)", `00001_lr-0.png` and "records100/00000/00001_lr",
 * `ecg_7 - Copy.jpg` and "ecg_7.pdf". What a name says is compared first as it is, then without its ending, then by its parts.
 */
import { baseName, compactKey, normalPath, partsKey, stem } from './file-key.ts';

/** From what a name states to what it only resembles. */
export const NAME_FORMS = ['full', 'stem', 'parts', 'plain', 'compact'] as const;
export type NameForm = (typeof NAME_FORMS)[number];

/** What programs and people add to a name: a copy, a page, a counter, a kind of scan. */
const ADDED = [
  /[\s_-]*\(\d+\)$/u,
  /[\s_-]*\b(?:copy|kopie|copie|copia|cópia|kopia|копия|副本|コピー|사본)(?:[\s_-]*\(?\d+\)?)?$/u,
  /[\s_.-]*(?<!\p{L})(?:page|pg|p|seite|blatt|página|pagina|стр|страница|лист|第)[\s_.-]*\d+(?:页)?$/u,
  /-\d{1,2}$/u,
  /[\s_-]+(?:edited|final|cropped|crop|scanned|scan|gray|grey|resized|compressed|12[\s_-]?leads?)$/u,
  /^(?:copy(?: \(\d+\))? of|kopie von|copie de|copia de|cópia de|копия|副本)\s+/u,
];

/** Without every ending: "ecg_1.tif.jpg" is ecg_1. */
function bare(name: string): string {
  let rest = name;
  for (;;) {
    const shorter = stem(rest);
    if (shorter === rest || shorter === '') return rest;
    rest = shorter;
  }
}

/** Without one, two … of what was added to it; nothing where nothing was. */
function plainKeys(name: string): string[] {
  const keys: string[] = [];
  let rest = name;
  for (let found = true; found;) {
    found = false;
    for (const added of ADDED) {
      const shorter = rest.replace(added, '').trim();
      if (shorter === rest || shorter === '') continue;
      rest = shorter;
      keys.push(partsKey(rest));
      found = true;
    }
  }
  return keys.filter((key) => key !== '');
}

export type NameKeys = Readonly<Record<NameForm, readonly string[]>>;

/** `path`: of `normalPath`. Keys of one form may be held against each other; of `plain` against `parts`. Made when asked for. */
export function nameKeys(path: string): NameKeys {
  const full = baseName(path);
  return {
    full: [full],
    get stem() {
      return [...new Set([full, stem(full), bare(full)])];
    },
    get parts() {
      const parts = partsKey(bare(full));
      return parts === '' ? [] : [parts];
    },
    get plain() {
      return plainKeys(bare(full));
    },
    get compact() {
      return [compactKey(bare(full))];
    },
  };
}

/** Shorter ones are equal by chance. */
const SHORTEST_COMPACT = 4;
/** Of the texts, so many must be found without their marks. */
const COMPACT_SHARE = 0.5;

/**
 * Of keys without marks between letters and digits, those that can be compared: "P00101" is P001-01 where all are as long, but
 * "ecg_10" need not be ecg_1-0. Empty where they cannot.
 */
export function compactKeys(texts: readonly string[], names: readonly string[]): string[] {
  const keys = texts.map(compactKey);
  const known = new Set(names.map(compactKey));
  const isFixed = new Set(keys.map((key) => key.length)).size === 1 && (keys[0]?.length ?? 0) >= SHORTEST_COMPACT;
  const found = keys.filter((key) => known.has(key)).length;
  return isFixed && found >= COMPACT_SHARE * keys.length ? keys : keys.map(() => '');
}

type IsPicture = (text: string) => boolean;

/** Of the last pictures that were asked about: a changed setting asks about the same. */
let last: { readonly paths: readonly string[]; readonly isPicture: IsPicture } | null = null;

/** Whether a text names one of the pictures, whatever the folders. */
export function namesOf(paths: readonly string[]): IsPicture {
  const isSame = last?.paths.length === paths.length && last.paths.every((path, i) => path === paths[i]);
  if (last === null || !isSame) last = { paths, isPicture: namesAnew(paths) };
  return last.isPicture;
}

function namesAnew(paths: readonly string[]): IsPicture {
  const sets = new Map<NameForm, ReadonlySet<string>>();
  const known = (form: NameForm): ReadonlySet<string> => {
    const made = sets.get(form) ?? new Set(paths.flatMap((path) => nameKeys(normalPath(path))[form]));
    sets.set(form, made);
    return made;
  };
  const has = (form: NameForm, keys: readonly string[]): boolean => keys.some((key) => known(form).has(key));
  return (text) => {
    const path = normalPath(text);
    if (path === '') return false;
    const keys = nameKeys(path);
    return NAME_FORMS.some((form) => has(form, keys[form])) || has('plain', keys.parts) || has('parts', keys.plain);
  };
}
