/** What a file is, by its first bytes. Names lie (a text called `.jpg`); contents do not. */
import type { RejectedFile } from '../core/data-report.ts';
import type { FileLook } from '../core/file-look.ts';
import { utf16WithoutMark } from '../data/decode-text.ts';
import { type FormatName, formatOf } from './formats/sniff.ts';

export type FileKind =
  | { readonly kind: 'picture'; readonly looksLike: FileLook }
  /** Read by `formats`. */
  | { readonly kind: 'ecg'; readonly looksLike: FormatName }
  | { readonly kind: 'table'; readonly looksLike: FileLook }
  | { readonly kind: 'zip'; readonly looksLike: FileLook }
  | { readonly kind: 'rejected'; readonly reason: RejectedFile['reason']; readonly looksLike: FileLook };

interface Signature {
  readonly look: FileLook;
  readonly offset: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

/** Pictures every current Chrome decodes; of JPEG XL, the later ones. */
const PICTURES: readonly Signature[] = [
  { look: 'jpeg', offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { look: 'png', offset: 0, bytes: [0x89, ...ascii('PNG')] },
  { look: 'gif', offset: 0, bytes: ascii('GIF8') },
  { look: 'webp', offset: 8, bytes: ascii('WEBP') },
  { look: 'avif', offset: 4, bytes: ascii('ftypavi') },
  { look: 'jpeg-xl', offset: 4, bytes: ascii('JXL ') },
  { look: 'jpeg-xl', offset: 0, bytes: [0xff, 0x0a] },
];

const OTHERS: readonly (Signature & { readonly reason: RejectedFile['reason'] })[] = [
  { look: 'heic', offset: 4, bytes: ascii('ftyphei'), reason: 'unsupported-image' },
  { look: 'heic', offset: 4, bytes: ascii('ftypmif1'), reason: 'unsupported-image' },
  { look: 'jpeg-2000', offset: 4, bytes: ascii('jP  '), reason: 'unsupported-image' },
  { look: 'jpeg-2000', offset: 0, bytes: [0xff, 0x4f, 0xff, 0x51], reason: 'unsupported-image' },
  { look: 'gzip', offset: 0, bytes: [0x1f, 0x8b], reason: 'packed' },
  { look: 'rar', offset: 0, bytes: ascii('Rar!'), reason: 'packed' },
  { look: '7-zip', offset: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf], reason: 'packed' },
  { look: 'office-97', offset: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0], reason: 'unsupported-file' },
];

/** The first entry; two marks of archives that were in parts. */
const ZIPS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x07, 0x08],
  [0x50, 0x4b, 0x30, 0x30],
];
const ARCHIVE_NAME = /\.(zip|xlsx)$/iu;
const TABLE_NAME = /\.(csv|tsv|tab)$/iu;
const PICTURE_NAME = /\.(jpe?g|png|gif|webp|bmp|avif|tiff?|heic)$/iu;
/** Text that is made to be read by programs, whatever its lines look like. */
const CODE_NAME = /\.(md|json|xml|html?|ya?ml|js|ts|py|r|log|ini|hea|css|sh|bat)$/iu;

function matches(head: Uint8Array, { offset, bytes }: Signature): boolean {
  return bytes.every((byte, i) => head[offset + i] === byte);
}

/** Two letters alone would take a table that begins with "BMI" for a picture; the four reserved bytes are zero. */
function isBmp(head: Uint8Array): boolean {
  return (
    matches(head, { look: 'bmp', offset: 0, bytes: ascii('BM') }) && head.subarray(6, 10).every((byte) => byte === 0)
  );
}

function indexOf(head: Uint8Array, bytes: readonly number[]): number {
  for (let i = 0; i + bytes.length <= head.length; i++) {
    if (bytes.every((byte, j) => head[i + j] === byte)) return i;
  }
  return -1;
}

/** Text has hardly any control characters (an Excel cell may hold one), and zero bytes only in UTF-16. */
function looksLikeText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  if (utf16WithoutMark(head) !== null) return true;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls <= head.length / 50;
}

/** The first bytes as one character each; the zeros of UTF-16 are left out. */
function latin(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, 2000)).replaceAll('\0', '');
}

/** Lines that are looked at. */
const LINES = 12;

/**
 * Its first lines have the same number (not zero) of some separator, or the first of them one less, as R names the columns but not
 * the rows. Lines of a title may stand above, where the separator is none that sentences have.
 */
function looksLikeTable(head: Uint8Array): boolean {
  const lines = latin(head)
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  return [';', ',', '\t', '|'].some((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const isTable = (from: number): boolean => {
      const [first = 0, second = 0, third = 0, fourth = second] = counts.slice(from, from + 4);
      if (first === 0 || second !== third) return false;
      return first === second || (first + 1 === second && second === fourth);
    };
    return isTable(0) || (separator !== ',' && counts.some((_, from) => isTable(from)));
  });
}

/** By its name alone; used to tell what a file that cannot be read was meant to be. */
export function isNamedAsTable(path: string): boolean {
  return TABLE_NAME.test(path);
}

function detectText(head: Uint8Array, path: string): FileKind {
  if (PICTURE_NAME.test(path)) return { kind: 'rejected', reason: 'not-an-image', looksLike: 'text' };
  // Programs that save a web page under the name of a table.
  if (/^\s*<(!doctype html|html|meta|table)/iu.test(latin(head))) {
    return { kind: 'rejected', reason: 'unsupported-file', looksLike: 'web-page' };
  }
  if (TABLE_NAME.test(path) || (!CODE_NAME.test(path) && looksLikeTable(head))) {
    return { kind: 'table', looksLike: 'text' };
  }
  const isSvg = indexOf(head.subarray(0, 1000), ascii('<svg')) >= 0;
  if (isSvg) return { kind: 'rejected', reason: 'unsupported-image', looksLike: 'svg' };
  return { kind: 'rejected', reason: 'unsupported-file', looksLike: 'text' };
}

/** `head` holds the first bytes of the file, a few thousand where it has them. */
export function detectFile(head: Uint8Array, path: string): FileKind {
  if (head.length === 0) return { kind: 'rejected', reason: 'empty-file', looksLike: 'empty' };
  const picture = PICTURES.find((signature) => matches(head, signature));
  if (picture !== undefined) return { kind: 'picture', looksLike: picture.look };
  if (isBmp(head)) return { kind: 'picture', looksLike: 'bmp' };
  const format = formatOf(head, latin(head), path);
  if (format !== null) return { kind: 'ecg', looksLike: format };
  const other = OTHERS.find((signature) => matches(head, signature));
  if (other !== undefined) return { kind: 'rejected', reason: other.reason, looksLike: other.look };
  if (ZIPS.some((bytes) => matches(head, { look: 'zip', offset: 0, bytes }))) return { kind: 'zip', looksLike: 'zip' };
  if (matches(head, { look: 'zip-empty', offset: 0, bytes: [0x50, 0x4b, 0x05, 0x06] })) {
    return { kind: 'rejected', reason: 'unsupported-file', looksLike: 'zip-empty' };
  }
  if (looksLikeText(head)) return detectText(head, path);
  // Its directory stands at the end: anything may come before the first entry, as in archives that unpack themselves.
  if (ARCHIVE_NAME.test(path)) return { kind: 'zip', looksLike: 'zip' };
  const reason = PICTURE_NAME.test(path) ? 'not-an-image' : 'unsupported-file';
  return { kind: 'rejected', reason, looksLike: 'binary' };
}
