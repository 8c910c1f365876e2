/**
 * A ZIP archive read where it lies, by zip.js: the directory first, then one entry at a time, never the whole, unpacked by
 * the browser in the calling worker. Around it stands what a format cannot promise, since an archive may come from anywhere:
 * how many entries, how large, none on another's bytes, none that unpacks to more than it says.
 */
import type { FileEntry } from '@zip.js/zip.js';
import { Reader, ZipReader as Archive } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { entryName, unicodePath } from '../intake/entry-name.ts';
import { decodeName, lettersOf, type DecodeAs, type NameLetters } from '../intake/archives/name-letters.ts';
import { ZipFault } from '../intake/archives/zip-fault.ts';

/** For archives of many files from anywhere, of which each that can be read is wanted. */
export interface Lenient {
  /** Called with each entry that is refused; of one name twice the last is kept. */
  readonly onFault: (fault: ZipFault) => void;
  readonly mostEntries: number;
}

interface Entry {
  readonly name: string;
  readonly raw: string;
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
  readonly file: FileEntry;
}

const MOST_ENTRIES = 10_000;
const MOST_NAME = 1000;
/** Of the directory, bytes an entry: its fields, a long name and extra fields. */
const MOST_ENTRY_BYTES = 1600;
const LEAST_DIRECTORY_BYTES = 2 ** 17;
const LOCAL_BYTES = 30;
const FLAG_UTF8 = 0x0800;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
/** What zip.js says of a file that is no archive at all. */
const NOT_A_ZIP = /End of central directory not found|File format is not recognized/u;

/** A name that leads out of a folder, or means another file elsewhere. */
function isUnsafe(name: string): boolean {
  return (
    name === '' ||
    /^[/\\]|[\\:\0]/u.test(name) ||
    name.split('/').some((part, i, all) => part === '..' || part === '.' || (part === '' && i < all.length - 1))
  );
}

const decodeAs: DecodeAs = (bytes, label) => {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Malformed in these letters: that is the answer, not an error.
    return null;
  }
};

/** Pieces of a blob, none larger than a directory or a part of an entry may be. */
class BlobPieces extends Reader<Blob> {
  readonly #blob: Blob;
  readonly #most: number;
  /** What the file system said, which zip.js would hide: the file is gone. */
  failure: unknown = null;

  constructor(blob: Blob, most: number) {
    super(blob);
    this.#blob = blob;
    this.#most = most;
    this.size = blob.size;
  }

