/**
 * A ZIP archive read where it lies: the directory first, then one entry at a time, never the whole. It trusts nothing:
 * an archive may come from anywhere. Stored and deflated entries, ZIP64; no encryption, no parts on several disks.
 * Format: PKWARE APPNOTE.TXT 6.3.
 */
import { crc32 } from '../../export/crc32.ts';

export interface ByteSource {
  readonly size: number;
  /** Bytes `at` … `at + length − 1`; fewer where the source ends before. */
  readonly read: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Raw deflate: what is packed → at most `limit` bytes. Rejects when there would be more, or when it is malformed. */
export type Inflate = (packed: Uint8Array<ArrayBuffer>, limit: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Why an archive is refused. `entry`: the name in the archive, empty where the archive itself is at fault. */
export class ZipFault extends Error {
  readonly kind: 'not-a-zip' | 'damaged' | 'unsafe' | 'unsupported' | 'encrypted' | 'twice';
  readonly entry: string;

  constructor(kind: ZipFault['kind'], entry: string, what: string) {
    super(`${entry === '' ? 'the archive' : entry}: ${what}`);
    this.name = 'ZipFault';
    this.kind = kind;
    this.entry = entry;
  }
}

/** For archives of many files from anywhere, of which each that can be read is wanted. */
export interface Lenient {
  /** The name of an entry from its bytes and its extra field. Here a name is no path: none is unsafe. */
  readonly nameOf: (name: Uint8Array, extra: Uint8Array) => string;
  /** Called with each entry that is refused; of one name twice the last is kept. */
  readonly onFault: (fault: ZipFault) => void;
  readonly mostEntries: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator: 0x07064b50 };
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 0xffff;
const MOST_ENTRIES = 10_000;
const MOST_NAME = 1000;
/** Of the directory, bytes an entry: its fields, a long name and extra fields. */
const MOST_ENTRY_BYTES = 1600;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** 64 bits, little-endian; numbers beyond 2⁵³ are no file's. */
function wide(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/** A name that leads out of a folder, or means another file elsewhere. */
function isUnsafe(name: string): boolean {
  return (
    name === '' ||
    /^[/\\]|[\\:\0]/u.test(name) ||
    name.split('/').some((part, i, all) => part === '..' || part === '.' || (part === '' && i < all.length - 1))
  );
}

/** The 64-bit fields that stand in the extra field of an entry, in the order of those that are all ones. */
function widen(extra: Uint8Array, fields: readonly number[], name: string): number[] {
  const view = viewOf(extra);
  if (fields.every((field) => field !== 0xffffffff)) return [...fields];
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) !== 1) {
      at += 4 + length;
      continue;
    }
    let next = at + 4;
    const end = Math.min(extra.length, next + length);
    return fields.map((field) => {
      if (field !== 0xffffffff) return field;
      if (next + 8 > end) throw new ZipFault('damaged', name, 'a ZIP64 field is missing');
      next += 8;
      return wide(view, next - 8);
    });
  }
  throw new ZipFault('damaged', name, 'a ZIP64 field is missing');
}

/** Where the directory is and how many entries it has. */
async function findDirectory(source: ByteSource): Promise<{ at: number; length: number; count: number }> {
  const tail = await source.read(
    Math.max(0, source.size - END_BYTES - MOST_COMMENT),
    Math.min(source.size, END_BYTES + MOST_COMMENT),
  );
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (end >= 0 && !(view.getUint32(end, true) === SIGNATURE.end && endsWith(view, end, tail.length))) end -= 1;
  if (end < 0) throw new ZipFault('not-a-zip', '', 'it has no directory, so it is no ZIP or its end is missing');
  const short = {
    count: view.getUint16(end + 10, true),
    length: view.getUint32(end + 12, true),
    at: view.getUint32(end + 16, true),
  };
  if (short.count !== 0xffff && short.length !== 0xffffffff && short.at !== 0xffffffff) return short;
  const locator = await source.read(source.size - tail.length + end - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator.length < LOCATOR_BYTES || viewOf(locator).getUint32(0, true) !== SIGNATURE.locator) return short;
  const record = await source.read(wide(viewOf(locator), 8), END64_BYTES);
  if (record.length < END64_BYTES || viewOf(record).getUint32(0, true) !== SIGNATURE.end64) {
    throw new ZipFault('damaged', '', 'its ZIP64 directory is missing');
  }
  const long = viewOf(record);
  return { count: wide(long, 32), length: wide(long, 40), at: wide(long, 48) };
}

/** The comment of a true end record fills the file to its end. */
function endsWith(view: DataView, end: number, length: number): boolean {
  return end + END_BYTES + view.getUint16(end + 20, true) === length;
}

