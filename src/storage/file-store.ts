/**
 * The few things that are asked of a file system, so that what is kept can be tested on one that fails at any moment.
 * Paths are relative, with `/`. Every method may reject as the file system does; nothing here gives a meaning to that.
 */

export interface FileWriter {
  /** Appends. Rejects when the disk is full, possibly after a part was written. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves when all of it has reached the disk. */
  close(): Promise<void>;
  /** Closes without waiting; what was written may be anything from nothing to all of it. */
  abandon(): void;
}

export interface StoredFile {
  readonly size: number;
  /** Bytes `at` … `at + length − 1`; fewer where the file ends before. */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

export interface FileStore {
  /** Names in a folder, sorted; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** An empty file to write, in place of one of that name. Missing folders are made. */
  create(path: string): Promise<FileWriter>;
  /** Null when there is no such file. */
  open(path: string): Promise<StoredFile | null>;
  /** Removes a file, or a folder with all in it. Nothing happens when it is not there. */
  remove(path: string): Promise<void>;
}

/** Bytes the browser lets this site use, and how many of them are used. Null where it does not say. */
export type AskSpace = () => Promise<{ readonly quota: number; readonly usage: number } | null>;

/** Takes a lock that other tabs respect, until it is given back or the tab ends. Null when another tab has it. */
export type TakeLock = (name: string) => Promise<{ readonly release: () => void } | null>;
