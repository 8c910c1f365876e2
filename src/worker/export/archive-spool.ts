/**
 * Archives on their way to the browser's downloads: files in the browser's own storage, so that none of them is ever held in
 * memory. The browser copies a download after the page has handed it over and does not say when it is done, so a file is
 * removed a while later.
 */
const FOLDER = 'downloads';
/** As long as the page keeps the download's address. */
const KEPT_MS = 60_000;

export class ArchiveSpool {
  readonly folder: FileSystemDirectoryHandle;
  readonly #keptMs: number;
  readonly #wallClock: () => number;
  /** Two tabs may export at the same time. */
  readonly #id = crypto.randomUUID();

  private constructor(folder: FileSystemDirectoryHandle, keptMs: number, wallClock: () => number) {
    this.folder = folder;
    this.#keptMs = keptMs;
    this.#wallClock = wallClock;
  }

  /** `wallClock`: milliseconds since 1970. Rejects where the browser has no storage. */
  static async open(keptMs = KEPT_MS, wallClock = (): number => Date.now()): Promise<ArchiveSpool> {
    const storage = await navigator.storage.getDirectory();
    return new ArchiveSpool(await storage.getDirectoryHandle(FOLDER, { create: true }), keptMs, wallClock);
  }

  nameOf(archive: string): string {
    return `${this.#id}-${archive}`;
  }

  /** A whole archive, on the disk. */
  async file(archive: string): Promise<File> {
    return (await this.folder.getFileHandle(this.nameOf(archive))).getFile();
  }

  /** Removes what was handed over long enough ago, by this tab or another. */
  async sweep(): Promise<void> {
    const names: string[] = [];
    for await (const name of this.folder.keys()) names.push(name);
    for (const name of names) {
      try {
        const { lastModified } = await (await this.folder.getFileHandle(name)).getFile();
        if (this.#wallClock() - lastModified >= this.#keptMs) await this.folder.removeEntry(name);
      } catch (error) {
        // Another tab removed it just now, or is still writing it.
        const isTheirs = error instanceof DOMException && /^(NotFound|NoModificationAllowed)Error$/u.test(error.name);
        if (!isTheirs) throw error;
      }
    }
  }

  /** Once the last archive has had its time as well. */
  sweepLater(): void {
    setTimeout(() => {
      this.sweep().catch(() => undefined); // the next export sweeps again
    }, 2 * this.#keptMs);
  }
}
