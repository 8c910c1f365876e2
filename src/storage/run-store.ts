/**
 * Checkpoints of trainings on this computer, so that none is lost and no damaged one is taken for good.
 *
 * Kept are the last two checkpoints of a run (one, when all its epochs are done) and the five newest runs. When space is
 * short the oldest runs go first, then the older checkpoint of the same run; its last good one is never removed for a new one.
 */
import { AppError } from '../core/app-error.ts';
import type { KeptRun } from '../core/kept-run.ts';
import type { CheckedFile, SectionSource } from './checked-file.ts';
import type { AskSpace, FileStore, TakeLock } from './file-store.ts';
import { type MarkedCheckpoint, RunFolder, RUNS_FOLDER } from './run-folder.ts';
import { keptRun, type RunRecord } from './run-record.ts';

export const CHECKPOINTS_PER_RUN = 2;
export const MOST_RUNS = 5;

/** Space left free beside what is written. */
const SPARE_BYTES = 2 ** 20;

export interface OpenCheckpoint {
  readonly generation: number;
  readonly record: RunRecord;
  /** Its pieces are checked as they are read: `DamagedFile` means to go on with the next older one. */
  readonly file: CheckedFile;
}

/** The right to write to a run, which no other tab has at the same time. */
export interface RunHold {
  readonly id: string;
  readonly release: () => void;
}

export interface StoreTools {
  readonly files: FileStore;
  readonly space: AskSpace;
  readonly lock: TakeLock;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

export class RunStore {
  readonly #files: FileStore;
  readonly #space: AskSpace;
  readonly #lock: TakeLock;
  /** Runs held by this tab. */
  readonly #held = new Map<string, RunHold>();

  constructor({ files, space, lock }: StoreTools) {
    this.#files = files;
    this.#space = space;
    this.#lock = lock;
  }

  /** Bytes that may still be written; null where the browser does not say. */
  async freeBytes(): Promise<number | null> {
    const space = await this.#space();
    return space === null ? null : Math.max(0, space.quota - space.usage);
  }

  /** Takes a run for this tab. Throws `kept-in-use` while any tab has it. */
  async hold(id: string): Promise<RunHold> {
    const lock = this.#held.has(id) ? null : await this.#lock(`run/${id}`);
    if (lock === null) throw new AppError('kept-in-use');
    const hold: RunHold = {
      id,
      release: () => {
        this.#held.delete(id);
        lock.release();
      },
    };
    this.#held.set(id, hold);
    return hold;
  }

  /** All runs with at least one marked checkpoint, newest first. Removes what was begun and never finished. */
  async list(): Promise<KeptRun[]> {
    const runs: KeptRun[] = [];
    for (const id of await this.#files.list(RUNS_FOLDER)) {
      const lock = this.#held.has(id) ? null : await this.#lock(`run/${id}`);
      try {
        const folder = this.#folder(id);
        const markers = await folder.markers();
        if (lock !== null) await folder.sweep(markers);
        const newest = markers.found[0];
        if (newest === undefined) continue;
        const bytes = markers.found.reduce((sum, marker) => sum + marker.bytes, 0);
        const patients = await folder.patientsFile();
        runs.push(keptRun(newest.record, { bytes, patientBytes: patients?.size ?? null, isInUse: lock === null }));
      } finally {
        lock?.release();
      }
    }
    return runs.sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
  }

  /** The good checkpoints of a run, newest first: those that are damaged as far as can be seen at once are left out. */
  async *checkpoints(id: string): AsyncGenerator<OpenCheckpoint, void> {
    const folder = this.#folder(id);
    for (const marker of (await folder.markers()).found) {
      const file = await folder.open(marker);
      if (file !== null) yield { generation: marker.generation, record: marker.record, file };
    }
  }

  /** Removes checkpoints newer than the one that could be read to its end: those were found to be damaged. */
  async dropNewer(hold: RunHold, { generation }: OpenCheckpoint): Promise<void> {
    const folder = this.#folder(hold.id);
    for (const marker of (await folder.markers()).found) {
      if (marker.generation > generation) await folder.remove(marker);
    }
  }

