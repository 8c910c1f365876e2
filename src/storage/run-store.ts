/**
 * Checkpoints of trainings, so that none is lost and no damaged one is taken for good.
 *
 * A run is a folder `runs/<id>` with numbered checkpoints. Each is written to a file of a new name, read back and compared
 * with its hashes, and only then named by a small marker, itself a checked file: what has no marker does not exist.
 * Older ones are removed after that, marker first.
 *
 * Kept are the last two checkpoints of a run (one, when the run has ended) and the five newest runs. When space is short
 * the oldest runs go first, then the older checkpoint of the same run; its last good one is never removed for a new one.
 */
import { AppError } from '../core/app-error.ts';
import type { KeptRun } from '../core/kept-run.ts';
import { CheckedFile, DamagedFile, OtherVersion, writeChecked, type SectionSource } from './checked-file.ts';
import type { AskSpace, FileStore, TakeLock } from './file-store.ts';
import { keptRun, readRecord, type RunRecord } from './run-record.ts';

export const CHECKPOINTS_PER_RUN = 2;
export const MOST_RUNS = 5;

const FOLDER = 'runs';
const CHECKPOINT = 'checkpoint';
const MARKER = 'marker';
const PATIENTS = 'patients';

/** Space left free beside what is written. */
const SPARE_BYTES = 2 ** 20;

interface Marker {
  readonly digest: string;
  readonly bytes: number;
  readonly record: RunRecord;
}

interface Found extends Marker {
  readonly generation: number;
}

interface Markers {
  /** Whole markers whose checkpoint is there, newest first. */
  readonly found: Found[];
  /** Checkpoints that another version of this app wrote: not read, and not removed. */
  readonly foreign: ReadonlySet<number>;
}

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

function generationOf(name: string): number {
  return Number.parseInt(name, 10);
}

