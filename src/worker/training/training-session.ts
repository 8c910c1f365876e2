/**
 * Trainings, one at a time, and what the last one leaves: the model and the grids of its epochs. Builds a run from new
 * or takes a kept one up again; `TrainingRun` does the work.
 */
import { version as appVersion } from '../../../package.json';
import { AppError } from '../../core/app-error.ts';
import type { DataSettings } from '../../core/data-report.ts';
import type { StudyData } from '../../core/dataset.ts';
import { pairCounts } from '../../core/trained-on.ts';
import { READING_VERSION } from '../../core/reading-version.ts';
import { badOption } from '../../core/option-limits.ts';
import { requirePatientsOf } from '../model/model-patients.ts';
import type { PreparedState } from '../../recipes/prepared-state.ts';
import { requireRoom } from '../../recipes/memory-room.ts';
import type { PictureSource } from '../../recipes/recipe-training.ts';
import { type BackendChoice, type BackendName, checkRunConfig, type RunConfig } from '../../core/run-config.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { PauseGate } from '../../core/pause-gate.ts';
import { fingerprintOf } from '../../storage/kept-patients.ts';
import { isReadAlike } from '../../storage/run-record.ts';
import type { BackendLease } from '../machine-session.ts';
import type { OpenedModel } from '../model/model-import.ts';
import { previewGrid } from '../preview.ts';
import type { EpochInUse, TrainEvent, TrainOutcome } from '../protocol.ts';
import type { HeldRun, RunKeeper } from './run-keeper.ts';
import { prepareRecipe } from './prepare-recipe.ts';
import { placeOf, type RunFacts, type RunSaver } from './run-saver.ts';
import { announceRun } from './announce-run.ts';
import { bestEpoch, pastModel, pastNetwork } from './past-model.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { type RunOptions, TrainingRun } from './training-run.ts';

type Emit = (event: TrainEvent) => void;

/** Where the patients of a run come from. */
export interface PatientSource {
  readonly study: (config: RunConfig) => StudyData;
  /** Pictures of the patients that `study` gives to train on, at any size. */
  readonly pictures: (config: RunConfig) => PictureSource;
  readonly source: 'files' | 'demo';
  /** How they were drawn, where they are simulated. */
  readonly demo: { readonly count: number; readonly seed: number } | null;
  readonly settings: DataSettings;
}

export interface Machine {
  readonly startFor: (config: RunConfig, columns: number) => Promise<BackendLease>;
  readonly startAgain: (name: BackendName, tiles: RunningBackend['tiles']) => Promise<BackendLease>;
}

/** Keeps a backend for the run that is being prepared, until that run has ended. */
type Keep = (lease: Promise<BackendLease>) => Promise<RunningBackend>;

type PreparedRun = Pick<RunOptions, 'model' | 'saver' | 'log' | 'incidents' | 'best' | 'reseeds'>;

interface Work {
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

export class TrainingSession {
  readonly #machine: Machine;
  readonly #keeper: RunKeeper | null;
  readonly #wallClock: () => number;
  readonly #clock: () => number;
  #gate: PauseGate | null = null;
  /** Aborted when the run is to end, also before its first step. */
  #stopping = new AbortController();
  #run: TrainingRun | null = null;
  #saver: RunSaver | null = null;
  /** A past epoch of the last run, which makes the pairs in place of the last one; the run itself stays as it is. */
  #past: TrainedModel | null = null;
  /** A model from a file, which takes the place of the last run's. */
  #opened: { readonly model: TrainedModel; readonly grid: Blob } | null = null;

  /** Without a keeper nothing is kept. `wallClock`: milliseconds since 1970; `clock`: see `RunOptions`. */
  constructor(
    machine: Machine,
    keeper: RunKeeper | null = null,
    wallClock: () => number = () => Date.now(),
    clock: () => number = () => performance.now(),
  ) {
    this.#clock = clock;
    this.#machine = machine;
    this.#keeper = keeper;
    this.#wallClock = wallClock;
  }

  get isRunning(): boolean {
    return this.#gate !== null;
  }

  /** The model of the last run that finished at least one epoch, at the epoch in use. Throws `no-model` before that. */
  get model(): TrainedModel {
    const model = this.#opened?.model ?? this.#past ?? this.#run?.model;
    if (model === undefined || model.epoch === 0) throw new AppError('no-model');
    return model;
  }

  /** The patients of the last run, as it learns from them; null before the first. */
  get study(): StudyData | null {
    return this.#run?.model.study ?? null;
  }