  override async readUint8Array(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (length > this.#most) throw new ZipFault('unsafe', '', 'too many entries');
    try {
      return new Uint8Array(await this.#blob.slice(at, at + length).arrayBuffer());
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

function faultOf(error: unknown, source: BlobPieces, entry: string): unknown {
  if (source.failure !== null) return source.failure;
  if (error instanceof ZipFault) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new ZipFault(entry === '' && NOT_A_ZIP.test(what) ? 'not-a-zip' : 'damaged', entry, what);
}

function strictName({ rawFilename }: FileEntry): string {
  const name = decodeAs(rawFilename.subarray(0, MOST_NAME), 'utf-8') ?? '\ufffd'.repeat(rawFilename.length);
  if (rawFilename.length > MOST_NAME || isUnsafe(name)) {
    throw new ZipFault('unsafe', name.slice(0, 80), 'an unsafe name');
  }
  return name;
}

function isMarkedUtf8({ rawBitFlag = 0, rawFilename }: FileEntry): boolean {
  return (rawBitFlag & FLAG_UTF8) !== 0 && decodeAs(rawFilename, 'utf-8') !== null;
}

function readEntry(file: FileEntry, name: string): Entry {
  const { compressionMethod: method, uncompressedSize: size, compressedSize: packed, offset, rawBitFlag = 0 } = file;
  if (file.encrypted || (rawBitFlag & ENCRYPTED) !== 0) throw new ZipFault('encrypted', name, 'it is encrypted');
  if (method !== STORED && method !== DEFLATED) {
    throw new ZipFault('unsupported', name, 'an unknown compression', method);
  }
  if (method === STORED && size !== packed) throw new ZipFault('damaged', name, 'two lengths that do not agree');
  return { name, raw: file.rawFilename.join(), size, packed, offset, file };
}

/** Those of the entries that lie in the file, each on bytes of its own: shared ones are how a small archive claims petabytes. */
function withoutOverlaps(entries: readonly Entry[], size: number, onFault: (fault: ZipFault) => void): Entry[] {
  let before = 0;
  return entries
    .toSorted((a, b) => a.offset - b.offset)
    .filter(({ name, offset, packed }) => {
      const end = offset + LOCAL_BYTES + packed;
      const isOver = offset < before;
      if (isOver) onFault(new ZipFault('unsafe', name, 'it lies over another entry'));
      else if (end > size) onFault(new ZipFault('damaged', name, 'it ends behind the end of the file'));
      else before = end;
      return !isOver && end <= size;
    });
}

/** The next free one of `a (2).jpg`, `a (3).jpg` … */
function besides(name: string, taken: ReadonlyMap<string, unknown>): string {
  const dot = name.lastIndexOf('.') > name.lastIndexOf('/') ? name.lastIndexOf('.') : name.length;
  let number = 2;
  const numbered = (): string => `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
  while (taken.has(numbered())) number += 1;
  return numbered();
}

function byNames(entries: readonly Entry[], isLenient: boolean, onFault: (fault: ZipFault) => void) {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const other = byName.get(entry.name);
    // Two names that read alike are two files, and never one patient in place of another.
    if (isLenient && other !== undefined && other.raw !== entry.raw) {
      byName.set(besides(entry.name, byName), entry);
      continue;
    }
    if (other !== undefined) onFault(new ZipFault('twice', entry.name, 'the name stands there twice'));
    byName.set(entry.name, entry);
  }
  return byName;
}

function refuse(fault: ZipFault): void {
  throw fault;
}

export class ZipReader {
  /** In which letters its names are; null where that could not be told. */
  readonly letters: NameLetters | null;
  readonly #source: BlobPieces;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(source: BlobPieces, entries: ReadonlyMap<string, Entry>, letters: NameLetters | null) {
    this.#source = source;
    this.#entries = entries;
    this.letters = letters;
  }

  /** Reads the directory. Throws `ZipFault`: of the archive itself, and unless `lenient` of its first faulty entry. */
  static async open(blob: Blob, lenient: Lenient | null = null): Promise<ZipReader> {
    const most = lenient?.mostEntries ?? MOST_ENTRIES;
    const source = new BlobPieces(blob, Math.max(LEAST_DIRECTORY_BYTES, most * MOST_ENTRY_BYTES));
    const files: FileEntry[] = [];
    try {
      // Of a short file zip.js reads nothing, and would not notice that it is gone.
      await source.readUint8Array(0, 1);
      // Names are checked here: zip.js would refuse the whole archive for one.
      const archive = new Archive(source, { filenameValidation: 'tolerant', useWebWorkers: false });
      for await (const file of archive.getEntriesGenerator()) {
        if (files.length >= most) throw new ZipFault('unsafe', '', 'too many entries');
        // A folder's name ends with `/`, whatever its attributes say.
        files.push(file as FileEntry);
      }
    } catch (error) {
      throw faultOf(error, source, '');
    }
    const letters = lettersOf(
      files
        .filter((file) => !isMarkedUtf8(file) && unicodePath(file.rawExtraField) === null)
        .map(({ rawFilename }) => rawFilename),
      decodeAs,
    );
    const nameOf = (file: FileEntry): string =>
      entryName(file.rawFilename, file.rawExtraField, (bytes, isUtf8) =>
        decodeName(bytes, isUtf8 || isMarkedUtf8(file) ? 'utf-8' : (letters ?? 'cp850'), decodeAs),
      );
    const onFault = lenient?.onFault ?? refuse;
    const entries: Entry[] = [];
    for (const file of files) {
      try {
        entries.push(readEntry(file, lenient === null ? strictName(file) : nameOf(file)));
      } catch (error) {
        if (!(error instanceof ZipFault)) throw error;
        onFault(error);
      }
    }
    const apart = withoutOverlaps(entries, blob.size, onFault);
    return new ZipReader(source, byNames(apart, lenient !== null, onFault), letters);
  }

  /** Files, not folders. */
  get names(): string[] {
    return [...this.#entries.keys()].filter((name) => !name.endsWith('/'));
  }

  /** Bytes of all entries when unpacked, as the directory says. */
  get totalSize(): number {
    return [...this.#entries.values()].reduce((sum, { size }) => sum + size, 0);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Length when unpacked, as the directory says; undefined where there is no such entry. */
  sizeOf(name: string): number | undefined {
    return this.#entries.get(name)?.size;
  }

  /** One entry, unpacked and checked; at most `limit` bytes. Throws `ZipFault`. */
  async read(name: string, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new ZipFault('damaged', name, 'it is missing');
    if (entry.size > limit) throw new ZipFault('unsafe', name, `it is larger than ${limit} bytes`);
    const data = new Uint8Array(entry.size);
    let at = 0;
    const into = new WritableStream<Uint8Array>({
      write: (chunk) => {
        if (at + chunk.length > data.length) throw new Error('it unpacks to more than it says');
        data.set(chunk, at);
        at += chunk.length;
      },
    });
    try {
      await entry.file.getData(into, { checkSignature: true, useWebWorkers: false });
    } catch (error) {
      throw faultOf(error, this.#source, name);
    }
    if (at !== data.length) throw new ZipFault('damaged', name, 'it is cut off');
    return data;
  }
}
