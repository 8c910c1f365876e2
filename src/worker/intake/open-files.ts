/**
 * Given files as a flat list of things to read: ZIP archives are opened, also one inside another, and one entry is unpacked
 * at a time. A workbook is a ZIP archive too, and stays whole. What cannot be read is named; everything beside it still is.
 * What a file is, is looked up once, here: whoever reads it is told.
 */
import type { FileLook } from '../../core/file-look.ts';
import { AbortError } from '../../core/app-error.ts';
import type { RejectedFile } from '../../core/data-report.ts';
import { isSystemFile } from '../../core/system-files.ts';
import { detectFile, type FileKind } from '../../intake/file-kind.ts';
import { archiveKind } from '../../intake/office-archive.ts';
import type { ZipFault } from '../../intake/archives/zip-fault.ts';
import { isPartMissing } from '../../platform/load-part.ts';
import type { SourceFile } from '../protocol.ts';
import { loadZipReader, type ZipReader } from '../zip-part.ts';

/** What a file turned out to be, archives looked into. A workbook's archive stays open: its parts are read from it. */
export type FoundKind =
  | Exclude<FileKind, { kind: 'zip' }>
  | { readonly kind: 'workbook'; readonly looksLike: FileLook; readonly zip: ZipReader };

export interface OpenedFile {
  readonly blob: Blob;
  readonly found: FoundKind;
}

export interface Entry {
  readonly path: string;
  /** Rejects when the file is gone, with `ZipFault` when its part of an archive is damaged. */
  readonly open: () => Promise<OpenedFile>;
}

export interface OpenedFiles {
  readonly entries: readonly Entry[];
  readonly rejected: readonly RejectedFile[];
}

/** Enough of a file to tell what it is. */
const HEAD_BYTES = 4096;
/** Unpacked, of one entry: it is held in memory. */
const MOST_ENTRY_MB = 512;
/** Unpacked, of a whole archive: the browser keeps pictures of archives on the disk. */
const MOST_ARCHIVE_GB = 32;
const MOST_ENTRIES = 200_000;

async function sniff(blob: Blob, path: string): Promise<FileKind> {
  return detectFile(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()), path);
}

/** A readable archive, and its entries that are not. */
async function openArchive(blob: Blob): Promise<{ readonly zip: ZipReader; readonly faults: readonly ZipFault[] }> {
  const faults: ZipFault[] = [];
  const Reader = await loadZipReader();
  const zip = await Reader.open(blob, {
    onFault: (fault) => faults.push(fault),
    mostEntries: MOST_ENTRIES,
  });
  return { zip, faults };
}

function rejectedKind(reason: RejectedFile['reason'], looksLike: FileLook): FoundKind {
  return { kind: 'rejected', reason, looksLike };
}

/** What the names inside say of an archive that is read as one file: a workbook, or nothing that is read. */
function packedKind(zip: ZipReader): FoundKind {
  const { kind, looksLike } = archiveKind(zip.names);
  switch (kind) {
    case 'workbook':
      return { kind, looksLike, zip };
    case 'other-office':
      return rejectedKind('unsupported-file', looksLike);
    case 'archive':
      return rejectedKind('packed', 'zip-in-zip');
    default:
      return kind satisfies never;
  }
}

/** A file of an archive, unpacked; a third archive inside another stays closed. */
async function openUnpacked(blob: Blob, path: string): Promise<OpenedFile> {
  const found = await sniff(blob, path);
  if (found.kind !== 'zip') return { blob, found };
  try {
    return { blob, found: packedKind((await openArchive(blob)).zip) };
  } catch (error) {
    if (isPartMissing(error)) throw error;
    return { blob, found: rejectedKind('zip-broken', 'zip') };
  }
}

/** Compressions that no browser unpacks, as PKWARE numbers them. Windows takes Deflate64 for large files. */
const METHODS: Readonly<Record<number, FileLook>> = {
  9: 'deflate64',
  12: 'bzip2',
  14: 'lzma',
  93: 'zstandard',
  95: 'xz',
};

