/**
 * Bytes → text: byte order mark, else UTF-8, else UTF-16 without a mark, else an 8-bit Cyrillic encoding. The decoder
 * itself is the platform's and is handed in.
 */
import type { TextEncoding } from '../core/data-report.ts';

/** As `TextDecoder`: throws on malformed bytes when `fatal`. Drops a byte order mark. */
export type TextDecode = (bytes: Uint8Array, label: string, fatal: boolean) => string;

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly hasBom: boolean;
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
function isDamagedUtf8(bytes: Uint8Array, decode: TextDecode): boolean {
  const text = decode(bytes.subarray(0, SAMPLE), 'utf-8', false);
  const foreign = text.match(/[^\0-\u007F]/gu) ?? [];
  return foreign.filter((c) => c === '\uFFFD').length < foreign.length / 10;
}

/** How often a letter occurs among 1,000 of Russian text, from `а` to `я`. */
const FREQUENCY = [
  80, 16, 45, 17, 30, 85, 9, 17, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 14, 7, 4, 1, 19, 17, 3, 6,
  20,
];

/**
 * How much the words look like Russian, as a logarithm: common letters, and no capital behind a small letter. Each word
 * counts once, or a thousand cells of one letter would outweigh everything else.
 */
function russianScore(text: string): number {
  let score = 0;
  for (const word of new Set(text.match(/[а-я]+/giu))) {
    for (const letter of word) score += Math.log(FREQUENCY[(letter.toLowerCase().codePointAt(0) ?? 0) - 0x430] ?? 1);
    score -= 4 * (word.match(/[а-я](?=[А-Я])/gu) ?? []).length;
  }
  return score;
}

/** KOI8-R is rare today: odds of twenty to one, or a "м" alone would be read as the more common "Л". */
const KOI8_ODDS = Math.log(20);

/** windows-1251 and KOI8-R have the same bytes for letters, in another order and with the cases swapped. */
function cyrillicEncoding(bytes: Uint8Array, decode: TextDecode): TextEncoding {
  const sample = bytes.subarray(0, SAMPLE);
  const score = (label: TextEncoding): number => russianScore(decode(sample, label, false));
  return score('koi8-r') > score('windows-1251') + KOI8_ODDS ? 'koi8-r' : 'windows-1251';
}

function recognised(bytes: Uint8Array, decode: TextDecode): Pick<DecodedText, 'text' | 'encoding'> {
  const as = (encoding: TextEncoding): Pick<DecodedText, 'text' | 'encoding'> => ({
    text: decode(bytes, encoding, false),
    encoding,
  });
  const wide = utf16WithoutMark(bytes);
  if (wide !== null) return as(wide);
  // Most files: what shows that they are UTF-8 has decoded them already.
  const text = asUtf8(bytes, decode);
  if (text !== null) return { text, encoding: 'utf-8' };
  return as(isDamagedUtf8(bytes, decode) ? 'utf-8' : cyrillicEncoding(bytes, decode));
}

export function decodeText(bytes: Uint8Array, choice: TextEncoding | 'auto', decode: TextDecode): DecodedText {
  const mark = MARKS.find((m) => m.bytes.every((byte, i) => bytes[i] === byte));
  const encoding = choice === 'auto' ? mark?.encoding : choice;
  if (encoding === undefined) return { ...recognised(bytes, decode), hasBom: false };
  return { text: decode(bytes, encoding, false), encoding, hasBom: mark?.encoding === encoding };
}

/** More of these in text are none a person or a program writes into a table. */
const MOST_CONTROLS = 0.02;
const MOST_ZEROS = 0.9;

/** Text has hardly any control characters; zero bytes it may have where cells are filled up, or a disk was damaged. */
export function looksBinary(text: string): boolean {
  const sample = text.replace(/[\0\u001A\s]+$/u, '').slice(0, SAMPLE);
  const zeros = sample.match(/\0/gu)?.length ?? 0;
  // oxlint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0001-\u0008\u000E-\u0019\u001B-\u001F]/gu)?.length ?? 0;
  return controls > MOST_CONTROLS * sample.length || zeros > MOST_ZEROS * sample.length;
}
