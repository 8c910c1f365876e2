/**
 * One training run and what it leaves: the model, the losses and the grid of every epoch. Sends what the page shows,
 * a few times a second at most; `Trainer` does the work.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import type { Dataset, StudyData } from '../core/dataset.ts';
import { requireFit } from '../core/fit.ts';
import { countParameters } from '../core/network-plan.ts';
import { checkRunConfig, type RunConfig } from '../core/run-config.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { decodeRow } from '../data/decode-rows.ts';
import type { RunningBackend } from '../engine/backends.ts';
import { JointGan } from '../gan/joint-gan.ts';
import { PauseGate } from '../gan/pause-gate.ts';
import { samplePreview } from '../gan/sampler.ts';
import { Trainer } from '../gan/trainer.ts';
import { LiveMatch } from './live-match.ts';
import { encodeGrid } from './picture-codec.ts';
import type { EpochLog, PairView, StudioEvent, TrainOutcome } from './protocol.ts';

/** Least time between two grids, and between two batches of numbers, sent to the page. */
const EVENT_INTERVAL_MS = 250;

export interface TrainedModel {
  readonly gan: JointGan;
  readonly backend: RunningBackend;
  readonly config: RunConfig;
  readonly schema: TableSchema;
  /** What it was trained on, and what was put aside. */
  readonly study: StudyData;
  readonly source: 'files' | 'demo';
  /** Last finished epoch. */
  epoch: number;
  /** Steps done, those of an unfinished last epoch included. */
  steps: number;
}

/** For manifests: pairs trained on, and pairs put aside and never trained on. */
export function trainedCounts({ study }: TrainedModel): { readonly patients: number; readonly setAside: number } {
  return { patients: study.train.count, setAside: study.holdout.count };
}

type Emit = (event: StudioEvent) => void;

export class TrainingSession {
  #gate: PauseGate | null = null;
  #model: TrainedModel | null = null;
  /** The grid of epoch e at e − 1, as PNG files (the browser keeps large blobs on disk). */
  #grids: Blob[] = [];
  #gridShown = true;

  get isRunning(): boolean {
    return this.#gate !== null;
  }

  /** The model of the last run that finished at least one epoch. Throws `no-model` before that. */
  get model(): TrainedModel {
    if (this.#model === null || this.#model.epoch === 0) throw new AppError('no-model');
    return this.#model;
  }

  get grids(): readonly Blob[] {
    return this.#grids;
  }

  gridShown(): void {
    this.#gridShown = true;
  }

  pause(): void {
    this.#gate?.pause();
  }

  resume(): void {
    this.#gate?.resume();
  }

  stop(): void {
    this.#gate?.stop();
  }

  async train(options: {
    config: RunConfig;
    study: (config: RunConfig) => StudyData;
    source: 'files' | 'demo';
    startBackend: (columns: number) => Promise<RunningBackend>;
    signal: AbortSignal;
    emit: Emit;
  }): Promise<TrainOutcome> {
    if (this.isRunning) throw new AppError('busy');
    const config = checkRunConfig(options.config);
    const gate = new PauseGate(() => performance.now());
    this.#gate = gate;
    const stop = (): void => gate.stop();
    options.signal.addEventListener('abort', stop);
    try {
      const study = options.study(config);
      const dataset = study.train;
      const backend = await options.startBackend(dataset.schema.width);
      requireFit(config, dataset.schema.width, backend.info);
      this.#discard();
      const gan = this.#build(config, dataset.schema.width, backend);
      this.#model = {
        gan,
        backend,
        config,
        schema: dataset.schema,
        study,
        source: options.source,
        epoch: 0,
        steps: 0,
      };
      return await this.#run(this.#model, dataset, gate, options.emit);
    } finally {
      options.signal.removeEventListener('abort', stop);
      this.#gate = null;
    }
  }

