/**
 * Words of names in forms that can be compared: without case, accents and points above letters; Cyrillic also in Latin
 * letters, since file names often are. Not for what is shown.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

export function foldName(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ`\u0640]+/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłđıæœþ]/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/** Runs of letters; an apostrophe inside belongs to its word. */
export function nameWords(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}'’ʼ`]*/gu) ?? [];
}

/** Cyrillic letters by their places in the alphabet, and how passports write them. */
const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґ';
const LATIN = 'a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i i ye g'.split(' ');

/** A folded Cyrillic word in the Latin letters of passports; й has become и by folding. */
export function inLatin(folded: string): string {
  return folded.replaceAll(/[а-яіїєґ]/gu, (letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter);
}