  /** PNG files by epoch. */
  get grids(): ReadonlyMap<number, Blob> {
    if (this.#opened !== null) return new Map([[this.#opened.model.epoch, this.#opened.grid]]);
    return this.#run?.grids ?? new Map();
  }

  /** Past epochs of the run that `model` is of; null for a model from a file. */
  get keptEpochs(): {
    readonly epochs: readonly number[];
    readonly load: (epoch: number) => Promise<JointGan | null>;
  } | null {
    const run = this.#run;
    if (this.#opened !== null || run === null) return null;
    return { epochs: run.snapshots.epochs, load: (epoch) => pastNetwork(run, epoch) };
  }

  /** Where the networks of the last run lie. Throws `no-model` without one. */
  get runBackend(): RunningBackend {
    if (this.#run === null) throw new AppError('no-model');
    return this.#run.model.backend;
  }

  /**
   * Makes a past epoch, or the last again, the one that `model` is; on the backend of the run, and while nothing computes
   * with `model`. Throws `busy` while training, `no-model`, `epoch-gone`; the epoch in use stays then.
   */
  async useEpoch(epoch: number | 'last'): Promise<EpochInUse> {
    if (this.isRunning) throw new AppError('busy');
    const run = this.#run;
    if (run === null || run.model.epoch === 0) throw new AppError('no-model');
    const last = run.model;
    const isLast = epoch === 'last' || (epoch === last.epoch && (last.progress?.step ?? 0) === 0);
    const past = isLast ? null : await pastModel(run, epoch);
    const { gan } = past ?? last;
    try {
      const grid = await previewGrid(gan, past ?? last);
      this.#past?.gan.dispose();
      this.#past = past;
      return { epoch: (past ?? last).epoch, isLast, grid };
    } catch (error) {
      past?.gan.dispose();
      throw error;
    }
  }

  /** Takes a model from a file in place of the one it has, and disposes it in the end. `grid`: its 4 × 4 grid as PNG. */
  adopt(model: TrainedModel, grid: Blob): void {
    if (this.isRunning) throw new AppError('busy');
    this.#discard();
    this.#opened = { model, grid };
  }

  gridShown(): void {
    this.#run?.gridShown();
  }

  pause(): void {
    this.#gate?.pause();
  }

  resume(): void {
    this.#gate?.resume();
  }

  stop(): void {
    this.#gate?.stop();
    this.#stopping.abort();
  }

  /** The page may be gone in a moment: a checkpoint as soon as the step under way is done. */
  saveSoon(): void {
    this.#saver?.request();
  }

  train(options: { readonly config: RunConfig; readonly patients: PatientSource } & Work): Promise<TrainOutcome> {
    return this.#exclusively(options, async (emit, keep) => {
      const config = checkRunConfig(options.config);
      const { source } = options.patients;
      const study = options.patients.study(config);
      const { schema } = study.train;
      const backend = await keep(this.#machine.startFor(config, schema.width));
      requireRoom(config, schema.width, backend.info);
      const state = await prepareRecipe(config, study, {
        pictures: options.patients.pictures(config),
        signal: this.#stopping.signal,
        onProgress: (progress) => emit({ kind: 'progress', progress }),
      });
      this.#discard();
      const gan = await this.#build(config, schema.width, backend, state);
      const model: TrainedModel = { gan, backend, config, schema, study, source, epoch: 0, steps: 0 };
      return {
        model,
        saver: await this.#begin(model, options.patients, emit),
        log: [],
        incidents: [],
        best: null,
        reseeds: 0,
      };
    });
  }

  /**
   * Goes on with a kept run, up to `epochs` in all (its own number if null). `patients` are asked for only where the run's
   * own were not kept, or were prepared by a version that read tables otherwise. Throws `kept-…`.
   */
  continueRun(
    options: {
      readonly run: string;
      readonly epochs: number | null;
      readonly patients: (record: HeldRun['record']) => Promise<StudyData>;
    } & Work,
  ): Promise<TrainOutcome> {
    return this.#exclusively(options, async (emit, keep) => {
      if (this.#keeper === null) throw new AppError('kept-unavailable', { reason: 'no-store' });
      const held = await this.#keeper.take(options.run);
      try {
        const { record } = held;
        const config = checkRunConfig({ ...record.config, epochs: options.epochs ?? record.config.epochs });
        // What an older version made of a table may be read otherwise now: names it took for values, say.
        const study = (isReadAlike(record) ? held.study : null) ?? (await options.patients(record));
        const backend = await keep(this.#backendOf(record, config));
        requireRoom(config, record.schema.width, backend.info);
        this.#discard();
        const { gan, log, best, record: loaded } = await held.load(backend.kernels);
        const { epoch, steps, progress } = placeOf(loaded.position);
        const { schema, source } = loaded;
        const { reseeds } = loaded;
        const model: TrainedModel = { gan, backend, config, schema, study, source, epoch, steps, progress, reseeds };
        const { run, startedAt, demo, settings } = loaded;
        const facts = { ...(await this.#facts(model)), run, startedAt, demo, settings };
        const saver = await held.saver(facts, (note) => emit({ kind: 'train-saved', note }));
        if (saver === null) held.release();
        return { model, saver, log, incidents: loaded.incidents, best, reseeds };
      } catch (error) {
        held.release();
        throw error;
      }
    });
  }

  /**
   * Goes on with the training of a saved model, up to `epochs` in all (as many as it was begun with if null). Throws
   * `model-not-full`, `model-other-patients`, `model-read-differently`, and `bad-option` when it has had more epochs already.
   */
  resumeModel(
    options: {
      readonly opened: OpenedModel;
      readonly file: string;
      readonly epochs: number | null;
      readonly backend: BackendChoice;
      readonly patients: PatientSource;
    } & Work,
  ): Promise<TrainOutcome> {
    return this.#exclusively(options, async (emit, keep) => {
      const { opened, file, patients, signal } = options;
      const { epoch, steps, progress, reseeds } = opened;
      const epochs = options.epochs ?? opened.config.epochs;
      if (epochs < epoch) {
        throw badOption('epochs', epochs, 'at-least', { min: epoch });
      }
      const config = checkRunConfig({ ...opened.config, epochs, backend: options.backend });
      const study = patients.study(config);
      const { schema } = study.train;
      requirePatientsOf(opened, schema, file);
      const backend = await keep(this.#machine.startFor(config, schema.width));
      requireRoom(config, schema.width, backend.info);
      const gan = await opened.load(backend.kernels, 'train', { signal });
      const best = await opened.best();
      this.#discard();
      const { source } = patients;
      const model: TrainedModel = { gan, backend, config, schema, study, source, epoch, steps, progress, reseeds };
      return { model, saver: await this.#begin(model, patients, emit), log: [], incidents: [], best, reseeds };
    });
  }

  /** Prepares a run and runs it; no other can begin meanwhile. */
  async #exclusively(
    { signal, emit }: Work,
    prepare: (emit: Emit, keep: Keep) => Promise<PreparedRun>,
  ): Promise<TrainOutcome> {
    if (this.isRunning) throw new AppError('busy');
    const gate = new PauseGate(() => performance.now());
    this.#gate = gate;
    this.#stopping = new AbortController();
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop);
    const leases: BackendLease[] = [];
    const keep: Keep = async (starting) => {
      const lease = await starting;
      leases.push(lease);
      return lease.backend;
    };
    try {
      const prepared = await prepare(emit, keep);
      this.#saver = prepared.saver;
      const run = new TrainingRun({
        ...prepared,
        gate,
        emit,
        reopen: ({ backend }) => keep(this.#machine.startAgain(backend.info.name, backend.tiles)),
        wallClock: this.#wallClock,
        clock: this.#clock,
      });
      this.#run = run;
      announceRun(prepared, emit);
      try {
        const ended = await run.run();
        return { ...ended, chosen: await this.#chooseBest(run, emit) };
      } catch (error) {
        // Weights of a broken run are of no use to anybody; what was kept of it is.
        this.#discard();
        throw error;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#gate = null;
      this.#saver = null;
      for (const { release } of leases) release();
    }
  }

  /** Pairs are made from the epoch that the recipe calls the best. Null: it scores none, or that is the last. */
  async #chooseBest(run: TrainingRun, emit: Emit): Promise<number | null> {
    const epoch = bestEpoch(run);
    if (epoch === null) return null;
    const past = await pastModel(run, epoch);
    this.#past = past;
    const grid = await run.redraw(past);
    emit({ kind: 'train-grid', epoch, grid });
    return epoch;
  }

  /** Begins to keep a run; null where nothing is kept. */
  async #begin(model: TrainedModel, { demo, settings }: PatientSource, emit: Emit): Promise<RunSaver | null> {
    if (this.#keeper === null) return null;
    const facts = { ...(await this.#facts(model)), demo, settings: { ...settings, table: null } };
    return this.#keeper.begin({ facts, study: model.study, onNote: (note) => emit({ kind: 'train-saved', note }) });
  }

  /** The backend the run was on, cut up as it was; where that is not there any more, one that can go on. */
  async #backendOf(record: HeldRun['record'], config: RunConfig): Promise<BackendLease> {
    try {
      return await this.#machine.startAgain(
        record.backend.name,
        (record.tuning ?? undefined) as RunningBackend['tiles'],
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'backend-unavailable') throw error;
      return this.#machine.startFor({ ...config, backend: 'auto' }, record.schema.width);
    }
  }

  async #facts(model: TrainedModel): Promise<Omit<RunFacts, 'run' | 'startedAt' | 'demo' | 'settings'>> {
    const { config, backend, schema, study, source } = model;
    const { name, adapter } = backend.info;
    return {
      appVersion,
      reading: READING_VERSION,
      config,
      backend: { name, adapter },
      tuning: backend.tiles ?? null,
      schema,
      ...pairCounts(study.patients.train),
      setAside: study.holdout.count,
      source,
      fingerprint: await fingerprintOf(study),
    };
  }

  async #build(
    config: RunConfig,
    columns: number,
    backend: RunningBackend,
    state: PreparedState | null,
  ): Promise<JointGan> {
    try {
      return await JointGan.initial(config, columns, backend.kernels, state);
    } catch (error) {
      throw new AppError('out-of-memory', {}, error);
    }
  }

  #discard(): void {
    this.#past?.gan.dispose();
    this.#past = null;
    this.#run?.dispose();
    this.#run = null;
    this.#opened?.model.gan.dispose();
    this.#opened = null;
  }
}
