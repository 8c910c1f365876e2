/**
 * Files in the browser's own storage for this site (OPFS), from a worker: writing through synchronous handles, which is
 * the way that reaches the disk without a second copy; reading through `File`, which needs no lock.
 */
import type { AskSpace, FileStore, FileWriter, StoredFile, TakeLock } from './file-store.ts';

/** Everything of ours is below it. */
const ROOT = 'ecg-pair-studio';

/** A handle that a terminated worker held is given back a moment later. */
const HANDLE_TRIES = 20;
const HANDLE_WAIT_MS = 100;

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError');
}

function split(path: string): { folders: string[]; name: string } {
  const parts = path.split('/');
  return { folders: parts.slice(0, -1), name: parts.at(-1) ?? '' };
}

async function openHandle(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || attempt === HANDLE_TRIES) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, HANDLE_WAIT_MS);
      });
    }
  }
}

class OpfsWriter implements FileWriter {
  readonly #handle: FileSystemSyncAccessHandle;
  #at = 0;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const written = this.#handle.write(bytes, { at: this.#at });
    this.#at += written;
    if (written === bytes.length) return Promise.resolve();
    return Promise.reject(new DOMException('The file could not be written to its end', 'QuotaExceededError'));
  }

  close(): Promise<void> {
    this.#handle.flush();
    this.#handle.close();
    return Promise.resolve();
  }

  abandon(): void {
    this.#handle.close();
  }
}

export class OpfsFiles implements FileStore {
  readonly #root: FileSystemDirectoryHandle;

  private constructor(root: FileSystemDirectoryHandle) {
    this.#root = root;
  }

  /** Rejects where the browser has no such storage or does not give it (private windows of some browsers). */
  static async open(root = ROOT): Promise<OpfsFiles> {
    const origin = await navigator.storage.getDirectory();
    return new OpfsFiles(await origin.getDirectoryHandle(root, { create: true }));
  }

  async list(folder: string): Promise<readonly string[]> {
    const handle = await this.#folder(folder.split('/'), false);
    if (handle === null) return [];
    const names: string[] = [];
    for await (const name of handle.keys()) names.push(name);
    return names.sort();
  }

  async create(path: string): Promise<FileWriter> {
    const { folders, name } = split(path);
    const folder = await this.#folder(folders, true);
    const file = await (folder ?? this.#root).getFileHandle(name, { create: true });
    const handle = await openHandle(file);
    try {
      handle.truncate(0);
    } catch (error) {
      handle.close();
      throw error;
    }
    return new OpfsWriter(handle);
  }

  async open(path: string): Promise<StoredFile | null> {
    const { folders, name } = split(path);
    const folder = await this.#folder(folders, false);
    if (folder === null) return null;
    let file: File;
    try {
      file = await (await folder.getFileHandle(name)).getFile();
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
    return {
      size: file.size,
      read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
    };
  }

  async remove(path: string): Promise<void> {
    const { folders, name } = split(path);
    const folder = await this.#folder(folders, false);
    try {
      await folder?.removeEntry(name, { recursive: true });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  async #folder(names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle | null> {
    let handle = this.#root;
    try {
      for (const name of names) handle = await handle.getDirectoryHandle(name, { create });
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
    return handle;
  }
}

export const browserSpace: AskSpace = async () => {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined ? null : { quota, usage: usage ?? 0 };
};

export const browserLock: TakeLock = (name) =>
  new Promise((resolve, reject) => {
    const held = navigator.locks.request(`ecg-pair-studio/${name}`, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      // Held until this promise settles.
      return new Promise<void>((release) => {
        resolve({ release });
      });
    });
    held.catch(reject);
  });
