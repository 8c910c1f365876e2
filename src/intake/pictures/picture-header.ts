/**
 * What a picture's header says: width and height, so that one too large is refused before a decoder takes memory for it,
 * and the kinds of JPEG that hardly any browser decodes. Not a check of the file: a wrong header is the decoder's affair.
 */
import type { FileLook } from '../../core/file-look.ts';

export interface PictureSize {
  /** Pixels, as stored: EXIF rotation is not applied. */
  readonly width: number;
  readonly height: number;
}

/** Reads numbers of a header; beyond its end they are NaN, which makes the whole size unknown. */
class Header {
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#view.byteLength;
  }

  /** Unsigned, of `size` bytes, most significant first. */
  big(at: number, size: 1 | 2 | 4): number {
    return this.#sum(at, size, (i) => size - 1 - i);
  }

  /** Unsigned, of `size` bytes, least significant first. */
  little(at: number, size: 2 | 3 | 4): number {
    return this.#sum(at, size, (i) => i);
  }

  /** Signed, 4 bytes, least significant first. */
  signed(at: number): number {
    return at + 4 <= this.length ? this.#view.getInt32(at, true) : Number.NaN;
  }

  isAscii(at: number, text: string): boolean {
    return Array.from(text).every((c, i) => this.big(at + i, 1) === c.charCodeAt(0));
  }

  #sum(at: number, size: number, power: (i: number) => number): number {
    // Also false where `at` itself is unknown.
    if (!(at + size <= this.length)) return Number.NaN;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += this.#view.getUint8(at + i) * 256 ** power(i);
    return sum;
  }
}

/** Where the marker of the frame header (SOF0 to SOF15) stands, after any number of other segments; ITU-T T.81, annex B. */
function jpegFrame(header: Header): number | null {
  let at = 2;
  while (header.big(at, 1) === 0xff) {
    const marker = header.big(at + 1, 1);
    if (marker === 0xff) {
      // A fill byte.
      at += 1;
      continue;
    }
    // Of this range DHT, JPG and DAC are no frame headers.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return at;
    // Entropy-coded data begins, or the picture ends: a frame header would have come before.
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + header.big(at + 2, 2);
  }
  return null;
}

function jpegSize(header: Header): PictureSize | null {
  const at = jpegFrame(header);
  return at === null ? null : { width: header.big(at + 7, 2), height: header.big(at + 5, 2) };
}

function bmpSize(header: Header): PictureSize {
  // OS/2 1.x: a core header of 12 bytes with two-byte sides.
  if (header.little(14, 4) === 12) return { width: header.little(18, 2), height: header.little(20, 2) };
  // A negative height: rows from the top.
  return { width: header.signed(18), height: Math.abs(header.signed(22)) };
}

function webpSize(header: Header): PictureSize | null {
  if (header.isAscii(12, 'VP8X')) return { width: header.little(24, 3) + 1, height: header.little(27, 3) + 1 };
  if (header.isAscii(12, 'VP8L')) {
    const bits = header.little(21, 4);
    return { width: (bits % 2 ** 14) + 1, height: (Math.floor(bits / 2 ** 14) % 2 ** 14) + 1 };
  }
  // The two highest bits of a side ask for scaling, which no decoder does.
  if (header.isAscii(12, 'VP8 '))
    return { width: header.little(26, 2) % 2 ** 14, height: header.little(28, 2) % 2 ** 14 };
  return null;
}

/** The largest of its `ispe` boxes: tiles and thumbnails have their own, smaller ones. */
function avifSize(header: Header): PictureSize | null {
  let largest: PictureSize | null = null;
  for (let at = 0; at + 20 <= header.length; at++) {
    if (header.big(at, 4) !== 20 || !header.isAscii(at + 4, 'ispe')) continue;
    const size = { width: header.big(at + 12, 4), height: header.big(at + 16, 4) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** Numbers of so many bits, the lowest first, from a byte on. */
class BitReader {
  readonly #header: Header;
  #at: number;

  constructor(header: Header, byte: number) {
    this.#header = header;
    this.#at = 8 * byte;
  }

  read(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++, this.#at++) {
      value += (Math.floor(this.#header.big(this.#at >> 3, 1) / 2 ** (this.#at & 7)) % 2) * 2 ** i;
    }
    return value;
  }
}

/** Where the picture itself begins: at once, or in a box of a container; ISO/IEC 18181-2. */
function jxlStart(header: Header): number | null {
  if (header.big(0, 2) === 0xff0a) return 0;
  for (let at = 0; at + 8 <= header.length;) {
    if (header.isAscii(at + 4, 'jxlc')) return at + 8;
    // A part of it, behind its number.
    if (header.isAscii(at + 4, 'jxlp')) return at + 12;
    const length = header.big(at, 4);
    if (!(length >= 8)) return null;
    at += length;
  }
  return null;
}

const JXL_BITS: readonly number[] = [9, 13, 18, 30];
/** Width by height. */
const JXL_RATIOS: readonly number[] = [1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];

/** ISO/IEC 18181-1, D.2. */
function jxlSize(header: Header): PictureSize | null {
  const start = jxlStart(header);
  if (start === null || header.big(start, 2) !== 0xff0a) return null;
  const bits = new BitReader(header, start + 2);
  const isByEight = bits.read(1) === 1;
  const side = (): number => {
    const length = isByEight ? 5 : JXL_BITS[bits.read(2)];
    if (length === undefined) return Number.NaN;
    return isByEight ? 8 * (bits.read(length) + 1) : bits.read(length) + 1;
  };
  const height = side();
  const ratio = JXL_RATIOS[bits.read(3) - 1];
  return { width: ratio === undefined ? side() : Math.floor(height * ratio), height };
}

const isJpeg = (header: Header): boolean => header.big(0, 2) === 0xffd8;

const isJxl = (header: Header): boolean => header.big(0, 2) === 0xff0a || header.isAscii(4, 'JXL ');

function sizeOf(header: Header): PictureSize | null {
  if (isJpeg(header)) return jpegSize(header);
  if (header.isAscii(1, 'PNG')) return { width: header.big(16, 4), height: header.big(20, 4) };
  if (header.isAscii(0, 'GIF8')) return { width: header.little(6, 2), height: header.little(8, 2) };
  if (header.isAscii(0, 'BM')) return bmpSize(header);
  if (header.isAscii(8, 'WEBP')) return webpSize(header);
  if (header.isAscii(4, 'ftypavi')) return avifSize(header);
  if (isJxl(header)) return jxlSize(header);
  return null;
}

/** `head`: the first bytes of a JPEG, PNG, GIF, BMP, WebP, AVIF or JPEG XL file. Null where it does not say. */
export function pictureSize(head: Uint8Array): PictureSize | null {
  const size = sizeOf(new Header(head));
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

/** JPEG has kinds that medical programs write and not every browser decodes, JPEG XL among them: which one this is, or null. */
export function unusualJpeg(head: Uint8Array): FileLook | null {
  const header = new Header(head);
  if (isJxl(header)) return 'jpeg-xl';
  const at = isJpeg(header) ? jpegFrame(header) : null;
  if (at === null) return null;
  const marker = header.big(at + 1, 1);
  // The lowest two bits: baseline, extended, progressive, lossless.
  if (marker % 4 === 3) return 'jpeg-lossless';
  if (marker > 0xc8) return 'jpeg-arithmetic';
  if (marker > 0xc4) return 'jpeg-hierarchical';
  const bits = header.big(at + 4, 1);
  if (bits === 8) return null;
  return bits === 12 ? 'jpeg-12-bit' : 'jpeg-odd-bits';
}
