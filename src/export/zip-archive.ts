/**
 * An archive that a visitor downloads, written by JSZip: stored entries (JPEGs do not compress), one fixed date, no folder
 * entries (they would carry the present time), so the same contents give the same bytes. JSZip holds every entry until all
 * is written, so an archive is at most `MOST_BYTES`; larger ones are for `worker/export/archive-writer.ts`.
 */
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import { AppError } from '../core/app-error.ts';

/** A file under way. Chunks must not be changed once they are handed over. */
export type WriteChunks = (chunks: Uint8Array<ArrayBuffer>[]) => Promise<void>;

/** Entries that a directory without Zip64 counts. */
const MOST_ENTRIES = 0xfffe;
/** 1980-01-01 00:00, the earliest date ZIP knows; JSZip writes what UTC says. */
const FIXED_DATE = new Date(Date.UTC(1980, 0, 1));
/** A plain file, rw-r--r--. */
const PERMISSIONS = 0o100644;
/** An entry's two headers, and the end of the directory. */
const ENTRY_BYTES = 30 + 46;
const END_BYTES = 22;
/** Bytes that are handed to the file at once. */
const WRITE_BYTES = 2 ** 20;

/** Bytes of a stored entry with a name of ASCII. */
export function entryBytes(name: string, length: number): number {
  return ENTRY_BYTES + 2 * name.length + length;
}

export class ZipArchive {
  readonly #entries = new Map<string, Uint8Array>();
  #bytes = END_BYTES;

  /** Of the archive when it is written; exact for names of ASCII. */
  get sizeBytes(): number {
    return this.#bytes;
  }

  /** Throws `archive-too-large` where there is no room. `data` must not change until all is written. */
  add(name: string, data: Uint8Array): void {
    const bytes = entryBytes(name, data.length);
    if (this.#entries.size >= MOST_ENTRIES || this.#bytes + bytes > BYTES_PER_ARCHIVE) {
      throw new AppError('archive-too-large');
    }
    if (this.#entries.has(name)) throw new Error(`${name} stands in the archive already`);
    this.#entries.set(name, data);
    this.#bytes += bytes;
  }

  /** Writes all of it, no faster than `write` takes it. */
  async write(write: WriteChunks): Promise<void> {
    const { default: JSZip } = await import('jszip');
    const zip = new JSZip();
    for (const [name, data] of this.#entries) {
      zip.file(name, data, {
        binary: true,
        createFolders: false,
        date: FIXED_DATE,
        unixPermissions: PERMISSIONS,
        compression: 'STORE',
      });
    }
    this.#entries.clear();
    const stream = zip.generateInternalStream({ type: 'uint8array', compression: 'STORE', platform: 'UNIX' });
    await new Promise<void>((resolve, reject) => {
      let chunks: Uint8Array<ArrayBuffer>[] = [];
      let waiting = 0;
      let written = Promise.resolve();
      const flush = (): void => {
        const full = chunks;
        chunks = [];
        waiting = 0;
        written = written.then(() => write(full));
      };
      stream
        .on('data', (chunk) => {
          chunks.push(chunk as Uint8Array<ArrayBuffer>);
          waiting += chunk.length;
          if (waiting < WRITE_BYTES) return;
          stream.pause();
          flush();
          written.then(() => stream.resume(), reject);
        })
        .on('error', reject)
        .on('end', () => {
          flush();
          written.then(resolve, reject);
        })
        .resume();
    });
  }
}
