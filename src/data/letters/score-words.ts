/** How likely it is that words were written so: by the frequency of letters, by their neighbours, and by what stands between them. */
import { type LetterModel, type LetterModels, STRANGE } from './letter-models.ts';

/** A capital behind a small letter. */
const MIXED_CASE = -4;
/** A letter of another alphabet in a word. */
const MIXED_SCRIPT = -6;
/** A word all of whose letters have accents. */
const ALL_ACCENTS = -2;
/** Letters side by side that the language has not: `czêsto` is no Portuguese. */
const FOREIGN = -3;
/** Half of a long word: rather two bytes a letter. */
const MANY_ACCENTS = -1.5;
const LONG_WORD = 6;
/** Whole words of tables: less where a word is so short that chance may read it. */
const KNOWN = 6;
const KNOWN_LETTER = 1.5;
/** What no word has in Cyrillic, in Greek, in Hebrew letters: signs behind vowels, letters of word ends within words, and no accent at all. */
const NEVER_CYRILLIC = /^[ыьъ]|[аеёиоуыэюяіїєйьъ][ьъ]|[жшщч][ыя]/iu;
const NEVER_GREEK = /ς\p{L}|σ$|^(?=.*\p{Ll})[^άέήίόύώΐΰ]{3,}$|[άέήίόύώΐΰ].*[άέήίόύώΐΰ]/u;
const NEVER_HEBREW = /[םןךץף]\p{L}/u;
/** Beside the same word in small letters. */
const ALL_CAPITALS = -1;
/** Consonants side by side, vowels side by side; one beside the other. */
const ALIKE = -0.6;
const APART = 0.3;
/** Between consonants, or between one and the end of the word. */
const NO_SYLLABLE = -1;
/** A letter to Unicode, a sign in tables. */
const MICRO = 'µ';
const MICRO_SIGN = -4;
/** Signs that tables have; one of them inside a word; any other sign; what no text has. */
export const USUAL_SIGN = -5.5;
const SIGN_IN_WORD = -9;
const STRANGE_SIGN = -11;
const NO_SIGN = -14;

/** `não`, `pressões`: the vowels stand side by side. */
const NASAL = /ã[eo]|õe/gu;
const NASAL_PAIR = 1.5;
/** Icelandic begins words with it. */
const THORN_INSIDE = -2;

const VOWELS = /[aeiouyáàâäãåæéèêëěęėēíìîïıīįóòôöõőøœúùûüůűūųýąăāаеёиоуыэюяіїєъ]/u;
const SIGNS = new Set('«»“”„’‘–—…°±№§©®™€²³×· \u00a0≤≥½¼•');

function lowered(letter: string): string {
  return letter === 'İ' ? letter : letter.toLowerCase();
}

function byNeighbours(letter: string, before: string | undefined, after: string | undefined): number {
  const isVowel = (one: string): boolean => VOWELS.test(one);
  const isLetter = (one: string | undefined): one is string => one !== undefined && /\p{L}/u.test(one);
  const own = isVowel(letter);
  const around = [before, after].filter(isLetter).map((one) => isVowel(one.toLowerCase()) === own);
  const score = around.reduce((sum, isAlike) => sum + (isAlike ? ALIKE : APART), 0);
  return score + (!own && around.length > 0 && around.every(Boolean) ? NO_SYLLABLE : 0);
}

const isAscii = (letter: string): boolean => letter <= '\u007f';

/** A run of letters, all of one word. */
function scoreLetters(word: string, model: LetterModel): number {
  const letters = Array.from(word);
  const hasOther = /[^\p{Script=Latin}µ]/u.test(word);
  const isMixed = hasOther && /\p{Script=Latin}/u.test(word);
  // Russian has its vowels between consonants as well; Hebrew letters that are read so have not.
  const isCyrillic = /^\p{Script=Cyrillic}+$/u.test(word);
  const hasAscii = letters.some(isAscii);
  const accents = letters.filter((letter) => !isAscii(letter)).length;
  const hasMany = letters.length >= LONG_WORD && 2 * accents >= letters.length;
  let score = 0;
  letters.forEach((letter, i) => {
    const before = letters[i - 1];
    if (before !== undefined && /\p{Ll}/u.test(before) && /\p{Lu}/u.test(letter)) {
      if (!isAscii(before) || !isAscii(letter)) score += MIXED_CASE;
    }
    if (isAscii(letter)) return;
    if (letter === MICRO) {
      score += MICRO_SIGN;
      return;
    }
    const low = lowered(letter);
    score += model.letters.get(low) ?? STRANGE;
    if (low === 'þ' && i > 0) score += THORN_INSIDE;
    if (low === 'ð' && i === 0) score += FOREIGN;
    if (isMixed) score += MIXED_SCRIPT;
    if (hasOther && !isCyrillic) return;
    score += byNeighbours(low, before?.toLowerCase(), letters[i + 1]?.toLowerCase());
    if (hasOther) return;
    if (!hasAscii) score += ALL_ACCENTS;
    else if (hasMany) score += MANY_ACCENTS;
  });
  if (model.never?.test(word) === true) score += FOREIGN;
  if (hasOther && NEVER_GREEK.test(word) && /^\p{Script=Greek}+$/u.test(word)) score += FOREIGN;
  if (isCyrillic && NEVER_CYRILLIC.test(word)) score += FOREIGN;
  if (NEVER_HEBREW.test(word)) score += FOREIGN;
  if (hasOther && letters.length > 1 && /^\p{Lu}+$/u.test(word)) score += ALL_CAPITALS;
  return score + NASAL_PAIR * (word.toLowerCase().match(NASAL)?.length ?? 0);
}

/** Characters beyond ASCII that are no letters. */
function scoreSigns(text: string): number {
  let score = 0;
  for (const [sign] of text.matchAll(/[^\p{L}\0-\u007f]/gu)) {
    if (!SIGNS.has(sign)) score += /[\u0080-\u009f\ufffd]/u.test(sign) ? NO_SIGN : STRANGE_SIGN;
    else score += USUAL_SIGN;
  }
  const inside = text.match(/(?<=\p{L})[^\p{L}\0-\u007f ’–—·\u00a0](?=\p{L})/gu)?.length ?? 0;
  return score + inside * (SIGN_IN_WORD - USUAL_SIGN);
}

/** Signs that tables have. */
export function countSigns(tokens: readonly string[]): number {
  let count = 0;
  for (const token of tokens)
    for (const character of token) if (SIGNS.has(character) || character === MICRO) count += 1;
  return count;
}

/** The logarithm of how likely `tokens` are in the language that fits them best. */
export function scoreTokens(
  tokens: readonly string[],
  { languages, words: known }: Omit<LetterModels, 'odds'>,
): number {
  const signs = tokens.reduce((sum, token) => sum + scoreSigns(token), 0);
  const words = tokens
    .flatMap((token) => token.match(/\p{L}+/gu) ?? [])
    .filter((word) => !/^[\0-\u007f]*$/u.test(word));
  const best = languages.map((model) => words.reduce((sum, word) => sum + scoreLetters(word, model), model.odds));
  const usual = words.filter((word) => known.has(word.toLowerCase()));
  return signs + Math.max(...best) + usual.reduce((sum, word) => sum + Math.min(KNOWN, KNOWN_LETTER * word.length), 0);
}
