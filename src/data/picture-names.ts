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
function plainForms(name: string): string[] {
  const forms: string[] = [];
  let rest = name;
  for (let found = true; found;) {
    found = false;
    for (const added of ADDED) {
      const shorter = rest.replace(added, '').trim();
      if (shorter === rest || shorter === '') continue;
      rest = shorter;
      forms.push(rest);
      found = true;
    }
  }
  return forms;
}

export type NameKeys = Readonly<Record<NameForm, readonly string[]>>;

/** `path`: of `normalPath`. Keys of one form may be held against each other; of `plain` against `parts`. Made when asked for. */
export function nameKeys(path: string): NameKeys {
  return new Keys(baseName(path));
}

class Keys implements NameKeys {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get full(): readonly string[] {
    return [this.#name];
  }

  get stem(): readonly string[] {
    return [...new Set([this.#name, stem(this.#name), bare(this.#name)])];
  }

  get parts(): readonly string[] {
    return [partsKey(bare(this.#name))].filter((key) => key !== '');
  }

  get plain(): readonly string[] {
    return plainForms(bare(this.#name))
      .map(partsKey)
      .filter((key) => key !== '');
  }

  get compact(): readonly string[] {
    return [compactKey(bare(this.#name))];
  }
}

/** The letters before the first number. */
function headOf(name: string): string {
  const number = name.search(/\p{N}/u);
  return (number < 0 ? name : name.slice(0, number)).replaceAll(/[^\p{L}]+/gu, '');
}

/** Names that share a key of any form share one of these: most texts of a table have none that any picture has. `name`: without endings. */
function headsOf(name: string): string[] {
  return [name, ...plainForms(name)].map(headOf);
}

/** Letters of the words that are added to names. */
const MAY_BE_ADDED = /cop|kop|коп|副本|コピー|사본|p|seite|blatt|стр|лист|第|edit|final|scan|gr[ae]y|resized/u;

function allHeads(paths: readonly string[]): ReadonlySet<string> {
  const heads = new Set<string>();
  /** What stands before the first number, as it is: there are few such beginnings. */
  const known = new Set<string>();
  for (const path of paths) {
    const name = bare(baseName(normalPath(path)));
    const number = name.search(/\p{N}/u);
    const beginning = number < 0 ? name : name.slice(0, number);
    if (known.has(beginning)) continue;
    if (number >= 0 && !MAY_BE_ADDED.test(beginning)) known.add(beginning);
    for (const head of headsOf(name)) heads.add(head);
  }
  return heads;
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

/** What is left of many measurements and addresses where their last number is taken away. */
const SHORT_NUMBER = /^\d{1,3}$/u;

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
  let heads: ReadonlySet<string> | null = null;
  const has = (form: NameForm, keys: readonly string[]): boolean => keys.some((key) => known(form).has(key));
  return (text) => {
    const path = normalPath(text);
    if (path === '') return false;
    heads ??= allHeads(paths);
    if (!headsOf(bare(baseName(path))).some((head) => heads?.has(head))) return false;
    const keys = nameKeys(path);
    // `5'3"` is not 53.jpg, and bed 3-2 not 3.jpg.
    const compact = keys.compact.filter((key) => key.length >= SHORTEST_COMPACT);
    const plain = keys.plain.filter((key) => !SHORT_NUMBER.test(key) || /\p{L}|\(/u.test(path));
    const isSame = has('full', keys.full) || has('stem', keys.stem) || has('parts', keys.parts);
    return isSame || has('compact', compact) || has('plain', [...plain, ...keys.parts]) || has('parts', plain);
  };
}
