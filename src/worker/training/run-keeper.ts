/**
 * What is kept on this computer between two visits: trainings, and prepared patients where the visitor allows it. Where
 * the browser has no such storage everything works, and nothing is kept.
 */
import type { StorageFault } from '../../core/error-params.ts';
import { shapeOrNull } from '../../core/shapes/parse.ts';
import { keepingShape } from '../../core/shapes/run.ts';
import { AppError } from '../../core/app-error.ts';
import { DEFAULT_KEEPING, type KeptRun, type KeptState, type Keeping, type SaveNote } from '../../core/kept-run.ts';
import type { StudyData } from '../../core/dataset.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { CheckedFile, DamagedFile, OtherVersion, writeChecked } from '../../storage/checked-file.ts';
import { patientContent, readPatients } from '../../storage/kept-patients.ts';
import { browserLock, browserSpace, OpfsFiles } from '../../storage/opfs-files.ts';
import type { RunRecord } from '../../storage/run-record.ts';
import { type RunHold, RunStore, type StoreTools } from '../../storage/run-store.ts';
import { loadNewest, type LoadedRun, type RunFacts, RunSaver } from './run-saver.ts';

const SETTINGS = 'keeping';

async function browserTools(): Promise<StoreTools> {
  return { files: await OpfsFiles.open(), space: browserSpace, lock: browserLock };
}

interface Opened {
  readonly store: RunStore;
  readonly tools: StoreTools;
}

export interface NewRun {
  readonly facts: Omit<RunFacts, 'run' | 'startedAt'>;
  readonly study: StudyData;
  readonly onNote: (note: SaveNote) => void;
}

/** A kept run taken up again; no other tab has it until `release`. */
export interface HeldRun {
  /** Of its newest checkpoint. */
  readonly record: RunRecord;
  /** Its prepared patients; null when they are not kept, or damaged. */
  readonly study: StudyData | null;
  /** Its newest good state. Throws `kept-damaged` when there is none. */
  readonly load: (kernels: Kernels) => Promise<LoadedRun>;
  /** Goes on keeping it. Null when the visitor no longer wants anything kept. */
  readonly saver: (facts: RunFacts, onNote: (note: SaveNote) => void) => Promise<RunSaver | null>;
  readonly release: () => void;
}

/** Why the browser gives no place to keep anything. */
function storageFault(error: unknown): StorageFault {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'SecurityError' || name === 'NotAllowedError') return 'denied';
  // Without the interface itself there is nothing to call.
  return error instanceof TypeError ? 'no-store' : 'not-known';
}

