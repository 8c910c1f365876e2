/**
 * In which letters a text of one byte or two a character is written, by the text itself: each encoding reads its words, and the
 * reading in which they are most likely wins. Each word counts once, or a thousand cells of one word would outweigh everything else.
 */
import { LETTER_MODELS, type LetterEncoding } from './letter-models.ts';
import { PAIR_MODELS, type PairEncoding, scorePairs } from './score-pairs.ts';
import { countSigns, scoreTokens, USUAL_SIGN } from './score-words.ts';

export type RecognisedEncoding = LetterEncoding | PairEncoding;

/** As `TextDecoder`, malformed bytes as U+FFFD. */
type Decode = (bytes: Uint8Array, label: string) => string;

/** Enough words to tell by. */
const MOST_TOKENS = 600;
const NEWLINE = 0x0a;

/**
 * Runs of letters, those with a byte beyond ASCII, each once. Bytes from 0x40 on are taken as letters: in Shift-JIS and GBK they
 * may be the second of a character. Blanks, digits and the separators of tables are below, "|" is in between.
 */
export function tokensOf(bytes: Uint8Array): Uint8Array[] {
  const tokens = new Map<string, Uint8Array>();
  let start = -1;
  let isForeign = false;
  for (let i = 0; i <= bytes.length && tokens.size < MOST_TOKENS; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x40) {
      if (start < 0) start = i;
      if (byte >= 0x80) isForeign = true;
      continue;
    }
    if (isForeign) {
      const token = bytes.subarray(start, i);
      tokens.set(String.fromCharCode(...token.subarray(0, 200)), token.subarray(0, 200));
    }
    start = -1;
    isForeign = false;
  }
  return [...tokens.values()];
}

export function joinTokens(tokens: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(tokens.reduce((sum, token) => sum + token.length + 1, 0)).fill(NEWLINE);
  let at = 0;
  for (const token of tokens) {
    joined.set(token, at);
    at += token.length + 1;
  }
  return joined;
}

const isPair = (label: string): label is PairEncoding => Object.hasOwn(PAIR_MODELS, label);
const isLetter = (label: string): label is LetterEncoding => Object.hasOwn(LETTER_MODELS, label);

/** How likely the tokens are in an encoding, without how common it is. */
function score(tokens: readonly Uint8Array[], joined: Uint8Array, label: RecognisedEncoding, decode: Decode): number {
  if (isPair(label)) return scorePairs(tokens, PAIR_MODELS[label]);
  return scoreTokens(decode(joined, label).split('\n'), LETTER_MODELS[label]);
}

/** The encoding that reads the tokens best; of equals the most common. */
export function recogniseLetters(tokens: readonly Uint8Array[], decode: Decode): RecognisedEncoding {
  const joined = joinTokens(tokens);
  let best: { readonly label: RecognisedEncoding; readonly score: number } | null = null;
  for (const label of [...Object.keys(LETTER_MODELS), ...Object.keys(PAIR_MODELS)]) {
    if (!isPair(label) && !isLetter(label)) continue;
    const { odds } = isPair(label) ? PAIR_MODELS[label] : LETTER_MODELS[label];
    const found = score(tokens, joined, label, decode) + odds;
    if (best === null || found > best.score) best = { label, score: found };
  }
  return best?.label ?? 'windows-1252';
}

/** Words of a language that is known come to -3.7 a letter at the least; a few of them may be rarer. */
const LEAST = -4.1;
const LEAST_OF_FEW = -2;
/** Characters of two bytes, the rarest sets of them alone. */
const LEAST_PAIR = -6;
/** Fewer bytes say nothing. */
const FEWEST = 4;

/** Whether words that were read so are none of any language that is known. `found`: without how common the encoding is. */
export function looksUnlikely(
  tokens: readonly Uint8Array[],
  texts: readonly string[],
  found: number,
  arePairs: boolean,
): boolean {
  const bytes = tokens.reduce((sum, token) => sum + token.filter((byte) => byte >= 0x80).length, 0);
  if (arePairs) return bytes >= FEWEST && found < LEAST_PAIR * bytes;
  // A table of measurements may have more signs than letters.
  const signs = countSigns(texts);
  const letters = bytes - signs;
  if (letters < FEWEST) return false;
  return found - signs * USUAL_SIGN < letters * (LEAST + LEAST_OF_FEW / Math.sqrt(letters));
}

/** Whether the words make no sense in an encoding. */
export function lettersLookWrong(tokens: readonly Uint8Array[], label: string, decode: Decode): boolean {
  if (isPair(label)) return looksUnlikely(tokens, [], scorePairs(tokens, PAIR_MODELS[label]), true);
  if (!isLetter(label)) return false;
  const texts = decode(joinTokens(tokens), label).split('\n');
  return looksUnlikely(tokens, texts, scoreTokens(texts, LETTER_MODELS[label]), false);
}