/** The fields of one entry of the directory that begins at `at`. */
interface Listed {
  readonly name: Uint8Array;
  readonly extra: Uint8Array;
  readonly view: DataView;
  readonly at: number;
}

function* listEntries(directory: Uint8Array, count: number): Generator<Listed> {
  const view = viewOf(directory);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > directory.length || view.getUint32(at, true) !== SIGNATURE.central) {
      throw new ZipFault('damaged', '', 'its directory is cut off');
    }
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const extraAt = at + CENTRAL_BYTES + nameLength;
    const end = extraAt + extraLength + commentLength;
    if (end > directory.length) throw new ZipFault('damaged', '', 'its directory is cut off');
    yield {
      name: directory.subarray(at + CENTRAL_BYTES, extraAt),
      extra: directory.subarray(extraAt, extraAt + extraLength),
      view,
      at,
    };
    at = end;
  }
}

function strictName({ name: bytes }: Listed): string {
  const name = utf8(bytes.subarray(0, MOST_NAME));
  if (bytes.length > MOST_NAME || isUnsafe(name)) throw new ZipFault('unsafe', name.slice(0, 80), 'an unsafe name');
  return name;
}

function readEntry({ extra, view, at }: Listed, name: string): Entry {
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw new ZipFault('encrypted', name, 'it is encrypted');
  const fields = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const [size = 0, packed = 0, offset = 0] = widen(extra, fields, name);
  const method = view.getUint16(at + 10, true);
  if (method !== STORED && method !== DEFLATED) throw new ZipFault('unsupported', name, 'an unknown compression');
  if (method === STORED && size !== packed) throw new ZipFault('damaged', name, 'two lengths that do not agree');
  return { name, method, crc: view.getUint32(at + 16, true), packed, size, offset };
}

/** UTF-8 without a TextDecoder, which pure code does not have; what is malformed becomes U+FFFD. */
function utf8(bytes: Uint8Array): string {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Malformed: such a name is none that is looked for.
    return '\ufffd'.repeat(Math.max(1, bytes.length));
  }
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

function refuse(fault: ZipFault): void {
  throw fault;
}

export class ZipReader {
  readonly #source: ByteSource;
  readonly #inflate: Inflate;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(source: ByteSource, inflate: Inflate, entries: ReadonlyMap<string, Entry>) {
    this.#source = source;
    this.#inflate = inflate;
    this.#entries = entries;
  }

  /** Reads the directory. Throws `ZipFault`: of the archive itself, and unless `lenient` of its first faulty entry. */
  static async open(source: ByteSource, inflate: Inflate, lenient: Lenient | null = null): Promise<ZipReader> {
    const { at, length, count } = await findDirectory(source);
    const most = lenient?.mostEntries ?? MOST_ENTRIES;
    if (count > most || length > most * MOST_ENTRY_BYTES) throw new ZipFault('unsafe', '', 'too many entries');
    if (at + length > source.size) throw new ZipFault('damaged', '', 'its directory lies behind its end');
    const onFault = lenient?.onFault ?? refuse;
    const entries: Entry[] = [];
    for (const listed of listEntries(await source.read(at, length), count)) {
      try {
        entries.push(readEntry(listed, lenient?.nameOf(listed.name, listed.extra) ?? strictName(listed)));
      } catch (error) {
        if (!(error instanceof ZipFault)) throw error;
        onFault(error);
      }
    }
    const byName = new Map<string, Entry>();
    for (const entry of withoutOverlaps(entries, source.size, onFault)) {
      if (byName.has(entry.name)) onFault(new ZipFault('twice', entry.name, 'the name stands there twice'));
      byName.set(entry.name, entry);
    }
    return new ZipReader(source, inflate, byName);
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
    const start = await this.#source.read(entry.offset, LOCAL_BYTES);
    if (start.length < LOCAL_BYTES || viewOf(start).getUint32(0, true) !== SIGNATURE.local) {
      throw new ZipFault('damaged', name, 'its beginning is missing');
    }
    const from = entry.offset + LOCAL_BYTES + viewOf(start).getUint16(26, true) + viewOf(start).getUint16(28, true);
    const packed = await this.#source.read(from, entry.packed);
    if (packed.length !== entry.packed) throw new ZipFault('damaged', name, 'it is cut off');
    const data = entry.method === STORED ? packed : await this.#unpack(entry, packed);
    if (data.length !== entry.size || crc32(data) !== entry.crc) {
      throw new ZipFault('damaged', name, 'its checksum is wrong');
    }
    return data;
  }

  async #unpack(entry: Entry, packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.#inflate(packed, entry.size);
    } catch (error) {
      throw new ZipFault('damaged', entry.name, error instanceof Error ? error.message : String(error));
    }
  }
}
