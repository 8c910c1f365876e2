/** How large an archive of stored entries becomes, counted while it fills, and the most that one may be. */
import { AppError } from '../core/app-error.ts';
import { BYTES_PER_ARCHIVE } from '../core/option-limits.ts';
import type { FileGroup } from './packer.ts';

/** Entries that a directory without Zip64 counts. */
const MOST_ENTRIES = 0xfffe;
/** An entry's two headers, and the end of the directory. */
const ENTRY_BYTES = 30 + 46;
const END_BYTES = 22;

/** Bytes of a stored entry with a name of ASCII. */
function entryBytes(name: string, length: number): number {
  return ENTRY_BYTES + 2 * name.length + length;
}

/** Bytes of files as stored entries, with names of ASCII. */
export function groupBytes({ names, bytes }: FileGroup): number {
  return names.reduce((sum, name) => sum + entryBytes(name, 0), bytes.length);
}

export class ArchiveSize {
  readonly #names = new Set<string>();
  #bytes = END_BYTES;

  /** Of the archive when it is written; exact for names of ASCII. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Throws `archive-too-large` where there is no room. */
  add(name: string, length: number): void {
    const bytes = entryBytes(name, length);
    if (this.#names.size >= MOST_ENTRIES || this.#bytes + bytes > BYTES_PER_ARCHIVE) {
      throw new AppError('archive-too-large');
    }
    if (this.#names.has(name)) throw new Error(`${name} stands in the archive already`);
    this.#names.add(name);
    this.#bytes += bytes;
  }
}