function howPacked(method: number | null): FileLook {
  return METHODS[method ?? -1] ?? 'packed-otherwise';
}

function rejectedEntry(archive: string, { kind, entry, method }: ZipFault): RejectedFile {
  const path = `${archive}/${entry}`;
  switch (kind) {
    case 'encrypted':
      return { path, reason: 'zip-locked', looksLike: 'zip' };
    case 'twice':
      // The other one has the path itself.
      return { path: `${path} (1)`, reason: 'zip-twice', looksLike: 'zip' };
    case 'unsupported':
      return { path, reason: 'packed', looksLike: howPacked(method) };
    case 'not-a-zip':
    case 'damaged':
    case 'unsafe':
      return { path, reason: 'zip-entry-broken', looksLike: 'zip' };
    default:
      return kind satisfies never;
  }
}

/** Files to be read, gathered from archives and what lies beside them. */
class FileList {
  readonly entries: Entry[] = [];
  readonly rejected: RejectedFile[] = [];

  add(path: string, blob: Blob, found: FoundKind): void {
    this.entries.push({ path, open: () => Promise.resolve({ blob, found }) });
  }

  reject(path: string, reason: RejectedFile['reason'], looksLike: FileLook): void {
    this.rejected.push({ path, reason, looksLike });
  }

  /** `isInside`: of another archive; a third one in it stays closed. */
  async addArchive(path: string, file: Blob, isInside: boolean): Promise<void> {
    const { zip, faults } = await openArchive(file);
    const names = zip.names.filter((name) => !isSystemFile(name));
    if (archiveKind(names).kind !== 'archive') {
      this.add(path, file, packedKind(zip));
      return;
    }
    // One sentence rather than one for each.
    if (names.length === 0 && faults.some(({ kind }) => kind === 'encrypted'))
      throw new Error('all of it is encrypted');
    const strange = faults.filter(({ kind }) => kind === 'unsupported');
    if (names.length === 0 && strange.length > 0) {
      this.reject(path, 'packed', howPacked(strange[0]?.method ?? null));
      return;
    }
    if (zip.letters === null) this.reject(path, 'zip-names', 'zip');
    if (zip.totalSize > MOST_ARCHIVE_GB * 2 ** 30) {
      this.reject(path, 'zip-too-much', 'zip');
      return;
    }
    for (const fault of faults) if (!isSystemFile(fault.entry)) this.rejected.push(rejectedEntry(path, fault));
    for (const name of names) await this.#addEntry(`${path}/${name}`, zip, name, isInside);
  }

  async #addEntry(path: string, zip: ZipReader, name: string, isInside: boolean): Promise<void> {
    const limit = MOST_ENTRY_MB * 2 ** 20;
    const unpack = async (): Promise<Blob> => new Blob([await zip.read(name, limit)]);
    if ((zip.sizeOf(name) ?? 0) > limit) this.reject(path, 'zip-entry-too-much', 'zip');
    else if (isInside || !/\.zip$/iu.test(name))
      this.entries.push({ path, open: async () => openUnpacked(await unpack(), path) });
    else {
      try {
        await this.addArchive(path, await unpack(), true);
      } catch (error) {
        if (isPartMissing(error)) throw error;
        this.reject(path, 'zip-broken', 'zip');
      }
    }
  }
}

export async function openFiles(files: readonly SourceFile[], signal: AbortSignal): Promise<OpenedFiles> {
  const list = new FileList();
  for (const { path, file } of files) {
    if (signal.aborted) throw new AbortError();
    if (isSystemFile(path)) continue;
    let found: FileKind;
    try {
      found = await sniff(file, path);
    } catch {
      // Not an error of ours: the file is named to the visitor as one that cannot be read.
      list.reject(path, 'unreadable', 'unreadable');
      continue;
    }
    if (found.kind !== 'zip') {
      list.add(path, file, found);
      continue;
    }
    try {
      await list.addArchive(path, file, false);
    } catch (error) {
      if (isPartMissing(error)) throw error;
      // Damaged or protected: named to the visitor, and the other files are still read.
      list.reject(path, 'zip-broken', 'zip');
    }
  }
  return list;
}