export class RunKeeper {
  readonly #open: () => Promise<StoreTools>;
  readonly #wallClock: () => number;
  #opened: Promise<Opened> | null = null;
  /** One after another: two lists at once would be in each other's way. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(open: () => Promise<StoreTools> = browserTools, wallClock: () => number = () => Date.now()) {
    this.#open = open;
    this.#wallClock = wallClock;
  }

  state(): Promise<KeptState> {
    return this.#inTurn(() => this.#state());
  }

  /** What may be kept from now on. What is no longer allowed is erased. */
  setKeeping(keeping: Keeping): Promise<KeptState> {
    return this.#inTurn(async () => {
      const { store, tools } = await this.#ready();
      await writeChecked(tools.files, SETTINGS, { kind: SETTINGS, meta: keeping });
      if (!keeping.patients) await store.erasePatients();
      if (!keeping.runs) await store.eraseAll();
      return this.#state();
    });
  }

  /** Forgets one run, or (null) all that no tab is training. */
  erase(run: KeptRun['id'] | null): Promise<KeptState> {
    return this.#inTurn(async () => {
      const { store } = await this.#ready();
      await (run === null ? store.eraseAll() : store.erase(run));
      return this.#state();
    });
  }

  /** Begins to keep a run. Null when nothing is to be kept, or cannot be (which is told). */
  begin({ facts, study, onNote }: NewRun): Promise<RunSaver | null> {
    return this.#inTurn(async () => {
      try {
        const { store, tools } = await this.#ready();
        const keeping = await this.#keeping(tools);
        if (!keeping.runs) return null;
        await store.dropOldRuns();
        const startedAt = this.#wallClock();
        const hold = await store.hold(`${startedAt.toString(36)}-${facts.fingerprint.slice(0, 8)}`);
        // Simulated patients can be drawn again.
        if (keeping.patients && facts.demo === null) await this.#keepPatients(store, hold, study, onNote);
        return this.#saver(store, hold, { ...facts, run: hold.id, startedAt }, onNote);
      } catch (error) {
        onNote({ kind: 'not-saved', reason: 'failed', detail: error instanceof Error ? error.message : String(error) });
        return null;
      }
    });
  }

  /** Takes a run up again. Throws `kept-in-use`, `kept-damaged`, `kept-unavailable`. */
  take(run: KeptRun['id']): Promise<HeldRun> {
    return this.#inTurn(async () => {
      const { store, tools } = await this.#ready();
      const hold = await store.hold(run);
      try {
        const newest = (await store.checkpoints(run).next()).value;
        if (newest === undefined) throw new AppError('kept-damaged');
        return {
          record: newest.record,
          study: await this.#patients(store, run),
          load: async (kernels) => {
            const loaded = await loadNewest(store, hold, kernels);
            if (loaded === null) throw new AppError('kept-damaged');
            return loaded;
          },
          saver: async (facts, onNote) =>
            (await this.#keeping(tools)).runs ? this.#saver(store, hold, facts, onNote) : null,
          release: hold.release,
        };
      } catch (error) {
        hold.release();
        throw error;
      }
    });
  }

  #saver(store: RunStore, hold: RunHold, facts: RunFacts, onNote: (note: SaveNote) => void): RunSaver {
    return new RunSaver({ store, hold, facts, onNote, wallClock: this.#wallClock });
  }

  async #keepPatients(
    store: RunStore,
    hold: RunHold,
    study: StudyData,
    onNote: (note: SaveNote) => void,
  ): Promise<void> {
    try {
      await store.savePatients(hold, patientContent(study));
    } catch (error) {
      const isFull = error instanceof AppError && error.code === 'keep-full';
      onNote({ kind: 'not-saved', reason: isFull ? 'disk-full' : 'failed', detail: String(error) });
    }
  }

  async #patients(store: RunStore, run: string): Promise<StudyData | null> {
    try {
      const file = await store.patients(run);
      return file === null ? null : await readPatients(file);
    } catch (error) {
      if (error instanceof DamagedFile || error instanceof OtherVersion) return null;
      throw error;
    }
  }

  async #state(): Promise<KeptState> {
    let opened: Opened;
    try {
      opened = await this.#ready();
    } catch (error) {
      const unavailable = storageFault(error instanceof AppError ? error.cause : error);
      return { runs: [], keeping: DEFAULT_KEEPING, freeBytes: null, unavailable };
    }
    const { store, tools } = opened;
    return {
      runs: await store.list(),
      keeping: await this.#keeping(tools),
      freeBytes: await store.freeBytes(),
      unavailable: null,
    };
  }

  async #keeping({ files }: StoreTools): Promise<Keeping> {
    try {
      const file = await CheckedFile.open(files, SETTINGS, SETTINGS);
      return file === null ? DEFAULT_KEEPING : (shapeOrNull(keepingShape, file.meta) ?? DEFAULT_KEEPING);
    } catch (error) {
      if (error instanceof DamagedFile || error instanceof OtherVersion) return DEFAULT_KEEPING;
      throw error;
    }
  }

  /** Throws `kept-unavailable`, and tries again the next time it is asked. */
  #ready(): Promise<Opened> {
    this.#opened ??= this.#open().then(
      (tools) => ({ tools, store: new RunStore(tools) }),
      (error: unknown) => {
        this.#opened = null;
        throw new AppError('kept-unavailable', { reason: storageFault(error) }, error);
      },
    );
    return this.#opened;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