  async #run(model: TrainedModel, dataset: Dataset, gate: PauseGate, emit: Emit): Promise<TrainOutcome> {
    const { gan, config } = model;
    const trainer = new Trainer({ gan, kernels: model.backend.kernels, dataset, config });
    emit({
      kind: 'train-started',
      started: {
        backend: model.backend.info,
        config,
        patients: dataset.count,
        setAside: model.study.holdout.count,
        constant: model.study.constant,
        columns: dataset.schema.width,
        stepsPerEpoch: trainer.stepsPerEpoch,
        generatorParameters: countParameters(gan.plan.generator.variables),
        discriminatorParameters: countParameters(gan.plan.discriminator.variables),
      },
    });
    const outbox = new Outbox(emit);
    const liveMatch = new LiveMatch(model, () => performance.now());
    gate.onRest = (isResting) => {
      // What has happened is shown before the pause is announced.
      outbox.flush();
      emit({ kind: isResting ? 'train-paused' : 'train-resumed' });
    };
    this.#gridShown = true;
    let grid: PairView | null = null;
    try {
      for (let epoch = 1; epoch <= config.epochs; epoch++) {
        const start = performance.now();
        const pausedBefore = gate.pausedMs;
        const losses = await trainer.runEpoch(epoch, gate.pass, (step) => {
          model.steps = trainer.steps;
          throwFailure(model.backend);
          outbox.step(epoch, step, trainer.stepsPerEpoch, performance.now() - start - (gate.pausedMs - pausedBefore));
        });
        grid = await this.#preview(model);
        model.epoch = epoch;
        const seconds = (performance.now() - start - (gate.pausedMs - pausedBefore)) / 1000;
        outbox.epoch({ epoch, ...losses, seconds });
        if (this.#gridShown && outbox.isDue('grid')) {
          this.#sendGrid(model, grid, emit);
          grid = null;
        }
        const match = await liveMatch.measure(gan.generator, model, epoch);
        if (match !== null) {
          outbox.flush();
          emit({ kind: 'train-match', match });
        }
      }
      return { epoch: model.epoch, end: 'completed' };
    } catch (error) {
      if (isAbort(error)) return { epoch: model.epoch, end: 'stopped' };
      // Weights of a broken run are of no use to anybody.
      this.#discard();
      // A lost device makes every later call fail in some way of its own; say what really happened.
      throwFailure(model.backend);
      throw error;
    } finally {
      outbox.flush();
      // The last grid is always shown, however fast the epochs were.
      if (grid !== null) this.#sendGrid(model, grid, emit);
    }
  }

  #sendGrid(model: TrainedModel, grid: PairView, emit: Emit): void {
    this.#gridShown = false;
    emit({ kind: 'train-grid', epoch: model.epoch, grid });
  }

  async #preview(model: TrainedModel): Promise<PairView> {
    const { schema, config } = model;
    const sampled = await samplePreview(model.gan.generator, config.seed);
    this.#grids.push(await encodeGrid(sampled.images, config.size));
    return {
      size: config.size,
      count: sampled.count,
      images: sampled.images,
      columns: schema.columns.map((column) => column.name),
      rows: Array.from({ length: sampled.count }, (_, i) =>
        decodeRow(schema, sampled.rows.subarray(i * schema.width, (i + 1) * schema.width)),
      ),
    };
  }

  #build(config: RunConfig, columns: number, backend: RunningBackend): JointGan {
    try {
      return JointGan.initial(config, columns, backend.kernels);
    } catch (error) {
      throw new AppError(
        'out-of-memory',
        { size: config.size, width: config.width, backend: backend.info.name },
        error,
      );
    }
  }

  #discard(): void {
    this.#model?.gan.dispose();
    this.#model = null;
    this.#grids = [];
  }
}

function throwFailure(backend: RunningBackend): void {
  const failure = backend.failure();
  if (failure !== null) throw failure;
}

/** Batches the numbers on their way to the page. */
class Outbox {
  readonly #emit: Emit;
  readonly #last = new Map<'step' | 'epochs' | 'grid', number>();
  #epochs: EpochLog[] = [];

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** True, and the clock starts again, if the last one of this kind is long enough ago. */
  isDue(kind: 'step' | 'epochs' | 'grid'): boolean {
    const now = performance.now();
    if (now - (this.#last.get(kind) ?? Number.NEGATIVE_INFINITY) < EVENT_INTERVAL_MS) return false;
    this.#last.set(kind, now);
    return true;
  }

  step(epoch: number, step: number, stepsPerEpoch: number, elapsedMs: number): void {
    if (!this.isDue('step')) return;
    this.#emit({ kind: 'train-step', epoch, step, stepsPerEpoch, secondsPerStep: elapsedMs / step / 1000 });
  }

  epoch(log: EpochLog): void {
    this.#epochs.push(log);
    if (this.isDue('epochs')) this.flush();
  }

  flush(): void {
    if (this.#epochs.length === 0) return;
    this.#emit({ kind: 'train-epochs', epochs: this.#epochs });
    this.#epochs = [];
  }
}
