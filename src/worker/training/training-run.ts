/**
 * One run under way: epochs, the grid after each, checkpoints, and going back to the last good state when the device is
 * lost, memory runs out or the numbers explode. `Trainer` does the steps; this decides what happens between them.
 */
import { AppError, isAbort } from '../../core/app-error.ts';
import type { EpochScore } from '../../core/past-epochs.ts';
import type { RunIncident } from '../../core/kept-run.ts';
import { hasFlags } from '../../data/blank-rates.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import { patientSides } from '../../recipes/patient-sides.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import type { PauseGate } from '../../core/pause-gate.ts';
import { type EpochProgress, epochStart, Trainer } from '../../gan/trainer.ts';
import type { RunPosition } from '../../storage/run-record.ts';
import { Outbox } from './outbox.ts';
import { EpochSnapshots, type Snapshot } from './epoch-snapshots.ts';
import { Patience } from './patience.ts';
import { LivePace } from './live-pace.ts';
import { LiveScores } from './live-scores.ts';
import { encodeGrid } from '../picture-codec.ts';
import { previewGrid } from '../preview.ts';
import type { EpochLog } from '../../core/epoch-log.ts';
import type { PairView, TrainEvent, TrainOutcome } from '../protocol.ts';
import { type LoadedRun, placeOf, type RunSaver } from './run-saver.ts';
import { settledSchema, type TrainedModel } from '../model/trained-model.ts';

/** Going back so often without a new checkpoint in between; then it is given up. */
const MOST_TRIES: Readonly<Record<RunIncident['kind'], number>> = {
  'device-lost': 3,
  'out-of-memory': 1,
  'not-finite': 2,
};

/** How long a lost device may take to say so. */
const FAILURE_WAITS = 20;
const FAILURE_WAIT_MS = 25;

export interface RunOptions {
  readonly model: TrainedModel;
  readonly log: readonly EpochLog[];
  readonly incidents: readonly RunIncident[];
  /** The best epoch so far of a recipe that scores epochs. */
  readonly best: Snapshot | null;
  readonly reseeds: number;
  /** Null: nothing of this run is kept. */
  readonly saver: RunSaver | null;
  readonly gate: PauseGate;
  /** Opens the same backend again after its device was lost. */
  readonly reopen: (model: TrainedModel) => Promise<RunningBackend>;
  readonly emit: (event: TrainEvent) => void;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** Milliseconds; says when an epoch is measured and kept. */
  readonly clock?: () => number;
}

/** How it ended, before an epoch is chosen. */
type Ended = Pick<TrainOutcome, 'epoch' | 'end'>;

/** [16, size, size] grey levels, and the same as a PNG file. */
interface Drawn {
  readonly tiles: Uint8Array<ArrayBuffer>;
  readonly grid: Blob;
}

function incidentKind(error: unknown): RunIncident['kind'] | null {
  if (!(error instanceof AppError)) return null;
  const { code } = error;
  return code === 'device-lost' || code === 'out-of-memory' || code === 'not-finite' ? code : null;
}

