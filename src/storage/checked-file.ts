/**
 * A file that knows whether it is whole: named sections, the SHA-256 of every piece of them, and an index with a hash of
 * its own at the end. It is written once, from front to back, one piece in memory; a piece that does not match its hash
 * is never handed out.
 *
 *     magic, version            12 bytes
 *     pieces of the sections    one after another
 *     index                     JSON: kind, meta, sections with the length and hash of each piece
 *     trailer                   48 bytes: offset of the index (two u32, low first), its length (u32), its SHA-256, the last 4 bytes of magic
 */
import * as z from 'zod/mini';
import { countShape, textShape } from '../core/shapes/basics.ts';
import { jsonOrNull } from '../core/shapes/parse.ts';
import { hex, sha256 } from './hash.ts';
import type { FileStore, FileWriter, StoredFile } from './file-store.ts';

const MAGIC = new TextEncoder().encode('ECGPAIRS');
/** Of the container. A file of another version is not read. */
export const FORMAT_VERSION = 1;
const HEADER_BYTES = 12;
const TRAILER_BYTES = 48;
const DIGEST_BYTES = 32;
/** No index is larger; a damaged length must not ask for gigabytes. */
const MOST_INDEX_BYTES = 64 * 2 ** 20;

/** Pieces that writers should aim for. */
export const PIECE_BYTES = 8 * 2 ** 20;

const pieceShape = z.object({ bytes: countShape, sha256: textShape });
const sectionShape = z.object({ name: textShape, pieces: z.array(pieceShape) });
const indexShape = z.object({ kind: textShape, meta: z.unknown(), sections: z.array(sectionShape) });

type Piece = Readonly<z.infer<typeof pieceShape>>;
type Section = Readonly<z.infer<typeof sectionShape>>;
type Index = Readonly<z.infer<typeof indexShape>>;

export interface SectionSource {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>;
}

/** Names the whole file: the hash of its index, which holds the hashes of everything else. */
export type FileDigest = string;

/** The bytes are not what was written. Not shown to anybody: whoever reads takes an older file, or says that there is none. */
export class DamagedFile extends Error {
  constructor(path: string, what: string) {
    super(`${path} is damaged: ${what}`);
    this.name = 'DamagedFile';
  }
}

/** Written by another version of this app: neither read nor removed. */
export class OtherVersion extends Error {
  constructor(path: string) {
    super(`${path} was written by another version`);
    this.name = 'OtherVersion';
  }
}

function header(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, FORMAT_VERSION, true);
  return bytes;
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/**
 * Writes a file and waits until it is on the disk. What was begun is removed when anything fails; the failure is thrown on.
 * It is not read back: that is `verify`.
 */
export async function writeChecked(
  files: FileStore,
  path: string,
  content: { readonly kind: string; readonly meta: unknown; readonly sections?: Iterable<SectionSource> },
): Promise<{ digest: FileDigest; bytes: number }> {
  const writer = await files.create(path);
  try {
    return await writeAll(writer, content);
  } catch (error) {
    writer.abandon();
    // The first failure is the one to tell; a remnant without an index is not read by anybody.
    await files.remove(path).catch(() => undefined);
    throw error;
  }
}

async function writeAll(
  writer: FileWriter,
  content: { readonly kind: string; readonly meta: unknown; readonly sections?: Iterable<SectionSource> },
): Promise<{ digest: FileDigest; bytes: number }> {
  let at = HEADER_BYTES;
  await writer.write(header());
  const sections: Section[] = [];
  for (const { name, pieces: source } of content.sections ?? []) {
    const pieces: Piece[] = [];
    for await (const piece of source) {
      pieces.push({ bytes: piece.length, sha256: await sha256(piece) });
      await writer.write(piece);
      at += piece.length;
    }
    sections.push({ name, pieces });
  }
  const index = new TextEncoder().encode(
    JSON.stringify({ kind: content.kind, meta: content.meta, sections } satisfies Index),
  );
  const digest = await sha256(index);
  const trailer = new Uint8Array(TRAILER_BYTES);
  const view = new DataView(trailer.buffer);
  view.setUint32(0, at >>> 0, true);
  view.setUint32(4, Math.floor(at / 2 ** 32), true);
  view.setUint32(8, index.length, true);
  trailer.set(fromHex(digest), 12);
  trailer.set(MAGIC.subarray(4), 12 + DIGEST_BYTES);
  await writer.write(index);
  await writer.write(trailer);
  await writer.close();
  return { digest, bytes: at + index.length + TRAILER_BYTES };
}

