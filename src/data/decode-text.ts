/**
 * Bytes → text: byte order mark, else strict UTF-8, else an 8-bit Cyrillic encoding. The decoder itself is the
 * platform's and is handed in.
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

function isUtf8(bytes: Uint8Array, decode: TextDecode): boolean {
  try {
    decode(bytes, 'utf-8', true);
    return true;
  } catch {
    // Malformed as UTF-8: that is the answer, not an error.
    return false;
  }
}

/**
 * Between windows-1251 and KOI8-R: Russian text is mostly lower case, and the two encodings have upper and lower case
 * swapped, so the right one shows more lower-case letters.
 */
function cyrillicEncoding(bytes: Uint8Array, decode: TextDecode): TextEncoding {
  const lowerShare = (label: string): number => {
    const letters = decode(bytes.subarray(0, 65_536), label, false).match(/[а-яё]/giu) ?? [];
    return letters.length === 0 ? 0 : letters.filter((c) => c === c.toLowerCase()).length / letters.length;
  };
  return lowerShare('koi8-r') > 0.6 && lowerShare('windows-1251') < 0.4 ? 'koi8-r' : 'windows-1251';
}

export function decodeText(bytes: Uint8Array, choice: TextEncoding | 'auto', decode: TextDecode): DecodedText {
  const mark = MARKS.find((m) => m.bytes.every((byte, i) => bytes[i] === byte));
  let encoding: TextEncoding;
  if (choice !== 'auto') encoding = choice;
  else if (mark !== undefined) encoding = mark.encoding;
  else encoding = isUtf8(bytes, decode) ? 'utf-8' : cyrillicEncoding(bytes, decode);
  return { text: decode(bytes, encoding, false), encoding, hasBom: mark?.encoding === encoding };
}