  /**
   * Writes a checkpoint of a run that is held. Resolves when it has been read back and is the run's newest one. Whatever
   * fails, the run's last good checkpoint stays. Throws `keep-full` when there is no room even after making some.
   */
  async save(
    hold: RunHold,
    record: RunRecord,
    options: { readonly sections: () => Iterable<SectionSource>; readonly expectedBytes: number },
  ): Promise<{ bytes: number }> {
    const folder = this.#folder(hold.id);
    const { found: before } = await folder.markers();
    const generation = await folder.nextGeneration();
    const bytes = await this.#withRoom(hold, before, options.expectedBytes, () =>
      folder.write(generation, record, options.sections()),
    );
    const others = record.isComplete ? 0 : CHECKPOINTS_PER_RUN - 1;
    for (const old of before.slice(others)) await folder.remove(old);
    return { bytes };
  }

  /** Keeps prepared patients with a run that is held. Throws `keep-full`. */
  async savePatients(
    hold: RunHold,
    content: {
      readonly meta: unknown;
      readonly sections: () => Iterable<SectionSource>;
      readonly expectedBytes: number;
    },
  ): Promise<void> {
    const folder = this.#folder(hold.id);
    await this.#withRoom(hold, [], content.expectedBytes, () => folder.writePatients(content.meta, content.sections()));
  }

  /** Null when the patients of this run are not kept. Throws `DamagedFile`, `OtherVersion`. */
  patients(id: string): Promise<CheckedFile | null> {
    return this.#folder(id).openPatients();
  }

  /** Forgets the prepared patients of all runs that no tab is training. */
  async erasePatients(): Promise<void> {
    await this.#eachFree((folder) => folder.removePatients());
  }

  /** Forgets a run and its patients. Throws `kept-in-use` while a tab is training it. */
  async erase(id: string): Promise<void> {
    const hold = await this.hold(id);
    try {
      await this.#folder(id).erase();
    } finally {
      hold.release();
    }
  }

  /** Forgets every run that no tab is training. */
  async eraseAll(): Promise<void> {
    await this.#eachFree((folder) => folder.erase());
  }

  /** Keeps the number of runs within bounds: the oldest go. Called when a run begins, for which one place is left. */
  async dropOldRuns(): Promise<void> {
    const runs = (await this.list()).filter(({ isInUse }) => !isInUse);
    for (const { id } of runs.slice(MOST_RUNS - 1)) await this.#eraseIfFree(id);
  }

  #folder(id: string): RunFolder {
    return new RunFolder(this.#files, id);
  }

  async #eachFree(work: (folder: RunFolder) => Promise<void>): Promise<void> {
    for (const id of await this.#files.list(RUNS_FOLDER)) {
      const lock = this.#held.has(id) ? null : await this.#lock(`run/${id}`);
      if (lock === null) continue;
      try {
        await work(this.#folder(id));
      } finally {
        lock.release();
      }
    }
  }

  /** False when another tab has just taken it. */
  async #eraseIfFree(id: string): Promise<boolean> {
    const lock = await this.#lock(`run/${id}`);
    if (lock === null) return false;
    try {
      await this.#folder(id).erase();
      return true;
    } finally {
      lock.release();
    }
  }

  /**
   * Makes room as far as it is known to be needed, and again whenever the writing itself finds that it was not enough.
   * `mine` are this run's checkpoints, newest first; those removed are taken from the list.
   */
  async #withRoom<T>(hold: RunHold, mine: MarkedCheckpoint[], bytes: number, write: () => Promise<T>): Promise<T> {
    for (;;) {
      const free = await this.freeBytes();
      if (free === null || free >= bytes + SPARE_BYTES) {
        try {
          return await write();
        } catch (error) {
          if (!isDiskFull(error)) throw error;
        }
      }
      if (!(await this.#dropOne(hold, mine))) throw new AppError('keep-full');
    }
  }

  /** Removes the oldest run that nobody is training, else the older of this run's checkpoints. False: nothing may go. */
  async #dropOne(hold: RunHold, mine: MarkedCheckpoint[]): Promise<boolean> {
    for (const { id, isInUse } of (await this.list()).toReversed()) {
      if (!isInUse && id !== hold.id && (await this.#eraseIfFree(id))) return true;
    }
    const oldest = mine.length > 1 ? mine.pop() : undefined;
    if (oldest === undefined) return false;
    await this.#folder(hold.id).remove(oldest);
    return true;
  }
}
