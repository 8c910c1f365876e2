/** What a file is, by its first bytes. Names lie (a text called `.jpg`); contents do not. */
import type { RejectedFile } from '../core/data-report.ts';

export type FileKind =
  | { readonly kind: 'picture'; readonly looksLike: string }
  | { readonly kind: 'table'; readonly looksLike: string }
  | { readonly kind: 'zip'; readonly looksLike: string }
  | { readonly kind: 'rejected'; readonly reason: RejectedFile['reason']; readonly looksLike: string };

interface Signature {
  readonly name: string;
  readonly offset: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));

/** Pictures every current Chrome decodes. */
const PICTURES: readonly Signature[] = [
  { name: 'JPEG', offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { name: 'PNG', offset: 0, bytes: [0x89, ...ascii('PNG')] },
  { name: 'GIF', offset: 0, bytes: ascii('GIF8') },
  { name: 'WebP', offset: 8, bytes: ascii('WEBP') },
  { name: 'BMP', offset: 0, bytes: ascii('BM') },
  { name: 'AVIF', offset: 4, bytes: ascii('ftypavif') },
];

const OTHERS: readonly (Signature & { readonly reason: RejectedFile['reason'] })[] = [
  { name: 'TIFF', offset: 0, bytes: [0x49, 0x49, 0x2a, 0x00], reason: 'unsupported-image' },
  { name: 'TIFF', offset: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a], reason: 'unsupported-image' },
  { name: 'HEIC', offset: 4, bytes: ascii('ftyphei'), reason: 'unsupported-image' },
  { name: 'HEIC', offset: 4, bytes: ascii('ftypmif1'), reason: 'unsupported-image' },
  { name: 'PDF', offset: 0, bytes: ascii('%PDF'), reason: 'unsupported-file' },
  { name: 'gzip', offset: 0, bytes: [0x1f, 0x8b], reason: 'unsupported-file' },
  { name: 'RAR', offset: 0, bytes: ascii('Rar!'), reason: 'unsupported-file' },
  { name: '7-Zip', offset: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf], reason: 'unsupported-file' },
  { name: 'Excel 97 or Word 97', offset: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0], reason: 'unsupported-file' },
];

const TABLE_NAME = /\.(csv|tsv|tab)$/iu;
const PICTURE_NAME = /\.(jpe?g|png|gif|webp|bmp|avif|tiff?|heic)$/iu;
const TEXT_NAME = /\.txt$/iu;

function matches(head: Uint8Array, { offset, bytes }: Signature): boolean {
  return bytes.every((byte, i) => head[offset + i] === byte);
}

function indexOf(head: Uint8Array, bytes: readonly number[]): number {
  for (let i = 0; i + bytes.length <= head.length; i++) {
    if (bytes.every((byte, j) => head[i + j] === byte)) return i;
  }
  return -1;
}

/** Control characters do not occur in text of any 8-bit encoding; UTF-16 announces itself with a byte order mark. */
function looksLikeText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
}

/** Has at least two lines with the same number (not zero) of some separator. */
function looksLikeTable(head: Uint8Array): boolean {
  const lines = String.fromCharCode(...head.subarray(0, 2000)).split(/\r?\n/u);
  return [';', ',', '\t', '|'].some((separator) => {
    const [first = 0, second = 0] = lines.slice(0, 2).map((line) => line.split(separator).length - 1);
    return first > 0 && first === second;
  });
}

/** `head` holds the first bytes of the file, a few thousand where it has them. */
export function detectFile(head: Uint8Array, path: string): FileKind {
  if (head.length === 0) {
    // An empty table is a table: the visitor is then told that it is empty, not that there is none.
    if (TABLE_NAME.test(path)) return { kind: 'table', looksLike: 'empty' };
    return { kind: 'rejected', reason: 'empty-file', looksLike: 'empty' };
  }
  const picture = PICTURES.find((signature) => matches(head, signature));
  if (picture !== undefined) return { kind: 'picture', looksLike: picture.name };
  const other = OTHERS.find((signature) => matches(head, signature));
  if (other !== undefined) return { kind: 'rejected', reason: other.reason, looksLike: other.name };
  if (matches(head, { name: 'ZIP', offset: 0, bytes: [0x50, 0x4b, 0x03, 0x04] })) {
    // Office files are ZIP archives whose first entries say so.
    const isOffice = indexOf(head, ascii('[Content_Types].xml')) >= 0;
    if (isOffice) return { kind: 'rejected', reason: 'unsupported-file', looksLike: 'Excel or Word' };
    return { kind: 'zip', looksLike: 'ZIP' };
  }
  if (!looksLikeText(head)) {
    if (TABLE_NAME.test(path)) return { kind: 'table', looksLike: 'binary data' };
    const reason = PICTURE_NAME.test(path) ? 'not-an-image' : 'unsupported-file';
    return { kind: 'rejected', reason, looksLike: 'binary data' };
  }
  if (PICTURE_NAME.test(path)) return { kind: 'rejected', reason: 'not-an-image', looksLike: 'text' };
  if (TABLE_NAME.test(path) || (TEXT_NAME.test(path) && looksLikeTable(head)))
    return { kind: 'table', looksLike: 'text' };
  return { kind: 'rejected', reason: 'unsupported-file', looksLike: 'text' };
}
