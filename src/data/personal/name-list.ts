/**
 * Frequent given names and surnames of some forty languages, as hashes: enough to tell that a word is one of them, and
 * not readable as a list. 24 bits a name, so one word in five hundred is taken for a name by chance; columns are judged by many words.
 */
import { foldName } from './fold-name.ts';

export interface NameList {
  readonly isGiven: (word: string) => boolean;
  readonly isSurname: (word: string) => boolean;
}

/** Nobody's name is known. */
export const NO_NAMES: NameList = { isGiven: () => false, isSurname: () => false };

/** FNV-1a of the folded word, its upper 24 bits. */
export function hashName(folded: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), 0x01000193);
  return hash >>> 8;
}

/** Ascending numbers as their differences, seven bits a byte, in base 64. */
export function packHashes(hashes: readonly number[]): string {
  const bytes: number[] = [];
  let last = 0;
  for (const hash of hashes) {
    let step = hash - last;
    last = hash;
    for (; step > 127; step >>>= 7) bytes.push((step & 127) | 128);
    bytes.push(step);
  }
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

export function unpackHashes(packed: string): ReadonlySet<number> {
  const hashes = new Set<number>();
  let hash = 0;
  let step = 0;
  let shift = 0;
  for (const character of atob(packed)) {
    const byte = character.charCodeAt(0);
    step |= (byte & 127) << shift;
    shift += 7;
    if (byte < 128) {
      hash += step;
      hashes.add(hash);
      [step, shift] = [0, 0];
    }
  }
  return hashes;
}

/** Persian and Arabic keyboards have two letters each in a form of their own; windows-1256 has one of them alone. */
const OTHER: Readonly<Record<string, string>> = { ي: 'ی', ك: 'ک', ی: 'ي', ک: 'ك' };

function otherLetters(folded: string): string {
  return folded.replaceAll(/[يكیک]/gu, (letter) => OTHER[letter] ?? letter);
}

/** Shorter words are initials, or letters of anything. */
const SHORTEST = 3;

export function nameList(packed: { readonly given: string; readonly surnames: string }): NameList {
  const given = unpackHashes(packed.given);
  const surnames = unpackHashes(packed.surnames);
  const has = (hashes: ReadonlySet<number>, word: string): boolean => {
    const folded = foldName(word);
    // Two letters are a whole name in Chinese, Japanese and Korean.
    const isLong = folded.length >= SHORTEST || /\p{Script=Han}|\p{Script=Hangul}/u.test(folded);
    return isLong && (hashes.has(hashName(folded)) || hashes.has(hashName(otherLetters(folded))));
  };
  return { isGiven: (word) => has(given, word), isSurname: (word) => has(surnames, word) };
}
