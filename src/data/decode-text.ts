/**
 * Bytes → text: byte order mark, else UTF-8, else UTF-16 without a mark, else the encoding in which the words are most likely. The
 * decoder itself is the platform's and is handed in.
 */
import type { TextEncoding } from '../core/text-format.ts';
import { joinTokens, lettersLookWrong, recogniseLetters, tokensOf } from './letters/recognise-letters.ts';

/** As `TextDecoder`: throws on malformed bytes when `fatal`. Drops a byte order mark. */
export type TextDecode = (bytes: Uint8Array, label: string, fatal: boolean) => string;

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly hasBom: boolean;
  /** Its words are none of any language that is known here: another encoding may read them better, or letters were lost before. */
  readonly looksWrong: boolean;
}

const MARKS: readonly { readonly encoding: TextEncoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Enough bytes to recognise an encoding. */
const SAMPLE = 65_536;

/** Share of 16-bit units that are printable Latin text; null where one is a control character, as in no text. */
function latinShare(bytes: Uint8Array, high: 0 | 1): number | null {
  const pairs = Math.floor(Math.min(bytes.length, SAMPLE) / 2);
  let latin = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i + high] !== 0) continue;
    const low = bytes[2 * i + 1 - high] ?? 0;
    if (low < 0x20 && low !== 0x09 && low !== 0x0a && low !== 0x0d) return null;
    latin += 1;
  }
  return pairs === 0 ? null : latin / pairs;
}

/** UTF-16 by its zero bytes: digits, separators and line ends have one each, on the same side; 8-bit text has none. */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((latinShare(bytes, 1) ?? 0) > 0.2) return 'utf-16le';
  return (latinShare(bytes, 0) ?? 0) > 0.2 ? 'utf-16be' : null;
}

/** The text, where every byte is UTF-8. */
function asUtf8(bytes: Uint8Array, decode: TextDecode): string | null {
  try {
    return decode(bytes, 'utf-8', true);
  } catch {
    return null;
  }
}

/** A damaged byte or two does not make a text of another encoding; in those nearly every letter is malformed. */
function isDamagedUtf8(tokens: readonly Uint8Array[], decode: TextDecode): boolean {
  const foreign = decode(joinTokens(tokens), 'utf-8', false).match(/[^\0-\u007F]/gu) ?? [];
  return foreign.filter((c) => c === '\uFFFD').length < foreign.length / 10;
}

/** Letters of UTF-8 that were once read as Western or Russian ones and saved so: `mÃ¤nnlich`, `Ð’Ð¾Ð·Ñ€Ð°ÑÑ‚`, `Р’РѕР·СЂР°СЃС‚`. */
const MISREAD =
  /[ÃÅÄÐÑ][\u0080-\u00BF\u0152-\u017E\u0192\u02C6\u02DC\u2013-\u2122]|[РС][\u0402-\u040F\u0452-\u045F\u00A0-\u00BB\u2013-\u2122°±µ]/gu;
const FEWEST_MISREAD = 4;

/** What stands where a program could not write a letter: the sign for it, or question marks for whole words. */
const LOST = /\uFFFD|(?<![?\w])\?{3,}(?!\w)/gu;

/** Whether text that was decoded without an error makes no sense all the same. */
function isMisread(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const foreign = sample.match(/[^\0-\u007F]/gu)?.length ?? 0;
  const misread = sample.match(MISREAD)?.length ?? 0;
  if (misread >= FEWEST_MISREAD && 2 * misread > foreign / 2) return true;
  const lost = sample.match(LOST)?.length ?? 0;
  return lost >= FEWEST_MISREAD && lost > foreign / 10;
}

function looksWrong(bytes: Uint8Array, text: string, encoding: TextEncoding, decode: TextDecode): boolean {
  if (encoding.startsWith('utf-')) return isMisread(text);
  return lettersLookWrong(tokensOf(bytes), encoding, (part, label) => decode(part, label, false));
}

function recognise(bytes: Uint8Array, decode: TextDecode): Pick<DecodedText, 'text' | 'encoding'> {
  const as = (encoding: TextEncoding): Pick<DecodedText, 'text' | 'encoding'> => ({
    text: decode(bytes, encoding, false),
    encoding,
  });
  const wide = utf16WithoutMark(bytes);
  if (wide !== null) return as(wide);
  // Most files: what shows that they are UTF-8 has decoded them already.
  const text = asUtf8(bytes, decode);
  if (text !== null) return { text, encoding: 'utf-8' };
  const tokens = tokensOf(bytes);
  if (isDamagedUtf8(tokens, decode)) return as('utf-8');
  return as(recogniseLetters(tokens, (part, label) => decode(part, label, false)));
}

export function decodeText(bytes: Uint8Array, choice: TextEncoding | 'auto', decode: TextDecode): DecodedText {
  const mark = MARKS.find((m) => m.bytes.every((byte, i) => bytes[i] === byte));
  const chosen = choice === 'auto' ? mark?.encoding : choice;
  const { text, encoding } =
    chosen === undefined ? recognise(bytes, decode) : { text: decode(bytes, chosen, false), encoding: chosen };
  return { text, encoding, hasBom: mark?.encoding === encoding, looksWrong: looksWrong(bytes, text, encoding, decode) };
}

const ZERO = 0;
/** DOS ends files with it. */
const END_OF_FILE = 0x1a;

/** Without what stands behind the last line: zero bytes of a file that was given more room, the mark of its end. */
export function withoutPadding(text: string): string {
  let end = text.length;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === ZERO || code === END_OF_FILE) end = i;
    else if (text.charAt(i).trim() !== '') break;
  }
  return text.slice(0, end);
}

/** More of these in text are none a person or a program writes into a table. */
const MOST_CONTROLS = 0.02;
const MOST_ZEROS = 0.9;
const isControl = (code: number): boolean =>
  code !== ZERO && (code < 0x09 || (code > 0x0d && code < 0x20)) && code !== END_OF_FILE;

/** Text has hardly any control characters; zero bytes it may have where cells are filled up, or a disk was damaged. */
export function looksBinary(text: string): boolean {
  const sample = withoutPadding(text).slice(0, SAMPLE);
  let zeros = 0;
  let controls = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code === ZERO) zeros += 1;
    else if (isControl(code)) controls += 1;
  }
  return controls > MOST_CONTROLS * sample.length || zeros > MOST_ZEROS * sample.length;
}
