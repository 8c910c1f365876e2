/**
 * A ZIP archive written as it grows: stored entries (JPEGs do not compress), each complete before the next, no more than
 * one entry in memory. Not a general ZIP library: no compression, no encryption, no Zip64. So an archive holds at most
 * 65,534 entries and 4 GiB; beyond that it throws `archive-too-large` instead of writing a file that cannot be read.
 * Dates are fixed, so the same contents give the same bytes. Format: PKWARE APPNOTE.TXT 6.3.
 */
import { AppError } from '../core/app-error.ts';
import { crc32 } from './crc32.ts';

const MAX_ENTRIES = 0xfffe;
const MAX_BYTES = 0xfffffffe;
/** 1980-01-01 00:00, the earliest date ZIP knows. */
const FIXED_DATE = (1 << 5) | 1;
/** Names are UTF-8. */
const FLAG_UTF8 = 0x0800;
const VERSION = 20;

interface Entry {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

export type Sink = (chunk: Uint8Array<ArrayBuffer>) => void;

function utf8(text: string): Uint8Array {
  // Pure code has no TextEncoder; encodeURIComponent is UTF-8 by definition.
  const bytes: number[] = [];
  const encoded = encodeURIComponent(text);
  for (let i = 0; i < encoded.length; i++) {
    if (encoded[i] === '%') {
      bytes.push(Number.parseInt(encoded.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      bytes.push(encoded.charCodeAt(i));
    }
  }
  return Uint8Array.from(bytes);
}

/** The bytes of a text file. */
export function textBytes(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  // In slices that do not cut a surrogate pair, so that the intermediate string stays small.
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + 8192);
    const code = text.charCodeAt(end - 1);
    if (end < text.length && code >= 0xd800 && code < 0xdc00) end -= 1;
    parts.push(utf8(text.slice(start, end)));
    start = end;
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export class ZipWriter {
  readonly #sink: Sink;
  readonly #entries: Entry[] = [];
  #offset = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  get sizeBytes(): number {
    return this.#offset;
  }

  add(name: string, data: Uint8Array): void {
    const entry: Entry = { name: utf8(name), crc: crc32(data), size: data.length, offset: this.#offset };
    if (this.#entries.length >= MAX_ENTRIES || this.#offset + data.length + entry.name.length + 30 > MAX_BYTES) {
      throw new AppError('archive-too-large');
    }
    const header = new DataView(new ArrayBuffer(30));
    header.setUint32(0, 0x04034b50, true);
    this.#describe(header, 4, entry);
    this.#write(new Uint8Array(header.buffer));
    this.#write(entry.name);
    this.#write(data);
    this.#entries.push(entry);
  }

  /** Writes the directory; the archive is valid only after this. */
  finish(): void {
    const start = this.#offset;
    for (const entry of this.#entries) {
      const header = new DataView(new ArrayBuffer(46));
      header.setUint32(0, 0x02014b50, true);
      // Made by: Unix, so that readers take the names as they are.
      header.setUint16(4, (3 << 8) | VERSION, true);
      this.#describe(header, 6, entry);
      // A plain file, rw-r--r--.
      header.setUint32(38, (0o100644 << 16) >>> 0, true);
      header.setUint32(42, entry.offset, true);
      this.#write(new Uint8Array(header.buffer));
      this.#write(entry.name);
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, this.#entries.length, true);
    end.setUint16(10, this.#entries.length, true);
    end.setUint32(12, this.#offset - start, true);
    end.setUint32(16, start, true);
    this.#write(new Uint8Array(end.buffer));
  }

  /** The fields that the local header and the directory share. */
  #describe(view: DataView, at: number, entry: Entry): void {
    view.setUint16(at, VERSION, true);
    view.setUint16(at + 2, FLAG_UTF8, true);
    view.setUint16(at + 4, 0, true);
    view.setUint16(at + 6, 0, true);
    view.setUint16(at + 8, FIXED_DATE, true);
    view.setUint32(at + 10, entry.crc, true);
    view.setUint32(at + 14, entry.size, true);
    view.setUint32(at + 18, entry.size, true);
    view.setUint16(at + 22, entry.name.length, true);
  }

  #write(bytes: Uint8Array): void {
    this.#sink(bytes as Uint8Array<ArrayBuffer>);
    this.#offset += bytes.length;
  }
}
