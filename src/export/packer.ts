/** What packs an archive that a visitor downloads: files go in as they are made, and all of it comes out at the end. */

import { joinBytes } from '../core/join-bytes.ts';

/** Files that lie one behind another in one piece of memory. */
export interface FileGroup {
  readonly names: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** [names.length + 1]: where each begins, and the end. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** Writes a piece of a file under way, behind the last one. The piece is not changed afterwards. */
export type WriteBytes = (piece: Uint8Array<ArrayBuffer>) => Promise<void>;

export interface Packer {
  /** Takes the files over: their memory cannot be used afterwards. Names are different, and all fit (`ArchiveSize`). */
  readonly add: (files: FileGroup) => void;
  /** Writes the archive, a piece at a time and none before the last was taken. Once; rejects with what `write` rejects with. */
  readonly write: (write: WriteBytes) => Promise<void>;
  /** Ends it, done or not. A `write` under way rejects with `AbortError`. */
  readonly close: () => void;
}

export type OpenPacker = () => Packer;

export function oneFile(name: string, bytes: Uint8Array<ArrayBuffer>): FileGroup {
  return { names: [name], bytes, offsets: Uint32Array.of(0, bytes.length) };
}

/** Files of their own as a group. */
export function oneGroup(
  files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[],
): FileGroup {
  const offsets = new Uint32Array(files.length + 1);
  files.forEach(({ bytes }, i) => (offsets[i + 1] = (offsets[i] ?? 0) + bytes.length));
  return { names: files.map(({ name }) => name), bytes: joinBytes(files.map(({ bytes }) => bytes)), offsets };
}
