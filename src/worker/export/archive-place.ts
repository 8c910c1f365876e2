/**
 * Where archives go: a folder the visitor picked, or the browser's downloads one after another. Either keeps the export's note
 * (`export-note.ts`): the folder beside the archives, the downloads in the browser's own storage.
 */
import { AppError } from '../../core/app-error.ts';
import type { ArchiveSpool } from './archive-spool.ts';
import type { WriteBytes } from '../../export/packer.ts';

export interface ArchiveFile {
  readonly write: WriteBytes;
  /** The archive is whole: only now does it appear under its name. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing. */
  readonly discard: () => Promise<void>;
}

export interface ArchivePlace {
  readonly open: (name: string) => Promise<ArchiveFile>;
  /** Bytes of a file that is there. `unknown`: what was handed over cannot be looked at. */
  readonly sizeOf: (name: string) => Promise<number | null | 'unknown'>;
  readonly readNote: () => Promise<string | null>;
  /** Null: the note is no longer needed. */
  readonly writeNote: (text: string | null) => Promise<void>;
}

export const NOTE_NAME = 'pairs-export.json';

/** What the browser says when a disk is full, a folder is gone or may not be written. */
export function placeError(thrown: unknown, file: string): unknown {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return new AppError('disk-full', { file }, thrown);
  if (
    ['NotAllowedError', 'NoModificationAllowedError', 'SecurityError', 'NotFoundError', 'InvalidStateError'].includes(
      name,
    )
  ) {
    return new AppError('folder-unwritable', { file }, thrown);
  }
  return thrown;
}

async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw placeError(thrown, file);
  }
}

async function textOf(folder: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  try {
    return await (await (await folder.getFileHandle(name)).getFile()).text();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'NotFoundError') return null;
    throw placeError(thrown, name);
  }
}

async function writeText(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  await guarded(name, async () => {
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await file.write(text);
    await file.close();
  });
}

/** The browser writes beside the file and puts it in place when it is closed, so no half archive is ever seen. */
export function folderPlace(folder: FileSystemDirectoryHandle): ArchivePlace {
  return {
    open: (name) =>
      guarded(name, async () => {
        const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
        return {
          // Bytes, since a blob would stay in memory until the page is tidied up.
          write: (piece) => guarded(name, () => file.write(piece)),
          finish: () => guarded(name, () => file.close()),
          discard: async () => {
            // After a failed write it is closed already.
            await file.abort().catch(() => undefined);
            const handle = await folder.getFileHandle(name).catch(() => null);
            // `create` left an empty file where there was none.
            if (handle !== null && (await handle.getFile()).size === 0) await folder.removeEntry(name);
          },
        };
      }),
    sizeOf: async (name) => {
      try {
        return (await (await folder.getFileHandle(name)).getFile()).size;
      } catch (thrown) {
        if (thrown instanceof Error && thrown.name === 'NotFoundError') return null;
        throw placeError(thrown, name);
      }
    },
    readNote: () => textOf(folder, NOTE_NAME),
    // It stays when all is done: it lists the archives.
    writeNote: async (text) => {
      if (text !== null) await writeText(folder, NOTE_NAME, text);
    },
  };
}

/** `handOver` resolves when the archive is safe with whoever took it. */
export function downloadsPlace(
  spool: ArchiveSpool,
  handOver: (name: string, archive: File) => Promise<void>,
): ArchivePlace {
  const spooled = folderPlace(spool.folder);
  return {
    open: async (name) => {
      // Makes room first.
      await guarded(name, () => spool.sweep());
      const file = await spooled.open(spool.nameOf(name));
      return {
        ...file,
        finish: async () => {
          await file.finish();
          await handOver(name, await guarded(name, () => spool.file(name)));
        },
      };
    },
    sizeOf: async () => 'unknown',
    readNote: async () => textOf(await navigator.storage.getDirectory(), NOTE_NAME),
    writeNote: async (text) => {
      const storage = await navigator.storage.getDirectory();
      if (text !== null) return writeText(storage, NOTE_NAME, text);
      spool.sweepLater();
      await storage.removeEntry(NOTE_NAME).catch(() => undefined); // it was not there
    },
  };
}
