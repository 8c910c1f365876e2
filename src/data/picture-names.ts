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

/** `path`: of `normalPath`. Keys of one form may be held against each other; of `plain` against `parts`. */
export function nameKeys(path: string): NameKeys {
  const full = baseName(path);
  const name = bare(full);
  const parts = partsKey(name);
  return {
    full: [full],
    stem: [...new Set([full, stem(full), name])],
    parts: parts === '' ? [] : [parts],
    plain: plainKeys(name),
    compact: [compactKey(name)],
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

/** Whether a text names one of the pictures, whatever the folders. */
export function namesOf(paths: readonly string[]): (text: string) => boolean {
  const known = new Map<NameForm, Set<string>>(NAME_FORMS.map((form) => [form, new Set()]));
  for (const path of paths) {
    const keys = nameKeys(normalPath(path));
    for (const form of NAME_FORMS) for (const key of keys[form]) known.get(form)?.add(key);
  }
  const has = (form: NameForm, keys: readonly string[]): boolean => keys.some((key) => known.get(form)?.has(key));
  return (text) => {
    const path = normalPath(text);
    if (path === '') return false;
    const keys = nameKeys(path);
    return NAME_FORMS.some((form) => has(form, keys[form])) || has('plain', keys.parts) || has('parts', keys.plain);
  };
}