export class TrainingRun {
  readonly #options: RunOptions;
  readonly #outbox: Outbox;
  #model: TrainedModel;
  #log: EpochLog[];
  #incidents: RunIncident[];
  #reseeds: number;
  #tries = 0;
  /** Grids by epoch, as PNG files (the browser keeps large blobs on disk). */
  readonly #grids = new Map<number, Blob>();
  #gridShown = true;
  readonly #scores: LiveScores;
  readonly #pace: LivePace;
  readonly #snapshots: EpochSnapshots;
  readonly #patience: Patience;
  #unsentGrid: PairView | null = null;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#model = options.model;
    this.#log = [...options.log];
    this.#incidents = [...options.incidents];
    this.#reseeds = options.reseeds;
    this.#outbox = new Outbox(options.emit);
    this.#scores = new LiveScores(options.model);
    this.#pace = new LivePace(options.clock ?? (() => performance.now()));
    this.#snapshots = new EpochSnapshots(options.model.gan.graphs);
    if (options.best !== null) this.#snapshots.restore(options.best);
    this.#patience = new Patience({ begun: options.model.epoch, best: options.best?.epoch ?? null });
  }

  get model(): TrainedModel {
    return this.#model;
  }

  get grids(): ReadonlyMap<number, Blob> {
    return this.#grids;
  }

  /** Generators of past epochs. */
  get snapshots(): EpochSnapshots {
    return this.#snapshots;
  }

  gridShown(): void {
    this.#gridShown = true;
  }

  dispose(): void {
    this.#model.gan.dispose();
    this.#grids.clear();
    this.#snapshots.clear();
  }

  /** Up to the last epoch or `stop`. Rejects when the run broke down and could not go on; its network is of no use then. */
  async run(): Promise<Ended> {
    const { gate, emit, saver } = this.#options;
    gate.onRest = (isResting) => {
      // What has happened is shown before the pause is announced.
      this.#outbox.flush();
      emit({ kind: isResting ? 'train-paused' : 'train-resumed' });
    };
    try {
      for (;;) {
        try {
          await this.#epochs();
          return await this.#ended(this.#hasSettled() ? 'settled' : 'completed');
        } catch (error) {
          const failure = await this.#failureOf(error, this.#model.backend);
          if (failure === null) return await this.#ended('stopped');
          if (!(await this.#goBack(failure))) return await this.#ended('stopped');
        }
      }
    } finally {
      this.#outbox.flush();
      // The last grid is always shown, however fast the epochs were.
      this.#sendGrid();
      saver?.close();
    }
  }

  /** Its score has not improved for long enough. A recipe that gives none is trained for all epochs. */
  #hasSettled(): boolean {
    const { config, epoch } = this.#model;
    const { best } = this.#snapshots;
    return RECIPES[config.recipe].validates && best !== null && this.#patience.isOver(epoch, best.epoch);
  }

  async #ended(end: Ended['end']): Promise<Ended> {
    const model = this.#model;
    const { epoch } = model;
    if (epoch > 0 && hasFlags(model.schema)) {
      this.#model = { ...model, schema: await settledSchema({ ...model, patients: model.study.train.count }) };
      // Its rows have other blanks now. Stopped within an epoch, the network is not the one that the grid shows.
      if ((model.progress?.step ?? 0) === 0) await this.#preview();
    }
    return { epoch, end };
  }

  async #epochs(): Promise<void> {
    const model = this.#model;
    const { config, backend, gan } = model;
    const trainer = new Trainer({
      gan,
      kernels: backend.kernels,
      patients: patientSides(model.study, config),
      config,
      steps: model.steps,
      reseeds: this.#reseeds,
    });
    try {
      // What was measured draws before it is trained.
      const isStart = model.epoch === 0 && (model.progress?.step ?? 0) === 0;
      if (isStart && RECIPES[config.recipe].prepares && !this.#grids.has(0)) {
        await this.#preview();
        this.#sendGrid();
      }
      // A run that goes on shows where it stands.
      if (model.epoch > 0 && !this.#grids.has(model.epoch)) {
        await this.#measure(await this.#preview());
        // However soon after the last one: until the next epoch ends there is no other.
        this.#sendGrid();
      }
      while (model.epoch < config.epochs && !this.#hasSettled()) await this.#epoch(trainer);
    } finally {
      trainer.dispose();
    }
    await this.#save(true);
  }

  async #epoch(trainer: Trainer): Promise<void> {
    const model = this.#model;
    const { config, backend } = model;
    const { gate } = this.#options;
    const epoch = model.epoch + 1;
    const start = performance.now();
    const pausedBefore = gate.pausedMs;
    const elapsedMs = (): number => performance.now() - start - (gate.pausedMs - pausedBefore);
    const from = model.progress ?? epochStart(config.recipe);
    const between = async (settle: () => Promise<EpochProgress>): Promise<void> => {
      if (gate.isClosed || this.#options.saver?.isDue === true) {
        model.progress = await settle();
        await this.#save(false);
      }
      await gate.pass();
    };
    const onStep = (step: number): void => {
      model.steps = trainer.steps;
      throwFailure(backend);
      this.#outbox.step(epoch, step, trainer.stepsPerEpoch, (elapsedMs() * step) / (step - from.step));
    };
    const losses = await trainer.runEpoch(epoch, between, onStep, from);
    model.epoch = epoch;
    delete model.progress;
    const validation = await trainer.validate(() => gate.isStopped);
    const line = { epoch, losses, seconds: elapsedMs() / 1000, ...(validation === undefined ? {} : { validation }) };
    this.#log.push(line);
    this.#outbox.epoch(line);
    await this.#measure(await this.#preview());
  }

  async #save(isComplete: boolean): Promise<void> {
    const { saver } = this.#options;
    if (saver === null) return;
    const { gan, epoch, steps, backend, config } = this.#model;
    const { step, losses } = this.#model.progress ?? epochStart(config.recipe);
    const position: RunPosition = { epoch, steps, step, ...losses };
    throwFailure(backend);
    const isSaved = await saver.save({
      gan,
      log: this.#log,
      best: RECIPES[config.recipe].validates ? this.#snapshots.best : null,
      position,
      isComplete,
      incidents: this.#incidents,
      reseeds: this.#reseeds,
    });
    if (isSaved) this.#tries = 0;
  }

  /** Null when the visitor stopped the run; else what really happened. */
  async #failureOf(error: unknown, backend: RunningBackend): Promise<AppError | null> {
    const isStop = isAbort(error) && this.#options.gate.isStopped;
    const isClear = isStop || incidentKind(error) !== null;
    // A lost device makes every call fail in some way of its own, and says so itself a moment later.
    for (let i = 0; i < (isClear ? 0 : FAILURE_WAITS) && backend.failure() === null; i++) {
      await new Promise((resolve) => {
        setTimeout(resolve, FAILURE_WAIT_MS);
      });
    }
    const failure = backend.failure();
    if (failure !== null) return failure;
    if (isStop) return null;
    // Reading from a device that is gone is "aborted".
    return isAbort(error) ? new AppError('device-lost', {}, error) : AppError.from(error);
  }

  /**
   * Goes back to the last good state. False: the numbers exploded again and again, so the run ends there and what it had
   * learned is kept. Throws what happened where there is no state to go back to.
   */
  async #goBack(failure: AppError): Promise<boolean> {
    const { saver, emit, wallClock } = this.#options;
    const kind = incidentKind(failure);
    if (kind === null || saver === null) throw failure;
    const isGivenUp = this.#tries >= MOST_TRIES[kind];
    if (isGivenUp && kind !== 'not-finite') throw failure;
    this.#tries += 1;
    this.#outbox.flush();
    const broken = this.#model;
    broken.gan.dispose();
    const backend = kind === 'not-finite' ? broken.backend : await this.#options.reopen(broken);
    let loaded: LoadedRun | null;
    try {
      loaded = await saver.goBack(backend.kernels);
    } catch (error) {
      const next = await this.#failureOf(error, backend);
      return this.#goBack(next ?? failure);
    }
    // From the beginning only while that is not long ago, and can help.
    const canStartOver = !saver.hasFailed && kind !== 'out-of-memory' && !isGivenUp;
    if (loaded === null && !canStartOver) throw failure;
    const { epoch, steps, progress } =
      loaded === null
        ? { epoch: 0, steps: 0, progress: epochStart(broken.config.recipe) }
        : placeOf(loaded.record.position);
    const gan =
      loaded?.gan ?? (await JointGan.initial(broken.config, broken.schema.width, backend.kernels, broken.gan.state));
    const incident = { kind, epoch: broken.epoch + 1, backTo: epoch, at: wallClock() };
    // The same random numbers would explode again.
    if (kind === 'not-finite') this.#reseeds += 1;
    this.#model = { ...broken, gan, backend, epoch, steps, progress, reseeds: this.#reseeds };
    this.#log = loaded?.log ?? [];
    this.#incidents = [...this.#incidents, incident];
    for (const drawn of this.#grids.keys()) if (drawn > epoch) this.#grids.delete(drawn);
    this.#snapshots.cutAfter(epoch);
    if (loaded !== null && loaded.best !== null) this.#snapshots.restore(loaded.best);
    emit({ kind: 'train-incident', incident });
    return !isGivenUp;
  }

  /** Draws and keeps the grid of the last finished epoch, and sends it if the page is ready for one. */
  async #preview(): Promise<Drawn> {
    const { gan, config, epoch } = this.#model;
    const view = await previewGrid(gan, this.#model);
    const grid = await encodeGrid(view.images, config.size);
    this.#grids.set(epoch, grid);
    this.#unsentGrid = view;
    return { tiles: view.images, grid };
  }

  /** Now and then, and never a part of what is trained: how the epoch does, and its generator to go back to. */
  async #measure({ tiles, grid }: Drawn): Promise<void> {
    const model = this.#model;
    const { emit } = this.#options;
    const { epoch, steps } = model;
    // Of the epoch that has just ended; a run that goes on from a file of a model does not know its past.
    const own = RECIPES[model.config.recipe].validates ? (this.#log.at(-1)?.validation ?? null) : undefined;
    const keep = async (score: EpochScore): Promise<void> => {
      await this.#snapshots.take(model.gan, { epoch, steps, score: score.score, reseeds: this.#reseeds });
      this.#outbox.flush();
      const { epochs, most } = this.#snapshots;
      emit({ kind: 'train-scored', past: { ...score, grid }, snapshots: { epochs, most } });
    };
    const isMeasured = await this.#pace.whenDue(async () => {
      const { match, score } = await this.#scores.measure(model, tiles);
      if (match !== null) emit({ kind: 'train-match', match });
      await keep(own === undefined ? score : { ...score, score: own });
      return true;
    }, epoch === model.config.epochs);
    // The best by a recipe's own score is always kept, whenever it comes.
    const isBest = own !== undefined && own !== null && own > (this.#snapshots.best?.score ?? Number.NEGATIVE_INFINITY);
    if (isMeasured === null && isBest) {
      await keep({ epoch, columns: null, pictures: null, variety: null, score: own });
    }
    // Only now: with it the tiles go to the page.
    if (this.#gridShown && this.#outbox.isDue('grid')) this.#sendGrid();
  }

  /** Keeps the grid of a past epoch, which may be of before the run was taken up again, and gives it. */
  async redraw(past: TrainedModel): Promise<PairView> {
    const view = await previewGrid(past.gan, past);
    this.#grids.set(past.epoch, await encodeGrid(view.images, past.config.size));
    return view;
  }

  #sendGrid(): void {
    const grid = this.#unsentGrid;
    if (grid === null) return;
    this.#unsentGrid = null;
    this.#gridShown = false;
    this.#options.emit({ kind: 'train-grid', epoch: this.#model.epoch, grid });
  }
}

function throwFailure(backend: RunningBackend): void {
  const failure = backend.failure();
  if (failure !== null) throw failure;
}
