/**
 * A greyscale picture as a PNG data URI, for pages that must stand alone. Not compressed (stored deflate blocks): the
 * pictures are small, and pure code has no compressor. Formats: PNG (W3C), zlib (RFC 1950), deflate (RFC 1951), RFC 4648.
 */
import { crc32 } from '../export/crc32.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Most bytes of one stored deflate block. */
const MOST_STORED = 0xffff;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...Array.from(type, (c) => c.charCodeAt(0)), ...data];
  return [...word(data.length), ...body, ...word(crc32(Uint8Array.from(body)))];
}

function adler32(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function zlibStored(bytes: readonly number[]): number[] {
  const out = [0x78, 0x01];
  for (let start = 0; start < bytes.length; start += MOST_STORED) {
    const length = Math.min(MOST_STORED, bytes.length - start);
    const isLast = start + length === bytes.length;
    out.push(Number(isLast), length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
    for (let i = 0; i < length; i++) out.push(bytes[start + i] ?? 0);
  }
  return [...out, ...word(adler32(bytes))];
}

export function base64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const left = bytes.length - i;
    text += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63);
    text += left > 1 ? BASE64.charAt((bits >> 6) & 63) : '=';
    text += left > 2 ? BASE64.charAt(bits & 63) : '=';
  }
  return text;
}

/** `pixels`: [size, size] bytes, row-major. */
export function pngDataUri(pixels: Uint8Array, size: number): string {
  const raw: number[] = [];
  for (let y = 0; y < size; y++) {
    // Filter 0: as it is.
    raw.push(0);
    for (let x = 0; x < size; x++) raw.push(pixels[y * size + x] ?? 0);
  }
  const header = [...word(size), ...word(size), 8, 0, 0, 0, 0];
  const bytes = [...SIGNATURE, ...chunk('IHDR', header), ...chunk('IDAT', zlibStored(raw)), ...chunk('IEND', [])];
  return `data:image/png;base64,${base64(bytes)}`;
}