export function isDiskFull(error: unknown): boolean {
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

  /** Takes a run for this tab. Throws `kept-in-use` while another tab has it. */
  async hold(id: string): Promise<RunHold> {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const lock = await this.#lock(`run/${id}`);
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
    for (const id of await this.#files.list(FOLDER)) {
      const isMine = this.#held.has(id);
      const lock = isMine ? null : await this.#lock(`run/${id}`);
      try {
        const isInUse = isMine || lock === null;
        const markers = await this.#markers(id);
        const { found } = markers;
        if (!isInUse) await this.#sweep(id, markers);
        const newest = found[0];
        if (newest === undefined) continue;
        const bytes = found.reduce((sum, marker) => sum + marker.bytes, 0);
        const patients = await this.#files.open(this.#path(id, PATIENTS));
        runs.push(keptRun(newest.record, { bytes, patientBytes: patients?.size ?? null, isInUse }));
      } finally {
        lock?.release();
      }
    }
    return runs.sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
  }

  /** The good checkpoints of a run, newest first: those that are damaged as far as can be seen at once are left out. */
  async *checkpoints(id: string): AsyncGenerator<OpenCheckpoint, void> {
    for (const { generation, digest, record } of (await this.#markers(id)).found) {
      try {
        const file = await CheckedFile.open(this.#files, this.#path(id, CHECKPOINT, generation), CHECKPOINT);
        if (file?.digest === digest) yield { generation, record, file };
      } catch (error) {
        if (!(error instanceof DamagedFile || error instanceof OtherVersion)) throw error;
      }
    }
  }

  /** Removes checkpoints newer than the one that could be read to its end: those were found to be damaged. */
  async dropNewer(hold: RunHold, { generation }: OpenCheckpoint): Promise<void> {
    const { found } = await this.#markers(hold.id);
    for (const marker of found) {
      if (marker.generation > generation) await this.#removeCheckpoint(hold.id, marker.generation);
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
    const { id } = hold;
    const { found: before } = await this.#markers(id);
    const generation = (await this.#newestGeneration(id)) + 1;
    await this.#makeRoom(hold, before, options.expectedBytes);
    let bytes = 0;
    for (;;) {
      try {
        ({ bytes } = await this.#write(id, generation, record, options.sections()));
        break;
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        if (!(await this.#dropOne(hold, before))) throw new AppError('keep-full', {}, error);
      }
    }
    const keep = record.end === 'unfinished' ? CHECKPOINTS_PER_RUN : 1;
    for (const old of before.slice(keep - 1)) await this.#removeCheckpoint(id, old.generation);
    return { bytes };
  }

  /** Keeps prepared patients with a run that is held, once. */
  async savePatients(
    hold: RunHold,
    content: { readonly meta: unknown; readonly sections: Iterable<SectionSource>; readonly expectedBytes: number },
  ): Promise<void> {
    const path = this.#path(hold.id, PATIENTS);
    await this.#makeRoom(hold, [], content.expectedBytes);
    try {
      await writeChecked(this.#files, path, { kind: PATIENTS, ...content });
      await (await CheckedFile.open(this.#files, path, PATIENTS))?.verify();
    } catch (error) {
      await this.#files.remove(path).catch(() => undefined);
      throw isDiskFull(error) ? new AppError('keep-full', {}, error) : error;
    }
  }

  /** Null when the patients of this run are not kept. Throws `DamagedFile`. */
  patients(id: string): Promise<CheckedFile | null> {
    return CheckedFile.open(this.#files, this.#path(id, PATIENTS), PATIENTS);
  }

  /** Forgets the prepared patients of all runs that no tab is training. */
  async erasePatients(): Promise<void> {
    await this.#eachFree(async (id) => this.#files.remove(this.#path(id, PATIENTS)));
  }

  /** Forgets a run and its patients. Throws `kept-in-use` while a tab is training it. */
  async erase(id: string): Promise<void> {
    if (this.#held.has(id)) throw new AppError('kept-in-use');
    const hold = await this.hold(id);
    try {
      await this.#eraseHeld(id);
    } finally {
      hold.release();
    }
  }

  /** Forgets every run that no tab is training. */
  async eraseAll(): Promise<void> {
    await this.#eachFree((id) => this.#eraseHeld(id));
  }

  /** Keeps the number of runs within bounds: the oldest go. Called when a run begins, for which one place is left. */
  async dropOldRuns(): Promise<void> {
    const runs = (await this.list()).filter(({ isInUse }) => !isInUse);
    for (const { id } of runs.slice(MOST_RUNS - 1)) await this.#eraseIfFree(id);
  }

  /** Writes, reads back, and only then marks. Leaves nothing when any of it fails. */
  async #write(
    id: string,
    generation: number,
    record: RunRecord,
    sections: Iterable<SectionSource>,
  ): Promise<{ bytes: number }> {
    const path = this.#path(id, CHECKPOINT, generation);
    const written = await writeChecked(this.#files, path, { kind: CHECKPOINT, meta: record, sections });
    try {
      const back = await CheckedFile.open(this.#files, path, CHECKPOINT);
      if (back?.digest !== written.digest) throw new DamagedFile(path, 'not what was written');
      await back.verify();
      const marker: Marker = { ...written, record };
      await writeChecked(this.#files, this.#path(id, MARKER, generation), { kind: MARKER, meta: marker });
    } catch (error) {
      await this.#files.remove(path).catch(() => undefined);
      throw error;
    }
    return written;
  }

  async #eachFree(work: (id: string) => Promise<void>): Promise<void> {
    for (const id of await this.#files.list(FOLDER)) {
      const lock = this.#held.has(id) ? null : await this.#lock(`run/${id}`);
      if (lock === null) continue;
      try {
        await work(id);
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
      await this.#eraseHeld(id);
      return true;
    } finally {
      lock.release();
    }
  }

  /** Markers first: a run that is half erased has none left, and the next sweep finishes it. */
  async #eraseHeld(id: string): Promise<void> {
    for (const name of await this.#files.list(`${FOLDER}/${id}`)) {
      if (name.endsWith(`.${MARKER}`)) await this.#files.remove(`${FOLDER}/${id}/${name}`);
    }
    await this.#files.remove(`${FOLDER}/${id}`);
  }

  /** Frees space for a checkpoint as far as it is known to be needed; the writing itself may find that it was not enough. */
  async #makeRoom(hold: RunHold, before: Found[], bytes: number): Promise<void> {
    for (;;) {
      const free = await this.freeBytes();
      if (free === null || free >= bytes + SPARE_BYTES) return;
      if (!(await this.#dropOne(hold, before))) throw new AppError('keep-full');
    }
  }

  /** Removes the oldest run that nobody is training, else the older of this run's checkpoints. False: nothing may go. */
  async #dropOne(hold: RunHold, before: Found[]): Promise<boolean> {
    const runs = await this.list();
    for (const { id, isInUse } of runs.toReversed()) {
      if (!isInUse && id !== hold.id && (await this.#eraseIfFree(id))) return true;
    }
    const oldest = before.length > 1 ? before.pop() : undefined;
    if (oldest === undefined) return false;
    await this.#removeCheckpoint(hold.id, oldest.generation);
    return true;
  }

  async #removeCheckpoint(id: string, generation: number): Promise<void> {
    await this.#files.remove(this.#path(id, MARKER, generation));
    await this.#files.remove(this.#path(id, CHECKPOINT, generation));
  }

  /** Removes checkpoints without a marker, markers that are damaged, and runs with nothing left. */
  async #sweep(id: string, { found, foreign }: Markers): Promise<void> {
    if (found.length + foreign.size === 0) {
      await this.#files.remove(`${FOLDER}/${id}`);
      return;
    }
    const good = new Set(found.map(({ generation }) => generation));
    for (const name of await this.#files.list(`${FOLDER}/${id}`)) {
      const generation = generationOf(name);
      if (name === PATIENTS || good.has(generation) || foreign.has(generation)) continue;
      await this.#files.remove(`${FOLDER}/${id}/${name}`);
    }
  }

  async #markers(id: string): Promise<Markers> {
    const names = await this.#files.list(`${FOLDER}/${id}`);
    const found: Found[] = [];
    const foreign = new Set<number>();
    for (const name of names.filter((n) => n.endsWith(`.${MARKER}`))) {
      const generation = generationOf(name);
      try {
        const file = await CheckedFile.open(this.#files, `${FOLDER}/${id}/${name}`, MARKER);
        if (file === null) continue;
        const marker = file.meta as Marker;
        const record = readRecord(marker.record);
        const state = await this.#files.open(this.#path(id, CHECKPOINT, generation));
        if (record === null) foreign.add(generation);
        else if (state?.size === marker.bytes) found.push({ ...marker, record, generation });
      } catch (error) {
        if (error instanceof OtherVersion) foreign.add(generation);
        // A damaged marker does not count.
        else if (!(error instanceof DamagedFile)) throw error;
      }
    }
    return { found: found.sort((a, b) => b.generation - a.generation), foreign };
  }

  async #newestGeneration(id: string): Promise<number> {
    const names = await this.#files.list(`${FOLDER}/${id}`);
    return Math.max(0, ...names.map(generationOf).filter((n) => Number.isFinite(n)));
  }

  #path(id: string, kind: typeof CHECKPOINT | typeof MARKER | typeof PATIENTS, generation?: number): string {
    if (generation === undefined) return `${FOLDER}/${id}/${kind}`;
    return `${FOLDER}/${id}/${String(generation).padStart(8, '0')}.${kind}`;
  }
}
