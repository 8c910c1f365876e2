/**
 * Checkpoints of the run under way: when one is due, writing it, and going back to the last good one. What goes wrong
 * with the disk never ends a training: it is told to the page, and tried again later.
 */
import { AppError } from '../../core/app-error.ts';
import type { KeptRun, SaveNote } from '../../core/kept-run.ts';
import type { Kernels } from '../../engine/kernels.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import type { EpochProgress } from '../../gan/trainer.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import { DamagedFile } from '../../storage/checked-file.ts';
import { RECORD_VERSIONS, type RunPosition, type RunRecord } from '../../storage/run-record.ts';
import type { RunHold, RunStore } from '../../storage/run-store.ts';
import { checkpointBytes, checkpointSections, loadCheckpoint, type RunContent } from './checkpoint-content.ts';
import type { Snapshot } from './epoch-snapshots.ts';
import type { EpochLog } from '../../core/epoch-log.ts';

/** Training time that a crash may cost at most, as long as saving is quick. */
export const SAVE_INTERVAL_MS = 45_000;
/** Saving takes at most this share of the time. */
const SAVE_SHARE = 1 / 20;

/** What does not change while a run is under way. */
export type RunFacts = Omit<
  RunRecord,
  'version' | 'savedAt' | 'position' | 'isComplete' | 'best' | 'incidents' | 'reseeds'
>;

export interface RunState extends RunContent {
  readonly position: RunPosition;
  readonly isComplete: boolean;
  readonly incidents: RunRecord['incidents'];
  readonly reseeds: number;
}

export interface LoadedRun {
  readonly gan: JointGan;
  readonly log: EpochLog[];
  /** Of a recipe that scores epochs. */
  readonly best: Snapshot | null;
  readonly record: RunRecord;
}

export interface SaverOptions {
  readonly store: RunStore;
  readonly hold: RunHold;
  readonly facts: RunFacts;
  readonly onNote: (note: SaveNote) => void;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly intervalMs?: number;
}

/** A position as training takes it up. */
export function placeOf({ epoch, steps, step, ...losses }: RunPosition): {
  readonly epoch: number;
  readonly steps: number;
  readonly progress: EpochProgress;
} {
  return { epoch, steps, progress: { step, losses } };
}

function versionOf({ recipe, state }: JointGan): RunRecord['version'] {
  if (RECIPES[recipe].validates) return RECORD_VERSIONS.scored;
  return state === null ? RECORD_VERSIONS.plain : RECORD_VERSIONS.prepared;
}

function bestFacts({ epoch, steps, score, reseeds }: Snapshot): NonNullable<RunRecord['best']> {
  return { epoch, steps, score: score ?? 0, reseeds };
}

/** The newest checkpoint of a run that can be read to its end; null when there is none. */
export async function loadNewest(store: RunStore, hold: RunHold, kernels: Kernels): Promise<LoadedRun | null> {
  for await (const checkpoint of store.checkpoints(hold.id)) {
    try {
      const loaded = await loadCheckpoint(checkpoint.file, checkpoint.record, kernels);
      await store.dropNewer(hold, checkpoint);
      return { ...loaded, record: checkpoint.record };
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
    }
  }
  return null;
}

export class RunSaver {
  readonly #options: SaverOptions;
  readonly #intervalMs: number;
  #lastMs = performance.now();
  #savingMs = 0;
  #isRequested = false;
  #savedSteps: number | null = null;
  /** The last try failed, so that what is on the disk may be much older than it should be. */
  #hasFailed = false;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs ?? SAVE_INTERVAL_MS;
  }

  get id(): KeptRun['id'] {
    return this.#options.hold.id;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** The page may be gone in a moment: a checkpoint is due at the next step. */
  request(): void {
    this.#isRequested = true;
  }

  get isDue(): boolean {
    const elapsed = performance.now() - this.#lastMs;
    return this.#isRequested || elapsed >= Math.max(this.#intervalMs, this.#savingMs / SAVE_SHARE);
  }

  /** Writes a checkpoint, unless this state was written already. True when it is on the disk. Throws only what is wrong with the network itself. */
  async save(state: RunState): Promise<boolean> {
    const { store, hold, facts, onNote, wallClock } = this.#options;
    const { gan, best, position, isComplete, incidents, reseeds } = state;
    this.#isRequested = false;
    if (this.#savedSteps === position.steps && !isComplete) return true;
    const start = performance.now();
    const failures: unknown[] = [];
    const savedAt = wallClock();
    const record: RunRecord = {
      ...facts,
      version: versionOf(gan),
      savedAt,
      position,
      isComplete,
      ...(best === null ? {} : { best: bestFacts(best) }),
      incidents,
      reseeds,
    };
    try {
      const { bytes } = await store.save(hold, record, {
        sections: () => checkpointSections(state, facts.config, (error) => failures.push(error)),
        expectedBytes: checkpointBytes(state, facts.config),
      });
      this.#savedSteps = position.steps;
      this.#hasFailed = false;
      onNote({ kind: 'saved', epoch: position.epoch, steps: position.steps, bytes, at: savedAt });
      return true;
    } catch (error) {
      if (failures.length > 0) throw failures[0];
      this.#hasFailed = true;
      const isFull = error instanceof AppError && error.code === 'keep-full';
      const detail = error instanceof Error ? error.message : String(error);
      onNote({ kind: 'not-saved', reason: isFull ? 'disk-full' : 'failed', detail: isFull ? '' : detail });
      return false;
    } finally {
      this.#lastMs = performance.now();
      this.#savingMs = this.#lastMs - start;
    }
  }

  /** The last good checkpoint on these kernels; null when there is none. */
  async goBack(kernels: Kernels): Promise<LoadedRun | null> {
    this.#savedSteps = null;
    return loadNewest(this.#options.store, this.#options.hold, kernels);
  }

  /** Other tabs may have the run now. */
  close(): void {
    this.#options.hold.release();
  }
}