/** A file whose header, trailer and index are whole. Its sections are checked as they are read. */
export class CheckedFile {
  readonly digest: FileDigest;
  readonly meta: unknown;
  readonly bytes: number;
  readonly #path: string;
  readonly #file: StoredFile;
  readonly #sections = new Map<string, { readonly at: number; readonly pieces: readonly Piece[] }>();

  private constructor(path: string, file: StoredFile, index: Index, digest: FileDigest) {
    this.#path = path;
    this.#file = file;
    this.digest = digest;
    this.meta = index.meta;
    this.bytes = file.size;
    let at = HEADER_BYTES;
    for (const { name, pieces } of index.sections) {
      this.#sections.set(name, { at, pieces });
      for (const { bytes } of pieces) at += bytes;
    }
  }

  /** Null when there is no such file. Throws `DamagedFile` when it is not a whole file of this kind, or `OtherVersion`. */
  static async open(files: FileStore, path: string, kind: string): Promise<CheckedFile | null> {
    const file = await files.open(path);
    if (file === null) return null;
    const damaged = (what: string): DamagedFile => new DamagedFile(path, what);
    if (file.size < HEADER_BYTES + TRAILER_BYTES) throw damaged('too short');
    const start = await file.read(0, HEADER_BYTES);
    if (hex(start.subarray(0, MAGIC.length)) !== hex(MAGIC)) throw damaged('no header');
    if (hex(start) !== hex(header())) throw new OtherVersion(path);
    const trailer = await file.read(file.size - TRAILER_BYTES, TRAILER_BYTES);
    const view = new DataView(trailer.buffer);
    const at = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
    const length = view.getUint32(8, true);
    const digest = hex(trailer.subarray(12, 12 + DIGEST_BYTES));
    if (hex(trailer.subarray(12 + DIGEST_BYTES)) !== hex(MAGIC.subarray(4))) throw damaged('no trailer');
    if (length > MOST_INDEX_BYTES || at + length + TRAILER_BYTES !== file.size) throw damaged('a wrong length');
    const written = await file.read(at, length);
    if ((await sha256(written)) !== digest) throw damaged('the index does not match its hash');
    const index = jsonOrNull(indexShape, new TextDecoder().decode(written));
    if (index === null) throw damaged('the index is no index');
    if (index.kind !== kind) throw damaged(`a ${index.kind}, not a ${kind}`);
    return new CheckedFile(path, file, index, digest);
  }

  get names(): string[] {
    return [...this.#sections.keys()];
  }

  /** Bytes of a section. Throws `DamagedFile` when there is no such section. */
  size(name: string): number {
    return this.#section(name).pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The pieces of a section in order, each checked before it is given. Throws `DamagedFile`. */
  async *pieces(name: string): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    const { at, pieces } = this.#section(name);
    let offset = at;
    for (const { bytes, sha256: expected } of pieces) {
      const piece = await this.#file.read(offset, bytes);
      if (piece.length !== bytes || (await sha256(piece)) !== expected) {
        throw new DamagedFile(this.#path, `${name} does not match its hash`);
      }
      yield piece;
      offset += bytes;
    }
  }

  /** A whole section. Throws `DamagedFile`. */
  async read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const all = new Uint8Array(this.size(name));
    let at = 0;
    for await (const piece of this.pieces(name)) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  /** Reads everything once. Throws `DamagedFile`. */
  async verify(): Promise<void> {
    for (const name of this.names) {
      const pieces = this.pieces(name);
      while ((await pieces.next()).done !== true);
    }
  }

  #section(name: string): { readonly at: number; readonly pieces: readonly Piece[] } {
    const section = this.#sections.get(name);
    if (section === undefined) throw new DamagedFile(this.#path, `there is no ${name}`);
    return section;
  }
}
