/** Words of a hospital's table, Russian and English: for "not known", for yes and no, for the sexes; and all kinds of minus. */

/** Russian for "not known" or "not done", as a rule of one examination. */
const NOT_DONE = [
  'не известно',
  'не изв',
  'не опр',
  'не определено',
  'не определялось',
  'не определялся',
  'не определялась',
  'не исследовано',
  'не исследовалось',
  'не проводилось',
  'не выполнено',
  'не выполнялось',
];

/** What people and programs write where nothing is known. Any run of dashes, dots or question marks as well. */
const MISSING = new Set([
  '',
  ...'na n/a n.a. n.a #n/a #н/д nan -nan nat <na> null nil none unknown missing (blank) #ref! #value! #div/0!'.split(
    ' ',
  ),
  // SQL, SPSS, SAS and Stata, C.
  ...'\\n #null! #nul! ._ 1.#qnan 1.#ind 1.#inf -1.#ind inf +inf -inf'.split(' '),
  ...'н/д н.д. н.д нд н/о н.о. б/д неизв неизв. неизвестно (пусто) #ссылка! #знач! #дел/0!'.split(' '),
  'no data',
  'not known',
  'not done',
  'not available',
  'not applicable',
  '#число!',
  '#имя?',
  '#num!',
  '#name?',
  'нет данных',
  'данных нет',
  'нет сведений',
  ...NOT_DONE,
  'не указано',
]);
/** SAS and Stata: .a … .z say why. */
const MISSING_MARKS = /^(\.[a-z]|-{1,4}|\.{1,4}|…|\?{1,4}|_{1,4}|\*{1,4})$/u;

/** Zeros of digits that are written instead of 0 … 9: Arabic, Persian, Devanagari, Bengali, Thai, full-width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

function latinDigit(character: string): string {
  const code = character.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? character : String(code - zero);
}

/** Digits of other scripts, and their marks, as 0 … 9, comma and point. */
export function latinDigits(text: string): string {
  // Nearly every cell of every table.
  if (!/[\u0660-\uff19]/u.test(text)) return text;
  return text
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/gu, latinDigit)
    .replaceAll(/(?<=\d)[\u066c\uff0c](?=\d)/gu, ',')
    .replaceAll(/(?<=\d)[\u066b\uff0e](?=\d)/gu, '.');
}

/** Names of pictures, and of files that ECGs are printed to. */
export const IMAGE_CELL = /\.(jpe?g|jpe|jfif|png|gif|webp|bmp|avif|heic|tiff?|pdf|dcm)$/iu;

const MINUSES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;

/** Hyphens, dashes and minus signs as "-". */
export function plainMinus(text: string): string {
  return text.replaceAll(MINUSES, '-');
}

/** Case, ё, runs of any spaces, dashes and a last point do not make another word. */
export function foldWord(text: string): string {
  const folded = plainMinus(text).trim().toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/gu, ' ');
  return folded.length > 1 ? folded.replace(/(?<=[\p{L})])\.$/u, '') : folded;
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

export function isMissing(text: string): boolean {
  // Most cells of a large table: no word or mark for "not known" begins with a digit.
  if (beginsWithDigit(text) && !text.startsWith('1.#')) return false;
  const cell = plainMinus(text.trim()).toLowerCase();
  return MISSING.has(cell) || MISSING.has(foldWord(cell)) || MISSING_MARKS.test(cell);
}

/**
 * Words that say "not known" among numbers, but may be what was found where words are the values: no valve leak, no murmur, no
 * device, rhythm unknown, inferior.
 */
const FINDINGS = new Set([
  ...'null nil none unknown inf неизв неизвестно'.split(' '),
  'not known',
  'not done',
  'not applicable',
  ...NOT_DONE,
]);

export function mayBeFinding(text: string): boolean {
  // Most cells of a large table: a digit, a sign or a mark.
  const first = text.charCodeAt(0);
  if (first >= 0x2b && first <= 0x39) return false;
  return FINDINGS.has(foldWord(text));
}

/** "+", "-", "++": findings marked by signs, where a dash means no and not "not known". */
const SIGN = /^(\+{1,4}|-|\+-|\+\/-|±)$/u;

export function isSign(folded: string): boolean {
  return SIGN.test(folded);
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Pairs of opposites; in a column that holds nothing else, each side is one value however it is spelled. */
const OPPOSITES: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [
    words('1 + да д yes y true истина есть имеется имелся имелась pos positive положительный положительно полож'),
    words('0 - нет н no n false ложь отсутствует отриц neg negative отрицательный отрицательно'),
  ],
  [words('м муж мужской мужчина мужчины m male man'), words('ж жен женский женщина женщины f female woman w')],
];

/** For each folded word which of two opposites it is; null where the words are not all of one pair. */
export function sidesOf(folded: Iterable<string>): ReadonlyMap<string, 0 | 1> | null {
  const all = [...folded];
  for (const [first, second] of OPPOSITES) {
    if (all.every((word) => first.has(word) || second.has(word))) {
      return new Map(all.map((word) => [word, first.has(word) ? 0 : 1]));
    }
  }
  return null;
}
